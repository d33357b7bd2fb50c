"""The tables of this room's pages, as registers: filtered, sorted, paged and taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from suffice.analyse.market.models import FileState, Judgement, Kept, OrganisationKind
from suffice.analyse.market.models.kept import HOLDINGS, HOMES, PLACEMENTS
from suffice.analyse.market.plans.model import Act
from suffice.analyse.market.shelves import Shelf, shelf_of
from suffice.analyse.market.words import pence, share
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import listed

Rows = QuerySet[Any]


def address(record: Kept) -> str:
    """Return where the page of a record is."""
    return here(record.authority, "market:record", shelf=str(shelf_of(record)), pk=record.pk)


def _standing(rows: Rows, state: str) -> Rows:
    gone = Q(until__lte=timezone.localdate())
    return rows.filter(gone) if state == "ended" else rows.exclude(gone)


_STATE = Filter(
    key="state",
    label="Standing or ended",
    apply=_standing,
    choices=(("standing", "Standing"), ("ended", "Ended")),
)


def _named(**lookups: str) -> Filter:
    """Return a filter by words in any of the fields."""

    def apply(rows: Rows, words: str) -> Rows:
        found = Q()
        for lookup in lookups.values():
            found |= Q(**{f"{lookup}__icontains": words})
        return rows.filter(found)

    return Filter(key="words", label="Name", apply=apply)


def _among(key: str, label: str, field: str, choices: Any) -> Filter:
    return Filter(key=key, label=label, apply=lambda rows, value: rows.filter(**{field: value}), choices=choices)


def _plain(key: str, heading: str, *, sort: str | None = None, numeric: bool = False) -> Column:
    value: Callable[[Any], Any] = lambda one: getattr(one, key)  # noqa: E731
    return Column(key=key, heading=heading, value=lambda one: _or_none(value(one)), sort=sort or key, numeric=numeric)


def _choice(key: str, heading: str, sort: str | None = None) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: _or_none(getattr(one, f"get_{key}_display")()),
        sort=sort or key,
    )


def _door(key: str, heading: str, record: Callable[[Any], Kept | None], sort: str) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: _or_none(str(found) if (found := record(one)) is not None else ""),
        sort=sort,
        link=lambda one: address(found) if (found := record(one)) is not None else "",
    )


def _or_none(value: Any) -> Any:
    return None if value in ("", None) else value


_UNTIL = _plain("until", "Until")
_FRAMEWORK = _door("framework", "Framework or contract", lambda one: one.framework, "framework__name")
_PROVIDERS = (
    _door("name", "Name", lambda one: one, "name"),
    _choice("kind", "Kind"),
    _plain("company_number", "Company number"),
    _UNTIL,
)
_HOMES = (
    _door("name", "Name", lambda one: one, "name"),
    _door("provider", "Provider", lambda one: one.provider, "provider__name"),
    _choice("placement", "Kind of placement"),
    _plain("area", "Authority in which it stands"),
    _plain("urn", "URN"),
    _choice("judgement", "Judgement"),
    _plain("judged_on", "Inspected"),
    _plain("registered_places", "Registered places", numeric=True),
    _UNTIL,
)
_PLACES = (
    _door("home", "Home or service", lambda one: one.home, "home__name"),
    Column(
        key="placement",
        heading="Kind of placement",
        value=lambda one: one.home.get_placement_display(),
        sort="home__placement",
    ),
    _choice("holding", "How they are held"),
    Column(
        key="number",
        heading="Places",
        value=lambda one: one.number,
        sort="number",
        numeric=True,
        link=address,
    ),
    Column(
        key="usable",
        heading="Usable share",
        value=lambda one: one.usable,
        shown=lambda one: share(one.usable),
        sort="usable",
        numeric=True,
    ),
    _plain("begins", "From"),
    _UNTIL,
    _FRAMEWORK,
)
_PRICES = (
    _choice("placement", "Kind of placement"),
    Column(
        key="weekly",
        heading="Pounds a week",
        value=lambda one: one.weekly,
        shown=lambda one: pence(one.weekly),
        sort="weekly",
        numeric=True,
        link=address,
    ),
    Column(key="per", heading="For", value=lambda one: "A place" if one.per_place else "A child", sort="per_place"),
    _door("provider", "Provider", lambda one: one.provider, "provider__name"),
    _choice("holding", "How the place is held"),
    _plain("need", "Level of need"),
    _plain("begins", "From"),
    _UNTIL,
    Column(
        key="uplift",
        heading="Rise each April",
        value=lambda one: one.uplift,
        shown=lambda one: share(one.uplift),
        sort="uplift",
        numeric=True,
    ),
    _plain("source", "Source"),
)
_FRAMEWORKS = (
    _door("name", "Name", lambda one: one, "name"),
    _choice("holding", "How places are held"),
    Column(key="placements", heading="Kinds of placement", value=lambda one: listed(one.kinds) or None),
    _plain("run_by", "Run by"),
    _plain("begins", "From"),
    _UNTIL,
)

_COLUMNS: Mapping[Shelf, tuple[tuple[Column, ...], str, tuple[str, str], tuple[Filter, ...]]] = {
    Shelf.PROVIDERS: (
        _PROVIDERS,
        "name",
        ("provider", "providers"),
        (_named(name="name"), _among("kind", "Kind", "kind", OrganisationKind.choices), _STATE),
    ),
    Shelf.HOMES: (
        _HOMES,
        "name",
        ("home or service", "homes and services"),
        (
            _named(name="name", provider="provider__name", urn="urn", area="area"),
            _among("placement", "Kind of placement", "placement", HOMES),
            _among("judgement", "Judgement", "judgement", Judgement.choices),
            _STATE,
        ),
    ),
    Shelf.PLACES: (
        _PLACES,
        "home",
        ("line of places", "lines of places"),
        (
            _named(home="home__name", framework="framework__name"),
            _among("placement", "Kind of placement", "home__placement", HOMES),
            _among("holding", "How they are held", "holding", HOLDINGS),
            _STATE,
        ),
    ),
    Shelf.PRICES: (
        _PRICES,
        "placement",
        ("price", "prices"),
        (
            _named(provider="provider__name", source="source"),
            _among("placement", "Kind of placement", "placement", PLACEMENTS),
            _among("holding", "How the place is held", "holding", HOLDINGS),
            _STATE,
        ),
    ),
    Shelf.FRAMEWORKS: (_FRAMEWORKS, "name", ("agreement", "agreements"), (_named(name="name"), _STATE)),
}


def of_shelf(shelf: Shelf, *, caption: str = "", filters: bool = True, inside: bool = True) -> Register:
    """Return the register of a shelf: the whole page, or without filters a part of a record's page.

    `inside` says whether the reader is of the council: who is not reads the name of an agreement, not its page.
    """
    columns, order, noun, filtering = _COLUMNS[shelf]
    if not inside:
        columns = tuple(replace(one, link=None) if one is _FRAMEWORK else one for one in columns)
    return Register(
        name=f"market-{shelf}",
        caption=caption or shelf.heading,
        noun=noun,
        columns=columns,
        filters=filtering if filters else (),
        order=order,
        alone=filters,
    )


def files(authority: Authority) -> Register:
    """What was brought to the market, by whom and when, and what was decided."""
    return Register(
        name="market-files",
        caption="Files brought",
        noun=("file", "files"),
        order="-at",
        empty="No file has been brought to the market yet.",
        filters=(_among("state", "State", "state", FileState.choices),),
        columns=(
            Column(
                key="name",
                heading="File",
                value=lambda one: one.name,
                sort="name",
                link=lambda one: here(authority, "market:file", pk=one.pk),
            ),
            _choice("kind", "What it is"),
            Column(key="at", heading="Brought", value=lambda one: one.brought_at, sort="brought_at"),
            Column(key="by", heading="By", value=lambda one: one.brought_by.name, sort="brought_by__name"),
            _choice("state", "State"),
        ),
    )


CHANGES = Register(
    name="changes",
    caption="What accepting it changes",
    noun=("line", "lines"),
    alone=False,
    empty="Accepting it changes nothing.",
    columns=(
        Column(key="act", heading="What happens", value=lambda one: one["act"], sort=""),
        Column(key="what", heading="To what", value=lambda one: one["what"], sort=""),
        Column(key="name", heading="Name", value=lambda one: one["name"], sort=""),
        Column(key="words", heading="In words", value=lambda one: one["words"]),
    ),
    filters=(
        Filter(
            key="act",
            label="What happens",
            apply=lambda rows, act: [one for one in rows if one["act"] == act],
            choices=[(str(one), str(one)) for one in Act],
        ),
    ),
)
FINDINGS = Register(
    name="findings",
    caption="What was found in the file",
    noun=("place", "places"),
    alone=False,
    empty="Nothing was found that you need to look at.",
    columns=(
        Column(key="weight", heading="Weight", value=lambda one: one["weight"], sort=""),
        Column(
            key="row", heading="Row", value=lambda one: one["row"], shown=lambda one: str(one["row"] or "-"), sort=""
        ),
        Column(key="column", heading="Column", value=lambda one: one["column"] or None, sort=""),
        Column(key="sentence", heading="What is wrong, and what to do", value=lambda one: one["sentence"]),
    ),
)
