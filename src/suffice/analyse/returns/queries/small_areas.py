"""Children of each locality, and of years to come, out of accepted tables; only work in the background asks."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import BY_YEAR, ReturnRecord
from suffice.analyse.returns.queries import shelf
from suffice.analyse.returns.queries.keeping import loaded, part_of
from suffice.core.models import Authority
from suffice.engine.needs import Projected, projected_children
from suffice.engine.places.localities import Localities, localities_of
from suffice.engine.places.people import LocalityPeople, people_of, wards_of
from suffice.engine.returns.population import find

LOCALITIES = "localities"


def people_on(authority: Authority, on: date) -> LocalityPeople | None:
    """Return the children of each locality that rates of a day divide by; None without localities or estimates.

    The estimate is that of the latest 30 June on or before the day, else the nearest earlier one.
    """
    wanted = on.year if (on.month, on.day) >= (6, 30) else on.year - 1
    held = _parts(authority, kinds.SMALL_AREA_PEOPLE)
    record = max((one for one in held if one.year and one.year <= wanted), key=lambda one: one.year or 0, default=None)
    localities = _localities(authority)
    if record is None or record.year is None or localities is None:
        return None
    (rows,) = loaded(authority, part_of(record)).tables.values()
    directory = shelf.places(authority)
    return people_of(
        rows.filter(pl.col("year") == record.year),
        localities,
        source=record.name,
        mid_year=record.year,
        authorities=_codes(authority, dict(directory.inside) if directory else {}),
        wards=wards_of(directory) if directory else None,
    )


def projected(authority: Authority) -> Projected | None:
    """Return the children projected to live here, by the projection that was accepted last; None without one."""
    area = find(authority.code)
    records = (
        shelf.kept(authority, (kinds.PUBLISHED,)).filter(part=kinds.PROJECTED_PEOPLE).order_by("accepted_at", "pk")
    )
    for record in reversed(records):
        (rows,) = loaded(authority, part_of(record)).tables.values()
        codes = [area.ons_code] if area else [authority.code]
        if found := projected_children(rows, authorities=codes, source=record.name):
            return found
    return None


def _parts(authority: Authority, part: str) -> list[ReturnRecord]:
    found = shelf.kept(authority, (kinds.PUBLISHED,)).filter(part=part)
    return list(found.order_by(BY_YEAR, "accepted_at", "pk"))


def _localities(authority: Authority) -> Localities | None:
    records = _parts(authority, LOCALITIES)
    if not records:
        return None
    (rows,) = loaded(authority, part_of(records[-1])).tables.values()
    return localities_of(rows, source=records[-1].name)


def _codes(authority: Authority, inside: dict[str, str]) -> set[str]:
    """Return the code of the authority and of every district that lies in it."""
    area = find(authority.code)
    own = area.ons_code if area else authority.code
    return {own, *(lower for lower, upper in inside.items() if upper == own)}
