"""All measures of one day."""

from __future__ import annotations

from datetime import date

from suffice.engine.episodes import History
from suffice.engine.measures.model import Count, Indicator, Measure
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import Scene, of_authority
from suffice.engine.returns.population import Population


def compute(
    history: History,
    on: date,
    *,
    authority: str | None = None,
    population: Population | None = None,
    same_carer_changes_count: bool = False,
) -> tuple[Measure, ...]:
    """Return every registered measure of the day `on`.

    Measures of a year look at the twelve months that end on the day; they have no figure where the returns do not
    cover them. Rates are worked out from a count and a population each time.

    Args:
        history: what `assemble` returned.
        on: the day.
        authority: three-figure code, ONS code or name; without one, all rows are counted together.
        population: what rates divide by; without one they have a numerator and no value.
        same_carer_changes_count: whether moves with the same carer (RNE T, U) count as placements.

    Raises:
        NoSuchAuthority: the returns name authorities, and `authority` is none of them.
    """
    part, name = of_authority(history, authority)
    scene = Scene(part, on, name, population, same_carer_changes_count)
    told = _returns(scene)
    return tuple(_measure(one, scene, told) for one in INDICATORS.values())


def _measure(indicator: Indicator, scene: Scene, returns: str) -> Measure:
    counted = indicator.count(scene)
    sentences = (
        returns,
        counted.note,
        left_out_sentence(counted),
        f"Definition: {indicator.reference}; version {indicator.version}.",
    )
    return Measure(indicator, scene.on, counted, " ".join(one for one in sentences if one))


def left_out_sentence(counted: Count) -> str:
    """Return who is not in a count, or "" when everyone is."""
    if not counted.left_out:
        return ""
    who = "1 child" if counted.left_out == 1 else f"{counted.left_out:,} children"
    return f"{who} with no header or no date of birth left out."


def _returns(scene: Scene) -> str:
    first, last = scene.history.first_day, scene.history.last_day
    if first is None or last is None:
        return "No returns."
    files = len(_files(scene.history))
    noun = "file" if files == 1 else "files"
    words = f"SSDA903 returns of {first.day} {first:%B %Y} to {last.day} {last:%B %Y} ({files} {noun} of episodes)."
    outside = f" They do not cover {scene.on.day} {scene.on:%B %Y}, so the figure is not complete."
    return words if scene.covers_day else words + outside


def _files(history: History) -> set[str]:
    """Return the files of episodes that were read, those too of which every row was overtaken by a later return."""
    read = (table for table in (history.episodes, history.set_aside) if "file" in table.columns)
    return {name for table in read for name in table.get_column("file").unique()}
