from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from suffice.analyse.projections.models import (
    REFERENCE_MONTHS,
    REPLICATES,
    SEEDS,
    STARTERS,
    YEARS,
)
from suffice.analyse.projections.operations import asking
from suffice.core.pages.words import day, number

_WHOLE = "Give a whole number."
CHILDREN, PEOPLE = (0, 100_000), (1, 5_000_000)


def whole(label: str, bounds: tuple[int, int], initial: int | None, hint: str) -> forms.IntegerField:
    """Return a field for a whole number within bounds, which its errors tell."""
    least, most = bounds
    within = f"Give a number from {number(least)} to {number(most)}."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        initial=initial,
        help_text=hint,
        error_messages={"required": within, "invalid": _WHOLE, "min_value": within, "max_value": within},
    )


class RunForm(forms.Form):
    """What to ask of a projection; what is filled in already is what the house itself asks."""

    origin = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day to project from.", "invalid": "Give the day as 31/03/2022."},
    )
    years = whole("Years ahead", YEARS, asking.YEARS, "The further ahead, the wider the range.")
    reference_months = whole(
        "Months that rates are learnt from",
        REFERENCE_MONTHS,
        asking.MONTHS,
        "The months before the day. More are steadier; fewer are closer to today.",
    )
    replicates = whole(
        "Simulated futures", REPLICATES, asking.REPLICATES, "1,000 for a reading; 4,000 for what is published."
    )
    seed = whole("Seed", SEEDS, asking.SEED, "The same seed gives the same figures; another tells how much is chance.")

    def __init__(self, *args: Any, covered: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = covered
        self.fields["origin"].initial = last
        self.fields["origin"].help_text = (
            f"A day that the returns cover: {day(first)} to {day(last)}. Nothing after it is used, so a past day is an "
            "honest test."
        )


def _day(label: str, hint: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": missing, "invalid": "Give the day as 31/03/2021."},
    )


class ArithmeticForm(forms.Form):
    """The inputs of a strategy's own arithmetic."""

    title = forms.CharField(label="The strategy", max_length=120, error_messages={"required": "Name the strategy."})
    source = forms.CharField(
        label="Where it stands",
        max_length=300,
        help_text="The section or the page.",
        error_messages={"required": "Say where it stands: the page will repeat it."},
    )
    begins = _day(
        "Compare with a projection from",
        "A day that the returns cover: what was known when the strategy was written.",
        "Give the day to compare from.",
    )
    ends = _day("The cases are for", "", "Give the day that the cases are for.")
    start = whole("Children in care at the start", CHILDREN, None, "")
    tracked = whole("Children tracked for leaving", CHILDREN, None, "Of those in care at the start.")
    worst = whole("Worst: children starting a month", STARTERS, None, "")
    medium = whole("Medium: children starting a month", STARTERS, None, "")
    best = whole("Best: children starting a month", STARTERS, None, "")
    covid = whole("COVID-19: children starting a month", STARTERS, None, "Not published: 18 gives the published total.")
    population = whole(
        "Children aged 0 to 17, as the strategy counts them",
        PEOPLE,
        None,
        "Only the strategy's own rates divide by it. Leave it empty where it is not known.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["population"].required = False
