"""What the needs assessment says, in sentences written from the figures; none where they cannot carry it."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.pages.words import counted, day, listed, number, per_cent
from suffice.engine.needs import Conversion, FrontDoor, PerChildren, Profile, Tier

AT = {
    Tier.EARLY_HELP: "with early help",
    Tier.IN_NEED: "in need",
    Tier.PROTECTION: "on a child protection plan",
    Tier.IN_CARE: "in care",
}
"""A tier after a number of children."""


def known(view: Read) -> str:
    """Tell how many children are known at any tier, at which, and at what rate."""
    now = view.now
    if now.known is None:
        return f"Nothing tells which children were known to the council on {day(view.on)}."
    told = [(one.tier, one.highest) for one in now.levels if one.highest is not None]
    parts = listed([f"{number(count)} {AT[tier]}" for tier, count in told])
    each = ", each counted once at the highest" if len(told) > 1 else ""
    were = "child was" if now.known == 1 else "children were"
    sentence = f"{number(now.known)} {were} known to the council on {day(view.on)}: {parts}{each}."
    rate = view.known().rate
    return sentence if rate is None or not now.known else f"{sentence} That is {_short(rate)} in every 10,000 children."


FEWEST = 5
"""Groups of fewer children are not told to a young adviser."""


def none_is_few(view: Read) -> bool:
    """Say whether no tier of any day up to this one has so few children that one might be recognised."""
    told = (level.highest for one in view.series for level in one.levels)
    return all(not count or count >= FEWEST for count in told)


def plainly(view: Read) -> Sequence[str]:
    """Return the same for somebody who reads it on a phone and wants no terms of the trade, and no small groups."""
    now = view.now
    if now.known is None:
        return [f"We cannot say yet how many children the council was helping on {day(view.on)}."]
    who = counted(now.known, "child or young person", "children and young people")
    told = [f"On {day(view.on)} the council was helping or looking after {who}."]
    if none_is_few(view):
        told += [f"{number(one.highest)} {_PLAIN[one.tier]}." for one in now.levels if one.highest]
    rate = view.known().rate
    if rate:
        told.append(f"That is about 1 in every {number(10_000 / rate)} children who live here.")
    return told


_PLAIN = {
    Tier.EARLY_HELP: "had early help, which families ask for or agree to",
    Tier.IN_NEED: "had a social worker because they needed more help",
    Tier.PROTECTION: "had a plan to keep them safe",
    Tier.IN_CARE: "were looked after by the council",
}


def over_the_years(view: Read) -> str:
    """Tell how the tiers that are told on the first and on the last day went, in every 10,000 where that is known."""
    first, last = view.compared[0], view.compared[-1]
    both = [one.tier for one in last.levels if one.highest is not None and first.level(one.tier).highest is not None]
    if not both:
        return f"Children known by tier on {day(last.on)}."
    ends = [PerChildren(sum(of.level(tier).highest or 0 for tier in both), view.people(of.on)) for of in (first, last)]
    rated = all(one.rate is not None for one in ends)
    values = [one.rate if rated else one.children for one in ends]
    begun, ended = (_short(value or 0) if rated else number(value) for value in values)
    what = f"Children {listed([AT[tier].replace('a child protection plan', 'plans') for tier in both])}"
    per = " in every 10,000" if rated else ""
    if len(view.compared) == 1:
        return f"{what}: {ended}{per} on {day(last.on)}."
    if begun == ended:
        return f"{what}: {ended}{per} on {day(last.on)}, as on {day(first.on)}."
    verb = "rose" if (values[1] or 0) > (values[0] or 0) else "fell"
    return f"{what} {verb} from {begun} to {ended}{per}, {day(first.on)} to {day(last.on)}."


def tier_words(view: Read, tier: Tier) -> str:
    """Tell one tier: how many, the sum, and how it was a year before."""
    one = view.tier(tier)
    if one.itself.children is None:
        return one.source
    told = f"{number(one.itself.children)} {AT[tier]}"
    if one.itself.rate is not None:
        told += f", {_short(one.itself.rate)} in every 10,000"
    was = view.before.level(tier).itself if view.before else None
    if was is not None:
        step = one.itself.children - was
        told += ", the same as" if not step else f", {number(abs(step))} {'more' if step > 0 else 'fewer'} than"
        told += " a year before"
    if tier is Tier.IN_NEED and view.now.helped is not None:
        told += f"; {number(view.now.helped)} of them, at no higher tier, have a plan of help"
    return f"{told}."


def moved(view: Read) -> str:
    """Tell who stepped up and down since a year before, or why that is not known."""
    return view.now.moves.sentence if view.now.moves else view.now.missing.get("moves", "")


def converted(found: Conversion) -> str:
    """Tell what came of a year's referrals: how many led to a plan, and to care."""
    steps = {one.code: one.referrals for one in found.steps}
    first = steps["referred"]
    if not first:
        return f"No child was referred in the year to {day(found.on)}."
    told = (
        f"Of {counted(first, 'referral')} in the year to {day(found.on)}, {_part(steps['plan'], first)} led to a plan"
    )
    care = steps.get("in_care")
    return (
        f"{told} by then."
        if care is None
        else f"{told}, and {_part(care, first)} were of a child who came into care, by then."
    )


def vulnerable(found: Profile) -> str:
    """Tell any, two or more, and all three, of the children who were assessed."""
    if not found.assessed:
        return f"No assessment with factors was completed in the year to {day(found.on)}."
    return (
        f"{per_cent(found.any_of_them / found.assessed)} of the children assessed in the year to {day(found.on)} "
        f"({number(found.any_of_them)} of {number(found.assessed)}) had domestic abuse, alcohol or drugs, or mental "
        f"ill-health {HOME[found.whose]}; {_part(found.two_or_more, found.assessed)} two or more of them, and "
        f"{_part(found.all_three, found.assessed)} all three."
    )


def changed_since(now: Profile, before: Profile | None) -> str:
    """Tell how any, two or more and all three went since a year before; as they are where that is not known."""
    names = ("any of the three troubles", "two or more", "all three")
    counts = (now.any_of_them, now.two_or_more, now.all_three)
    shares = [per_cent(one / now.assessed) for one in counts]
    if before is None or not before.assessed:
        told = [f"{one} had {name}" for one, name in zip(shares, names, strict=True)]
        return f"Of the children assessed, {listed(told)}."
    was = [per_cent(one / before.assessed) for one in (before.any_of_them, before.two_or_more, before.all_three)]
    told = [f"{one} had {name} (a year before {old})" for one, name, old in zip(shares, names, was, strict=True)]
    return f"Of the children assessed, {listed(told)}."


HOME = {
    "anyone": "at home",
    "adults": "in somebody else at home",
    "child": "of their own",
    "parent": "in a parent or carer",
    "others": "in another person at home",
}


def at_the_door(view: Read) -> str:
    """Tell referrals, repeats and no further action: of the censuses where they tell, else of the workbook."""
    shares, found = view.now.shares, view.now.conversion
    if found is not None and found.steps[0].referrals:
        told = f"{counted(found.steps[0].referrals, 'referral')} in the year to {day(view.on)}"
        if "rereferral" in shares:
            told += f": {_share(shares['rereferral'])} within twelve months of an earlier one"
        if "referral_nfa" in shares:
            told += f", {_share(shares['referral_nfa'])} with no further action"
        return f"{told}."
    front = view.now.front
    if front is not None and front.referrals is not None:
        return (
            f"{counted(front.referrals, 'referral')} in the workbook: {_part(front.again, front.referrals)} repeated, "
            f"{_part(front.no_action, front.referrals)} with no further action."
        )
    return view.now.missing.get("front", "Referrals are not told.")


def rated(front: FrontDoor) -> str:
    """Tell how contacts were rated, or who made them where nothing tells a rating."""
    if front.ratings is not None and any(count for _, count in front.ratings):
        told = listed([f"{number(count)} {label.lower()}" for label, count in front.ratings if count])
        blank = f"; {number(front.unrated)} more have no rating" if front.unrated else ""
        return f"Rated: {told}{blank}."
    if front.sources and front.contacts:
        name, count = front.sources[0]
        return f"{name} made the most contacts: {_part(count, front.contacts)} of {number(front.contacts)}."
    return "The workbook lists no contacts."


def yearly_door(view: Read) -> str:
    """Tell how repeats and timeliness went since the first year that tells them."""
    told = []
    for code, words in (("rereferral", "Repeated referrals"), ("assessment_45", "assessments within 45 working days")):
        known_of = [(one.on, one.shares[code]) for one in view.series if code in one.shares]
        if len(known_of) > 1:
            (first, was), (_, now) = known_of[0], known_of[-1]
            told.append(f"{words} {per_cent(was[0] / was[1])} in {first.year}, {per_cent(now[0] / now[1])} now")
    return f"{'; '.join(told)}." if told else f"The front door in the year to {day(view.on)}."


def moved_before(view: Read) -> Sequence[str]:
    """Tell the moves of the years before, latest first."""
    return [one.moves.sentence for one in reversed(view.series[:-1]) if one.moves]


def soon(front: FrontDoor) -> str:
    """Tell how many contacts a referral followed, and how soon."""
    if front.contacts is None or front.referrals is None or not front.contacts:
        return ""
    told = f"A referral followed {_part(front.answered, front.contacts)} of {number(front.contacts)} contacts"
    return f"{told} within 28 days; {_part(front.in_time, front.answered)} of them within one working day."


def lacking(view: Read) -> Sequence[str]:
    """Say which returns are not here for the day, so that the page shows the rest."""
    return [one for one in view.missing if view.now.known is not None]


def _part(count: int, of: int) -> str:
    return f"{number(count)} ({per_cent(count / of)})" if of else number(count)


def _share(share: tuple[int, int]) -> str:
    return f"{number(share[0])} ({per_cent(share[0] / share[1])})"


def _short(value: float) -> str:
    return number(value, 1 if value < 10 else 0)
