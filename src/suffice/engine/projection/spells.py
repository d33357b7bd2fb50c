"""The count of children in care as stretches of time: who was in it, where, from which day to which.

What is followed is presence in the count, as the stock counts it, and not the period of care: a child whose legal
status turns to a series of short breaks (V3, V4) leaves the count, and comes back to it when the status turns back. So
the count that is projected is the count that is reported, with nothing to reconcile.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from suffice.engine.episodes import History, Stock
from suffice.engine.episodes.stock import counted
from suffice.engine.projection.cells import BIRTHDAYS, CARE_EDGES, DAYS_A_MONTH, STATES, STREAMS, cause_of
from suffice.engine.projection.tables import Children, Whole

GROWN_UP = 7
"""A stay that ends in the last days before the 18th birthday ended because of it: many returns put the end a few days
early. Such ends are no hazard, since the birthday itself is projected from the date of birth."""

_KEY = ("authority", "child")
_OPEN = date(9999, 12, 31)
Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spells:
    """Stretches in one placement state, each one row of every array, ordered by child and day. Days are since 1970.

    Attributes:
        state: position in `STATES`.
        start: first day in the count in this state.
        stop: first day after; far in the future while open.
        since: first day of the unbroken run in the count that the stretch belongs to; where that lies before all
            returns, so early that the stretch is in the longest bracket of months in care.
        known_from: the day from which that bracket is known to be right; from before then nothing is learnt about how
            leaving hangs on months in care.
        last_stop: end of the child's previous run in the count; -1,000,000 when there was none.
        next_start: start of the child's next run; far in the future when there is none.
        enters: the stretch begins a run.
        leaves: the stretch ends a run, and not because of the 18th birthday.
        grown_up: the stretch ends a run because of the 18th birthday.
        moves_to: the state that follows without a day between; -1 when none does.
        cause: why the run ended, a position in `Cause`.
        birthdays: [stretch, 5], the days on which the child turns 1, 5, 10, 16 and 18.
        which: position in `STREAMS` of the stream that the child belongs to.
        keys: ``authority, child`` of each stretch.
    """

    state: Whole
    start: Days
    stop: Days
    since: Days
    known_from: Days
    last_stop: Days
    next_start: Days
    enters: NDArray[np.bool_]
    leaves: NDArray[np.bool_]
    grown_up: NDArray[np.bool_]
    moves_to: Whole
    cause: Whole
    birthdays: Days
    which: Whole
    keys: pl.DataFrame

    def only(self, which: int) -> Spells:
        """Return the stretches of the children of one stream."""
        chosen = self.which == which
        arrays = {field.name: getattr(self, field.name)[chosen] for field in fields(self) if field.name != "keys"}
        return Spells(keys=self.keys.filter(chosen), **arrays)


def day_number(day: date) -> int:
    """Return the day as days since 1 January 1970."""
    return (day - date(1970, 1, 1)).days


def spells(history: History) -> Spells:
    """Return every stretch in the count, of every child with a date of birth."""
    rows = _with_early_starts(_linked(_stretches(_in_count(history))), history.first_day)
    day = {name: rows.get_column(name).to_physical().to_numpy().astype(np.int64) for name in _DAYS}
    born = rows.get_column("dob").to_numpy()
    birthdays = np.column_stack([birthday_days(born, years) for years in BIRTHDAYS[:-1]] + [day["eighteenth"]])
    return Spells(
        state=rows.get_column("position").to_numpy().astype(np.int32),
        start=day["decom"],
        stop=day["dec"],
        since=day["since"],
        known_from=day["known_from"],
        last_stop=day["last_stop"],
        next_start=day["next_start"],
        enters=rows.get_column("enters").to_numpy(),
        leaves=rows.get_column("leaves").to_numpy(),
        grown_up=rows.get_column("grown_up").to_numpy(),
        moves_to=rows.get_column("moves_to").to_numpy().astype(np.int32),
        cause=rows.get_column("cause").to_numpy().astype(np.int32),
        birthdays=birthdays,
        which=rows.get_column("uasc").to_numpy().astype(np.int32),
        keys=rows.select(_KEY),
    )


_DAYS = ("decom", "dec", "since", "known_from", "last_stop", "next_start", "eighteenth")


def birthday_days(born: NDArray[np.datetime64], years: int) -> Days:
    """Return the days on which children turn `years`; born 29 February, 1 March in a common year."""
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    within = days - months.astype("datetime64[D]")
    turned = (months + np.timedelta64(12 * years, "M")).astype("datetime64[D]") + within
    return np.asarray(turned.astype(np.int64))


def _in_count(history: History) -> pl.DataFrame:
    """Episodes that count, each child in one place at a time, cut at the 18th birthday."""
    children = history.children.select(*_KEY, "dob", "eighteenth", pl.col("uasc").fill_null(False))
    breaks = history.episodes.filter(~counted()).select(*_KEY, pl.col("decom").alias("break_start")).unique()
    known = history.episodes.filter(counted()).join(children, on=_KEY, maintain_order="left")
    reach = pl.min_horizontal(pl.col("dec").fill_null(_OPEN).cum_max().over(_KEY), "eighteenth")
    cut = known.with_columns(ended=pl.min_horizontal(reach, pl.col("decom").shift(-1).over(_KEY)))
    stretches = cut.filter(pl.col("decom") < pl.col("ended")).join(
        breaks.with_columns(short_breaks=True),
        left_on=[*_KEY, "ended"],
        right_on=[*_KEY, "break_start"],
        how="left",
        maintain_order="left",
    )
    return stretches.with_columns(pl.col("short_breaks").fill_null(False))


def _stretches(episodes: pl.DataFrame) -> pl.DataFrame:
    """Join episodes that follow each other in the same state; say where each unbroken run began."""
    follows = (pl.col("ended").shift(1).over(_KEY) == pl.col("decom")).fill_null(False)
    same = follows & (pl.col("state").shift(1).over(_KEY) == pl.col("state")).fill_null(False)
    positions = {state: position for position, state in enumerate(STATES)}
    return (
        episodes.with_columns(enters=~follows, stretch=(~same).cum_sum())
        .with_columns(
            since=pl.when("enters").then("decom").forward_fill().over(_KEY),
            begins=pl.when("enters").then(pl.col("rne").fill_null("S")).forward_fill().over(_KEY),
        )
        .group_by("stretch", maintain_order=True)
        .agg(
            pl.col(*_KEY, "dob", "eighteenth", "uasc", "decom", "since", "begins", "enters").first(),
            pl.col("state").first().replace_strict(positions, return_dtype=pl.Int32).alias("position"),
            pl.col("ended").last().alias("dec"),
            pl.col("rec", "unknown_exit", "short_breaks").last(),
        )
    )


def _linked(stretches: pl.DataFrame) -> pl.DataFrame:
    """Say what went before each stretch and what comes after it."""
    next_enters = pl.col("enters").shift(-1).over(_KEY)
    moves = ~next_enters.fill_null(True)
    ends = (pl.col("dec") < _OPEN) & ~moves
    near_18 = pl.col("dec") >= pl.col("eighteenth") - pl.duration(days=GROWN_UP)
    earlier = pl.when("enters").then(pl.col("dec").shift(1).over(_KEY))
    later = pl.when(next_enters).then(pl.col("decom").shift(-1).over(_KEY))
    return stretches.with_columns(
        last_stop=earlier.fill_null(date(1, 1, 1)),
        next_start=later.fill_null(_OPEN),
        leaves=ends & ~near_18,
        grown_up=ends & near_18,
        moves_to=pl.when(moves).then(pl.col("position").shift(-1).over(_KEY)).otherwise(-1),
        cause=cause_of("rec", "unknown_exit", "short_breaks"),
    )


def _with_early_starts(stretches: pl.DataFrame, first_day: date | None) -> pl.DataFrame:
    """Put back the start of runs that began before all returns, and say from when their months in care are known.

    A return holds what was under way in its year, so the first one shows a child of many years' standing as from the
    latest move. Its RNE, which is not S, tells.
    """
    longest = pl.duration(days=round(CARE_EDGES[-1] * DAYS_A_MONTH) + 1)
    early = (pl.col("since") < first_day) & (pl.col("begins") != "S") if first_day else pl.lit(False)
    since, known = pl.col("since"), pl.col("since") + longest
    return stretches.with_columns(
        since=pl.when(early).then(since - longest).otherwise(since),
        known_from=pl.when(early).then(known).otherwise(since),
    )


def children_at(found: Spells, stock: Stock, boundaries: Days, away_months: int) -> tuple[Children, ...]:
    """Return, of each stream, the children in care at the origin, and those who left it lately and may return.

    Args:
        found: the spells as known at the origin.
        stock: the children in care on it, who are the ones projected.
        boundaries: the origin and each month end after it.
        away_months: how long after leaving a return is possible.
    """
    inside = _staying(found, stock, int(boundaries[0]))
    away = _away(found, int(boundaries[0]), away_months)
    which, *joined = [np.concatenate(pair) for pair in zip(inside, away, strict=True)]
    return tuple(_children([column[which == one] for column in joined], boundaries) for one in range(len(STREAMS)))


def _children(columns: list[NDArray[Any]], boundaries: Days) -> Children:
    keys, state, cause, since, start, left, birthdays = columns
    care, place, gone = ((day - boundaries[0]) / DAYS_A_MONTH for day in (since, start, left))
    return Children(
        key=keys,
        state=state.astype(np.int32),
        cause=cause.astype(np.int32),
        care=care,
        place=place,
        left=gone,
        steps=np.searchsorted(boundaries, birthdays).astype(np.int32),
    )


def _staying(found: Spells, stock: Stock, origin: int) -> list[NDArray[np.generic]]:
    """Keys, states, causes, days and birthdays of the stock; the spell that is open says since when."""
    here = np.flatnonzero((found.start <= origin) & (found.stop > origin))
    open_now = found.keys[here].with_columns(since=found.since[here], start=found.start[here])
    begun = pl.col("decom").to_physical().cast(pl.Int64)
    rows = stock.children.join(open_now, on=_KEY, how="left", maintain_order="left").with_columns(
        pl.col("since").fill_null(begun), pl.col("start").fill_null(begun)
    )
    positions = {state: position for position, state in enumerate(STATES)}
    born = rows.get_column("dob").to_numpy()
    return [
        rows.get_column("uasc").fill_null(False).to_numpy().astype(np.int32),
        _own_keys(rows),
        rows.get_column("state").replace_strict(positions, return_dtype=pl.Int32).to_numpy(),
        np.full(rows.height, -1),
        rows.get_column("since").to_numpy(),
        rows.get_column("start").to_numpy(),
        np.zeros(rows.height, np.int64),
        np.column_stack([birthday_days(born, years) for years in BIRTHDAYS]),
    ]


def _away(found: Spells, origin: int, away_months: int) -> list[NDArray[np.generic]]:
    lately = found.stop > origin - away_months * DAYS_A_MONTH
    gone = found.leaves & (found.stop <= origin) & (found.next_start > origin) & lately
    rows = np.flatnonzero(gone & (found.birthdays[:, -1] > origin))
    return [
        found.which[rows],
        _own_keys(found.keys[rows]),
        found.state[rows],
        found.cause[rows],
        found.since[rows],
        found.start[rows],
        found.stop[rows],
        found.birthdays[rows],
    ]


def _own_keys(rows: pl.DataFrame) -> NDArray[np.uint64]:
    """A number for each child, made from its identifier alone: no child's luck hangs on another's being there.

    Where only one authority is there its name does not count, as some returns give it and others do not.
    """
    several = rows["authority"].n_unique() > 1
    names = (f"{authority if several else ''}\x1f{child}" for authority, child in rows.select(_KEY).iter_rows())
    digests = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(digests, np.dtype("<u8")).astype(np.uint64)
