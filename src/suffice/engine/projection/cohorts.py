"""Groups of children that need a plan of their own, as shares of the cells that a projection counts.

A projection follows placement, age and stream. A cohort cuts across them: so its share of each cell is learnt from the
children in care in the reference months, drawn anew in each replicate as far as it is uncertain, and taken of what that
replicate counts. A cohort is about how many, never about who: no child is given a chance of anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from suffice.engine.calendar import months_after
from suffice.engine.episodes import History, stock_on
from suffice.engine.episodes.moves import moves
from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.spells import Spells, day_number, spells
from suffice.engine.projection.summarise import Range, ranges
from suffice.engine.projection.tables import Reals

SAMPLES = 8
"""Days in the reference months, evenly apart, on which shares are counted."""

PRIOR_CHILDREN = 4.0
"""Children whose weight the share of the whole placement state has in the share of one of its cells."""

FADES_BY_HALF = 12
"""Months in which half of what the number at the origin differs from the shares is gone."""

_KEY = ["authority", "child"]
_JUSTICE, _LOCKED, _DISABILITY = ("J1", "J2", "J3"), ("K1", "R5"), "N2"
_MANY_MOVES = 3
_HOME, _SIXTEEN, _TEN = STATES.index("childrens_home"), AGES.index("16-17"), AGES.index("10-15")


@dataclass(frozen=True, slots=True)
class Kind:
    """One cohort: who is meant, and what returns cannot tell of it.

    Attributes:
        code: stable name.
        label: the words a page uses.
        definition: who counts, in a sentence.
        cannot_tell: what the returns do not hold, in a sentence; empty where they hold it all.
        possible: [stream, state, age], the cells in which there can be any.
        certain: everybody in those cells belongs to it, so there is no share to learn.
    """

    code: str
    label: str
    definition: str
    cannot_tell: str
    possible: NDArray[np.bool_]
    certain: bool = False


def _cells(where: Callable[[Any, Any, Any], Any]) -> NDArray[np.bool_]:
    stream, state, age = np.indices((len(STREAMS), len(STATES), len(AGES)))
    return np.asarray(where(stream, state, age), np.bool_)


KINDS: tuple[Kind, ...] = (
    Kind(
        "unaccompanied",
        "Unaccompanied children",
        "Children who came to this country alone and seek asylum, as the UASC table of the returns lists them.",
        "",
        _cells(lambda stream, state, age: stream == 1),
        certain=True,
    ),
    Kind(
        "aged_16_17",
        "Aged 16 and 17",
        "Young people in care who have turned 16 and not yet 18.",
        "Young people of that age who are homeless and not in care are not in the returns.",
        _cells(lambda stream, state, age: age == _SIXTEEN),
        certain=True,
    ),
    Kind(
        "complex",
        "Complex needs",
        "Children whose need is recorded as their own disability (N2), who live in a secure home, or who have moved "
        "three times or more in the twelve months before.",
        "The returns do not hold health needs, behaviour, staffing or deprivation of liberty, so this is a floor to "
        "start the conversation from.",
        _cells(lambda stream, state, age: age >= 0),
    ),
    Kind(
        "step_down",
        "In a children's home and might step down",
        "Children under 16 who have lived in children's homes for twelve months or more without a break.",
        "The returns do not hold what a child wishes, what the care plan says, or whether a family is to be found: "
        "this counts the group whose plans are worth reading again, and says nothing of any one child.",
        _cells(lambda stream, state, age: (state == _HOME) & (age < _SIXTEEN)),
    ),
    Kind(
        "custody",
        "On remand, in custody, or lately out of it",
        "Children in care who are remanded, detained or on a youth rehabilitation order with residence (J1 to J3), or "
        "who live in a secure home or a young offender institution (K1, R5), now or in the twelve months before.",
        "Young people who are sentenced and not in care are not in the returns, nor are release dates.",
        _cells(lambda stream, state, age: age >= _TEN),
    ),
)


@dataclass(frozen=True, slots=True)
class CohortAhead:
    """One cohort in a projection.

    Attributes:
        kind: who is meant.
        now: children in it at the origin, as the returns give them.
        ranges: how many there may be, by date.
    """

    kind: Kind
    now: int
    ranges: tuple[tuple[date, Range], ...]

    def document(self) -> dict[str, Any]:
        """Return the cohort as plain values."""
        return {
            "code": self.kind.code,
            "label": self.kind.label,
            "definition": self.kind.definition,
            "cannot_tell": self.kind.cannot_tell,
            "now": self.now,
            "horizons": [{"date": on.isoformat(), **one.document()} for on, one in self.ranges],
        }


def cohorts(
    known: History,
    *,
    reference: tuple[date, date],
    counts: NDArray[np.generic],
    months: Sequence[int],
    dates: Sequence[date],
    seed: int,
) -> tuple[CohortAhead, ...]:
    """Return how many children of each cohort there may be.

    In each replicate a cell's share is Beta: the children of the cohort seen in the cell, out of those seen, with the
    share of the whole placement state weighing as four children. Which children make up the cohort is chance besides.
    What the number at the origin differs from the shares fades by half in a year, as those children leave and age.

    Args:
        known: the history as known at the origin, the last day of `reference`.
        reference: the day before the first, and the last day that shares are learnt from.
        counts: [replicate, kept, stream, state, age], children in care, after any factors.
        months: the months after the origin of the kept counts.
        dates: their days.
        seed: of the random numbers.
    """
    past = _past(known)
    seen = [_members(past, day) for day in _sample(reference)]
    stock = _by_cell(seen[-1], pl.lit(1.0)).ravel()
    flat = np.asarray(counts, np.float64).reshape(*counts.shape[:2], -1)
    found = []
    for place, kind in enumerate(KINDS):
        now = int(seen[-1].get_column(kind.code).sum())
        if kind.certain:
            numbers = flat[:, :, kind.possible.ravel()].sum(axis=2)
        else:
            random = np.random.default_rng([seed, place])
            numbers = _drawn(flat, np.asarray(months), _shares(seen, kind), (stock, now), random)
        found.append(CohortAhead(kind, now, tuple(zip(dates, ranges(np.rint(numbers)), strict=True))))
    return tuple(found)


def members(history: History, on: date) -> pl.DataFrame:
    """Return the children in care on a day and the cohorts that they count in.

    Returns:
        one row a child: ``authority, child, stream, state, age`` (positions in the cells), and a Boolean column for
        each of `KINDS`, named by its code.
    """
    return _members(_past(history), on)


@dataclass(frozen=True, slots=True)
class _Past:
    """What every day is read from: the history, its stretches and its moves."""

    history: History
    found: Spells
    moved: pl.DataFrame


def _past(history: History) -> _Past:
    return _Past(history, spells(history), moves(history).select(*_KEY, "on"))


def _members(past: _Past, on: date) -> pl.DataFrame:
    stock, year = stock_on(past.history, on).children, months_after(on, -12)
    state = pl.col("state").replace_strict({name: at for at, name in enumerate(STATES)}, return_dtype=pl.Int64)
    age = pl.col("age_band").replace_strict({name: at for at, name in enumerate(AGES)}, return_dtype=pl.Int64)
    told = stock.select(
        *_KEY,
        stream=pl.col("uasc").fill_null(False).cast(pl.Int64),
        state=state,
        age=age,
        disabled=(pl.col("cin") == _DISABILITY).fill_null(False),
        secure=pl.col("state") == "secure",
    )
    for name, rows in (
        ("restless", _restless(past, year, on)),
        ("settled", _settled(past, year, on)),
        ("justice", _justice(past, year, on)),
    ):
        told = told.join(rows.with_columns(pl.lit(True).alias(name)), on=_KEY, how="left", maintain_order="left")
    flags = [pl.col(name).fill_null(False) for name in ("restless", "settled", "justice")]
    restless, settled, justice = flags
    return told.select(
        *_KEY,
        "stream",
        "state",
        "age",
        unaccompanied=pl.col("stream") == 1,
        aged_16_17=pl.col("age") == _SIXTEEN,
        complex=pl.col("disabled") | pl.col("secure") | restless,
        step_down=settled & (pl.col("state") == _HOME) & (pl.col("age") < _SIXTEEN),
        custody=justice & (pl.col("age") >= _TEN),
    )


def _restless(past: _Past, year: date, on: date) -> pl.DataFrame:
    """Children who moved three times or more in the year."""
    moved = past.moved.filter((pl.col("on") > year) & (pl.col("on") <= on))
    return moved.group_by(_KEY, maintain_order=True).len().filter(pl.col("len") >= _MANY_MOVES).select(_KEY)


def _settled(past: _Past, year: date, on: date) -> pl.DataFrame:
    """Children who have lived in children's homes all the year."""
    found, first, last = past.found, day_number(year), day_number(on)
    here = (found.state == _HOME) & (found.start <= first) & (found.stop > last)
    return found.keys.filter(pl.Series(here)).unique(_KEY, maintain_order=True)


def _justice(past: _Past, year: date, on: date) -> pl.DataFrame:
    """Children on remand, detained or locked up on the day or in the year before."""
    lately = (pl.col("decom") <= on) & (pl.col("dec").is_null() | (pl.col("dec") > year))
    told = pl.col("ls").is_in(_JUSTICE) | pl.col("place").is_in(_LOCKED)
    return past.history.episodes.filter(lately, told.fill_null(False)).select(_KEY).unique(maintain_order=True)


def _sample(reference: tuple[date, date]) -> list[date]:
    first, last = reference
    days = (last - first).days
    steps = min(SAMPLES, max(days, 1))
    return [last - timedelta(days=round(days * step / steps)) for step in range(steps - 1, -1, -1)]


def _shares(seen: Sequence[pl.DataFrame], kind: Kind) -> tuple[Reals, Reals]:
    """The two parameters of each possible cell's Beta share, [cell]; nothing certain, nothing impossible."""
    all_of = pl.concat(seen)
    cell = all_of.group_by(*_KEY, "stream", "state", "age").agg(pl.col(kind.code).mean())
    inside, children = _by_cell(cell, pl.col(kind.code)), _by_cell(cell, pl.lit(1.0))
    possible = kind.possible
    in_state, of_state = ((one * possible).sum(axis=(0, 2), keepdims=True) for one in (inside, children))
    everywhere = float(in_state.sum() / of_state.sum()) if of_state.sum() else 0.0
    prior = (in_state + PRIOR_CHILDREN * everywhere) / (of_state + PRIOR_CHILDREN)
    yes = np.where(possible, inside + PRIOR_CHILDREN * prior, 0.0)
    no = np.where(possible, children - inside + PRIOR_CHILDREN * (1.0 - prior), 1.0)
    return yes.ravel(), np.maximum(no, 1e-9).ravel()


def _drawn(
    counts: Reals,
    months: NDArray[np.integer],
    shares: tuple[Reals, Reals],
    at_origin: tuple[Reals, int],
    random: np.random.Generator,
) -> Reals:
    """[replicate, kept]: how many of the counts belong to the cohort; at the origin, who is there by cell and in it."""
    stock, now = at_origin
    cells = np.flatnonzero(shares[0] > 0)
    if not cells.size:
        return np.zeros(counts.shape[:2])
    yes, no = (one[cells] for one in shares)
    share = random.beta(yes, no, size=(counts.shape[0], cells.size))
    here = counts[:, :, cells]
    expected = np.einsum("rkc,rc->rk", here, share)
    chance = np.einsum("rkc,rc->rk", here, share * (1.0 - share))
    stays = 0.5 ** (months / FADES_BY_HALF)
    off = now - stock[cells] @ share.T
    luck = random.normal(size=(counts.shape[0], 1))
    drawn = expected + off[:, None] * stays + luck * np.sqrt(chance * (1.0 - stays**2))
    return np.asarray(np.clip(drawn, 0.0, here.sum(axis=2)), np.float64)


def _by_cell(rows: pl.DataFrame, amount: pl.Expr) -> Reals:
    shape = (len(STREAMS), len(STATES), len(AGES))
    flat = np.ravel_multi_index(tuple(rows.get_column(name).to_numpy() for name in ("stream", "state", "age")), shape)
    amounts = rows.select(amount.cast(pl.Float64).alias("amount")).get_column("amount")
    weights = np.broadcast_to(amounts.to_numpy(), flat.shape)
    return np.asarray(np.bincount(flat, weights, int(np.prod(shape))), np.float64).reshape(shape)
