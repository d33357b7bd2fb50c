"""Two councils to pull levers in: one in which nothing happens of itself, and one in which things do."""

from __future__ import annotations

from datetime import date
from functools import cache

from suffice.engine.projection.basis import Basis, ensemble, prepare
from suffice.engine.projection.cells import AGES, STATES
from suffice.engine.projection.simulate import Ensemble
from tests.engine.projection.histories import Stay, history
from tests.engine.projection.test_project import council

ORIGIN = date(2022, 3, 31)
HOMES, AGENCY, IN_HOUSE = (STATES.index(name) for name in ("childrens_home", "agency_foster", "in_house_foster"))
EIGHT = AGES.index("5-9")
BORN = date(2017, 1, 1)


@cache
def still() -> Basis:
    """100 children in children's homes and 100 in agency foster care, all aged 5, and nobody comes, moves or leaves."""
    homes = [Stay(f"h{one}", BORN, date(2018, 1, 1), place="K2", provider="PR4") for one in range(100)]
    agency = [Stay(f"a{one}", BORN, date(2018, 1, 1), place="U4", provider="PR4") for one in range(100)]
    return prepare(history([*homes, *agency], last_day=ORIGIN), origin=ORIGIN, years=2)


@cache
def busy() -> Basis:
    """A council of some hundred children where about seven enter a month, move, leave and come back."""
    return prepare(council(children=700), origin=ORIGIN, years=2)


@cache
def base(basis: str, replicates: int = 400) -> Ensemble:
    """What becomes of one of them without a lever."""
    return ensemble({"still": still, "busy": busy}[basis](), replicates=replicates, seed=3)
