from __future__ import annotations

from django import forms


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Give the day.", "invalid": "Give the day as 31/03/2026."},
    )


def _words(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": "Keep it to 5,000 characters."},
    )


class ActionForm(forms.Form):
    """An action that somebody promises."""

    title = forms.CharField(
        label="What will be done", max_length=200, error_messages={"required": "Say what will be done."}
    )
    owner = forms.CharField(
        label="Which role leads it",
        max_length=100,
        help_text="A role, never a name. For example: Head of fostering",
        error_messages={"required": "Say which role leads it."},
    )
    due = _day("By when")
    why = forms.CharField(label="What it is for", required=False, max_length=5_000, widget=forms.Textarea)


class NoteForm(forms.Form):
    """How an action gets on."""

    words = _words("How it gets on", "A note does not complete the action.", "Write how it gets on.")


class CompleteForm(forms.Form):
    """What shows that an action is done."""

    evidence = _words("What shows that it is done", "A paper, a figure, a page.", "Say what shows that it is done.")


class WithdrawForm(forms.Form):
    """Why an action will not be done."""

    reason = _words("Why it will not be done", "The record keeps the action.", "Give the reason.")


class CarryOverForm(forms.Form):
    """To which day an action is carried over, and why."""

    due = _day("By when now")
    reason = _words("Why it takes longer", "", "Give the reason.")
