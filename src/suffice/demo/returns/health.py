"""The OC2 table: health, strengths and difficulties of children looked after for a whole year."""

from __future__ import annotations

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import Child, Period, Row
from suffice.demo.returns.rows import flag, row
from suffice.engine import calendar

_PANDEMIC = 2021
_SCORED = 0.80
_NO_SCORE = {"SDQ2": 0.45, "SDQ3": 0.10, "SDQ4": 0.30, "SDQ5": 0.15}


def whole_year(period: Period, year: int) -> bool:
    """Return whether the child was in care for all of collection year `year`, to its last day."""
    return period.counted and period.start < calendar.year_start(year) and period.end > calendar.year_end(year)


def health_row(chance: Chance, child: Child, year: int) -> Row:
    """Return the OC2 row of a child who was looked after through `year`."""
    age = child.age_on(calendar.year_end(year))
    return row(
        "OC2",
        child,
        **_difficulties(chance, child, year),
        CONVICTED=flag(chance.yes(0.03 if age >= 13 else 0.004)) if age >= 10 else "",
        HEALTH_CHECK=flag(chance.yes(0.93)) if age < 5 else "",
        IMMUNISATIONS=flag(chance.yes(0.90)),
        TEETH_CHECK=flag(chance.yes(0.38 if year == _PANDEMIC else 0.87)),
        HEALTH_ASSESSMENT=flag(chance.yes(0.92)),
        **_substances(chance, age),
    )


def _difficulties(chance: Chance, child: Child, year: int) -> dict[str, str]:
    """Return score or reason, due from those aged 4 at the start of the year to those aged 16 at its end."""
    before, after = child.age_on(calendar.year_start(year)), child.age_on(calendar.year_end(year))
    if before < 4 or after > 16:
        turning = (before < 4 <= after) or (before <= 16 < after)
        return {"SDQ_REASON": "SDQ1"} if turning else {}
    if not chance.yes(_SCORED):
        return {"SDQ_REASON": chance.pick(_NO_SCORE)}
    return {"SDQ_SCORE": str(min(40, max(0, round(chance.around(14, 6.5)))))}


def _substances(chance: Chance, age: int) -> dict[str, str]:
    if not (age >= 12 and chance.yes(0.05)):
        return {"SUBSTANCE_MISUSE": "0"}
    if chance.yes(0.55):
        return {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "1"}
    return {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "0", "INTERVENTION_OFFERED": flag(chance.yes(0.8))}
