from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from suffice.analyse.projections.forms import whole
from suffice.analyse.projections.models import REPLICATES, SEEDS, YEARS
from suffice.analyse.scenarios.models import MOST_COMPARED, Scenario
from suffice.analyse.scenarios.operations import comparing
from suffice.core.pages.words import day

_NAME = "Give the scenario a name that says what it is about."
_FILE = "Choose the file of a scenario: JSON, as this page or the command line writes it."
LARGEST_FILE = 1_000_000  # bytes; a scenario of thirty levers has some thousand


class WordsForm(forms.Form):
    """A scenario's name and what it is for."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="What people will call it: “Edge-of-care service from 2027”.",
        error_messages={"required": _NAME, "max_length": "Give a name of at most 120 letters."},
    )
    why = forms.CharField(
        label="What question it answers",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text="A sentence or two for whoever reads it after you.",
    )


class CopyForm(forms.Form):
    name = forms.CharField(
        label="Name of the copy",
        max_length=120,
        error_messages={"required": _NAME, "max_length": "Give a name of at most 120 letters."},
    )


class BringForm(forms.Form):
    chosen = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _FILE, "empty": "The file is empty. Choose another.", "invalid": _FILE},
    )

    def clean_chosen(self) -> Any:
        chosen = self.cleaned_data["chosen"]
        if chosen.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"“{chosen.name}” is too large to be a scenario. Choose the scenario's own file."
            )
        return chosen


class KindForm(forms.Form):
    """Which kind of lever to add; the page after it asks the rest."""

    kind = forms.ChoiceField(
        label="What shall change?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what shall change.", "invalid_choice": "Choose one of these."},
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(code, label) for code, label, _ in kinds]
        field.hints = {code: hint for code, _, hint in kinds}


class StartForm(KindForm):
    """What a new scenario starts from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "Start from"
        self.fields["kind"].error_messages["required"] = "Choose what to start from."


class CompareForm(forms.Form):
    """Which scenarios to hold against each other, and how far ahead."""

    scenarios = forms.MultipleChoiceField(
        label="Scenarios",
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Up to {MOST_COMPARED}. Each stands beside what would be if nothing changed.",
        error_messages={
            "required": "Choose at least one scenario to compare.",
            "invalid_choice": "One of the scenarios is not in use any more. Choose from these.",
        },
    )
    origin = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day to compare from.", "invalid": "Give the day as 31/03/2022."},
    )
    years = whole("Years ahead", YEARS, comparing.YEARS, "The further ahead, the wider the range.")
    replicates = whole(
        "Simulated futures", REPLICATES, comparing.REPLICATES, "1,000 for a reading; 4,000 for what is published."
    )
    seed = whole(
        "Seed", SEEDS, comparing.SEED, "The same seed gives the same figures; another tells how much is chance."
    )

    def __init__(self, *args: Any, choices: Sequence[Scenario], covered: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scenarios"]
        field.choices = [(str(one.pk), one.name) for one in choices]
        field.hints = {str(one.pk): one.why for one in choices if one.why}
        first, last = covered
        self.fields["origin"].initial = last
        self.fields["origin"].help_text = (
            f"A day that the returns cover: {day(first)} to {day(last)}. Nothing after it is used. A lever works from "
            "its own date on."
        )

    def clean_scenarios(self) -> list[int]:
        chosen = self.cleaned_data["scenarios"]
        if len(chosen) > MOST_COMPARED:
            raise forms.ValidationError(f"{len(chosen)} are chosen, and {MOST_COMPARED} can stand side by side.")
        return [int(one) for one in chosen]
