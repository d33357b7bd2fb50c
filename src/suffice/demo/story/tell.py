"""One story of the demonstration's children, told by every return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.generate import generate
from suffice.demo.returns.model import DemoReturns
from suffice.demo.story.assessing import Assessing
from suffice.demo.story.care import people_in_care
from suffice.demo.story.factors import give_factors
from suffice.demo.story.flow import flow
from suffice.demo.story.helping import give_help, review
from suffice.demo.story.lags import Lags
from suffice.demo.story.model import Person
from suffice.demo.story.staff import Worker, staff
from suffice.demo.story.totals import totals


@dataclass(frozen=True, slots=True)
class Story:
    """Everybody known to children's services, from the returns of children in care outward.

    Attributes:
        returns: the returns of children in care.
        people: children in need, children in care among them.
        staff: social workers, by the year of their census.
    """

    returns: DemoReturns
    people: Sequence[Person]
    staff: Mapping[int, Sequence[Worker]]


def tell(*, seed: int = 1, returns: DemoReturns | None = None) -> Story:
    """Return the story of the children of `seed`.

    Every chance in it is drawn from streams of its own, so that the returns of children in care stay as they are.

    Args:
        seed: the same seed gives the same story, to the letter.
        returns: the returns of children in care of the same seed, where they are made already.
    """
    made = returns if returns is not None else generate(seed=seed)
    published = totals()
    lags = Lags(Chance(seed, "from enquiry to conference"), published.years)
    in_care = people_in_care(Chance(seed, "known before care"), made.children, lags)
    people = [*in_care, *flow(Chance(seed, "in need"), published, in_care, lags)]
    referrals = [one for person in people for one in person.referrals]
    chance = Chance(seed, "assessed")
    assessing = Assessing(chance, referrals)
    for year, told in published.years.items():
        assessing.assess(year, told)
        give_factors(chance, referrals, year, told)
    chance = Chance(seed, "helped")
    give_help(chance, people, published.august)
    for plan in (plan for one in referrals for plan in one.plans):
        review(chance, plan)
    return Story(made, people, staff(Chance(seed, "staff")))
