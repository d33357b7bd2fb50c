"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.market import drawing
from suffice.analyse.market.signals import market_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(drawing.KIND)
def draw(progress: Progress, *, authority: int) -> str:
    """Draw the market of an authority, and lead to its page."""
    found = Authority.objects.get(pk=authority)
    drawing.draw(authority=found, at=timezone.now())
    return here(found, "market:board")


@receiver(market_changed, dispatch_uid="market.draw")
def draw_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the board drawn again when places or prices have changed."""
    drawing.ask(authority=authority, at=at)
