"""Drift and delay as at a day: what is overdue, due soon or in time, child by child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from suffice.engine.episodes.stock import age_in_years
from suffice.engine.findings import Example, Finding, Severity, note
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.dates import parse_one
from suffice.engine.timeliness.model import ITEM, Drift, Standing, dated
from suffice.engine.timeliness.own import Own, in_force
from suffice.engine.timeliness.quality import quality
from suffice.engine.timeliness.rules import Rule, rules
from suffice.engine.timeliness.tables import as_at, tables
from suffice.engine.words import counted

SOON = 14
_OTHER = "other:"
_EXAMPLES = 20


def drift(scene: Scene, *, soon: int = SOON, own: Sequence[Own] = ()) -> Drift:
    """Return what is overdue, due within `soon` days or in time on the scene's day, and what cannot be judged.

    Each rule is followed on the first of its tables that was brought: a list of Annex A, which names team and worker,
    or else the children in need census or the SSDA903 return, which do not.

    Args:
        scene: of the day, with what was brought.
        soon: how many days ahead to look.
        own: the council's own lengths of local rules, in the order in which they were set.
    """
    brought, held = tables(scene), in_force(own, scene.on)
    followed: list[Rule] = []
    items = [pl.DataFrame(schema=ITEM)]
    findings: list[Finding] = []
    for entries in _by_code(scene.on).values():
        rule = next((one for one in entries if one.table in brought), None)
        rule = held[rule.code].of(rule) if rule and rule.code in held else rule
        rows = None if rule is None else _items(rule, brought[rule.table], scene.on, soon)
        if rule is None or rows is None:
            findings.append(_not_told(entries[0], missing=rule is None))
            continue
        followed.append(rule)
        items.append(rows)
        findings += _unknown(rule, rows)
    if old := dated(as_at(scene), scene.on):
        findings.append(note("workbook-of-another-day", old))
    return Drift(scene.on, soon, pl.concat(items), quality(scene, brought), tuple(followed), tuple(findings))


def _by_code(on: date) -> Mapping[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules():
        if rule.holds(on):
            found.setdefault(rule.code, []).append(rule)
    return found


def _items(rule: Rule, table: pl.DataFrame, on: date, soon: int) -> pl.DataFrame | None:
    """Return the items of one rule; None where the table lacks the column that tells of them."""
    told = _with_last(rule, table, on)
    if told is None or not {*rule.start, *rule.ended, *filter(None, [rule.done])} <= {*told.columns}:
        return None
    start = pl.coalesce(*rule.start) if rule.start else pl.lit(None, dtype=pl.Date)
    rows = told.with_columns(start=_by(start, on), last=_by(pl.col("_last"), on)).filter(_counts(rule, on))
    rows = rows.sort("start", nulls_last=False).unique(
        ["authority", "child", "start"], keep="last", maintain_order=True
    )
    rows = rows.with_columns(due=_due(rule), since=_since(rule))
    over = (pl.lit(on) - pl.col("due")).dt.total_days().cast(pl.Int32)
    standing = (
        pl.when(pl.col("due").is_null())
        .then(pl.lit(str(Standing.UNKNOWN)))
        .when(over > 0)
        .then(pl.lit(str(Standing.OVERDUE)))
        .when(over >= -soon)
        .then(pl.lit(str(Standing.DUE_SOON)))
        .otherwise(pl.lit(str(Standing.IN_TIME)))
    )
    return rows.with_columns(rule=pl.lit(rule.code), days_over=over, standing=standing).select(
        pl.col(name).cast(kind) for name, kind in ITEM.items()
    )


def _by(day: pl.Expr, on: date) -> pl.Expr:
    """Return the days that are not after the day; what comes later is not known on it."""
    return pl.when(day <= on).then(day)


def _with_last(rule: Rule, table: pl.DataFrame, on: date) -> pl.DataFrame | None:
    """Return the table with ``_last``, when it was last done; None where no column tells."""
    if rule.heading:
        name = next((one for one in table.columns if one.startswith(_OTHER) and _says(rule, one)), None)
        if name is None:
            return None
        written = {text: parse_one(text, today=on)[0] for text in table[name].drop_nulls().unique().to_list()}
        found = table[name].replace_strict(written, default=None, return_dtype=pl.Date) if written else None
        return table.with_columns(_last=pl.lit(None, dtype=pl.Date) if found is None else found)
    if rule.last is None:
        return table.with_columns(_last=pl.lit(None, dtype=pl.Date))
    return table.with_columns(_last=pl.col(rule.last)) if rule.last in table.columns else None


def _says(rule: Rule, heading: str) -> bool:
    words = f" {heading.removeprefix(_OTHER).lower()} "
    return any(f" {one} " in words for one in rule.heading)


def _counts(rule: Rule, on: date) -> pl.Expr:
    """Return whether a row is about something that is still to be done on the day."""
    untold = pl.all_horizontal(pl.col(one).is_null() for one in rule.start or ("_last",)) & ~pl.lit(rule.begun)
    told = [pl.col("start").is_not_null() | untold] if rule.start else []
    told += [~(pl.col(one) <= on).fill_null(value=False) for one in (*rule.ended, *filter(None, [rule.done]))]
    told += [pl.col(one).cast(pl.String).is_in(list(cells)).fill_null(value=False) for one, cells in rule.only.items()]
    told += [
        ~pl.col(one).cast(pl.String).is_in(list(cells)).fill_null(value=False) for one, cells in rule.unless.items()
    ]
    age = age_in_years(pl.lit(on), "born")
    if rule.from_age is not None:
        told.append((age >= rule.from_age).fill_null(value=True))
    if rule.under_age is not None:
        told.append((age < rule.under_age).fill_null(value=False))
    return pl.all_horizontal(*told) if told else pl.lit(value=True)


def _since(rule: Rule) -> pl.Expr:
    return pl.when(_again(rule)).then("last").otherwise("start")


def _again(rule: Rule) -> pl.Expr:
    """Return whether the clock runs from the latest one: it was done, and not before the start."""
    if rule.again is None:
        return pl.lit(value=False)
    return (pl.col("last") >= pl.col("start")).fill_null(pl.col("last").is_not_null())


def _due(rule: Rule) -> pl.Expr:
    first = rule.first.after(pl.col("start")) if rule.first else pl.lit(None, dtype=pl.Date)
    if rule.again is None:
        return first
    later = rule.again.after(pl.col("last"))
    if rule.second:
        later = pl.when(pl.col("last") <= first).then(rule.second.after(pl.col("last"))).otherwise(later)
    return pl.when(_again(rule)).then(later).otherwise(first)


def _not_told(rule: Rule, *, missing: bool) -> Finding:
    table = rule.table.replace("List", "List ")
    why = f"{table} was not brought" if missing else f"no column of {table} tells of it"
    return note("rule-not-told", f"{rule.title} cannot be judged, because {why}.", value=rule.code)


def _unknown(rule: Rule, rows: pl.DataFrame) -> list[Finding]:
    unknown = rows.filter(pl.col("standing") == str(Standing.UNKNOWN))
    if unknown.is_empty():
        return []
    items = counted(unknown.height, "item")
    what = f"{rule.title}: neither a start nor an earlier one is told, so {items} cannot be judged."
    places = [
        Example(row["file"] or "", row["row"], None, row["child"], what)
        for row in unknown.head(_EXAMPLES).iter_rows(named=True)
    ]
    return [Finding("item-not-judged", Severity.QUERY, unknown.height, tuple(places))]
