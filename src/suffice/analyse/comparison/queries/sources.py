"""What comparisons are made of: published figures that were brought or written down, and the neighbours that stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from suffice.analyse.comparison.models import ChosenNeighbours, WrittenComparators
from suffice.analyse.comparison.working import DEFINITION
from suffice.analyse.returns import kinds, storage
from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.engine.comparison.neighbours import Neighbour, Neighbours


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Whom the council is held against.

    Attributes:
        neighbours: the list; None where there is none.
        chosen: the council's own choice, where that is what stands.
        source: where the list stands, for people.
    """

    neighbours: Neighbours | None
    chosen: ChosenNeighbours | None
    source: str


def written(authority: Authority) -> list[WrittenComparators]:
    """Return the published figures that were written down and stand."""
    return list(WrittenComparators.objects.filter(authority=authority, replaced_at__isnull=True))


def chosen(authority: Authority) -> ChosenNeighbours | None:
    """Return the council's own choice of neighbours, where one stands."""
    return ChosenNeighbours.objects.filter(authority=authority, ended_at__isnull=True).first()


def frame(authority: Authority) -> pl.DataFrame | None:
    """Return every published figure; what was brought as a file is believed before what was written down."""
    frames = [storage.load_table(one.table_sha256) for one in written(authority)]
    brought = shelf.published(authority)
    frames += [] if brought is None else [brought]
    if not frames:
        return None
    key = ["measure", "level", "area_code", "area_name", "year"]
    return pl.concat(frames).unique(key, keep="last", maintain_order=True)


def neighbourhood(authority: Authority) -> Neighbourhood:
    """Return the neighbours that stand: the council's own choice, else the list brought, else those written down."""
    own = chosen(authority)
    if own is not None:
        close = tuple(Neighbour(code, "") for code in own.codes)
        return Neighbourhood(
            Neighbours({authority.code: close}, f"the council's own choice ({own.source})"), own, own.source
        )
    return published_neighbourhood(authority)


def published_neighbourhood(authority: Authority) -> Neighbourhood:
    """Return the published neighbours, whether or not the council chose others."""
    brought = shelf.neighbours(authority)
    if brought is not None and brought.of.get(authority.code):
        return Neighbourhood(brought, None, brought.file)
    for one in reversed(written(authority)):
        if one.neighbours:
            close = tuple(Neighbour(code, closeness) for code, closeness in one.neighbours)
            return Neighbourhood(Neighbours({authority.code: close}, one.source), None, one.source)
    return Neighbourhood(None, None, "")


def published_inputs(authority: Authority) -> dict[str, Any]:
    """Return what comparisons made now would be made of, but for the council's own returns."""
    own = chosen(authority)
    return {
        "definition": DEFINITION,
        "published": shelf.in_use(authority, (kinds.PUBLISHED,)),
        "written": [[one.source, one.table_sha256, one.neighbours] for one in written(authority)],
        "chosen": None if own is None else [own.pk, own.codes, own.source],
    }


def has_figures(authority: Authority) -> bool:
    """Say whether there is anything to compare with."""
    return shelf.kept(authority, (kinds.PUBLISHED,)).exists() or bool(written(authority))
