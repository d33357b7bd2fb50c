from __future__ import annotations

from typing import Any

from django import forms

from suffice.core import roles
from suffice.core.models import AuthoritySettings

_HINTS = {role.code: role.description for role in roles.ROLES}


class PersonForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254, help_text="They sign in with it.")
    role = forms.ChoiceField(label="Role", choices=roles.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].hints = _HINTS  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=roles.choices, widget=forms.Select)


class SettingsForm(forms.ModelForm[AuthoritySettings]):
    class Meta:
        model = AuthoritySettings
        fields = ["rows_kept_years", "looks_kept_months"]
        labels = {
            "rows_kept_years": "Years that rows about single children are kept",
            "looks_kept_months": "Months that looks at those rows are kept",
        }
        help_texts = {
            "rows_kept_years": "Between 1 and 75, from when a return was brought in. Totals made from them stay.",
            "looks_kept_months": "Between 6 and 120. A look made already keeps the date that it was given.",
        }
        widgets = {
            "rows_kept_years": forms.NumberInput(attrs={"inputmode": "numeric"}),
            "looks_kept_months": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
