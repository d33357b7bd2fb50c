from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from suffice.core.pages.words import day
from suffice.publish.statement import gathering
from suffice.publish.statement.inputs import Promise
from suffice.publish.statement.models import YEARS, Audience, Wording

_PARTS = 3
_LONGEST = 20_000
_WITHIN = f"Give a number from {YEARS[0]} to {YEARS[1]}."


class StatementForm(forms.Form):
    """What to ask of a statement."""

    origin = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day to state from.", "invalid": "Give the day as 31/03/2022."},
    )
    years = forms.IntegerField(
        label="Years ahead",
        min_value=YEARS[0],
        max_value=YEARS[1],
        initial=gathering.YEARS,
        help_text="The further ahead, the wider the range.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WITHIN),
    )
    audience = forms.ChoiceField(
        label="For whom", choices=Audience.choices, initial=Audience.PUBLIC, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, covered: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = covered
        self.fields["origin"].initial = last
        self.fields["origin"].help_text = f"A day that the returns cover: {day(first)} to {day(last)}."


def _words(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea,
        error_messages={"max_length": f"Keep it to {_LONGEST:,} characters."},
    )


class WordingForm(forms.Form):
    """What only the council can say."""

    partners = _words("Partners", "Who shares the duty here, and how each took part in the statement.")
    help = _words("At the edge of care", "What the council does so that fewer children need to come into care.")
    children = _words("What children say", "What children and young people in care want of a home; how they were asked")
    promises = _words(
        "Actions",
        "One a line, in three parts: what | which role leads it | by when. Write roles, never names. "
        "For example: Recruit ten foster homes | Head of fostering | March 2027",
    )
    monitoring = _words("Who watches", "Which board watches the actions and the gaps, and how often.")

    def clean_promises(self) -> tuple[Promise, ...]:
        lines = [line.strip() for line in self.cleaned_data["promises"].splitlines()]
        return tuple(_promise(at, line) for at, line in enumerate(lines, start=1) if line)

    @staticmethod
    def initial_of(standing: Wording | None) -> dict[str, str]:
        """Return what stands, as the form shows it."""
        if standing is None:
            return {}
        lines = "\n".join(" | ".join(one) for one in standing.promises)
        return {name: getattr(standing, name) for name in WordingForm.base_fields} | {"promises": lines}


def _promise(at: int, line: str) -> Promise:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != _PARTS or not all(parts):
        raise forms.ValidationError(f"Line {at} must have three parts with | between them: what | who leads | by when.")
    return Promise(*parts)
