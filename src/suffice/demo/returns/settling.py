"""The homes of the stays: addresses, providers, long-term matches, short times away."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.homes import away_home, home_for
from suffice.demo.returns.model import FIRST_DAY, AdoptionPlan, Child, Home, Period, Stay
from suffice.demo.returns.placements import FOSTER
from suffice.engine.episodes.model import PlacementState as State

_MATCHED_WITH_THE_ORDER = 0.15
_ONE_ADDRESS = frozenset({"P1", "S1", "R1", "R3", "K1", "R5"})
_AWAY = {"T1": (0.25, 2, 18), "T2": (0.10, 4, 13), "T3": (0.35, 5, 13), "T4": (0.30, 2, 5)}
"""Temporary placements: how often each, and its least and most days."""


class Settling:
    """Gives each stay its home; brothers and sisters who start one kind of stay on one day share it."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._shared: dict[tuple[int, date, State], Home] = {}

    def settle(self, child: Child, period: Period) -> None:
        """Fill in homes, placement codes and times away of every stay of `period`, in place."""
        period.stays = _joined(period.stays)
        before: Stay | None = None
        for stay in period.stays:
            stay.codes, stay.home = self._codes(period, stay), self._home(child, period, stay, before)
            before = stay
        changes = {day for stay in period.stays for day, _ in stay.codes} | {day for day, _ in period.legal}
        for stay in period.stays:
            self._go_away(stay, changes)

    def _home(self, child: Child, period: Period, stay: Stay, before: Stay | None) -> Home:
        last = before.home if before else None
        if last is not None and _same_carer(period.plan, stay):
            return last
        key = (child.family, stay.start, stay.state)
        home = self._shared.get(key)
        while home is None or home == last:
            home = home_for(self._chance, stay.state, stay.codes[0][1], parents=child.home_post)
        return self._shared.setdefault(key, home) if stay.state in FOSTER else home

    def _codes(self, period: Period, stay: Stay) -> list[tuple[date, str]]:
        if stay.state is State.PLACED_FOR_ADOPTION and period.plan is not None:
            first = "A5" if period.plan.by_carer else "A6"
            consented = {"A5": "A3", "A6": "A4"}
            return [(stay.start, first if period.plan.ordered else consented[first])]
        if stay.state not in FOSTER:
            return stay.codes
        kin = stay.state is State.FRIENDS_AND_FAMILY
        if period.plan is not None and period.plan.by_carer and stay.end == period.plan.placed:
            return [(stay.start, "U2" if kin else "U5")]
        matched = self._match(period, stay)
        codes = [(stay.start, "U3" if kin else "U6")]
        if period.plan is None and (stay.end - matched).days > 60 and self._chance.yes(0.65):
            codes.append((matched, "U1" if kin else "U4"))
        return codes

    def _match(self, period: Period, stay: Stay) -> date:
        """Return when a stay would become long term: for some on the day of the final order."""
        ordered = next(
            (day for day, status in period.legal[1:] if status == "C2" and stay.start < day < stay.end), None
        )
        if ordered and self._chance.yes(_MATCHED_WITH_THE_ORDER):
            return ordered
        return ordinary(stay.start + timedelta(days=self._chance.whole(180, 520)))

    def _go_away(self, stay: Stay, changes: set[date]) -> None:
        """Let a child be away from a settled home for some days, when nothing else changes around them."""
        days = (stay.end - stay.start).days
        settled = stay.state in FOSTER or stay.state is State.CHILDRENS_HOME
        if not settled or days < 90 or not self._chance.yes(0.11):
            return
        code = self._chance.pick({code: weight for code, (weight, _, _) in _AWAY.items()})
        _, least, most = _AWAY[code]
        start = ordinary(stay.start + timedelta(days=self._chance.whole(20, days - 45)))
        end = ordinary(start + timedelta(days=self._chance.whole(least, most)))
        told = start > FIRST_DAY + timedelta(days=1)
        if told and not any(start - timedelta(days=3) <= day <= end + timedelta(days=3) for day in changes):
            stay.away.append((start, end, code, away_home(self._chance, code)))


def _same_carer(plan: AdoptionPlan | None, stay: Stay) -> bool:
    return plan is not None and plan.by_carer and stay.state is State.PLACED_FOR_ADOPTION


def _joined(stays: list[Stay]) -> list[Stay]:
    """Join stays that follow one another at the same address."""
    joined = stays[:1]
    for stay in stays[1:]:
        if stay.codes[0][1] in _ONE_ADDRESS and stay.codes[0][1] == joined[-1].codes[0][1]:
            joined[-1].end = stay.end
        else:
            joined.append(stay)
    return joined


def short_break_home(chance: Chance) -> tuple[str, Home]:
    """Return where one child has short breaks: a children's home or a foster carer, always the same one."""
    code, state = chance.one_of((("K2", State.CHILDRENS_HOME), ("U6", State.IN_HOUSE_FOSTER)))
    return code, home_for(chance, state, code, parents="")
