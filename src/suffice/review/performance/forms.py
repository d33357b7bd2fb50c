from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from suffice.engine.measures import Indicator, Option, Outcome

_DAY = {"type": "date"}


def _day(label: str, *, help_text: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs=_DAY),
        help_text=help_text,
        error_messages={"required": f"Give {label.lower()}.", "invalid": "Give the day as 30/06/2020."},
    )


class TargetForm(forms.Form):
    value = forms.FloatField(
        label="Target",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Give the target.", "invalid": "Give the target as a number, such as 85 or 85.5."},
    )
    first_day = _day("From which day")
    last_day = _day("Until which day", help_text="Leave it empty when it holds until another follows.", required=False)
    why = forms.CharField(
        label="Why this target",
        max_length=300,
        help_text="Where it was agreed, and what it rests on.",
        error_messages={"required": "Say why: whoever reads the target will ask."},
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = {
            "%": "In per cent.",
            "per 10,000": "For every 10,000 children.",
            "days": "In days.",
        }.get(str(indicator.unit), "As a number.")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("first_day"), typed.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day lies before the first. Give a later day, or none.")
        return typed


class RebaseForm(forms.Form):
    on = _day("From which month", help_text="Any day of the first month that belongs to what is new.")
    reason = forms.CharField(
        label="What changed",
        max_length=300,
        help_text="For example a new service, or a new way of counting. It stands beside the chart.",
        error_messages={"required": "Say what changed: mean and limits begin anew for a reason."},
    )


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label="How it shall count",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it shall count."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="For example what was agreed, and with whom. It stands on the page of the measure, with your name.",
        error_messages={"required": "Say why: whoever reads the figure will ask."},
    )

    def __init__(self, *args: Any, option: Option, standing: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = [(name, words) for name, words in option.choices.items() if name not in (option.default, standing)]
        self.fields["choice"].choices = open_  # type: ignore[attr-defined]
        if len(open_) == 1:
            self.fields["choice"].initial = open_[0][0]


class CommentaryForm(forms.Form):
    words = forms.CharField(
        label="Commentary",
        max_length=4000,
        widget=forms.Textarea,
        help_text="What lies behind the figure, and what is done about it. Name no child.",
        error_messages={"required": "Write something first."},
    )


class AskDayForm(forms.Form):
    on = _day("Which day", help_text="A day that the returns tell of.")

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first, self._last = first, last

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not self._first <= on <= self._last:
            raise forms.ValidationError(
                f"The returns tell of {self._first:%d/%m/%Y} to {self._last:%d/%m/%Y}. Give a day between these."
            )
        return on


class SaveViewForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give the view a name."})
    shared = forms.BooleanField(label="Everybody who reads measures may open it", required=False)


class BehindForm(forms.Form):
    on = forms.TypedChoiceField(label="On which day", coerce=date.fromisoformat)
    outcome = forms.ChoiceField(
        label="Which rows",
        choices=[("", "All that count or cannot be judged"), *((str(one), one.label) for one in Outcome)],
        required=False,
    )
    reason = forms.CharField(
        label="Why you are looking",
        max_length=200,
        help_text="It is kept in the register of looks, with your name.",
        error_messages={"required": "Say why you are looking: it is kept in the register of looks."},
    )

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = list(days)  # type: ignore[attr-defined]
