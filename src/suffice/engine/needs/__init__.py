"""Needs assessment: tiers, moves between them, what comes of referrals, the front door, vulnerability."""

from suffice.engine.needs.ahead import Projected, projected_children
from suffice.engine.needs.conversion import Conversion, Step, conversion
from suffice.engine.needs.front_door import FrontDoor, front_door
from suffice.engine.needs.localities import ByLocality, How, by_locality
from suffice.engine.needs.model import PerChildren, Tier
from suffice.engine.needs.moves import NOT_HERE, Moves, moves_between
from suffice.engine.needs.tiers import TierCount, Tiers, tiers, with_plan_of_help
from suffice.engine.needs.vulnerability import Group, Profile, Whose, disagreement, profile

__all__ = [
    "NOT_HERE",
    "ByLocality",
    "Conversion",
    "FrontDoor",
    "Group",
    "How",
    "Moves",
    "PerChildren",
    "Profile",
    "Projected",
    "Step",
    "Tier",
    "TierCount",
    "Tiers",
    "Whose",
    "by_locality",
    "conversion",
    "disagreement",
    "front_door",
    "moves_between",
    "profile",
    "projected_children",
    "tiers",
    "with_plan_of_help",
]
