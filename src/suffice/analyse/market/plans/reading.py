"""Which kind of file is read how: from the file as it was brought to the plan of what it would change."""

from __future__ import annotations

from pathlib import Path

from suffice.analyse.market.models import BroughtFile, FileKind
from suffice.analyse.market.plans import inspectorate, placements, tables
from suffice.analyse.market.plans.model import Plan
from suffice.engine.returns.sheets import SheetUnreadable


class Unreadable(ValueError):
    """The file is not what it was brought as; the message says what is wrong and what to do."""


def plan_of(brought: BroughtFile, path: Path) -> Plan:
    """Return what a file would change in the register as it is now.

    Args:
        brought: what is known of the file.
        path: a copy of it.

    Raises:
        Unreadable: it is not a file of its kind.
    """
    try:
        return _plan(brought, path)
    except SheetUnreadable as trouble:
        raise Unreadable(str(trouble)) from trouble


def _plan(brought: BroughtFile, path: Path) -> Plan:
    match FileKind(brought.kind):
        case FileKind.INSPECTORATE:
            return inspectorate.providers(path, brought.authority, areas=brought.areas)
        case FileKind.CAPACITY:
            return tables.capacity(path, brought.authority)
        case FileKind.PRICES:
            return tables.prices(path, brought.authority)
        case FileKind.CENSUS:
            return placements.census(path, brought.authority, on=brought.on)
        case FileKind.COSTS:
            return placements.costs(path, brought.authority, on=brought.on)
