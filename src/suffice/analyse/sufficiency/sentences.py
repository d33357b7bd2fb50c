"""What need against places says, in sentences written from its figures."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.sufficiency.outcome import Figure, Gap, Opening, Places
from suffice.core.pages.words import counted, day, number, per_cent
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.groups import small

NEEDING = {
    PlacementState.IN_HOUSE_FOSTER: "a foster carer of the council's own",
    PlacementState.AGENCY_FOSTER: "a foster carer of an agency",
    PlacementState.CHILDRENS_HOME: "a children's home",
    PlacementState.SECURE: "a secure home",
    PlacementState.SUPPORTED_ACCOMMODATION: "supported accommodation",
}
_FEW = 5
_A_CHILD = 0.5  # where the middle is below it, more futures have no gap than have one


def answer(held: Places) -> str:
    """Tell the greatest gap on the last day; or that none is as likely as not; or that nothing can be told."""
    gap = greatest(held)
    if gap is None:
        return "No places are recorded yet, so whether there are enough cannot be told."
    if gap.short.p50 < _A_CHILD:
        return (
            f"Up to {day(held.last)} there are, more likely than not, enough places of every type that is recorded. "
            f"Nearest to a gap: {small(gap.placement)}."
        )
    many = counted(round(gap.short.p50), "child who needs", "children who need")
    return (
        f"On {day(gap.on)}, {many} {NEEDING[gap.placement]} will find no place free: {between(gap.short)}, four times "
        "in five."
    )


def greatest(held: Places) -> Gap | None:
    """Return the recorded type with the greatest gap on the last day; None where nothing is recorded."""
    known = [one for one in held.on(held.last) if one.chance is not None]
    return max(known, key=lambda one: (one.short.p50, one.chance or 0, one.short.mean), default=None)


def of_type(held: Places, placement: PlacementState) -> str:
    """Tell need against places of one type on the last day."""
    gap = held.of_type(placement)[-1]
    need = f"On {day(gap.on)} {between(gap.need)} children will need {NEEDING[placement]}, four times in five"
    if gap.usable is None:
        return f"{need}; no places are recorded, so whether there are enough is not known."
    return f"{need}; {places(gap.usable)} can be used, of {number(gap.places)}."


def opens(opening: Opening, held: Places, *, of: int) -> str:
    """Tell when a gap opens, and how surely."""
    since, last = held.dates[0], day(held.last)
    if opening.even == since:
        return f"There is a gap on {day(since)} already."
    if opening.even is None:
        if not opening.chance:
            return f"There is no gap in any future up to {last}."
        return (
            f"Up to {last} a gap is on no day as likely as not; at some time there is one in "
            f"{chance(opening.chance, of)}."
        )
    surely = "" if opening.likely is None else f", and is there four times in five from {day(opening.likely)}"
    return f"A gap is as likely as not from {day(opening.even)}{surely}."


def closes(opening: Opening) -> str:
    """Tell how many places would close a gap; nothing where none are wanted."""
    if not opening.places90:
        return ""
    if not opening.places80:
        return (
            "At the worst the places there are would be enough for everybody four times in five; "
            f"{places(opening.places90)} more would be nine times in ten."
        )
    return (
        f"At the worst, on {day(opening.worst)}, {places(opening.places80)} more would be enough for everybody four "
        f"times in five, and {number(opening.places90)} nine times in ten."
    )


def by_age(gaps: Sequence[Gap]) -> str:
    """Tell the age of most of those who are short on the last day; nothing where hardly anybody is."""
    last = [one for one in gaps if one.on == gaps[-1].on and one.age is not None]
    most = max(last, key=lambda one: one.short.mean, default=None)
    if most is None or most.short.mean < _A_CHILD:
        return ""
    age = BREAKDOWNS["age"].groups[most.age or ""].lower()
    told = f"Most of those who find no place on {day(most.on)} are {age}: {between(most.short)}, four times in five"
    return f"{told}." if most.usable else f"{told}. No places are recorded for that age."


def nowhere(held: Places) -> str:
    """Tell how many children find no place at all on the last day."""
    last = held.unmet[-1]
    if not last.chance:
        return "In every future each child finds a place of some type that would do."
    return (
        f"On {day(last.on)} {between(last.children)} children find no recorded place of any type that would do, four "
        f"times in five; there is such a child in {per_cent(last.chance)} of the futures."
    )


def unrecorded(held: Places) -> str:
    """Tell of which types no places are recorded; nothing where all are."""
    missing = [one.placement for one in held.on(held.last) if one.places is None]
    if not missing:
        return ""
    names = " and of ".join(small(one) for one in missing)
    return f"No places of {names} are recorded: everybody who needs them is taken to find one, by spot purchase."


def plainly(held: Places) -> list[str]:
    """Return the same for somebody who wants no terms of the trade."""
    gap = greatest(held)
    if gap is None:
        return ["The council has not yet written down which homes there are."]
    if gap.short.p50 < _A_CHILD:
        first = f"It looks as if there will be enough homes until {day(held.last)}."
    else:
        middle = round(gap.short.p50)
        many = "A few children" if middle < _FEW else f"About {number(middle)} children"
        first = f"{many} who need {NEEDING[gap.placement]} may not find one by {day(held.last)}."
    return [
        first,
        "Nobody knows for sure. This is a guess from how many children needed each kind of home before.",
        "The council uses it to find more homes in time.",
    ]


def between(width: Figure) -> str:
    """Between 3 and 21; or the one number that both ends are."""
    low, high = number(width.p10), number(width.p90)
    return low if low == high else f"between {low} and {high}"


def to(width: Figure) -> str:
    """3 to 21, for tables and pictures."""
    return between(width).removeprefix("between ").replace(" and ", " to ")


def chance(share: float, of: int) -> str:
    """34% (340 of 1,000 futures)."""
    return f"{per_cent(share)} ({number(round(share * of))} of {number(of)} futures)"


def places(many: float) -> str:
    """1 place; 12 places; 7.5 places."""
    whole = abs(many - round(many)) < 0.05
    words = number(many, 0 if whole else 1)
    return f"{words} {'place' if words == '1' else 'places'}"
