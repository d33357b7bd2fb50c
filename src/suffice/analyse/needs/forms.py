from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from suffice.analyse.needs.models import MEASURES
from suffice.core.pages.words import day

_WHEN = (("day", "One day"), ("month", "A whole month"))


class AsAtForm(forms.Form):
    """Which day to read the figures on."""

    on = forms.TypedChoiceField(label="As at", coerce=date.fromisoformat, required=False, empty_value=None)

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [(one.isoformat(), day(one)) for one in days]  # type: ignore[attr-defined]


class PublishedForm(forms.Form):
    measure = forms.ChoiceField(label="What was counted", choices=MEASURES)
    kind = forms.ChoiceField(
        label="What the figure is for",
        choices=_WHEN,
        widget=forms.RadioSelect,
        initial="day",
        error_messages={"required": "Say whether it was published for one day or for a whole month."},
    )
    on = forms.DateField(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="For a whole month, any day of it.",
        error_messages={"required": "Give the date.", "invalid": "Give the date as 30/06/2020."},
    )
    number = forms.DecimalField(
        label="Number",
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        help_text="As it was published: 585 children, 95.6 in every 10,000 or 4.48 for 4.48%.",
        error_messages={"required": "Give the number.", "invalid": "Give the number in figures, as 585 or 4.48."},
    )
    source = forms.CharField(
        label="Where it was published",
        max_length=300,
        help_text="The document and the page or section, so that anybody can find it.",
        error_messages={"required": "Say where it was published: the page will repeat it."},
    )

    def figure(self) -> dict[str, Any]:
        """Return what was typed as `operations.record` wants it: a whole month is told by its last day."""
        typed = self.cleaned_data
        on, whole = typed["on"], typed["kind"] == "month"
        if whole:
            on = on.replace(day=monthrange(on.year, on.month)[1])
        rest = {name: typed[name] for name in ("measure", "number", "source")}
        return {"on": on, "whole_month": whole, **rest}


class LookForm(forms.Form):
    reason = forms.CharField(
        label="Why you are looking",
        max_length=200,
        help_text="It is kept in the register of looks, with your name.",
        error_messages={"required": "Say why you are looking: it is kept in the register of looks."},
    )
