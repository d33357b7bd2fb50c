from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from suffice.core.pages.words import day
from suffice.engine.timeliness import Length, Rule, Standing
from suffice.review.timeliness import checks
from suffice.review.timeliness.figures import Fault, Tally
from suffice.review.timeliness.models import Reason

_EVERY = [("", "Every team")]
_LONGEST = 30  # characters of a length


class AsAtForm(forms.Form):
    """Which day to read the figures on, of those that there are."""

    on = forms.TypedChoiceField(label="As at", coerce=date.fromisoformat, required=False, empty_value=None)

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [(one.isoformat(), day(one)) for one in days]  # type: ignore[attr-defined]


class AnotherDayForm(forms.Form):
    """A day that nobody worked out yet."""

    on = forms.DateField(
        label="Another day",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day.", "invalid": "Give the day as 30/06/2020."},
    )


class RowsForm(forms.Form):
    """Why rows about single children are looked at, and whether they are taken away."""

    reason = forms.CharField(
        label="Why you are looking",
        max_length=200,
        help_text="It is kept in the register of looks, with your name.",
        error_messages={"required": "Say why you are looking: it is kept in the register of looks."},
    )
    download = forms.ChoiceField(
        choices=[("", "Show"), ("csv", "CSV"), ("xlsx", "Workbook")], required=False, widget=forms.HiddenInput
    )


class BehindForm(RowsForm):
    """Which items of a rule to show."""

    standing = forms.ChoiceField(
        label="How they stand",
        choices=[*((str(one), one.label) for one in Standing), ("", "All")],
        required=False,
        initial=str(Standing.OVERDUE),
    )
    team = forms.ChoiceField(label="Team", required=False)
    worker = forms.ChoiceField(label="Worker", required=False)
    field_order = ("standing", "team", "worker", "reason", "download")

    def __init__(self, *args: Any, teams: Sequence[Tally], workers: Sequence[Tally], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"team": [one.team for one in teams], "worker": [one.worker for one in workers]}
        for name, known in told.items():
            choices = sorted({one for one in known if one})
            if choices:
                every = "Every team" if name == "team" else "Every worker"
                self.fields[name].choices = [("", every), *((one, one) for one in choices)]  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class RecordingForm(RowsForm):
    """Which of the things to put right to list."""

    check = forms.ChoiceField(label="What", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    field_order = ("check", "team", "reason", "download")

    def __init__(self, *args: Any, faults: Sequence[Fault], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys(one.check for one in faults)
        teams = sorted({one.team for one in faults if one.team})
        self.fields["check"].choices = [("", "Everything"), *((one, checks.title(one)) for one in codes)]  # type: ignore[attr-defined]
        self.fields["team"].choices = [*_EVERY, *((one, one) for one in teams)]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a team is behind with a rule: about the team, never about a child."""

    team = forms.ChoiceField(label="Team", required=False)
    why = forms.ChoiceField(
        label="Why the team is behind",
        choices=Reason.Why.choices,
        error_messages={"required": "Say why the team is behind."},
    )
    note = forms.CharField(
        label="More about it (optional)",
        max_length=300,
        required=False,
        help_text="About the team and its work. Write nothing about a child: no name, no reference, no story.",
    )

    def __init__(self, *args: Any, teams: Sequence[Tally], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted({one.team for one in teams if one.team})
        self.fields["team"].choices = [*_EVERY, *((one, one) for one in named)]  # type: ignore[attr-defined]


class LengthField(forms.CharField):
    """How long something may take, as a person writes it: 10 working days."""

    def to_python(self, value: Any) -> Any:
        """Return the length that is written; None where nothing is."""
        words = " ".join(str(super().to_python(value)).lower().split())[:_LONGEST]
        try:
            return Length.of(words) if words else None
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


_LENGTH = {"required": "Say how long it may take."}


class LengthForm(forms.Form):
    """Another length of a local standard; without a rule, the usual length put back."""

    first = LengthField(label="From the start", error_messages=_LENGTH)
    again = LengthField(label="Then, after the latest one, every", error_messages=_LENGTH)
    since = forms.DateField(
        label="Holds from",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Figures as at this day and later are worked out again. Those of earlier days stay.",
        error_messages={"required": "Give the day.", "invalid": "Give the day as 30/06/2020."},
    )
    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Who agreed it and for what reason. Write nothing about a child.",
        error_messages={"required": "Say why: it is kept beside the length, with your name."},
    )

    def __init__(self, *args: Any, rule: Rule | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "again"):
            length = getattr(rule, name) if rule else None
            if length is None:
                del self.fields[name]
            else:
                self.fields[
                    name
                ].help_text = f"Write it as 10 working days, 42 days or 6 months. The usual length: {length.words}."
