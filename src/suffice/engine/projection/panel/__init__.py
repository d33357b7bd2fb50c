"""The total, told from the published numbers of many authorities: see docs/method/panel.md."""

from suffice.engine.projection.panel.outlook import Outlook, outlook, rate_gap

__all__ = ["Outlook", "outlook", "rate_gap"]
