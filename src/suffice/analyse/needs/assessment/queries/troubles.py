"""Vulnerability as tables: the three troubles and how they overlap, what assessments found, and what was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from suffice.analyse.needs.assessment.figures import Day, Share
from suffice.analyse.needs.assessment.queries import columns
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.models.published import ESTIMATE, ESTIMATES, Unit
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, listed, number, per_cent
from suffice.engine.comparison.intervals import Estimate, difference, of_share
from suffice.engine.measures.need.assessing import FACTORS as CODES
from suffice.engine.needs import Group, PerChildren, Profile, Whose, disagreement


@dataclass(frozen=True, slots=True)
class Trouble:
    """One group of children assessed: how many, by whose trouble it is, and the share a year before."""

    label: str
    of: Mapping[Whose, int]
    share: Estimate
    before: float | None
    per: PerChildren


@dataclass(frozen=True, slots=True)
class Found:
    """What assessments found: the share of them on the day, a year before, and the change with its interval."""

    label: str
    count: int
    share: Estimate
    before: Estimate | None
    change: Estimate | None

    @property
    def verdict(self) -> str:
        """Whether the change is more than chance would make it."""
        if self.change is None:
            return "no year before"
        if self.change.interval.low > 0:
            return "rose"
        return "fell" if self.change.interval.high < 0 else "no more than chance"


@dataclass(frozen=True, slots=True)
class Publication:
    """One group as a publication tells it: how many children, what share, and how many live there by the two."""

    label: str
    number: Decimal | None
    share: Decimal | None
    source: str
    when: str

    @property
    def words(self) -> str:
        """The group as a sentence, with its source."""
        children = f"{number(self.number)} children" if self.number is not None else ""
        share = f"{self.share.normalize():f}%" if self.share is not None else ""
        return f"{self.label}: {' or '.join(filter(None, [children, share]))} ({self.source}, {self.when})."

    @property
    def implied(self) -> int | None:
        """How many children would have to live here for the two to agree."""
        return round(self.number / self.share * 100) if self.number and self.share else None


def troubles(read: Read) -> Sequence[Trouble]:
    """Return domestic abuse, alcohol or drugs, mental ill-health, any, two or more and all three."""
    found, people = read.now.profiles, read.people(read.on)
    main = found.get(Whose.ANYONE)
    if main is None or not main.assessed:
        return []
    before = _shares(read.before)
    each = {whose: dict(one.rows) for whose, one in found.items()}
    return [
        Trouble(
            label,
            {whose: counts[label] for whose, counts in each.items()},
            of_share(count, main.assessed),
            before.get(label),
            PerChildren(count, people),
        )
        for label, count in main.rows
    ]


def _shares(one: Day | None) -> dict[str, float]:
    found: Profile | None = one.profiles.get(Whose.ANYONE) if one else None
    return {label: count / found.assessed for label, count in found.rows} if found and found.assessed else {}


def factors(read: Read) -> Sequence[Found]:
    """Return what the assessments of the year found, the most frequent first, beside the year before."""
    before: Mapping[str, Share] = read.before.factors if read.before else {}
    told = [_found(code, share, before.get(code)) for code, share in read.now.factors.items() if share[1]]
    return sorted(told, key=lambda one: -one.count)


def _found(code: str, share: Share, before: Share | None) -> Found:
    words = CODES[code.removeprefix("factor_")][0]
    now, was = of_share(*share), of_share(*before) if before and before[1] else None
    label = f"{words[0].upper()}{words[1:]}"
    return Found(label, share[0], now, was, difference(now, was) if was else None)


def changed(rows: Sequence[Found]) -> str:
    """Tell what assessments found more and less often than in the year before, beyond chance."""
    if not any(one.change for one in rows):
        return ""
    more = [one for one in rows if one.verdict == "rose"]
    less = [one for one in rows if one.verdict == "fell"]
    told = [
        f"Found {word} often than a year before: {listed([_step(one) for one in which])}."
        for word, which in (("more", more), ("less", less))
        if which
    ]
    if not told:
        return "Nothing was found more or less often than a year before, beyond what chance would make."
    return (
        f"{' '.join(told)} Of {number(len(rows))} held against the year before, chance alone would set about one apart."
    )


def _step(one: Found) -> str:
    was = one.before.value if one.before else 0
    return f"{one.label[0].lower()}{one.label[1:]} ({_percent(was)} to {_percent(one.share.value)})"


def publications(figures: Sequence[PublishedFigure]) -> Sequence[Publication]:
    """Return what was published about children who live with these troubles, by source and group."""
    rows = []
    ours = [one for one in figures if one.measure.startswith(f"{ESTIMATE}.")]
    for (source, when), group in groupby(sorted(ours, key=_where), key=_where):
        held = {one.measure: one.number for one in group}
        for code, label in ESTIMATES.items():
            count, share = held.get(f"{ESTIMATE}.{code}"), held.get(f"{ESTIMATE}.{code}{Unit.SHARE}")
            if count is not None or share is not None:
                rows.append(Publication(f"{label[0].upper()}{label[1:]}", count, share, source, when))
    return rows


def at_odds(figures: Sequence[PublishedFigure]) -> Sequence[str]:
    """Tell which publications cannot all be right: the three groups against any, two or more and all three."""
    told = []
    ours = [one for one in figures if one.measure.startswith(f"{ESTIMATE}.") and one.unit is Unit.CHILDREN]
    for (source, _), group in groupby(sorted(ours, key=_where), key=_where):
        held = {one.measure.split(".")[1]: int(one.number) for one in group}
        if set(held) >= set(ESTIMATES):
            abuse, substances, mental = (held[str(one)] for one in Group)
            words = disagreement(
                single=(abuse, substances, mental),
                any_of_them=held["any"],
                two_or_more=held["two_or_more"],
                all_three=held["all_three"],
            )
            told += [f"{words} ({source})"] if words else []
    return told


def _where(one: PublishedFigure) -> tuple[str, str]:
    return one.source, one.when


def _interval(one: Estimate) -> str:
    places = _places(one.value)
    low, high = (number(end, places) for end in one.interval)
    return f"{number(one.value, places)}% ({low} to {high})"


def _percent(value: float) -> str:
    return f"{number(value, _places(value))}%"


def _places(value: float) -> int:
    return 1 if value < 10 else 0


def _of(whose: Whose) -> Callable[[Trouble], int]:
    return lambda one: one.of[whose]


def _with_interval(read: Callable[[Any], Estimate], heading: str) -> Column:
    return Column(
        key="share",
        heading=f"{heading} (95% interval)",
        value=lambda one: round(read(one).value, 2),
        shown=lambda one: _interval(read(one)),
        sort="",
        numeric=True,
    )


TROUBLES = Register(
    name="troubles",
    caption="Children assessed in the year, by what troubles their home",
    noun=("group", "groups"),
    alone=False,
    columns=(
        columns.words("label", "Group", sortable=False),
        columns.count("anyone", "Children: anyone at home", _of(Whose.ANYONE)),
        _with_interval(lambda one: one.share, "Of children assessed"),
        Column(
            key="before",
            heading="A year before",
            value=lambda one: None if one.before is None else round(one.before * 100, 2),
            shown=lambda one: per_cent(one.before),
            sort="",
            numeric=True,
        ),
        columns.count("child", "The child's own", _of(Whose.CHILD)),
        columns.count("parent", "A parent or carer's", _of(Whose.PARENT)),
        columns.count("others", "Another person's", _of(Whose.OTHERS)),
        columns.count("adults", "Anyone's but the child's", _of(Whose.ADULTS)),
        columns.words("sum", "In every 10,000 who live here", lambda one: one.per.arithmetic, sortable=False),
    ),
)

FACTORS = Register(
    name="factors",
    caption="What assessments found",
    noun=("factor", "factors"),
    order="-count",
    alone=False,
    columns=(
        columns.words("label", "Found"),
        columns.count("count", "Assessments"),
        _with_interval(lambda one: one.share, "Of all"),
        Column(
            key="before",
            heading="A year before",
            value=lambda one: None if one.before is None else round(one.before.value, 2),
            shown=lambda one: NONE if one.before is None else _percent(one.before.value),
            sort="",
            numeric=True,
        ),
        columns.words("verdict", "Since then"),
    ),
    filters=(
        Filter(
            key="since",
            label="Since a year before",
            apply=lambda rows, which: [one for one in rows if one.verdict == which],
            choices=(("rose", "Rose"), ("fell", "Fell"), ("no more than chance", "No more than chance")),
        ),
    ),
)

PUBLISHED = Register(
    name="estimates",
    caption="What was published about all children",
    noun=("figure", "figures"),
    alone=False,
    columns=(
        columns.words("label", "Children who live with", sortable=False),
        columns.count("number", "Children", lambda one: None if one.number is None else int(one.number)),
        Column(
            key="share",
            heading="Share of all children",
            value=lambda one: None if one.share is None else float(one.share),
            shown=lambda one: NONE if one.share is None else f"{one.share.normalize():f}%",
            sort="",
            numeric=True,
        ),
        Column(key="implied", heading="Children living here, by the two", value=lambda one: one.implied, numeric=True),
        columns.words("when", "For", sortable=False),
        columns.words("source", "Where it was published", sortable=False),
    ),
)
