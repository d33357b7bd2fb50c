"""The tables of the workforce: one row class a table, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from suffice.analyse.comparison.queries.beside import Beside, every
from suffice.core.models import Authority
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, number, per_cent
from suffice.engine.measures import Unit
from suffice.review.workforce.figures import SMALL, Brought, Census, Figure, Load, Workforce, hidden
from suffice.review.workforce.sentences import monthly, shown
from suffice.review.workforce.working import CODES, MONTHLY

_UNTOLD = "not shown"
_SPLITS = {"role": "Role", "team": "Team", "locality": "Locality"}


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one census."""

    code: str
    on: date
    title: str
    value: float | None
    words: str
    interval: str
    above: float | None
    below: float | None
    before: str
    better: str


@dataclass(frozen=True, slots=True)
class Part:
    """How many workers are in a band; None where they are too few to be told."""

    label: str
    count: int | None
    words: str
    share: str


@dataclass(frozen=True, slots=True)
class Published:
    """One measure as the workforce return was published, for the council and others."""

    code: str
    beside: Beside
    figure: Figure | None

    def value(self, whose: str) -> float | None:
        """Return the published figure of ``ours``, ``neighbours``, ``region`` or ``england``."""
        told = getattr(self.beside, whose)
        return None if told is None else round(told.value, 1)


def measures(told: Workforce, codes: Sequence[str] = tuple(CODES)) -> list[Row]:
    """Return every measure of every census."""
    return [row for one in told.censuses for row in of_census(told, one, codes)]


def of_census(told: Workforce, census: Census, codes: Sequence[str] = tuple(CODES)) -> list[Row]:
    """Return every measure of one census, with the one of the year before it."""
    return [_row(census, told.before(census), code) for code in codes]


def _row(census: Census, before: Census | None, code: str) -> Row:
    indicator, found = CODES[code], census.figure(code)
    interval = ""
    if found and found.low is not None and found.high is not None:
        interval = f"{number(found.low, 1)} to {number(found.high, 1)}"
    return Row(
        code=code,
        on=census.on,
        title=indicator.title + ("" if indicator.unit is not Unit.PERCENT else ", %"),
        value=None if found is None or found.value is None else round(found.value, 1),
        words=shown(found),
        interval=interval,
        above=_tidy(found.above if found else None),
        below=_tidy(found.below if found and indicator.denominator else None),
        before=shown(before.figure(code)) if before else NONE,
        better=indicator.polarity.label,
    )


def _tidy(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _plain(value: float | None) -> str:
    """Return 2,325; 198.3; nothing where there is nothing."""
    return "" if value is None else number(value, 0 if value == int(value) else 1)


def parts(census: Census, band: str, *, every: bool) -> list[Part]:
    """Return the workers by band; unless `every` one may be seen, groups of fewer than five are not told."""
    counts = census.bands.get(band, {})
    everyone = sum(counts.values())
    if not every and everyone < SMALL:
        return []
    untold = frozenset() if every else hidden(counts)
    return [
        Part(label, None, _UNTOLD, _UNTOLD)
        if label in untold
        else Part(label, count, number(count), per_cent(count / everyone) if everyone else NONE)
        for label, count in counts.items()
    ]


def loads(census: Census, *, every: bool) -> list[Load]:
    """Return the cases by role, team and locality; small groups, and what gives them away, only where all may be seen.

    All workers together are told beside the groups, so a small one left out alone is the rest.
    """
    untold = {split: hidden({one.label: one.workers for one in census.load(split)}) for split in _SPLITS}
    return [one for split in _SPLITS for one in census.load(split) if every or one.label not in untold[split]]


def published(authority: Authority, census: Census | None, codes: Sequence[str]) -> list[Published]:
    """Return what was last published of measures, with our own figure of the census that is read before it."""
    found = every(authority, codes)
    return [Published(code, found[code], census.figure(code) if census else None) for code in codes if code in found]


def years(told: Workforce) -> list[Census]:
    """Return every census, the latest first."""
    return list(reversed(told.censuses))


def latest(told: Workforce) -> list[Brought]:
    """Return the latest figure of the whole of each measure that is brought by hand."""
    whole = [one for one in told.brought if not one.service and not one.team]
    return [max(rows, key=lambda one: one.month) for code in MONTHLY if (rows := [x for x in whole if x.code == code])]


def _of(name: str, caption: str, noun: tuple[str, str], heading: str) -> Register:
    """Return the register of workers by one band."""
    return Register(
        name=name,
        caption=caption,
        noun=noun,
        alone=False,
        empty=f"{caption}: nobody, or fewer than five, who are not told by group.",
        columns=(
            Column(key="label", heading=heading, value=lambda one: one.label),
            Column(
                key="count", heading="Workers", value=lambda one: one.count, shown=lambda one: one.words, numeric=True
            ),
            Column(key="share", heading="Share of all", value=lambda one: one.share, numeric=True),
        ),
    )


BANDS = {
    "cases": _of("cases", "Workers by how many cases they hold", ("band", "bands"), "Cases"),
    "service": _of("service", "The council's own workers by years in role", ("band", "bands"), "Whole years"),
    "days": _of("days", "The council's own workers by days lost to sickness", ("band", "bands"), "Days in the year"),
    "origin": _of("origin", "Where those who joined came from", ("row", "rows"), "Came from"),
    "destination": _of("destination", "Where those who left went", ("row", "rows"), "Went to"),
    "reason": _of("reason", "Why those who left did so", ("row", "rows"), "Reason"),
}


def _by_measure(codes: Collection[str]) -> Filter:
    return Filter(
        key="measure",
        label="Measure",
        apply=lambda rows, code: [one for one in rows if one.code == code],
        choices=[(code, one.title) for code, one in CODES.items() if code in codes],
    )


MEASURES = Register(
    name="measures",
    caption="Every measure",
    noun=("figure", "figures"),
    order="-on",
    alone=False,
    filters=(_by_measure(CODES),),
    columns=(
        Column(key="on", heading="On", value=lambda one: one.on, sort=""),
        Column(key="title", heading="Measure", value=lambda one: one.title, sort=""),
        Column(
            key="value",
            heading="Figure",
            value=lambda one: one.value,
            shown=lambda one: one.words,
            sort="",
            numeric=True,
        ),
        Column(key="interval", heading="95% range", value=lambda one: one.interval, numeric=True),
        Column(
            key="above",
            heading="Counted",
            value=lambda one: one.above,
            shown=lambda one: _plain(one.above),
            sort="",
            numeric=True,
        ),
        Column(
            key="below",
            heading="Out of",
            value=lambda one: one.below,
            shown=lambda one: _plain(one.below),
            sort="",
            numeric=True,
        ),
        Column(key="before", heading="A year before", value=lambda one: one.before, numeric=True),
        Column(key="better", heading="Which way is better", value=lambda one: one.better, sort=""),
    ),
)


def some_measures(codes: Collection[str]) -> Register:
    """Return the register of measures with some of them alone to choose from."""
    return replace(MEASURES, caption="In every census", filters=(_by_measure(codes),))


PUBLISHED = Register(
    name="published",
    caption="Beside others, as per the workforce return",
    noun=("measure", "measures"),
    alone=False,
    columns=(
        Column(key="title", heading="Measure", value=lambda one: one.beside.title, sort=""),
        Column(
            key="own",
            heading="Our census, as read here",
            value=lambda one: None if one.figure is None else round(one.figure.value or 0.0, 1),
            shown=lambda one: shown(one.figure),
            numeric=True,
        ),
        Column(
            key="year",
            heading="Published for",
            value=lambda one: one.beside.year,
            shown=lambda one: str(one.beside.year),
            numeric=True,
        ),
        *(
            Column(key=whose, heading=heading, value=lambda one, whose=whose: one.value(whose), numeric=True)  # type: ignore[misc]
            for whose, heading in (
                ("ours", "Ours"),
                ("neighbours", "Neighbours' mean"),
                ("region", "Region"),
                ("england", "England"),
            )
        ),
        Column(key="place", heading="Place among all", value=lambda one: one.beside.place),
        Column(key="source", heading="Source", value=lambda one: one.beside.source),
    ),
)

LOADS = Register(
    name="loads",
    caption="Cases by role, team and locality",
    noun=("group", "groups"),
    alone=False,
    empty="The census tells no role, team or locality of five workers or more with cases.",
    filters=(
        Filter(
            key="by",
            label="By",
            apply=lambda rows, split: [one for one in rows if one.split == split],
            choices=list(_SPLITS.items()),
        ),
    ),
    columns=(
        Column(key="by", heading="By", value=lambda one: _SPLITS[one.split], sort=""),
        Column(key="label", heading="Group", value=lambda one: one.label, sort=""),
        Column(key="workers", heading="Workers with cases", value=lambda one: one.workers, sort="", numeric=True),
        Column(key="posts", heading="Full-time posts", value=lambda one: round(one.posts, 1), sort="", numeric=True),
        Column(key="cases", heading="Cases", value=lambda one: one.cases, sort="", numeric=True),
        Column(
            key="mean",
            heading="Cases a full-time post",
            value=lambda one: None if one.mean is None else round(one.mean, 1),
            sort="",
            numeric=True,
        ),
        *(
            Column(
                key=key,
                heading=heading,
                value=lambda one, key=key: _tidy(getattr(one, key)),  # type: ignore[misc]
                shown=lambda one, key=key: _plain(_tidy(getattr(one, key))),  # type: ignore[misc]
                sort="",
                numeric=True,
            )
            for key, heading in (
                ("lower", "A quarter hold at most"),
                ("middle", "Half hold at most"),
                ("upper", "Three quarters hold at most"),
                ("low", "Half, from"),
                ("high", "to (95 times in 100)"),
            )
        ),
    ),
)

POSTS = Register(
    name="posts",
    caption="Posts in every census, full-time equivalents",
    noun=("census", "censuses"),
    order="-on",
    alone=False,
    columns=(
        Column(key="on", heading="On", value=lambda one: one.on, sort=""),
        Column(key="filled", heading="Own workers", value=lambda one: round(one.posts.filled, 1), numeric=True),
        Column(key="vacant", heading="Vacant", value=lambda one: _tidy(one.posts.vacant), numeric=True),
        Column(
            key="covered", heading="of them covered by agency", value=lambda one: _tidy(one.posts.covered), numeric=True
        ),
        Column(key="empty", heading="by nobody", value=lambda one: _tidy(one.posts.empty), numeric=True),
        Column(key="agency", heading="Agency workers in all", value=lambda one: _tidy(one.posts.agency), numeric=True),
        Column(
            key="beside", heading="Agency beyond vacancies", value=lambda one: _tidy(one.posts.beside), numeric=True
        ),
    ),
)

SAID = Register(
    name="said",
    caption="What staff say of their supervision",
    noun=("question", "questions"),
    order="-on",
    alone=False,
    columns=(
        Column(key="on", heading="Asked", value=lambda one: one.on, sort=""),
        Column(key="survey", heading="Survey", value=lambda one: one.survey, sort=""),
        Column(key="question", heading="Question", value=lambda one: one.question, sort=""),
        Column(
            key="value",
            heading="On the good side",
            value=lambda one: one.value,
            shown=lambda one: f"{number(one.value)}%, {number(one.good)} of {number(one.answered)}",
            sort="",
            numeric=True,
        ),
    ),
)

MONTHS = Register(
    name="monthly",
    caption="Training and supervision by month",
    noun=("figure", "figures"),
    order="-month",
    alone=False,
    filters=(
        Filter(
            key="measure",
            label="Measure",
            apply=lambda rows, code: [one for one in rows if one.code == code],
            choices=[(code, one.title) for code, one in MONTHLY.items()],
        ),
    ),
    columns=(
        Column(
            key="month",
            heading="Month",
            value=lambda one: one.month,
            shown=lambda one: f"{one.month:%B %Y}",
            sort="",
        ),
        Column(key="title", heading="Measure", value=lambda one: MONTHLY[one.code].title, sort=""),
        Column(key="service", heading="Service", value=lambda one: one.service or "All", sort=""),
        Column(key="team", heading="Team", value=lambda one: one.team or "All", sort=""),
        Column(
            key="value",
            heading="Figure",
            value=lambda one: None if one.value is None else round(one.value, 1),
            shown=monthly,
            sort="",
            numeric=True,
        ),
    ),
)
