from suffice.analyse.market.operations.keeping import change, end
from suffice.analyse.market.operations.registers import (
    add_framework,
    add_home,
    add_places,
    add_price,
    add_provider,
    end_home,
)

__all__ = [
    "add_framework",
    "add_home",
    "add_places",
    "add_price",
    "add_provider",
    "change",
    "end",
    "end_home",
]
