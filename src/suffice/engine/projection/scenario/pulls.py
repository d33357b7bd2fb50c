"""Each lever as changes of rates, given what is expected to be there; and how much of what was asked that gives.

Entries first: levers that say how many start, then shocks, then prevention, each on what the one before leaves. Then
levers that take children from where they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.basis import Basis
from suffice.engine.projection.cells import AGES, ENTRY_EDGES, STATES
from suffice.engine.projection.change import Part
from suffice.engine.projection.scenario import shapes, timing
from suffice.engine.projection.scenario.expected import CELLS, Expected, entries, going_home
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    Lever,
    Prevention,
    Reunification,
    Shock,
    Starters,
    StepDown,
    Who,
)
from suffice.engine.projection.tables import Reals

FASTEST = 2.0
"""The highest rate a month at which a lever takes children: six in seven of those who are there within the month."""

_NINE_TENTHS = 1.2815515655446004  # standard deviations that one in ten lie above
_WIDENED = 9.0
_SHARPEST = 3.0
_NEAR = 0.01
ENTRY_CELLS = len(ENTRY_EDGES) - 1
_HOME = STATES.index("childrens_home")
_AGENCY, _IN_HOUSE = STATES.index("agency_foster"), STATES.index("in_house_foster")
_SUPPORTED = STATES.index("supported_accommodation")
_STREAMS_OF = {Who.ALL: [0, 1], Who.OTHERS: [0], Who.UNACCOMPANIED: [1]}
_BANDS = (0, 12, 60, 120, 192)  # months of age at which the bands begin


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one lever does to the rates.

    Attributes:
        lever: the lever.
        parts: its work, none where it changes no rate.
        asked: [month], children that it was to add or take, or the change in per cent.
        got: [month], what is expected to become of that.
        cut: [month], whether it was cut to what is possible.
        times: [month], what a rate on the children there is multiplied by.
        yields: what becomes of it where other numbers of children are expected.
    """

    lever: Lever
    parts: tuple[Part, ...]
    asked: Reals
    got: Reals
    cut: NDArray[np.bool_]
    times: Reals
    yields: Callable[[Expected], Reals]

    def under(self, now: Expected) -> Pulled:
        """Return the same work, with what becomes of it where `now` is expected."""
        return replace(self, got=self.yields(now))

    def near(self) -> bool:
        """Whether what becomes of it is what was asked for, or all that is possible."""
        off = np.abs(self.got - self.asked)[~self.cut].sum()
        return bool(off <= _NEAR * np.abs(self.asked).sum())


def hangs_on_children(lever: Lever) -> bool:
    """Whether the rate of a lever depends on how many children there are, and so on the levers themselves."""
    if isinstance(lever, Reunification):
        return lever.percent is None
    return isinstance(lever, Starters | StepDown | AgencyToInHouse)


def pulled(
    levers: Sequence[Lever], basis: Basis, *, base: Expected, now: Expected, before: Mapping[str, Pulled] | None = None
) -> tuple[Pulled, ...]:
    """Return what each lever does, in the order given.

    Args:
        levers: of one scenario.
        basis: what the projection runs on.
        base: what is expected without the levers.
        now: what is expected with them, as far as is known.
        before: by the lever's id, the work under which `now` was expected; none where it is the base.
    """
    at = _At(basis, base, now, before or {})
    entering = entries(basis, base)
    done: dict[str, Pulled] = {}
    for lever in (one for kind in (Starters, Shock, Prevention) for one in levers if isinstance(one, kind)):
        made = _on_entries(lever, at, entering)
        for work in made.parts:
            entering = entering * (1.0 + _mean_strength(work.spread) * work.enter)
        done[lever.id] = made
    return tuple(done.get(lever.id) or _on_children(lever, at) for lever in levers)


class _At(NamedTuple):
    """Where the search for rates stands; see `pulled`."""

    basis: Basis
    base: Expected
    now: Expected
    before: Mapping[str, Pulled]


def _on_entries(lever: Starters | Shock | Prevention, at: _At, entering: Reals) -> Pulled:
    match lever:
        case Starters():
            return _starters(lever, at, entering)
        case Shock():
            return _shock(lever, at.basis)
        case Prevention():
            return _prevention(lever, at.basis, entering)


def _on_children(lever: Lever, at: _At) -> Pulled:
    match lever:
        case StepDown():
            to, ages = STATES.index(lever.to), _ages(lever.ages)
            if to == _SUPPORTED:
                ages = ages & _ages(AGES[-1:])
            return _moves(lever, at, way=(_HOME, to), ages=ages)
        case AgencyToInHouse():
            return _moves(lever, at, way=(_AGENCY, _IN_HOUSE), ages=_ages(()))
        case Reunification():
            return _reunification(lever, at)
    nothing = np.zeros(at.basis.months)
    return _pulled(lever, (), nothing, nothing)


def _starters(lever: Starters, at: _At, entering: Reals) -> Pulled:
    """The rate of entering that, with the children who come back, gives the number asked for.

    Children who come back are counted with the stream of the others, to which all but a few belong.
    """
    of, comes_back = _STREAMS_OF[lever.who], float(lever.who is not Who.UNACCOMPANIED)
    working = timing.phase(lever, at.basis.dates)
    usual, back = entering[:, of].sum(axis=(1, 2)), comes_back * at.now.returned
    asked = (1.0 - working) * (usual + comes_back * at.base.returned) + working * lever.children_a_month
    possible = (working > 0.0) & (usual > 0.0)
    first = np.where(possible, np.maximum(asked - back, 0.0), usual)
    factor = np.divide(first, usual, out=np.ones_like(usual), where=usual > 0.0)

    def yields(now: Expected) -> Reals:
        return np.asarray(np.where(working > 0.0, first + comes_back * now.returned, asked))

    cut = (working > 0.0) & (~possible | (first == 0.0)) & (np.abs(first + back - asked) > _NEAR * asked)
    needed = max(float(first[working > 0.0].mean()), 1e-9) if working.any() else 1.0
    spread = _spread(lever) * lever.amount / needed
    parts = _uncertain_level(lever, at.basis, of=of, factor=factor, working=working, spread=spread)
    return Pulled(lever, parts, asked, yields(at.now), cut, factor, yields)


def _uncertain_level(
    lever: Starters, basis: Basis, *, of: list[int], factor: Reals, working: Reals, spread: float
) -> tuple[Part, ...]:
    """A rate times a factor that is itself uncertain, also where the factor is 1 and nothing could be stronger.

    The rate is first made a tenth of what it is to be, and then tenfold with a strength of its own.
    """
    if spread == 0.0:
        return (part(lever.id, basis.months, 0.0, enter=_on(of, factor - 1.0)),)
    wider = spread * (1.0 + _WIDENED) / _WIDENED
    return (
        part(lever.id, basis.months, 0.0, enter=_on(of, factor / (1.0 + _WIDENED * working) - 1.0)),
        part(lever.id, basis.months, wider, enter=_on(of, _WIDENED * working / _mean_strength(wider))),
    )


def _shock(lever: Shock, basis: Basis) -> Pulled:
    spread = _spread(lever)
    strength = lever.strength_percent / 100.0 * timing.phase(lever, basis.dates) / _mean_strength(spread)
    change_of_entries, change_of_leaving = (
        strength * change for change in timing.shape(lever, shapes.points(lever), basis.dates)
    )
    entering, leaving = np.maximum(change_of_entries, -1.0), np.maximum(change_of_leaving, -1.0)
    made = part(lever.id, basis.months, spread, enter=_on([0, 1], entering), leave=_everywhere(leaving))
    asked, got = (100.0 * (one + other) for one, other in ((change_of_entries, change_of_leaving), (entering, leaving)))
    return _pulled(lever, (made,), asked, got)


def _prevention(lever: Prevention, basis: Basis, entering: Reals) -> Pulled:
    of = np.zeros(entering.shape[1:])
    of[_STREAMS_OF[lever.who]] = _entry_cells(lever.ages)
    there = (entering * of).sum(axis=(1, 2))
    asked = lever.entries_a_year / 12.0 * timing.phase(lever, basis.dates)
    got = np.minimum(asked, there)
    share = np.divide(got, there, out=np.zeros_like(there), where=there > 0.0)
    spread = _spread(lever)
    enter = -share[:, None, None] * of / _mean_strength(spread)
    return _pulled(lever, (part(lever.id, basis.months, spread, enter=enter),), asked, got)


def _reunification(lever: Reunification, at: _At) -> Pulled:
    spread, working = _spread(lever), timing.phase(lever, at.basis.dates)
    rate = going_home(at.basis) * _ages(lever.ages)
    if lever.percent is not None:
        more = lever.percent / 100.0 * working
        leave_too = more[:, None, None, None] * rate / _mean_strength(spread)
        return _pulled(lever, (part(lever.id, at.basis.months, spread, leave_too=leave_too),), more, more)
    if not rate.any():
        rate = np.broadcast_to(_ages(lever.ages).astype(np.float64), CELLS)

    def there(expected: Expected) -> Reals:
        return np.asarray((expected.children * rate).sum(axis=(1, 2, 3)))

    times, cut, yields = _taken(lever, at, lever.amount * working, there, FASTEST / float(rate.max()))
    leave_too = times[:, None, None, None] * rate / _mean_strength(spread)
    made = part(lever.id, at.basis.months, spread, leave_too=leave_too)
    return Pulled(lever, (made,), lever.amount * working, yields(at.now), cut, times, yields)


def _moves(lever: StepDown | AgencyToInHouse, at: _At, *, way: tuple[int, int], ages: NDArray[np.bool_]) -> Pulled:
    """So many children a month, whoever of those ages is there: all at the same rate."""
    (out_of, to), spread, months = way, _spread(lever), 3.0 if isinstance(lever, StepDown) else 1.0
    asked = lever.amount / months * timing.phase(lever, at.basis.dates)

    def there(expected: Expected) -> Reals:
        return np.asarray(expected.children[:, :, out_of, ages].sum(axis=(1, 2)))

    times, cut, yields = _taken(lever, at, asked, there, FASTEST)
    move_too = np.zeros((at.basis.months, len(STATES), len(AGES), len(STATES)))
    move_too[:, out_of, ages, to] = times[:, None] / _mean_strength(spread)
    made = part(lever.id, at.basis.months, spread, move_too=move_too)
    return Pulled(lever, (made,), asked, yields(at.now), cut, times, yields)


def _taken(
    lever: Lever, at: _At, asked: Reals, there: Callable[[Expected], Reals], most: float
) -> tuple[Reals, NDArray[np.bool_], Callable[[Expected], Reals]]:
    """Return what to multiply a rate by to take `asked` children, where that was cut, and what it yields.

    The first time it is children asked for over children there. After that what it was is raised by as much as fell
    short, and more than in proportion where the lever itself has emptied the place: a higher rate then finds fewer.

    Args:
        lever: whose rate it is.
        at: where the search stands.
        asked: [month], children a month.
        there: [month] of an expectation: the children there, each times its rate.
        most: the largest that the multiplier may be.
    """
    now, old = there(at.now), at.before.get(lever.id)
    if old is None:
        wanted = np.divide(asked, now, out=np.full_like(asked, np.inf), where=now > asked / most)
    else:
        none = np.where(asked > 0.0, np.inf, 1.0)
        short = np.divide(asked, old.times * now, out=none, where=old.times * now > 0.0)
        emptied = np.divide(there(at.base), now, out=np.full_like(asked, _SHARPEST), where=now > 0.0)
        wanted = old.times * short ** np.clip(emptied, 1.0, _SHARPEST)
    times = np.where(asked > 0.0, np.minimum(wanted, most), 0.0)

    def yields(expected: Expected) -> Reals:
        return times * there(expected)

    return times, times >= most, yields


def _pulled(lever: Lever, parts: tuple[Part, ...], asked: Reals, got: Reals) -> Pulled:
    """The work of a lever that does not hang on how many children there are."""
    cut = np.abs(got - asked) > _NEAR * np.abs(asked)
    return Pulled(lever, parts, asked, got, cut, np.zeros(asked.size), lambda now: got)


def _spread(lever: Lever) -> float:
    """Half the 80% range over the number itself, as standard deviations."""
    if lever.low is None or lever.high is None or lever.amount == 0.0:
        return 0.0
    return (lever.high - lever.low) / (2.0 * _NINE_TENTHS * abs(lever.amount))


def _mean_strength(spread: float) -> float:
    """The mean of a Normal number of mean 1 and that standard deviation where what is below 0 counts as 0."""
    if spread == 0.0:
        return 1.0
    above = 0.5 * (1.0 + math.erf(1.0 / (spread * math.sqrt(2.0))))
    return above + spread * math.exp(-0.5 / spread**2) / math.sqrt(2.0 * math.pi)


def part(
    name: str,
    months: int,
    spread: float = 0.0,
    *,
    enter: Reals | None = None,
    leave: Reals | None = None,
    leave_too: Reals | None = None,
    move_too: Reals | None = None,
) -> Part:
    """Return a part that changes what is given, and nothing else; see `Part` for shapes and units."""
    _, states, ages = CELLS
    return Part(
        name=name,
        spread=spread,
        enter=_whole(enter, (months, CELLS[0], ENTRY_CELLS)),
        leave=_whole(leave, (months, *CELLS)),
        leave_too=_whole(leave_too, (months, *CELLS)),
        move_too=_whole(move_too, (months, states, ages, states)),
    )


def _whole(given: Reals | None, size: tuple[int, ...]) -> Reals:
    return np.zeros(size) if given is None else np.ascontiguousarray(given, np.float64)


def _on(streams: list[int], change: Reals) -> Reals:
    """[month, stream, age cell]: the change of each month, on all ages of these streams."""
    made = np.zeros((change.size, CELLS[0], ENTRY_CELLS))
    made[:, streams] = change[:, None, None]
    return made


def _everywhere(change: Reals) -> Reals:
    return np.broadcast_to(change[:, None, None, None], (change.size, *CELLS))


def _ages(labels: Sequence[str]) -> NDArray[np.bool_]:
    """[age], whether the band is meant; all of them where none is named."""
    return np.array([not labels or label in labels for label in AGES])


def _entry_cells(labels: Sequence[str]) -> NDArray[np.bool_]:
    """[age cell of entries], whether the cell begins in a band that is meant."""
    band = np.searchsorted(_BANDS, ENTRY_EDGES[:-1], side="right") - 1
    return _ages(labels)[band]
