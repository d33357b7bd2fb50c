"""One of each fault, planted in valid returns, with the answers: `plant_all`, `plant`."""

from suffice.demo.faults.plant import plant, plant_all
from suffice.demo.faults.registry import FAULTS

__all__ = ["FAULTS", "plant", "plant_all"]
