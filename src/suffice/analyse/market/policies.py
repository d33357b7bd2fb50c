"""What the state of the register allows, and which records a person from outside the council may see."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from suffice.analyse.market import declarations
from suffice.analyse.market.models import BroughtFile, FileState, Home, Kept, Places, Price, Provider
from suffice.core.pages.words import counted, day
from suffice.core.policies import NotNow, Standing
from suffice.engine.supply.model import Holding


def check_not_ended(record: Kept) -> None:
    """Refuse to touch what somebody has ended."""
    if record.ended_at is not None:
        raise NotNow(f"This {record.NOUN} was ended on {day(record.ended_at)}. Write down a new one instead.")


def check_possible(record: Kept) -> None:
    """Refuse what no constraint of one table can see: records that hang on ended ones, or on another authority's."""
    if isinstance(record, Home):
        _check_hangs_on(record, record.provider)
    elif isinstance(record, Places):
        _check_hangs_on(record, record.home)
        _check_places(record)
    elif isinstance(record, Price) and record.provider is not None:
        _check_hangs_on(record, record.provider)


def _check_hangs_on(record: Kept, other: Kept) -> None:
    if other.authority_id != record.authority_id:
        raise NotNow(f"That {other.NOUN} is in another council's register. Choose one of this council's.")
    if other.ended:
        raise NotNow(f"The {other.NOUN} {other} has ended. Choose one that has not, or write it down anew.")


def _check_places(record: Places) -> None:
    own = record.home.provider.own
    if (record.holding == Holding.OWN) != own:
        raise NotNow(
            "Places are the council's own where the council runs the home, and only there. "
            "Choose another way of holding them, or correct who runs the home."
        )
    framework = record.framework
    if framework is None:
        return
    _check_hangs_on(record, framework)
    if framework.holding != record.holding:
        raise NotNow(
            f"Under {framework}, places are held as: {framework.get_holding_display().lower()}. "
            "Choose that, or leave the framework out."
        )


def check_may_end(record: Kept, on: date) -> None:
    """Refuse an end before the beginning, and the end of a provider that still runs homes."""
    begins: date | None = getattr(record, "begins", None)
    if begins is not None and on < begins:
        raise NotNow(f"It begins on {day(begins)}, and cannot end before that day.")
    if isinstance(record, Provider):
        homes = Home.objects.filter(provider=record, ended_at__isnull=True).count()
        if homes:
            raise NotNow(f"{record} still runs {counted(homes, 'home')}. End those first, or move them to another.")


def check_reason(reason: str) -> str:
    """Return the reason without the space around it; refuse an empty one."""
    words = reason.strip()
    if not words:
        raise NotNow("Give a reason: whoever reads the record later needs it.")
    return words


def check_waits(file: BroughtFile) -> None:
    """Refuse a second decision about a file."""
    if file.state != FileState.SHOWN:
        what = FileState(file.state).label.lower()
        raise NotNow(f"{file} was {what} already. To use it again, bring it again.")


def check_kept(file: BroughtFile) -> None:
    """Refuse what needs a file that has been cleared."""
    if file.cleared_at is not None:
        raise NotNow("The original of this file was cleared, as its time was over. What came of it stays.")


def check_may_read(place: Standing, provider: Provider) -> None:
    """Hide from somebody outside the council what is not their own organisation's, as if it were not there."""
    if place.may(declarations.SEE.code):
        return
    mine = place.person.organisation_id
    if mine is None or provider.organisation_id != mine:
        raise Http404
