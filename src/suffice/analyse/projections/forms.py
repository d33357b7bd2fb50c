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
    PublishedArithmetic,
)
from suffice.analyse.projections.operations import asking
from suffice.core.pages.words import day, number

_WHOLE = "Give a whole number."


def _whole(label: str, bounds: tuple[int, int], initial: int | None, hint: str) -> forms.IntegerField:
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
    years = _whole("Years ahead", YEARS, asking.YEARS, "The further ahead, the wider the range.")
    reference_months = _whole(
        "Months that rates are learnt from",
        REFERENCE_MONTHS,
        asking.MONTHS,
        "The months before the day. More are steadier; fewer are closer to today.",
    )
    replicates = _whole(
        "Simulated futures", REPLICATES, asking.REPLICATES, "1,000 for a reading; 4,000 for what is published."
    )
    seed = _whole("Seed", SEEDS, asking.SEED, "The same seed gives the same figures; another tells how much is chance.")

    def __init__(self, *args: Any, covered: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = covered
        self.fields["origin"].initial = last
        self.fields["origin"].help_text = (
            f"A day that the returns cover: {day(first)} to {day(last)}. Nothing after it is used, so a past day is an "
            "honest test."
        )


class ArithmeticForm(forms.ModelForm[PublishedArithmetic]):
    """The inputs of a strategy's own arithmetic."""

    worst = _whole("Worst: children starting a month", STARTERS, None, "")
    medium = _whole("Medium: children starting a month", STARTERS, None, "")
    best = _whole("Best: children starting a month", STARTERS, None, "")
    covid = _whole(
        "COVID-19: children starting a month", STARTERS, None, "Not published: 18 gives the published total."
    )

    class Meta:
        model = PublishedArithmetic
        fields = [
            "title",
            "source",
            "begins",
            "ends",
            "start",
            "tracked",
            "worst",
            "medium",
            "best",
            "covid",
            "population",
        ]
        labels = {
            "title": "The strategy",
            "source": "Where it stands",
            "begins": "Compare with a projection from",
            "ends": "The cases are for",
            "start": "Children in care at the start",
            "tracked": "Children tracked for leaving",
            "population": "Children aged 0 to 17, as the strategy counts them",
        }
        help_texts = {
            "source": "The document and the page or section.",
            "begins": "A day that the returns cover: what was known when the strategy was written.",
            "population": "Only the strategy's own rates divide by it. Leave it empty where it is not known.",
        }
        widgets = {
            "begins": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

        error_messages = {
            "title": {"required": "Name the strategy."},
            "source": {"required": "Say where it stands: the page will repeat it."},
            "begins": {"required": "Give the day to compare from.", "invalid": "Give the day as 30/06/2020."},
            "ends": {"required": "Give the day that the cases are for.", "invalid": "Give the day as 31/03/2021."},
            "start": {"required": "Give the number in care.", "invalid": _WHOLE},
            "tracked": {"required": "Give the number of children tracked.", "invalid": _WHOLE},
            "population": {"invalid": _WHOLE},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["population"].required = False

    def validate_constraints(self) -> None:
        """Leave it to the operation, which refuses in a sentence what the database would refuse without one."""
