"""How a record of the market is told in words: in its event, in what a file would change, on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from suffice.analyse.market.models import Kept
from suffice.core.pages.words import day, listed, number
from suffice.engine.episodes import PlacementState

_NOTHING = "nothing"


def pence(value: Decimal) -> str:
    """£3,830 or £812.50: pounds, and pence where there are any."""
    return f"£{value:,.2f}".removesuffix(".00")


def share(value: Decimal | float) -> str:
    """12.5%: a share as a percentage, with a place only where it needs one."""
    return f"{number(Decimal(str(value)) * 100, 1).removesuffix('.0')}%"


def value_in_words(record: Kept, name: str, value: Any) -> str:
    """Return a field's value as a person reads it."""
    if value is None or value in ("", []):
        return _NOTHING
    field = record._meta.get_field(name)
    if isinstance(field, models.Field) and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return next((teller(value) for kind, teller in _TELLERS if isinstance(value, kind)), str(value))


def _decimal(value: Decimal) -> str:
    """Shares are at most 1, and no price is so low."""
    return share(value) if value <= 1 else pence(value)


def _kinds(codes: list[str]) -> str:
    return listed([one.label for one in PlacementState if str(one) in codes])


_TELLERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (date, day),
    (Decimal, _decimal),
    (list, _kinds),
)


def heading(record: Kept, name: str) -> str:
    """Return what a field is called."""
    field = record._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def changes_in_words(record: Kept, changed: Mapping[str, Any]) -> str:
    """Return each changed field as it was and as it will be; `record` holds what was."""
    told = [
        f"{heading(record, name)} was {value_in_words(record, name, getattr(record, name))} "
        f"and is {value_in_words(record, name, value)}"
        for name, value in changed.items()
    ]
    return "; ".join(told) + "."


def details_in_words(record: Kept) -> str:
    """Return the fields of a record that say something, with their names."""
    names = [name for name in record.CHANGEABLE if name not in {"name", "note"}]
    told = [
        f"{heading(record, name)} {value_in_words(record, name, getattr(record, name))}"
        for name in names
        if getattr(record, name) not in (None, "", [], False)
    ]
    return "; ".join(told) + "."
