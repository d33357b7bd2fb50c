"""What the workforce figures say, in sentences; none where the figures cannot carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suffice.core.pages.words import counted, day, number
from suffice.engine.measures import INDICATORS, Unit
from suffice.engine.words import listed
from suffice.review.workforce.figures import Brought, Census, Figure, Load, Said, Workforce
from suffice.review.workforce.working import CODES, MONTHLY

_SMALL_STEP = 0.05


def answer(census: Census, before: Census | None) -> str:
    """On 30 September 2021 a social worker held 17.3 cases on average, and 19% of posts were vacant."""
    parts = [one for one in (_cases(census, before), _vacant(census)) if one]
    if not parts:
        return f"The census of {day(census.on)} tells neither cases nor vacancies."
    return f"On {day(census.on)} {' and '.join(parts).rstrip(',')}."


def _cases(census: Census, before: Census | None) -> str:
    now = census.figure("sw_caseload")
    if now is None or now.value is None:
        return ""
    return f"a full-time social worker held {number(now.value, 1)} cases on average{_since(now, before)}"


def _vacant(census: Census) -> str:
    now = census.figure("sw_vacancy")
    return "" if now is None else f"{shown(now)} of posts were vacant"


def _since(now: Figure, before: Census | None) -> str:
    was = before.figure(now.code) if before else None
    if was is None or was.value is None or now.value is None:
        return ""
    step = now.value - was.value
    if abs(step) < _SMALL_STEP:
        return ", as many as a year before,"
    return f", {number(abs(step), 1)} {'more' if step > 0 else 'fewer'} than a year before,"


def shown(figure: Figure | None, places: int = 1) -> str:
    """19.2%; 17.3; 215; "not known"."""
    if figure is None or figure.value is None:
        return "not known"
    unit = CODES[figure.code].unit
    if unit is Unit.PERCENT:
        return f"{number(figure.value, places)}%"
    return number(figure.value, 0 if unit is Unit.NUMBER else places)


def spread(load: Load) -> str:
    """Half of the workers hold 14 to 20 cases each; the middle one holds 17."""
    if load.lower is None or load.upper is None or load.middle is None:
        return "Nobody held a case."
    low, middle, high = (number(one) for one in (load.lower, load.middle, load.upper))
    return (
        f"Half of the {counted(load.workers, 'worker')} held {low} to {high} cases each; the middle one held {middle}."
    )


def loaded(bands: Mapping[str, int], above: str) -> str:
    """3 of 80 workers held more than 30 cases."""
    everyone = sum(bands.values())
    if not everyone:
        return "Nobody held a case on the day."
    most = max(bands, key=lambda one: bands[one])
    heavy = bands[above]
    told = f"Most often a worker held {most} cases: {counted(bands[most], 'worker')} of {number(everyone)} did"
    return f"{told}, and {number(heavy)} held {above}." if heavy else f"{told}; nobody held {above}."


def filled(census: Census) -> str:
    """Of 266 full-time posts 215 were filled by the council's own workers, 22 by agency workers and 25 by nobody."""
    posts = census.posts
    if posts.vacant is None:
        return f"{number(posts.filled, 1)} full-time posts were filled; the census does not say how many were vacant."
    told = (
        f"Of {number(posts.filled + posts.vacant, 1)} full-time posts {number(posts.filled, 1)} were filled by the "
        f"council's own workers on {day(census.on)}"
    )
    if posts.covered is None or posts.empty is None:
        return f"{told}; {number(posts.vacant, 1)} were vacant."
    return f"{told}, {number(posts.covered, 1)} were covered by agency workers and {number(posts.empty, 1)} by nobody."


def moved(census: Census) -> str:
    """In the year to 30 September 2021, 28 joined and 23 left: 5 more joined."""
    came, went = sum(census.bands["origin"].values()), sum(census.bands["destination"].values())
    told = (
        f"In the year to {day(census.on)}, {counted(came, 'social worker')} joined the council and {number(went)} left"
    )
    if came == went:
        return f"{told}."
    return f"{told}: {number(abs(came - went))} more {'joined' if came > went else 'left'}."


def stayed(census: Census) -> str:
    """A worker had been in the role for 5.2 years on average."""
    years, short = census.figure("sw_years_in_role"), census.figure("sw_under_two_years")
    if years is None:
        return ""
    told = f"A worker had been in the role for {number(years.value, 1)} years on average"
    return f"{told}; {shown(short)} had been in it for less than two." if short else f"{told}."


def away(census: Census) -> str:
    """A full-time worker was off sick for 11.7 days in the year to 30 September 2021."""
    days, rate = census.figure("sw_sick_days"), census.figure("sw_absence")
    if days is None:
        return f"The census of {day(census.on)} does not tell how many days were lost to sickness."
    told = f"A full-time worker was off sick for {number(days.value, 1)} days in the year to {day(census.on)}"
    return f"{told}: {shown(rate)} of working days." if rate else f"{told}."


def trained(latest: Sequence[Brought]) -> str:
    """Tell the latest of each monthly figure of the whole."""
    told = [f"{MONTHLY[one.code].title.lower()}: {monthly(one)} ({one.month:%B %Y})" for one in latest]
    return f"The latest figures are {listed(told)}." if told else NO_MONTHLY


def supervised(answers: Sequence[Said]) -> str:
    """Of the staff asked on 30 June 2021, 60% said ... (93 of 155)."""
    if not answers:
        return ""
    last = answers[-1].on
    told = [
        f"to “{one.question}” {number(one.value)}% answered on the good side ({number(one.good)} of "
        f"{number(one.answered)})"
        for one in answers
        if one.on == last
    ]
    return f"In the survey of staff of {day(last)}, {listed(told)}."


def monthly(one: Brought) -> str:
    """81%, 118 of 146; or a number."""
    if one.value is None:
        return "not known"
    if one.below is None:
        return number(one.value)
    return f"{number(one.value)}%, {number(one.above)} of {number(one.below)}"


NO_MONTHLY = (
    "No figure of training or supervision has been brought, so nothing can be said. They are in no national return: "
    "a council brings them every month by the template of monthly figures."
)


def missing(census: Census) -> list[str]:
    """Return what the census does not tell, one sentence a thing."""
    told = [f"{INDICATORS[one.code].title}: {one.note}" for one in census.figures if one.value is None and one.note]
    if not any(one.split == "team" for one in census.loads):
        told.append(
            "The census names no team for its workers, so nothing can be told by team. Add the element Team to each "
            "worker in the file that is brought; the national collection ignores it."
        )
    if census.without_post:
        told.append(
            f"{counted(census.without_post, 'worker')} in post {'has' if census.without_post == 1 else 'have'} no "
            "full-time equivalent that can be right, and count only where each worker counts as one."
        )
    return told


def over_years(told: Workforce, census: Census, code: str, words: str) -> str:
    """Cases for each full-time social worker rose from 16.1 in 2020 to 17.3 in 2021."""
    known = [(one.on.year, found) for one in told.censuses if one.on <= census.on and (found := one.figure(code))]
    (first, was), (last, now) = known[0], known[-1]
    step = (now.value or 0.0) - (was.value or 0.0)
    if abs(step) < _SMALL_STEP:
        return f"{words}: {shown(now)} in {last}, as in {first}."
    return f"{words} {'rose' if step > 0 else 'fell'} from {shown(was)} in {first} to {shown(now)} in {last}."
