"""Whether children have been seen, and whether somebody is allocated, out of the workbook of the day."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.calendar import bank_holidays, months_after
from suffice.engine.measures.judging import SHAPE, judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Span
from suffice.engine.measures.need.building import of_need
from suffice.engine.measures.scene import Scene

_KEEP = ("team", "worker")
_IN_TIME = 5  # working days from the referral
_GOES_BACK = 6  # months that the lists go back
_FIRST = "first seen"
_OPEN = {
    "List6": "cin_closure_date",
    "List7": "child_protection_plan_end_date",
    "List8": "date_ceased_to_be_looked_after",
}


def _rows(scene: Scene, name: str, *needed: str) -> pl.DataFrame:
    """Return the rows of a list of the workbook, each with team and worker; none where it tells no such columns."""
    from suffice.engine.timeliness.tables import tables  # noqa: PLC0415 - it looks at scenes, and so at measures

    found = tables(scene).get(name)
    return pl.DataFrame() if found is None or not {*needed} <= {*found.columns} else found


def _another_day(scene: Scene) -> pl.Expr:
    from suffice.engine.timeliness.tables import as_at  # noqa: PLC0415

    return pl.lit(as_at(scene) not in (None, scene.on))


def _nobody() -> pl.DataFrame:
    return pl.DataFrame(schema={**SHAPE, **dict.fromkeys(_KEEP, pl.String)})


def _with_clock(scene: Scene) -> pl.DataFrame:
    """Return the children in need with ``due``, the last day on which they are first seen in time."""
    rows = _rows(scene, "List6", "cin_start_date", "date_child_was_last_seen", "cin_closure_date")
    if rows.is_empty():
        return rows
    due = pl.col("cin_start_date").dt.add_business_days(_IN_TIME, holidays=bank_holidays(), roll="backward")
    return rows.with_columns(due=due, over=due < scene.on, item=pl.col("cin_start_date").cast(pl.String))


def _first_seen(scene: Scene) -> pl.DataFrame:
    rows = _with_clock(scene)
    if rows.is_empty():
        return _nobody()
    column = next((one for one in rows.columns if one.startswith("other:") and _FIRST in one.lower()), None)
    told = rows.with_columns(first=_day(column) if column else pl.lit(None, dtype=pl.Date), last=_last(scene))
    in_time = (pl.col("first") <= pl.col("due")) | (pl.col("last") <= pl.col("due"))
    only_later = pl.col("first").is_null() & (pl.col("last") > pl.col("due"))
    recent = pl.col("cin_start_date").is_between(months_after(scene.on, -_GOES_BACK), scene.on)
    return judged(
        told,
        passes=in_time,
        among=recent & pl.col("over"),
        unknown=only_later.fill_null(value=False) | pl.lit(column is None) | _another_day(scene),
        item=pl.col("item"),
        keep=_KEEP,
    )


def _day(column: str) -> pl.Expr:
    """Return the days of a column that the council added, as workbooks keep them and as people write them."""
    text = pl.col(column).cast(pl.String).str.slice(0, 10)
    return pl.coalesce(text.str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%d/%m/%Y", strict=False))


def _last(scene: Scene) -> pl.Expr:
    """Return when a child was last seen, of those days that are since the start and not after the day."""
    last = pl.col("date_child_was_last_seen")
    return pl.when(last.is_between(pl.col("cin_start_date"), scene.on)).then(last)


def _ever_seen(scene: Scene) -> pl.DataFrame:
    rows = _with_clock(scene)
    if rows.is_empty():
        return _nobody()
    closed = (pl.col("cin_closure_date") <= scene.on).fill_null(value=False)
    return judged(
        rows.with_columns(last=_last(scene)),
        passes=pl.col("last").is_not_null(),
        among=~closed & (pl.col("over") | pl.col("last").is_not_null() | pl.col("cin_start_date").is_null()),
        unknown=pl.col("cin_start_date").is_null() | _another_day(scene),
        item=pl.col("item"),
        keep=_KEEP,
    )


def _seen_in_assessment(scene: Scene) -> pl.DataFrame:
    done, seen = "continuous_assessment_date_of_authorisation", "child_seen_during_continuous_assessment"
    rows = _rows(scene, "List4", done, seen)
    if rows.is_empty():
        return _nobody()
    within = pl.col(done).is_between(months_after(scene.on, -_GOES_BACK), scene.on)
    unknown = pl.col(seen).is_null()
    return judged(rows, passes=pl.col(seen) == "Yes", among=within, unknown=unknown, item=pl.col(done), keep=_KEEP)


def _seen_alone(scene: Scene) -> pl.DataFrame:
    begun, ended, alone = (
        "child_protection_plan_start_date",
        "child_protection_plan_end_date",
        "was_the_child_seen_alone",
    )
    rows = _rows(scene, "List7", begun, ended, alone)
    if rows.is_empty():
        return _nobody()
    under_way = ~((pl.col(begun) > scene.on) | (pl.col(ended) <= scene.on)).fill_null(value=False)
    unknown = pl.col(alone).is_null() | _another_day(scene)
    return judged(rows, passes=pl.col(alone) == "Yes", among=under_way, unknown=unknown, item=pl.col(begun), keep=_KEEP)


def _allocated(scene: Scene) -> pl.DataFrame:
    """Judge each child that a list tells of as open, once: somebody is allocated in every list that has the child."""
    found = [_open(scene, name, ended) for name, ended in _OPEN.items()]
    told = [one for one in found if not one.is_empty()]
    if not told:
        return _nobody()
    held = pl.col("worker").is_not_null()
    children = pl.concat(told).group_by("authority", "child", maintain_order=True)
    once = children.agg(held.all().alias("held"), pl.col("team").first(), pl.col("worker").first())
    return judged(once, passes=~pl.col("held"), unknown=_another_day(scene), keep=_KEEP)


def _open(scene: Scene, name: str, ended: str) -> pl.DataFrame:
    rows = _rows(scene, name, ended)
    if rows.is_empty():
        return rows
    still = rows.filter(~(pl.col(ended) <= scene.on).fill_null(value=False))
    return still.select("authority", "child", "team", "worker")


_OWN = "the rules on drift and delay of this project"
_OF_THE_DAY = "a workbook of another day cannot be judged"


def _indicator(
    code: str,
    title: str,
    words: tuple[str, str, str],
    judge: Callable[[Scene], pl.DataFrame],
    *,
    polarity: Polarity = Polarity.HIGH,
    area: Area = Area.NEED,
    reference: str = "Ofsted, Annex A",
) -> Indicator:
    return of_need(
        code,
        title,
        *words,
        judge=judge,
        polarity=polarity,
        area=area,
        span=Span.DAY,
        source=("annex_a",),
        reference=reference,
    )


INDICATORS = (
    _indicator(
        "cin_first_seen_5",
        "Children in need first seen within five working days",
        (
            "those seen no later than five working days after their start as a child in need",
            "children who became in need in the six months up to the day and whose five working days are over (List 6)",
            "the workbook's own list tells when a child was last seen, so a column headed “first seen” has to be added "
            f"to it: without one nobody can be judged; {_OF_THE_DAY}",
        ),
        _first_seen,
        reference=_OWN,
    ),
    _indicator(
        "cin_ever_seen",
        "Children in need who have been seen",
        (
            "those of whom a day is told on which they were seen since they became in need",
            "children in need on the day whose first five working days are over, or who were seen before (List 6)",
            f"seen at any time, in time or late; {_OF_THE_DAY}",
        ),
        _ever_seen,
        reference=_OWN,
    ),
    _indicator(
        "assessment_child_seen",
        "Assessments in which the child was seen",
        (
            "those that say that the child was seen",
            "assessments authorised in the six months up to the day (List 4)",
            "those that do not say are not judged",
        ),
        _seen_in_assessment,
    ),
    _indicator(
        "cpp_seen_alone",
        "Children on a plan who were seen alone",
        (
            "those seen alone at their latest visit",
            "children on a child protection plan on the day (List 7)",
            f"those of whom it is not said are not judged; {_OF_THE_DAY}",
        ),
        _seen_alone,
        area=Area.PROTECTION,
    ),
    _indicator(
        "unallocated",
        "Children with nobody allocated",
        (
            "those of whom a list names no worker",
            "children in need, on a child protection plan or in care on the day (Lists 6, 7 and 8), each once",
            f"a worker who holds the child for a team or on duty counts as allocated; {_OF_THE_DAY}",
        ),
        _allocated,
        polarity=Polarity.LOW,
        reference=_OWN,
    ),
)
