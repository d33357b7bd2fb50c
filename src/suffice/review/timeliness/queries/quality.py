"""What the page of data quality reads: what the records lack, team by team, and what returns leave out over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import FoundFinding
from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.words import day
from suffice.review.timeliness import checks
from suffice.review.timeliness.figures import Figures
from suffice.review.timeliness.models import QualityResult
from suffice.review.timeliness.quality import DEFINITION
from suffice.review.timeliness.queries import results


@dataclass(frozen=True, slots=True)
class Fault:
    """How many things of one kind are to be put right, by a team or by all; before, as at the day that went before."""

    check: str
    team: str
    count: int
    before: int | None
    address: str = ""

    @property
    def title(self) -> str:
        """What is to be put right."""
        return checks.title(self.check)

    @property
    def change(self) -> int | None:
        """More or fewer than before."""
        return None if self.before is None else self.count - self.before


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one accepted return when it was read."""

    title: str
    address: str
    table: str
    error: int
    query: int
    note: int


def latest(authority: Authority) -> QualityResult | None:
    """Return the latest result; None when there is none, or no accepted return is left to stand behind it."""
    if not shelf.accepted(authority, results.RESTS_ON).exists():
        return None
    return QualityResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what a result made now would be made of."""
    return {"definition": DEFINITION, "returns": shelf.in_use(authority, results.RESTS_ON)}


def holds(result: QualityResult) -> bool:
    """Say whether the same would be made now, or nothing could be, as every row has been cleared."""
    return results.is_cleared(result.authority) or result.is_made_of(inputs(result.authority))


def before(authority: Authority, on: date) -> Figures | None:
    """Return the figures of the workbook before the one that tells of a day; None where there was none."""
    earlier = [Figures.of(one.figures) for one in results.newest(authority) if one.on < on and not one.asked]
    told = [one for one in earlier if one.workbook]
    return told[-1] if told else None


def by_check(figures: Figures, was: Figures | None, address: str) -> Sequence[Fault]:
    """Return what is to be put right, by check; `address` holds ``CHECK`` where its code goes, or is empty."""
    found = []
    for code in dict.fromkeys([*checks.CHECKS, *(one.check for one in figures.faults)]):
        count = _count(figures, code) or 0
        found.append(Fault(code, "", count, _count(was, code), address.replace("CHECK", code) if count else ""))
    return found


def by_team(figures: Figures, was: Figures | None) -> Sequence[Fault]:
    """Return the same by team."""
    return [
        Fault(one.check, one.team, one.count, _count(was, one.check, one.team)) for one in figures.faults if one.team
    ]


def found(authority: Authority) -> Sequence[Found]:
    """Return what was found in the accepted returns when they were read, return by return and table by table."""
    told = []
    for record in shelf.accepted(authority, results.RESTS_ON):
        of_year = FoundFinding.objects.filter(upload=record.upload_id, year=record.year)
        rows = of_year.values("table", "severity").annotate(found=Sum("count")).order_by("table")
        by_table: dict[str, dict[str, int]] = {}
        for row in rows:
            by_table.setdefault(row["table"], {})[row["severity"]] = row["found"]
        name = kinds.called(record.kind, record.year, record.part, record.name).removeprefix("The ")
        address = here(authority, "returns:record", pk=record.pk)
        told += [
            Found(name[:1].upper() + name[1:], address, table, *(counts.get(one, 0) for one in _SEVERITIES))
            for table, counts in by_table.items()
        ]
    return told


def made_of(result: QualityResult) -> str:
    """Say from how many returns, and when."""
    return f"Counted from {len(result.inputs['returns'])} accepted returns on {day(result.made_at)}."


_SEVERITIES = ("error", "query", "note")


def _count(figures: Figures | None, check: str, team: str | None = None) -> int | None:
    if figures is None:
        return None
    return sum(one.count for one in figures.faults if one.check == check and team in (None, one.team))
