import { initAll } from './govuk-frontend-6.3.0.min.js'

initAll()

// Work under way: ask how far it is, and open its page again when it has finished.
const work = document.querySelector('[data-work]')
if (work) {
  const words = work.querySelector('[data-work-message]')
  const bar = work.querySelector('progress')
  const ask = async () => {
    try {
      const answer = await fetch(work.dataset.work, { headers: { Accept: 'application/json' } })
      if (answer.ok) {
        const now = await answer.json()
        if (now.finished) return window.location.reload()
        if (words.textContent !== now.message) words.textContent = now.message
        if (now.per_cent === null) bar.removeAttribute('value')
        else bar.value = now.per_cent
      }
    } catch {
      // The house may be starting again; the next question finds out.
    }
    setTimeout(ask, 1500)
  }
  setTimeout(ask, 1000)
}
