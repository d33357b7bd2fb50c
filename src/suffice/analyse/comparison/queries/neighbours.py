"""Who the neighbours are: the register of the page that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.analyse.comparison.queries import results, sources
from suffice.analyse.comparison.queries.sources import Neighbourhood
from suffice.core.models import Authority
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import listed, number
from suffice.engine.returns.population import find

EXPLAINED = (
    "Statistical neighbours are the ten authorities whose families are most like those here, by the department's "
    "measure of how close. Over all of England the mean of the neighbours explains two thirds of how rates of children "
    "in care differ; about 17 in every 10,000 either way remain that no neighbour explains."
)


@dataclass(frozen=True, slots=True)
class Close:
    """One neighbour, and its latest published rate of children in care."""

    rank: int
    code: str
    name: str
    region: str
    closeness: str
    year: int | None
    rate: float | None


def rows(authority: Authority, standing: Neighbourhood) -> list[Close]:
    """Return the neighbours, the closest first."""
    close = standing.neighbours.of.get(authority.code, ()) if standing.neighbours else ()
    year, rates = _rates(authority)
    told = []
    for place, one in enumerate(close, 1):
        known = find(one.code)
        name, region = (known.name, known.region) if known else (one.code, "")
        told.append(Close(place, one.code, name, region, one.closeness, year, rates.get(one.code)))
    return told


def answer(close: Sequence[Close], name: str) -> str:
    """Name them, in a sentence."""
    if not close:
        return f"No list of statistical neighbours of {name} is here yet."
    return f"{name} is held against {listed([one.name for one in close])}."


def names(authority: Authority) -> str:
    """Return the names of the neighbours that stand, one a line."""
    return "\n".join(one.name for one in rows(authority, sources.neighbourhood(authority)))


def _rates(authority: Authority) -> tuple[int | None, dict[str, float]]:
    """Return the latest year of the published rate of children in care, and the rate of each authority."""
    result = results.latest(authority)
    last = next((row for row in result.rows if row["latest"] and row["code"] == "cla_rate"), None) if result else None
    held = results.compared(result, "cla_rate", last["year"]) if result and last else None
    if held is None:
        return None, {}
    return held.year, {one[0]: one[3] for one in held.document["every"] if one[3] is not None}


NEIGHBOURS = Register(
    name="neighbours",
    caption="The neighbours",
    noun=("authority", "authorities"),
    columns=(
        Column(key="rank", heading="Order", value=lambda one: one.rank, sort="", numeric=True),
        Column(key="name", heading="Authority", value=lambda one: one.name, sort=""),
        Column(key="code", heading="Code", value=lambda one: one.code, sort=""),
        Column(key="region", heading="Region", value=lambda one: one.region, sort=""),
        Column(key="closeness", heading="How close", value=lambda one: one.closeness or "not told", sort=""),
        Column(
            key="rate",
            heading="Children in care per 10,000, as published",
            value=lambda one: None if one.rate is None else round(one.rate, 1),
            shown=lambda one: "no figure" if one.rate is None else f"{number(one.rate, 1)} ({one.year})",
            sort="",
            numeric=True,
        ),
    ),
)
