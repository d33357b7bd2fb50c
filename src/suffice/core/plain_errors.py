"""What a form says of an answer that it cannot take, where the form has no sentence of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators

_LISTED = "Choose one of the answers that are offered."
_FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Give an answer."},
    forms.IntegerField: {"invalid": "Give a whole number."},
    forms.FloatField: {"invalid": "Give a number."},
    forms.DecimalField: {"invalid": "Give a number."},
    forms.DateField: {"invalid": "Give the day as 31/03/2022."},
    forms.ChoiceField: {"invalid_choice": _LISTED},
    forms.MultipleChoiceField: {"invalid_choice": _LISTED, "invalid_list": _LISTED},
    forms.ModelChoiceField: {"invalid_choice": _LISTED},
    forms.FileField: {"required": "Choose a file.", "empty": "The file is empty. Choose one with something in it."},
}
_VALIDATORS: dict[type[Any], str] = {
    validators.MinValueValidator: "Give %(limit_value)s or more.",
    validators.MaxValueValidator: "Give %(limit_value)s or less.",
    validators.MaxLengthValidator: "Use at most %(limit_value)d signs: there are %(show_value)d.",
    validators.EmailValidator: "Give an e-mail address, such as name@example.org.",
    validators.ProhibitNullCharactersValidator: "Take out the sign that nothing can show.",
}
_DIGITS = {
    "max_digits": "Give a number of at most %(max)s figures.",
    "max_decimal_places": "Give at most %(max)s figures after the point.",
    "max_whole_digits": "Give at most %(max)s figures before the point.",
}


def settle() -> None:
    """Have every form of the house speak plain English; called once, as the house starts."""
    for field, messages in _FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **messages}
    for validator, message in _VALIDATORS.items():
        validator.message = message
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **_DIGITS}
