"""The few numbers of the board, each with the page that it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.queries import places, rates, troubles
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.models.published import TOGETHER
from suffice.core.pages.words import NONE, number, per_cent
from suffice.engine.needs import Whose


@dataclass(frozen=True, slots=True)
class Number:
    """One number: what it is of, how it is written, what it says in a sentence, and the page behind it."""

    title: str
    shown: str
    words: str
    page: str


def numbers(read: Read) -> Sequence[Number]:
    """Return the numbers of a day, in the order of the pages."""
    return list(_numbers(read))


def _numbers(read: Read) -> Iterator[Number]:
    now, rate = read.now, read.known().rate
    shown = NONE if now.known is None else number(now.known) if rate is None else f"{number(rate)} in every 10,000"
    yield Number("Tiers", shown, sentences.over_the_years(read), "needs:tiers")
    moved = f"{number(now.moves.stepped_up)} up, {number(now.moves.stepped_down)} down" if now.moves else NONE
    yield Number("Moves in the year", moved, sentences.moved(read), "needs:moves")
    profile = now.profiles.get(Whose.ANYONE)
    if profile is not None and profile.assessed:
        share = per_cent(profile.any_of_them / profile.assessed)
        yield Number("Vulnerability", share, sentences.vulnerable(profile), "needs:vulnerability")
    else:
        yield Number("Vulnerability", NONE, now.missing.get("profiles", ""), "needs:vulnerability")
    referred = now.conversion.steps[0].referrals if now.conversion else now.front.referrals if now.front else None
    referrals = NONE if referred is None else f"{number(referred)} referrals"
    yield Number("Front door", referrals, sentences.at_the_door(read), "needs:front_door")
    where = now.localities
    yield Number(
        "Localities",
        NONE if where is None else f"{number(len(where.names))} localities",
        now.missing.get("localities", "")
        if where is None
        else rates.sentence(rates.parts(now)) or places.sentence(where),
        "needs:localities",
    )


def estimates(figures: Sequence[PublishedFigure]) -> Sequence[str]:
    """Return what was published of all children who live with the troubles together, as sentences with their source."""
    together = {f"{one[0].upper()}{one[1:]}" for one in TOGETHER.values()}
    return [one.words for one in troubles.publications(figures) if one.label in together]
