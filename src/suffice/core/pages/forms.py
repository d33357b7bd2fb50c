"""What the form macros ask of a Django field, to show it as a GOV.UK component."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField, Form

from suffice.core.pages.navigation import Door
from suffice.core.policies import Standing

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.DateInput, "date"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
)


def kind(bound: BoundField) -> str:
    """Return which component shows this field."""
    return next((name for widget, name in _KINDS if isinstance(bound.field.widget, widget)), "text")


def attribute(bound: BoundField, name: str) -> Any:
    """Return an attribute of the field's widget; None when it has none."""
    return bound.field.widget.attrs.get(name)


def choices(bound: BoundField) -> list[dict[str, Any]]:
    """Return the choices of a select, radios or checkboxes as the component wants them, with what was chosen."""
    value = bound.value()
    chosen = {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}
    return [
        {
            "value": str(code),
            "text": str(label),
            "selected": str(code) in chosen,
            "checked": str(code) in chosen,
            **_hint(bound, str(code)),
        }
        for code, label in bound.field.choices  # type: ignore[attr-defined]
    ]


def _hint(bound: BoundField, code: str) -> dict[str, Any]:
    """A field may carry `hints`: a sentence about each choice, by its code."""
    words = getattr(bound.field, "hints", {}).get(code)
    return {"hint": {"text": words}} if words else {}


def problems(form: Form) -> list[dict[str, str]]:
    """Return the lines of the error summary, each a link to where it can be put right."""
    lines = []
    for name, errors in form.errors.items():
        address = {"href": f"#{form[name].auto_id}"} if name in form.fields else {}
        lines += [{"text": str(error), **address} for error in errors]
    return lines


def as_doors(doors: list[Door], place: Standing) -> list[tuple[str, str, str]]:
    """Return the navigation's doors as the list of doors wants them."""
    return [(door.label, door.address(place), door.words) for door in doors]
