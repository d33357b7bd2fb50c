"""Which charts are drawn with a result, each with its finding."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.sufficiency import charts, declarations, money, money_charts, sentences
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.outcome import Block, Money, Places, ScenarioCost
from suffice.analyse.sufficiency.working import Progress
from suffice.core import charts as drawn
from suffice.engine.episodes import PlacementState


def draw(result: SufficiencyResult, *, at: datetime, progress: Progress) -> dict[str, str]:
    """Draw every chart of a result, and return their hashes by name."""
    held, told, blocks, scenarios = result.held, result.money, result.blocks, result.scenario_costs
    made = {
        **{name: (maker, declarations.PLACES) for name, maker in charts.drawings(held).items()},
        **{name: (maker, declarations.COST) for name, maker in money_charts.drawings(told, blocks, scenarios).items()},
    }
    titles = {**_titles(held), **_money_titles(told, blocks, scenarios)}
    found = {}
    for done, (name, (maker, permission)) in enumerate(made.items()):
        progress(done, len(made), "Drawing the charts")
        chart = drawn.draw(maker, title=titles[name], authority=result.authority, permission=permission.code, at=at)
        found[name] = chart.digest
    return found


def _titles(held: Places) -> dict[str, str]:
    by_type = {f"type-{one}": sentences.of_type(held, PlacementState(one)) for one in held.recorded}
    return {"types": sentences.answer(held), "nowhere": sentences.nowhere(held), **by_type}


def _money_titles(told: Money | None, blocks: tuple[Block, ...], scenarios: tuple[ScenarioCost, ...]) -> dict[str, str]:
    titles = {f"block-{one.placement}": money.blocked(one) for one in blocks}
    if told is not None:
        titles["years"] = f"{money.answer(told)} {money.ahead(told)}".strip()
        titles["kinds"] = money.costliest(told, told.year)
    costed = [one for one in scenarios if one.difference]
    if costed:
        titles["scenarios"] = money.extremes(costed)
    return titles
