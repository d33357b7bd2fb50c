"""The constants that an outlook needs, made anew from the public files; the files themselves are not kept.

`widths.toml` holds, for each year, what was to be learnt from outcomes up to its 31 March; `regions.toml` the mean log
rate of each region. Both are written by ``suffice backtest --panel ... --write-constants FOLDER``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from suffice.engine.projection.panel.features import Feature, log_rate, region_gap, stacked
from suffice.engine.projection.panel.learning import Learnt, learn
from suffice.engine.projection.panel.model import Panel, Reals

WIDTHS, REGIONS = "widths.toml", "regions.toml"
YEARS_AHEAD = (1, 2, 3, 4, 5)
LUCK_AT: Reals = np.array([*np.arange(0.0, 0.96, 0.05).round(2), 0.975, 0.99, 0.995, 1.0])
"""The shares of past errors, by absolute standardised size, at which the luck is kept."""
KINDS: Mapping[str, Sequence[Feature]] = {"with_gap": (region_gap,), "without_gap": ()}
"""Constants for an authority whose distance from its region is known, and for one whose is not."""

_SOURCE = """\
# Learnt from children looked after in England on 31 March, by local authority (Department for Education), and
# mid-year population estimates (Office for National Statistics): {authorities} authorities, {first} to {last}.
# Contains public sector information licensed under the Open Government Licence v3.0.
# Derived figures; no published number stands here. Made by: suffice backtest --panel ... --write-constants FOLDER
"""


def write_constants(panel: Panel, folder: Path) -> tuple[Path, Path]:
    """Write both files and return where they are.

    Raises:
        ValueError: the panel has no population or region, or too few years to learn all horizons from.
        OSError: the folder cannot be written to.
    """
    widths, regions = folder / WIDTHS, folder / REGIONS
    written = {widths: widths_text(panel), regions: regions_text(panel)}
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return widths, regions


def widths_text(panel: Panel) -> str:
    """Return `widths.toml`: for each year that allows all horizons, the constants of each.

    Raises:
        ValueError: no year does, or the panel has no population or region.
    """
    _insist_on_rates(panel)
    lines = [_source(panel), f"luck_at = {_listed(LUCK_AT)}"]
    for year in panel.years:
        known = panel.until(year)
        for kind, features in KINDS.items():
            learnt = [learn(known.log, stacked(features, known), ahead) for ahead in YEARS_AHEAD]
            told = [one for one in learnt if one is not None]
            if len(told) == len(YEARS_AHEAD):
                lines += [f"\n[{year}.{kind}]", *_table(told)]
    if len(lines) == 2:
        raise ValueError(f"The panel has {len(panel.years)} years, too few to learn 5 years ahead: give at least 6.")
    return "\n".join(lines) + "\n"


def regions_text(panel: Panel) -> str:
    """Return `regions.toml`: the mean log rate of the authorities of each region, by year.

    Raises:
        ValueError: the panel has no population or region.
    """
    _insist_on_rates(panel)
    rate = log_rate(panel)
    lines = [_source(panel)]
    for region in sorted({one for one in panel.regions if one is not None}):
        inside = rate[[one == region for one in panel.regions]]
        known = np.isfinite(inside)
        mean = np.where(known, inside, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        lines += [f'["{region}"]', f"authorities = {int(known.any(axis=1).sum())}"]
        lines += [f"{year} = {mean[at]:.5f}" for at, year in enumerate(panel.years) if known[:, at].any()]
        lines.append("")
    return "\n".join(lines)


def _insist_on_rates(panel: Panel) -> None:
    if not np.isfinite(panel.population).any() or not any(panel.regions):
        raise ValueError("These constants are of rates and regions: give --population and, where needed, --areas.")


def _source(panel: Panel) -> str:
    return _SOURCE.format(authorities=len(panel.codes), first=panel.years[0], last=panel.years[-1])


def _table(learnt: Sequence[Learnt]) -> list[str]:
    closing = [-float(one.slopes[0]) if one.slopes.size else 0.0 for one in learnt]
    luck = [np.quantile(one.luck, (1.0 + LUCK_AT) / 2.0) for one in learnt]
    return [
        f"years = [{', '.join(str(one.ahead) for one in learnt)}]",
        f"changes = [{', '.join(str(one.changes) for one in learnt)}]",
        f"drift = {_listed([one.drift for one in learnt])}",
        f"closing = {_listed(closing)}",
        f"floor = {_listed([one.floor for one in learnt])}",
        f"by_size = {_listed([one.by_size for one in learnt])}",
        "luck = [",
        *(f"    {_listed(one)}," for one in luck),
        "]",
    ]


def _listed(values: Sequence[float] | Reals) -> str:
    return f"[{', '.join(_short(float(one)) for one in values)}]"


def _short(value: float) -> str:
    told = f"{value:.4g}"
    return told if "." in told or "e" in told else f"{told}.0"
