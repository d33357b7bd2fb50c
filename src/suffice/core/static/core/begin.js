// Tells the style sheet, before anything is drawn, that the component scripts can run here.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
