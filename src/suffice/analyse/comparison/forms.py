from __future__ import annotations

import re

from django import forms

from suffice.core.pages.words import listed
from suffice.engine.returns.population import find


class ChoiceForm(forms.Form):
    """Which authorities to be held against, one a line."""

    authorities = forms.CharField(
        label="Authorities",
        widget=forms.Textarea,
        max_length=4_000,
        help_text="One a line: the name or the three-figure code, such as Derby or 831. Between 3 and 20 of them.",
        error_messages={"required": "Name the authorities, one a line."},
    )
    source = forms.CharField(
        label="Why these",
        max_length=300,
        help_text="Who chose them, when and how: it stands on every page that uses them.",
        error_messages={"required": "Say why these were chosen: it stands on every page that uses them."},
    )

    def clean_authorities(self) -> list[str]:
        """Return the three-figure code of each line."""
        named = [one for line in self.cleaned_data["authorities"].splitlines() for one in _parts(line)]
        found = {one: find(one) for one in named}
        unknown = [line[:60] for line, known in found.items() if known is None]
        if unknown:
            raise forms.ValidationError(
                f"{listed(unknown[:5])} {'is' if len(unknown) == 1 else 'are'} not known. Give the name of a council "
                "that runs children's services, as the department writes it, or its three-figure code."
            )
        return [known.code for one in named if (known := found[one])]


def _parts(line: str) -> list[str]:
    """Return the authorities of a line: one with a comma in its name is one."""
    parts = [line] if find(line.strip()) else re.split("[,;]", line)
    return [part.strip() for part in parts if part.strip()]
