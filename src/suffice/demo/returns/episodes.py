"""Stays and legal statuses written as episodes, with the reason for each change."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import Child, Episode, Home, Leaving, Period, Stay
from suffice.demo.returns.placements import FOSTER
from suffice.engine import calendar
from suffice.engine.episodes.model import PlacementState as State

_CODE = {
    Leaving.FAMILY: "E13", Leaving.CHILD_ARRANGEMENTS: "E41", Leaving.REMAND_ENDED: "E14", Leaving.CUSTODY: "E9",
    Leaving.TRANSFERRED: "E3", Leaving.DIED: "E2", Leaving.ASSESSED_ADULT: "E15", Leaving.ABROAD: "E16",
    Leaving.OTHER: "E8",
}  # fmt: skip
_AT_EIGHTEEN = {
    "foster": {"E17": 0.50, "E5": 0.32, "E6": 0.10, "E8": 0.08},
    "supported": {"E5": 0.70, "E6": 0.25, "E8": 0.05},
    "elsewhere": {"E5": 0.50, "E6": 0.22, "E7": 0.10, "E8": 0.18},
}
_SPECIAL_GUARDIANSHIP_SPLIT = 2019
_CUSTODY_REASON = 2019
_REASONS = {"CARPL": 0.56, "CREQB": 0.13, "CREQO": 0.08, "CHILD": 0.06, "LAREQ": 0.05, "ALLEG": 0.03, "CLOSE": 0.02,
            "STAND": 0.02, "APPRR": 0.01, "OTHER": 0.04}  # fmt: skip


class _Span(NamedTuple):
    """A placement from one day on. `how` it came about: a move, the same carer, or a time away and the return."""

    start: date
    place: str
    home: Home
    how: str


def write_episodes(chance: Chance, child: Child, period: Period) -> list[Episode]:
    """Return the episodes of a period: one for each stretch without a change of placement or legal status."""
    spans = {span.start: span for stay in period.stays for span in _spans(stay, _way_in(period, stay))}
    legal = dict(period.legal)
    days = sorted({*spans, *legal})
    episodes: list[Episode] = []
    for position, day in enumerate(days):
        span = spans.get(day) or next(spans[one] for one in reversed(days[:position]) if one in spans)
        after = days[position + 1] if position + 1 < len(days) else None
        episodes.append(
            Episode(
                decom=day,
                dec=after or period.end,
                rne="S" if position == 0 else _new_episode(spans.get(day), changed=day in legal),
                legal=period.legal_on(day),
                place=span.place,
                home=span.home,
                rec="X1" if after else leaving_code(chance, period),
                reason=_reason(chance, span, spans.get(after), after) if after else "",
            )
        )
    return episodes


def _way_in(period: Period, stay: Stay) -> str:
    by_carer = period.plan is not None and period.plan.by_carer
    return "same carer" if by_carer and stay.state is State.PLACED_FOR_ADOPTION else "move"


def _spans(stay: Stay, how: str) -> list[_Span]:
    if stay.home is None:
        raise ValueError(f"the stay from {stay.start} has no home yet: settle it before it is written")
    (first, place), *later = stay.codes
    spans = [_Span(first, place, stay.home, how)]
    spans += [_Span(day, code, stay.home, "same carer") for day, code in later]
    for start, end, code, home in stay.away:
        place = next(code for day, code in reversed(stay.codes) if day <= start)
        spans += [_Span(start, code, home, "away"), _Span(end, place, stay.home, "back")]
    return spans


def _new_episode(span: _Span | None, *, changed: bool) -> str:
    if span is None:
        return "L"
    if span.how == "same carer":
        return "U" if changed else "T"
    return "B" if changed else "P"


def _reason(chance: Chance, now: _Span, then: _Span | None, day: date) -> str:
    """Return why the placement changes on `day`; none for a new legal status, nor for times away."""
    if then is None or then.how in {"away", "back"}:
        return ""
    if then.how == "same carer":
        return "PLACE"
    if then.place in {"K1", "R5"} and calendar.collection_year(day) >= _CUSTODY_REASON:
        return "CUSTOD"
    if then.place in {"A4", "A6", "P1"} or now.place == "R3":
        return "CARPL"
    return chance.pick(_REASONS)


def leaving_code(chance: Chance, period: Period) -> str:
    """Return the code of its year for how a period ends, from where the child lives on the last day."""
    last = period.stays[-1].state
    match period.leaving:
        case Leaving.HOME:
            return "E4A" if last is State.WITH_PARENTS or chance.yes(0.84) else "E4B"
        case Leaving.ADOPTED:
            return "E11" if period.plan and period.plan.ordered is None else chance.pick({"E12": 0.8, "E11": 0.2})
        case Leaving.GUARDIAN:
            return _guardian_code(chance, last, calendar.collection_year(period.end))
        case Leaving.EIGHTEEN:
            supported = last is State.SUPPORTED_ACCOMMODATION
            return chance.pick(_AT_EIGHTEEN["foster" if last in FOSTER else "supported" if supported else "elsewhere"])
        case Leaving.INDEPENDENT:
            return chance.pick({"E5": 0.7, "E6": 0.3})
    return _CODE[period.leaving]


def _guardian_code(chance: Chance, last: State, year: int) -> str:
    """Return the special guardianship code: two until 2018, four since."""
    kin = last is State.FRIENDS_AND_FAMILY
    former_carer = last in FOSTER and chance.yes(0.85 if kin else 0.35)
    if year < _SPECIAL_GUARDIANSHIP_SPLIT:
        return "E43" if former_carer else "E44"
    if former_carer:
        return "E45" if kin else "E46"
    return chance.pick({"E47": 0.8, "E48": 0.2})
