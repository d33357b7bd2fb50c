"""Factors at the end of assessment: as many of each a year as published, overlapping as the strategy says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from suffice.demo.returns.chance import Chance
from suffice.demo.story.figures import ANY, THREE, TWO
from suffice.demo.story.model import Fate, Referral
from suffice.demo.story.totals import Year
from suffice.engine import calendar

_GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...], float]] = {
    "domestic abuse": (("3B", "3C"), ("3A",), 0.93),
    "alcohol or drugs": (("1B", "2B", "1C", "2C"), ("1A", "2A"), 0.66),
    "mental ill-health": (("4B", "4C"), ("4A",), 0.93),
}
"""Group to the codes of adults, the codes of the child, and how many children a code of an adult stands for."""
_OF_TEENAGERS = frozenset({"1A", "2A", "7A", "10A", "11A", "12A", "13A", "14A", "15A", "24A"})
_TEENAGER = 10
_NONE, _OTHER, _ALONE = "21", "20", "9A"
_IN_GROUPS = frozenset(code for adults, own, _ in _GROUPS.values() for code in (*adults, *own))


def give_factors(chance: Chance, referrals: Iterable[Referral], year: int, told: Year) -> None:
    """Give factors to the assessments completed in `year`."""
    first, last = calendar.year_start(year), calendar.year_end(year)
    assessed = [one for one in referrals if any(_ends(one, first, last))]
    chance.shuffle(assessed)
    assessed.sort(key=lambda one: one.fate is Fate.NOT_IN_NEED)
    chosen, others = assessed[: told.with_factors], assessed[told.with_factors :]
    found = _found(chance, chosen, told.factors)
    for referral in chosen:
        care = referral.person.care
        alone = {_ALONE} if care is not None and care.uasc else set()
        _write(referral, first, last, tuple(sorted(found[referral] | alone, key=_order)))
    for referral in others:
        _write(referral, first, last, (_NONE,))


def _ends(referral: Referral, first: date, last: date) -> list[bool]:
    return [one.end is not None and first <= one.end <= last for one in referral.assessments]


def _write(referral: Referral, first: date, last: date, factors: tuple[str, ...]) -> None:
    for assessment, ends in zip(referral.assessments, _ends(referral, first, last), strict=True):
        if ends:
            assessment.factors = factors


def _order(code: str) -> tuple[int, str]:
    return int(code.rstrip("ABCDEF")), code


def _found(chance: Chance, chosen: Sequence[Referral], counts: Mapping[str, int]) -> dict[Referral, set[str]]:
    found: dict[Referral, set[str]] = defaultdict(set)
    for group, members in _overlapping(chance, chosen, counts).items():
        adults, own, _ = _GROUPS[group]
        tokens = [code for code in adults for _ in range(counts.get(code, 0))]
        for at, code in enumerate(tokens):
            found[members[at % len(members)]].add(code)
        for code in own:
            for referral in _fitting(chance, members, code)[: counts.get(code, 0)]:
                found[referral].add(code)
    _spread(chance, chosen, counts, found)
    return found


def _overlapping(chance: Chance, chosen: Sequence[Referral], counts: Mapping[str, int]) -> dict[str, list[Referral]]:
    """Return who is in each group: two or more groups, and all three, for the strategy's shares of those in any."""
    sizes = {
        group: _size([counts.get(code, 0) for code in adults], share) for group, (adults, _, share) in _GROUPS.items()
    }
    names = list(sizes)
    anyone = sum(sizes.values()) / (1 + (TWO + THREE) / ANY)
    three = round(anyone * THREE / ANY)
    two = round(anyone * TWO / ANY) - three
    pairs = [(names[0], names[1]), (names[0], names[2]), (names[1], names[2])]
    weights = [sizes[a] * sizes[b] for a, b in pairs]
    shared = [round(two * weight / sum(weights)) for weight in weights[:2]]
    cells = [(tuple(names), three), *zip(pairs, [*shared, two - sum(shared)], strict=True)]
    cells += [((name,), sizes[name] - sum(count for cell, count in cells if name in cell)) for name in names]
    members: dict[str, list[Referral]] = {name: [] for name in names}
    left = list(chosen)
    chance.shuffle(left)
    for cell, count in cells:
        taken, left = left[:count], left[count:]
        for name in cell:
            members[name] += taken
    for listed in members.values():
        chance.shuffle(listed)
    return members


def _size(counts: list[int], share: float) -> int:
    return max(*counts, round(share * sum(counts)))


def _fitting(chance: Chance, among: Sequence[Referral], code: str) -> list[Referral]:
    old = [one for one in among if code not in _OF_TEENAGERS or one.person.age_on(one.day) >= _TEENAGER]
    chance.shuffle(old)
    return old


def _spread(
    chance: Chance, chosen: Sequence[Referral], counts: Mapping[str, int], found: dict[Referral, set[str]]
) -> None:
    """Give the other factors, first to those of whom nothing was found yet."""
    others = sorted((code for code in counts if code not in _IN_GROUPS), key=lambda code: code not in _OF_TEENAGERS)
    for code in others:
        fitting = _fitting(chance, chosen, code)
        fitting.sort(key=lambda one: bool(found[one]))
        for referral in fitting[: counts[code]]:
            found[referral].add(code)
    for referral in chosen:
        if not found[referral]:
            found[referral].add(_OTHER)
