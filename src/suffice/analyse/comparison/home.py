"""What this room says on the home page."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.comparison import declarations
from suffice.analyse.comparison.queries import results
from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Want, wants
from suffice.core.policies import Standing


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the analyst when comparisons could not be made."""
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("The comparisons could not be made: see why", here(place.authority, "comparison:measures"))
