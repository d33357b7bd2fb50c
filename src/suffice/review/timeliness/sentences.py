"""What the figures say, in sentences: every one is written from the figures, and none where they cannot carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suffice.core.pages.words import counted, day, listed, number, per_cent
from suffice.review.timeliness import checks
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.quality import Lack, Quality
from suffice.review.timeliness.queries.tables import told_by

ITEM = ("item", "items")


def overall(figures: Figures) -> str:
    """On 31 March 2022, 560 of 5,858 items were overdue (10%), and 949 more fall due within 14 days."""
    overdue, judged, soon = _sums(figures.by_rule)
    if not judged:
        return f"Nothing that has to be done by a day can be judged on {day(figures.on)}."
    told = f"On {day(figures.on)}, {number(overdue)} of {counted(judged, *ITEM)} {_were(overdue)} overdue"
    return f"{told} ({per_cent(overdue / judged)}), and {number(soon)} more fall due within {figures.soon} days."


def worst(figures: Figures) -> str:
    """Tell the rule with most overdue, and the item that is overdue longest."""
    late = [one for one in figures.by_rule if one.overdue]
    if not late:
        return ""
    most = max(late, key=lambda one: one.overdue)
    longest = max(late, key=lambda one: one.most_days_over or 0)
    told = f"Most are of “{figures.rules[most.rule].title}”: {behind(most)}."
    return (
        f"{told} The longest is overdue by {counted(longest.most_days_over or 0, 'day')} "
        f"(“{figures.rules[longest.rule].title}”)."
    )


def behind(one: Tally) -> str:
    """145 of 1,128 (13%)."""
    return f"{number(one.overdue)} of {number(one.judged)} ({per_cent(one.share)})"


def of_rule(figures: Figures, one: Tally) -> str:
    """145 of 1,128 items were overdue on 31 March 2022 (13%), the longest by 292 days; 444 more fall due within ..."""
    if not one.judged:
        return f"None of {counted(one.items, *ITEM)} can be judged on {day(figures.on)}."
    told = f"{number(one.overdue)} of {counted(one.judged, *ITEM)} {_were(one.overdue)} overdue on {day(figures.on)}"
    told += f" ({per_cent(one.share)})"
    told += f", the longest by {counted(one.most_days_over, 'day')}" if one.most_days_over else ""
    told += f". {number(one.due_soon)} more fall due within {figures.soon} days."
    return f"{told} {counted(one.unknown, *ITEM)} cannot be judged." if one.unknown else told


def not_told(figures: Figures, title: str) -> str:
    """Say why a rule has no figure on the day."""
    if title in {one.title for one in figures.rules.values()}:
        return f"There was nobody on {day(figures.on)} for whom this has to be done."
    found = next((one for one in figures.not_told if one.startswith(f"{title} cannot")), "")
    return found or f"{title}: no accepted return tells of it on {day(figures.on)}."


def on_the_board(figures: Figures) -> str:
    """Return the title of the picture of all rules."""
    late = sorted((one for one in figures.by_rule if one.overdue), key=lambda one: -one.overdue)[:3]
    if not late:
        return f"Nothing was overdue on {day(figures.on)}."
    titles = [f"{_small(figures.rules[one.rule].title)} ({number(one.overdue)})" for one in late]
    return f"Most overdue on {day(figures.on)}: {listed(titles)}."


def by_team(figures: Figures, code: str) -> str:
    """Return the title of the picture of one rule by team."""
    teams = [one for one in figures.teams(code) if one.overdue]
    title = figures.rules[code].title
    if not teams:
        return f"{title}: no team had anything overdue on {day(figures.on)}."
    most = max(teams, key=lambda one: (one.overdue, one.team))
    return f"{title}: {most.team or 'no team named'} had most overdue on {day(figures.on)}, {behind(most)}."


def over_days(title: str, points: Sequence[tuple[Figures, Tally]]) -> str:
    """Return the title of the picture of one rule over the days."""
    (first, was), (last, now) = points[0], points[-1]
    before, after = was.share or 0, now.share or 0
    verb = "rose" if after > before else "fell" if after < before else "stayed"
    return (
        f"{title}: the share overdue {verb} from {per_cent(before)} on {day(first.on)} "
        f"to {per_cent(after)} on {day(last.on)}."
    )


def wanted(figures: Figures, one: Tally) -> str:
    """12 visits are overdue, for the home page: counted under the rule's own title."""
    return (
        f"{figures.rules[one.rule].title}: {number(one.overdue)} {'is' if one.overdue == 1 else 'are'} overdue "
        f"as at {day(figures.on)}"
    )


def to_put_right(figures: Figures) -> str:
    """75 things are to be put right in the records as at 31 March 2022: ethnicity not known 41, not seen 34."""
    counts: dict[str, int] = {}
    for one in figures.faults:
        counts[one.check] = counts.get(one.check, 0) + one.count
    total = sum(counts.values())
    if not total:
        return f"Nothing that is looked for has to be put right in the records as at {day(figures.on)}."
    most = sorted(counts.items(), key=lambda pair: -pair[1])
    told = listed([f"{_small(checks.title(code))} ({number(count)})" for code, count in most])
    verb = "thing is" if total == 1 else "things are"
    return f"{number(total)} {verb} to be put right in the records as at {day(figures.on)}: {told}."


def most_lacking(quality: Quality) -> str:
    """Return the title of the picture of what the latest returns leave out."""
    most = max((one for one in quality.latest if one.share), key=lambda one: one.share or 0)
    return (
        f"Most often left out: {_small(most.title)}, {number(most.missing)} of {number(most.of)} "
        f"({per_cent(most.share)}) in the {whose(most)} of {day(most.on)}."
    )


def ethnicity_over(series: Mapping[tuple[str, str], Sequence[Lack]]) -> str:
    """Return the title of the picture of missing ethnicity, return by return: of the longest series."""
    told = max(series.values(), key=len)
    first, last = told[0], told[-1]
    verb = "rose" if (last.share or 0) > (first.share or 0) else "fell" if last.share != first.share else "stayed"
    return (
        f"Ethnicity left out of the {whose(last)}: the share {verb} from {per_cent(first.share)} "
        f"on {day(first.on)} to {per_cent(last.share)} on {day(last.on)}."
    )


def whose(one: Lack) -> str:
    """Children in need census; Annex A, List 6."""
    return told_by(f"{one.kind}:{one.table}" if one.kind != "annex_a" else one.table)


def _sums(counts: Sequence[Tally]) -> tuple[int, int, int]:
    return sum(one.overdue for one in counts), sum(one.judged for one in counts), sum(one.due_soon for one in counts)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
