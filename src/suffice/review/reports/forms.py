from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from suffice.core.pages.words import counted, day, listed
from suffice.engine.disclosure import Protection
from suffice.review.reports import library
from suffice.review.reports.models import ReportSet
from suffice.review.reports.models.sets import PROTECTIONS
from suffice.review.reports.schedule import Frequency, dated

_RULES = {str(one): one.rule.sentence for one in Protection}
_DAY = {"invalid": "Give the day as 31/03/2026.", "required": "Give the day."}
_MOST = 60


def _protection(hint: str = "") -> forms.ChoiceField:
    field = forms.ChoiceField(
        label="How small numbers are protected", choices=PROTECTIONS, widget=forms.RadioSelect, help_text=hint
    )
    field.hints = _RULES  # type: ignore[attr-defined]
    return field


def _line(label: str, hint: str, missing: str, most: int = 120) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most, error_messages={"required": missing})


class ReportForm(forms.Form):
    """What a report is, for which board, how often, and of which indicators."""

    title = _line("Report", "", "Give the report a title.")
    board = _line("Board", "Where it goes.", "Say which board it goes to.")
    readers = forms.CharField(label="For whom", required=False, max_length=300, help_text="Who reads it there.")
    owner = _line("Who answers for it", "A role, never a name.", "Say which role answers for it.", 100)
    frequency = forms.ChoiceField(label="How often", choices=Frequency.choices)
    next_due = forms.DateField(
        label="Due next",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=_DAY,
        help_text="Not needed for a report that is sent each time that there is one.",
    )
    protection = _protection()
    plain = forms.BooleanField(
        label="It is for children and young people, in plain words",
        required=False,
        help_text="Young advisers read it once it is signed off. Its numbers are rounded, and only measures that have "
        "been put into plain words can stand in it.",
    )
    indicators = forms.CharField(
        label="Indicators",
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
        help_text="One a line, in their order, by title or code; a line that ends in a colon is a heading. "
        "Leave it empty for a report that is made elsewhere.",
    )

    def clean_indicators(self) -> library.Headings:
        headings, unknown = library.understood(self.cleaned_data["indicators"])
        if unknown:
            named = listed([f"“{one}”" for one in unknown[:3]])
            more = f", and {counted(len(unknown) - 3, 'other line')}" if len(unknown) > 3 else ""
            raise forms.ValidationError(
                f"No indicator is called {named}{more}. Copy titles from the list below; end a heading with a colon."
            )
        if sum(len(one["codes"]) for one in headings) > _MOST:
            raise forms.ValidationError(f"Choose {_MOST} indicators at the most: nobody reads more.")
        return headings

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (
            dated(told.get("frequency", Frequency.WHENEVER))
            and not told.get("next_due")
            and "next_due" not in self.errors
        ):
            self.add_error("next_due", "A report that goes out regularly needs the day on which it is due next.")
        return told

    def told(self) -> dict[str, Any]:
        """Return what an operation takes."""
        found = dict(self.cleaned_data)
        found["headings"] = found.pop("indicators")
        return found

    @staticmethod
    def initial_of(report_set: ReportSet) -> dict[str, Any]:
        """Return what stands, as the form shows it."""
        names = ("title", "board", "readers", "owner", "frequency", "protection", "plain")
        told = {name: getattr(report_set, name) for name in names}
        due = report_set.next_due.isoformat() if report_set.next_due else ""
        return {**told, "next_due": due, "indicators": library.as_lines(report_set.headings)}


class EditionForm(forms.Form):
    """What to ask of an edition."""

    on = forms.DateField(label="Figures to", widget=forms.DateInput(attrs={"type": "date"}), error_messages=_DAY)
    protection = _protection("What is chosen is kept with the edition, and told in it.")

    def __init__(self, *args: Any, covered: tuple[date, date], report_set: ReportSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = covered
        self.fields["on"].initial = last.isoformat()
        self.fields["on"].help_text = f"A day that the measures cover: {day(first)} to {day(last)}."
        rule = self.fields["protection"]
        rule.initial = report_set.protection
        if report_set.plain:
            rule.choices = [one for one in PROTECTIONS if one[0] == report_set.protection]  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """To whom a report went."""

    to = _line("To whom it went", "The board or the committee, and its day.", "Say to whom it went.", 300)


class ElsewhereForm(SendForm):
    """A report that was made elsewhere."""

    evidence = forms.CharField(
        label="Where it can be found",
        max_length=2_000,
        widget=forms.Textarea,
        help_text="The agenda paper, its address, or what else shows that it went out.",
        error_messages={"required": "Say where the report can be found."},
    )


class QuestionForm(forms.Form):
    """What somebody asks of a report."""

    code = forms.ChoiceField(label="About", required=False)
    words = forms.CharField(
        label="Your question",
        max_length=5_000,
        widget=forms.Textarea,
        help_text="It is kept with the report, with your name. Everybody in the council who reads it sees the answer.",
        error_messages={"required": "Write your question."},
    )

    def __init__(self, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "The whole report"), *titles.items()]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to a question."""

    words = forms.CharField(
        label="The answer", max_length=5_000, widget=forms.Textarea, error_messages={"required": "Write the answer."}
    )


class MeetingForm(forms.Form):
    """A performance meeting that is called."""

    report_set = forms.ModelChoiceField(
        label="Report",
        queryset=ReportSet.objects.none(),
        help_text="Its headings become the agenda.",
        error_messages={"required": "Choose a report."},
    )
    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}), error_messages=_DAY)
    chair = _line("Who chairs it", "A role, never a name.", "Say which role chairs it.", 100)
    attending = forms.CharField(
        label="Who comes",
        required=False,
        max_length=5_000,
        widget=forms.Textarea,
        help_text="One role a line.",
    )

    def clean_attending(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["attending"].splitlines() if line.strip()]


class MinuteForm(forms.Form):
    """What was said or decided on an item of the agenda."""

    item = forms.TypedChoiceField(label="Item", coerce=int, widget=forms.Select)
    decision = forms.TypedChoiceField(
        label="What it is",
        choices=(("no", "A note"), ("yes", "A decision")),
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What was said or decided",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write what was said or decided."},
    )

    def __init__(self, *args: Any, agenda: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = [(str(at), f"{at}. {one['title']}") for at, one in enumerate(agenda, start=1)]
        self.fields["item"].choices = items  # type: ignore[attr-defined]
