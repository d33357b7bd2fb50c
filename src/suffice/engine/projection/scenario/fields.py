"""What each kind of lever is asked: the one table behind the schema, the reading, the template and the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.projection.scenario.model import Kind, Shape, Who
from suffice.engine.supply.model import Holding


class Answer(StrEnum):
    """What sort of answer a field takes."""

    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    WORDS = "words"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a lever is asked.

    Attributes:
        key: its name in the file.
        label: the words a page uses.
        hint: what it means, in a sentence.
        answer: what sort of answer it takes.
        required: it must be given; of `EITHER`, one must.
        least: the smallest number.
        most: the largest number, or the most letters.
        not_zero: the number must not be 0.
        choices: what may be chosen, each with its words.
    """

    key: str
    label: str
    hint: str
    answer: Answer
    required: bool = False
    least: float | None = None
    most: float | None = None
    not_zero: bool = False
    choices: tuple[tuple[str, str], ...] = ()


_MOST = 10_000.0
_STEP_TO = (
    PlacementState.IN_HOUSE_FOSTER,
    PlacementState.AGENCY_FOSTER,
    PlacementState.FRIENDS_AND_FAMILY,
    PlacementState.SUPPORTED_ACCOMMODATION,
    PlacementState.WITH_PARENTS,
)
_ALL_AGES = tuple((label, "under 1" if label == "0" else label.replace("-", " to ")) for label, _, _ in AGE_BANDS)


def _number(
    key: str, label: str, hint: str, *, least: float = 0.0, required: bool = True, not_zero: bool = True
) -> Field:
    return Field(key, label, hint, Answer.NUMBER, required, least, _MOST, not_zero)


def _choice(key: str, label: str, hint: str, among: tuple[StrEnum, ...], *, required: bool = False) -> Field:
    named = tuple((str(one), str(getattr(one, "label", one))) for one in among)
    return Field(key, label, hint, Answer.CHOICE, required, choices=named)


_AGES = Field(
    "ages", "Ages", "Age bands of the children that it is about; leave it out for all ages.", Answer.CHOICES,
    choices=_ALL_AGES,
)  # fmt: skip
_WHO = _choice("who", "Which children", "All children, or one of the two groups that are followed apart.", tuple(Who))

FIRST: tuple[Field, ...] = (
    Field(
        "id",
        "Short name",
        "The lever's own name in this scenario: letters, figures, - and _.",
        Answer.WORDS,
        True,
        most=60,
    ),
    Field("from", "From", "The first day on which it works.", Answer.DAY, required=True),
)
"""What every lever is asked before its own fields."""

LAST: tuple[Field, ...] = (
    Field("until", "Until", "The last day on which it works; leave it out where it goes on.", Answer.DAY),
    Field(
        "build_up_months", "Months to build up", "Months in which it grows evenly from nothing to its full size.",
        Answer.WHOLE, least=0, most=240,
    ),
    _number("low", "One in ten below", "The lower end of what you think likely, in the unit of the number itself.",
            least=-_MOST, required=False, not_zero=False),
    _number("high", "One in ten above", "The upper end of what you think likely; given together with the lower end.",
            least=-_MOST, required=False, not_zero=False),
    Field("note", "Where the number comes from", "A sentence, a report, a link.", Answer.WORDS, most=2000),
)  # fmt: skip
"""What every lever is asked after its own fields."""

OWN: Mapping[Kind, tuple[Field, ...]] = {
    Kind.STARTERS: (
        _number("children_a_month", "Children starting care a month",
                "How many children start care a month, for the first time or again.", not_zero=False),
        _WHO,
    ),
    Kind.PREVENTION: (
        _number("entries_a_year", "Entries prevented a year",
                "How many fewer children enter care a year once the service has its full size."),
        Field("compared", "Found by comparison",
              "Yes, if the number comes from a comparison with children like them who had no such help.",
              Answer.YES_NO),
        _AGES,
        _WHO,
    ),
    Kind.FOSTER_HOMES: (
        _number("homes_a_month", "Net foster homes a month",
                "In-house homes that open less those that close, a month; below zero where more close.", least=-_MOST),
        Field("children_a_home", "Children a home", "How many children a home has room for, on average.",
              Answer.NUMBER, required=True, least=0.1, most=10.0),
    ),
    Kind.STEP_DOWN: (
        _number("children_a_quarter", "Children a quarter",
                "How many more children a quarter move on from children's homes than do already."),
        _choice("to", "To", "The kind of placement that they move to.", _STEP_TO, required=True),
        _AGES,
    ),
    Kind.PLACES: (
        Field("places", "Places", "How many places open, or close where the number is below zero.", Answer.WHOLE,
              required=True, least=-_MOST, most=_MOST, not_zero=True),
        _choice("placement", "Kind of placement", "What kind of places.", tuple(PlacementState), required=True),
        _choice("holding", "How held", "How the council holds them; its own where nothing is said.", tuple(Holding)),
    ),
    Kind.REUNIFICATION: (
        _number("percent", "Per cent more", "How much more often children go home than in the reference months: 20 is "
                "a fifth more. Give this or children a month.", required=False),
        _number("children_a_month", "More children a month",
                "How many more children go home a month. Give this or per cent.", required=False),
        _AGES,
    ),
    Kind.AGENCY_TO_IN_HOUSE: (
        _number("children_a_month", "Children a month",
                "How many more children a month move from agency to in-house foster care than do already."),
        Field("carers_come_too", "Carers come too",
              "Yes, if their carers change over with them, so that the place moves too.", Answer.YES_NO),
    ),
    Kind.SHOCK: (
        _choice("shape", "A shock with a name", "Give this or points.", tuple(Shape)),
        Field("points", "Points", "Its corners: month since it began, change of entries and of leaving in per cent. "
              "It changes evenly between them, and does nothing before the first and after the last.", Answer.POINTS),
        _number("strength_percent", "Strength in per cent", "100 is as drawn, 50 half of it.", required=False),
    ),
}  # fmt: skip
"""What each kind is asked of its own."""

EITHER: Mapping[Kind, tuple[str, str]] = {
    Kind.REUNIFICATION: ("percent", "children_a_month"),
    Kind.SHOCK: ("shape", "points"),
}
"""Two fields of which exactly one is given."""

POINT: tuple[Field, ...] = (
    Field("month", "Month", "Months since the shock began.", Answer.NUMBER, required=True, least=0, most=240),
    Field("entries_percent", "Entries, per cent", "Change of the entries.", Answer.NUMBER, least=-100, most=1000),
    Field("leaving_percent", "Leaving, per cent", "Change of the children leaving before they are 18.", Answer.NUMBER,
          least=-100, most=1000),
)  # fmt: skip


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return all that a lever of this kind is asked, in the order in which a form asks it."""
    return (*FIRST, *OWN[kind], *LAST)


def amount_key(kind: Kind) -> str:
    """Return the field that `low` and `high` lie about; of `EITHER`, the first."""
    return "strength_percent" if kind is Kind.SHOCK else OWN[kind][0].key
