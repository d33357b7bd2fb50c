"""A form for each kind of lever, made from the engine's own table of what a lever is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from django import forms

from suffice.core.pages.words import number
from suffice.engine.projection.scenario.fields import EITHER, POINT, Answer, Field, fields_of
from suffice.engine.projection.scenario.model import LEVERS, Kind
from suffice.engine.projection.scenario.troubles import Trouble

_POINTS = (
    "A corner a line: the month since it began, the change of entries in per cent, and the change of leaving in per "
    "cent, with commas between. “3, -20, -60” is a fifth fewer entries and three fifths fewer leaving after 3 months."
)
_NARROW = "govuk-input--width-5"
_ROOM_FOR_RADIOS = 5  # choices; more are shown as a list to open


class LeverForm(forms.Form):
    """The questions of one kind of lever."""

    kind: Kind

    @classmethod
    def of(cls, kind: Kind) -> type[LeverForm]:
        """Return the form for a kind of lever."""
        asked = {one.key: _MAKERS[one.answer](one, _usual(kind, one.key)) for one in fields_of(kind) if one.key != "id"}
        made: type[LeverForm] = type(f"{kind.name.title()}Form", (cls,), {"kind": kind, **asked})
        return made

    @classmethod
    def filled(cls, lever: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the form shows of a lever that there is: its document, as it is typed."""
        typed = {key: value for key, value in lever.items() if key not in {"id", "kind"}}
        if "points" in typed:
            typed["points"] = "\n".join(_corner_words(one) for one in typed["points"])
        return {key: _typed(value) for key, value in typed.items()}

    def clean(self) -> dict[str, Any]:
        """Ask for one of two where exactly one is to be given."""
        given = super().clean() or {}
        one, other = EITHER.get(self.kind, (None, None))
        if one and other and not {one, other} & self.errors.keys() and bool(given.get(one)) == bool(given.get(other)):
            labels = " or ".join(f"“{self.fields[key].label}”" for key in (one, other))
            both = "One of the two is enough: clear" if given.get(one) else "Give one of the two:"
            self.add_error(one, f"{both} {labels}.")
        return given

    def lever(self, lever_id: str) -> dict[str, Any]:
        """Return the lever that was asked for, as it stands in a scenario's document."""
        given = {key: _plain(value) for key, value in self.cleaned_data.items() if value not in (None, "", [], False)}
        return {"id": lever_id, "kind": str(self.kind), **given}

    def refuse(self, troubles: Sequence[Trouble], place: int) -> None:
        """Show what the engine's reader says against the lever, each at its own question."""
        for trouble in troubles:
            here = trouble.lever in {None, place} and trouble.key in self.fields
            self.add_error(trouble.key if here else None, self._words(trouble) if here else trouble.sentence)

    def _words(self, trouble: Trouble) -> str:
        """Return the trouble in the words of the form, which has labels where a file has keys."""
        words = f"{trouble.words[0].upper()}{trouble.words[1:].rstrip('.')}."
        for name, field in self.fields.items():
            words = words.replace(f"`{name}`", f"“{field.label}”")
        return words


class PointsField(forms.CharField):
    """The corners of a shock, one a line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        return [_corner(number, line) for number, line in enumerate(lines, start=1) if line]


def _corner(line: int, words: str) -> dict[str, float]:
    """Return the corner that a line gives; a wrong one is refused with its number."""
    parts = [part.strip().removesuffix("%").strip() for part in words.split(",")]
    if len(parts) > len(POINT):
        raise forms.ValidationError(f"Line {line} has more than three numbers: {words}. Give a corner a line.")
    try:
        given = [float(part.replace("\N{MINUS SIGN}", "-")) for part in parts]
    except ValueError:
        raise forms.ValidationError(f"Line {line} is not numbers with commas between: {words}.") from None
    return dict(zip((one.key for one in POINT), given, strict=False))


def _corner_words(point: Mapping[str, float]) -> str:
    return ", ".join(_typed(point.get(one.key, 0)) for one in POINT)


def _number(field: Field, usual: Any) -> forms.Field:
    return forms.FloatField(
        **_common(field),
        min_value=field.least,
        max_value=field.most,
        initial=_typed(usual),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "classes": _NARROW}),
        error_messages=_bounds(field, "Give a number: 12, or 0.5."),
    )


def _whole(field: Field, usual: Any) -> forms.Field:
    return forms.IntegerField(
        **_common(field),
        min_value=None if field.least is None else int(field.least),
        max_value=None if field.most is None else int(field.most),
        initial=_typed(usual),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "classes": _NARROW}),
        error_messages=_bounds(field, "Give a whole number."),
    )


def _day(field: Field, usual: Any) -> forms.Field:
    return forms.DateField(
        **_common(field),
        initial=usual,
        widget=forms.DateInput(attrs={"type": "date", "classes": "govuk-input--width-10"}),
        error_messages={"required": "Give the first day on which it works.", "invalid": "Give the day as 01/04/2027."},
    )


def _words(field: Field, usual: Any) -> forms.Field:
    long = field.most is not None and field.most > 300
    return forms.CharField(
        **_common(field),
        initial=usual,
        max_length=None if field.most is None else int(field.most),
        widget=forms.Textarea() if long else forms.TextInput(),
        error_messages={"required": "Say it in words."},
    )


def _choice(field: Field, usual: Any) -> forms.Field:
    choices = list(field.choices)
    if not field.required and usual is None:
        choices = [("", "None of these"), *choices]
    few = len(choices) <= _ROOM_FOR_RADIOS
    return forms.ChoiceField(
        **_common(field),
        choices=choices if few or not field.required else [("", "Choose one"), *choices],
        initial="" if usual is None else str(usual),
        widget=forms.RadioSelect() if few else forms.Select(),
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
    )


def _choices(field: Field, usual: Any) -> forms.Field:
    return forms.MultipleChoiceField(
        **_common(field),
        choices=[(code, words.capitalize()) for code, words in field.choices],
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": "Choose from these."},
    )


def _yes_no(field: Field, usual: Any) -> forms.Field:
    return forms.BooleanField(**{**_common(field), "required": False}, initial=bool(usual))


def _points(field: Field, usual: Any) -> forms.Field:
    return PointsField(**{**_common(field), "help_text": f"{field.hint} {_POINTS}"})


_MAKERS: Mapping[Answer, Callable[[Field, Any], forms.Field]] = {
    Answer.NUMBER: _number,
    Answer.WHOLE: _whole,
    Answer.DAY: _day,
    Answer.WORDS: _words,
    Answer.CHOICE: _choice,
    Answer.CHOICES: _choices,
    Answer.YES_NO: _yes_no,
    Answer.POINTS: _points,
}


def _common(field: Field) -> dict[str, Any]:
    return {"label": field.label, "help_text": field.hint, "required": field.required}


def _bounds(field: Field, invalid: str) -> dict[str, str]:
    if field.least is None or field.most is None:
        return {"required": invalid, "invalid": invalid}
    within = f"Give a number from {_figure(field.least)} to {_figure(field.most)}."
    return {"required": invalid, "invalid": invalid, "min_value": within, "max_value": within}


def _usual(kind: Kind, key: str) -> Any:
    """Return what is so where nothing is said; None where nothing is."""
    found = next((one for one in fields(LEVERS[kind]) if one.name == key), None)
    return None if found is None or found.default is MISSING or found.default in ("", ()) else found.default


def _figure(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _typed(value: Any) -> Any:
    """Return a number as somebody types it: 24 and not 24.0."""
    return f"{value:g}" if isinstance(value, float) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
