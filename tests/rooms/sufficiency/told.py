"""Results worked out from figures written by hand, as the pages read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from suffice.analyse.sufficiency.outcome import Block, Money, Places, ScenarioCost
from suffice.engine.supply.block import block_cases
from suffice.engine.supply.cost import cost
from suffice.engine.supply.gap import sufficiency
from suffice.engine.supply.model import Price, Provision
from tests.engine.supply.build import H, P, futures, month_ends, places, price

HOME, FOSTER = P.CHILDRENS_HOME, P.IN_HOUSE_FOSTER
DATES = month_ends(date(2026, 3, 31), 24)
PROVISIONS = (places(HOME, H.BLOCK, 10), places(FOSTER, H.OWN, 100))
PRICES = (price(HOME, "4300", holding=H.BLOCK), price(HOME, "5600", holding=H.SPOT), price(FOSTER, "520"))


def held(
    homes: Sequence[int], *, provisions: Sequence[Provision] = PROVISIONS, foster: int = 60
) -> tuple[Places, dict[str, Any]]:
    """Return need against places where each future has so many children in homes, and the documents of it."""
    counts = futures([{(HOME, "10-15"): one, (FOSTER, "5-9"): foster} for one in homes], len(DATES))
    found = sufficiency(counts, DATES, provisions)
    return Places.of(found.document()), {"counts": counts, "found": found}


def money(homes: Sequence[int], *, prices: Sequence[Price] = PRICES) -> Money:
    """Return what it costs."""
    _, made = held(homes)
    return Money.of(cost(made["found"].placed, DATES, prices).document())


def block(homes: Sequence[int]) -> Block:
    """Return block against spot for children's homes."""
    _, made = held(homes)
    return Block.of(block_cases(made["counts"], made["found"], PRICES)[0].document())


def scenario(name: str, *differences: int) -> ScenarioCost:
    """Return a scenario that costs so much more, in each future."""
    mean, ordered = float(np.mean(differences)), sorted(differences)
    amounts = {"mean": mean, "p10": ordered[0], "p50": ordered[len(ordered) // 2], "p90": ordered[-1]}
    line = {"period": "2027-28", "placement": None, "holding": None, "provider": None, "found": True, "weeks": 0.0}
    told = [{**line, "cost": amounts}]
    return ScenarioCost.of({"scenario": 1, "name": name, "version": 1, "by_year": told, "difference": told})
