"""Working out the workforce: every accepted census as measures judge it, and the monthly figures beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from suffice.engine.comparison.averages import median_interval
from suffice.engine.comparison.luck import interval_of
from suffice.engine.measures import INDICATORS, Scene, measure
from suffice.engine.measures.model import Area, Indicator, Measure
from suffice.engine.measures.surveys import of_supervision
from suffice.engine.measures.workforce.staff import IN_POST, OWN, staff, vacancies
from suffice.engine.returns.model import Return
from suffice.engine.returns.templates.layouts import Template, known_measures
from suffice.engine.returns.workforce.layouts import BOOK, KIND, census_day
from suffice.review.workforce.figures import SMALL, Brought, Census, Figure, Load, Posts, Said, Workforce

DEFINITION = "3"
"""Version of the definitions below; figures made under another are made again."""

SceneOf = Callable[[date], Scene]
CODES: Mapping[str, Indicator] = {
    code: one for code, one in INDICATORS.items() if one.area is Area.WORKFORCE and KIND in one.source
}
"""The measures of the census, in the order in which pages list them."""
MONTHLY = {code: one for code, one in known_measures().items() if one.area == Area.WORKFORCE}
"""The measures that are brought by hand."""
CASES = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 25), (26, 30), (31, None))
SERVICE = ((0, 1), (2, 4), (5, 9), (10, 19), (20, None))
DAYS = ((0, 0), (1, 5), (6, 10), (11, 20), (21, 60), (61, None))
_LEFT = pl.col("left")
_CODED = {
    "origin": ("startorigin", "ORIGIN", pl.col("began") & IN_POST & OWN),
    "destination": ("leaverdestination", "DESTINATION", _LEFT & OWN),
    "reason": ("reasonleave", "REASON", _LEFT & OWN),
}


def work_out(returns: Sequence[Return], scene: SceneOf) -> Workforce:
    """Return the workforce of all accepted returns.

    Args:
        returns: every return that can be used, of one authority.
        scene: gives what measures of a day look at.
    """
    years = sorted({one.year for one in returns if one.kind == KIND and one.year is not None})
    return Workforce(tuple(_census(scene(census_day(year))) for year in years), brought(returns), said(returns))


def _census(scene: Scene) -> Census:
    workers = staff(scene)
    in_post = workers.filter(IN_POST)
    return Census(
        scene.on,
        tuple(_figure(measure(one, scene)) for one in CODES.values()),
        tuple(_loads(in_post.filter("holds"))),
        _posts(scene, in_post),
        _bands(workers, in_post),
        in_post.get_column("post").null_count(),
    )


def _figure(told: Measure) -> Figure:
    low, high = interval_of(told.indicator, told.counted) or (None, None)
    above, below = told.counted.above, told.counted.below
    return Figure(told.indicator.code, told.value, above, below, low, high, told.counted.note)


def _loads(holders: pl.DataFrame) -> Iterable[Load]:
    yield _load("all", "All", holders)
    for split, column in (("role", "role"), ("team", "team"), ("locality", "locality")):
        groups = holders.drop_nulls(column).partition_by(column, as_dict=True)
        for (key,), rows in sorted(groups.items(), key=lambda pair: str(pair[0])):
            yield _load(split, _label("ROLE", str(key)) if split == "role" else str(key), rows)


def _load(split: str, label: str, holders: pl.DataFrame) -> Load:
    able = holders.filter(pl.col("case_post") > 0)
    cases = holders.get_column("cases30").cast(pl.Float64)
    lower, middle, upper = (cases.quantile(part, "linear") for part in (0.25, 0.5, 0.75))
    posts = float(able.get_column("case_post").sum())
    held = int(able.get_column("cases30").sum())
    low, high = median_interval(cases.drop_nulls().to_list()) or (None, None)
    return Load(split, label, holders.height, posts, held, lower, middle, upper, low, high)


def _posts(scene: Scene, in_post: pl.DataFrame) -> Posts:
    stated = vacancies(scene)
    vacant, covered = (
        float(stated[name].sum()) if stated[name].drop_nulls().len() else None
        for name in ("numberofvacancies", "noagencyfte")
    )
    filled, agency = (float(in_post.filter(who).get_column("post").sum()) for who in (OWN, ~OWN))
    return Posts(filled, vacant, covered, agency)


def _bands(workers: pl.DataFrame, in_post: pl.DataFrame) -> dict[str, dict[str, int]]:
    own = in_post.filter(OWN)
    years = (own["day"].dt.year() - own["rolestartdate"].dt.year()) - (
        own["rolestartdate"].dt.strftime("%m%d") > own["day"].dt.strftime("%m%d")
    ).cast(pl.Int32)
    return {
        "cases": banded(in_post.filter("holds")["cases30"], CASES),
        "service": banded(years, SERVICE),
        "days": banded(own["workingdayslost"].fill_null(0.0), DAYS),
        **{name: _coded(workers.filter(who), column, codes) for name, (column, codes, who) in _CODED.items()},
    }


def banded(values: pl.Series, bands: Sequence[tuple[int, int | None]]) -> dict[str, int]:
    """Return how many values lie in each band, by its label; half a day belongs to the day that it begins."""
    whole = values.drop_nulls().cast(pl.Float64).ceil()
    return {
        band_label(low, high): int(((whole >= low) & (whole <= (high if high is not None else float("inf")))).sum())
        for low, high in bands
    }


def band_label(low: int, high: int | None) -> str:
    """0; 1 to 5; 31 or more."""
    return f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"


def _coded(rows: pl.DataFrame, column: str, codes: str) -> dict[str, int]:
    counted = rows.group_by(column).len().sort("len", column, descending=[True, False], nulls_last=True)
    return {_label(codes, key) if key else "Not known": count for key, count in counted.iter_rows()}


def _label(codes: str, key: str) -> str:
    return next((one.label for one in BOOK.code_set(codes) if one.code == key), key)


def said(returns: Sequence[Return]) -> tuple[Said, ...]:
    """Return what staff answered about their supervision, by day of the survey; nothing that only a few answered."""
    frames = _by_template(returns, Template.SURVEY)
    told = of_supervision(pl.concat(frames, how="diagonal")).iter_rows() if frames else ()
    return tuple(one for row in told if (one := Said(*row)).answered >= SMALL)


def brought(returns: Sequence[Return]) -> tuple[Brought, ...]:
    """Return every monthly figure about the workforce; of one told twice, the one brought later."""
    frames = _by_template(returns, Template.FIGURES)
    if not frames:
        return ()
    kept = ("measure", "month", "service", "team")
    rows = (
        pl.concat(frames, how="diagonal")
        .filter(pl.col("measure").is_in(list(MONTHLY)) & pl.col("month").is_not_null())
        .unique(kept, keep="last", maintain_order=True)
        .sort(*kept, nulls_last=False)
        .select(*kept, pl.coalesce("number", "numerator").alias("above"), pl.col("denominator").alias("below"))
    )
    return tuple(
        Brought(code, month, service or "", team or "", above, below)
        for code, month, service, team, above, below in rows.iter_rows()
    )


def _by_template(returns: Sequence[Return], template: Template) -> list[pl.DataFrame]:
    return [one.tables[template.table] for one in returns if one.kind == template and template.table in one.tables]
