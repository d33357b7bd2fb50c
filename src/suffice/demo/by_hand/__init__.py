"""What no return tells and a council fills in by hand: audits, surveys and monthly figures, by template."""

from suffice.demo.by_hand.files import write_by_hand

__all__ = ["write_by_hand"]
