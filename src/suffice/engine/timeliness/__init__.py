"""Drift and delay: what must be done by when, and what is overdue, child by child."""

from suffice.engine.timeliness.drift import SOON, drift
from suffice.engine.timeliness.model import Drift, Standing
from suffice.engine.timeliness.own import Own, in_force
from suffice.engine.timeliness.rules import Length, Rule, rules

__all__ = ["SOON", "Drift", "Length", "Own", "Rule", "Standing", "drift", "in_force", "rules"]
