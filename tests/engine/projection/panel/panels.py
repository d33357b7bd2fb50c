"""Made panels, and published files to read one from."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from suffice.engine.projection.panel.model import Panel

REGIONS = ("North", "South", "East")


def made(
    authorities: int = 24,
    years: int = 13,
    *,
    seed: int = 3,
    gaps: bool = True,
    reversion: float = 0.1,
    noise: float = 0.08,
) -> Panel:
    """A panel in which the rate of each authority drifts towards its region's by `reversion` a year."""
    random = np.random.default_rng(seed)
    region = np.arange(authorities) % len(REGIONS)
    population = random.uniform(8_000, 150_000, authorities)
    level = np.array([-5.2, -4.9, -5.0])[region]
    logs = np.empty((authorities, years))
    logs[:, 0] = level + random.normal(0, 0.3, authorities)
    for year in range(1, years):
        step = random.normal(0, noise, authorities)
        logs[:, year] = logs[:, year - 1] - reversion * (logs[:, year - 1] - level) + step
    number = np.round(np.exp(logs) * population[:, None])
    if gaps:
        number[1, :4] = np.nan
        number[2, 5] = np.nan
        number[3, -2:] = np.nan
    share = random.uniform(0.15, 0.3, number.shape)
    unknown = np.full_like(number, np.nan)
    return Panel(
        codes=tuple(str(300 + at) for at in range(authorities)),
        names=tuple(f"Authority {at}" for at in range(authorities)),
        regions=tuple(REGIONS[at] if at != 5 else None for at in region),
        years=tuple(range(2025 - years + 1, 2026)),
        number=number,
        older=np.round(number * share),
        unaccompanied=np.round(number * share / 4),
        starts=unknown,
        ceases=unknown,
        population=np.repeat(population[:, None], years, axis=1),
        neighbours=((),) * authorities,
    )


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def public(samples: Path) -> dict[str, Path]:
    """The published files, by the name of the option that takes them."""
    folder = samples / "public"
    return {
        "panel": folder / "looked_after/cla_31march_panel_2011_2025.csv",
        "flows": folder / "looked_after/cla_flows_2016_2025.csv",
        "population": folder / "geography/ons_mid-year_population_estimates_2012_to_2024.csv",
        "areas": folder / "geography/la_reference.csv",
        "neighbours": folder / "geography/stat_neighbours_2025_long.csv",
    }
