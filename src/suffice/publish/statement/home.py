"""What this room says on the home page: that a statement has something left to be written."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.core.pages.addresses import here
from suffice.core.pages.home import Want, wants
from suffice.core.policies import Standing
from suffice.publish.statement import declarations
from suffice.publish.statement.queries import statements


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell those who write that the latest statement waits for their words."""
    latest = statements.latest(place.authority) if place.may(declarations.WRITE.code) else None
    if latest is not None and latest.published_at is None and latest.paper.to_write:
        address = here(place.authority, "statement:statement", pk=latest.pk)
        yield Want("The sufficiency statement has parts that the council has still to write", address)
