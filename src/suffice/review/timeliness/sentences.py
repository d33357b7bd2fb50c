"""What the figures say, in sentences: every one is written from the figures, and none where they cannot carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from suffice.core.pages.words import counted, day, listed, number, per_cent
from suffice.review.timeliness import checks
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.quality import Lack, Quality
from suffice.review.timeliness.queries.board import Day
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
    told = f"Most are {figures.rules[most.rule].many}: {behind(most)}."
    return (
        f"{told} The longest is overdue by {counted(longest.most_days_over or 0, 'day')} "
        f"(“{figures.rules[longest.rule].title}”)."
    )


def briefly(figures: Figures, one: Tally) -> str:
    """59 of 512 visits to children in care overdue."""
    rule = figures.rules[one.rule]
    return f"{number(one.overdue)} of {counted_of(one.judged, rule.one, rule.many)} {rule.late}"


def behind(one: Tally) -> str:
    """145 of 1,128 (13%)."""
    return f"{number(one.overdue)} of {number(one.judged)} ({per_cent(one.share)})"


def of_rule(figures: Figures, one: Tally) -> str:
    """59 of 512 visits to children in care were overdue on 31 March 2022 (12%), the longest by 30 days. 152 more ..."""
    rule = figures.rules[one.rule]
    if not one.judged:
        return f"None of {counted(one.items, rule.one, rule.many)} can be judged on {day(figures.on)}."
    told = f"{number(one.overdue)} of {counted(one.judged, rule.one, rule.many)} {_were(one.overdue)} {rule.late}"
    told += f" on {day(figures.on)} ({per_cent(one.share)})"
    told += f", the longest by {counted(one.most_days_over, 'day')}" if one.most_days_over else ""
    told += f". {_more(one.due_soon, figures.soon)}"
    return f"{told} {counted(one.unknown, *ITEM)} cannot be judged." if one.unknown else told


def under_usual(figures: Figures, code: str) -> str:
    """Say what a rule with a length of the council's own would come to under the usual length; "" where it has none."""
    one = figures.under_usual(code)
    if one is None:
        return ""
    rule = figures.rules[code]
    told = f"{number(one.overdue)} of {counted(one.judged, rule.one, rule.many)} ({per_cent(one.share)})"
    return f"Under the usual length ({rule.usual}) {told} would be {rule.late} on {day(figures.on)}."


def _more(due_soon: int, days: int) -> str:
    if not due_soon:
        return f"None falls due within {days} days."
    return f"{number(due_soon)} more {'falls' if due_soon == 1 else 'fall'} due within {days} days."


def not_told(figures: Figures, title: str) -> str:
    """Say why a rule has no figure on the day."""
    if any(one.title == title for one in figures.rules.values()):
        return f"There was nobody on {day(figures.on)} for whom this has to be done."
    found = next((one for one in figures.not_told if one.startswith(f"{title} cannot")), "")
    return found or f"{title}: no accepted return tells of it on {day(figures.on)}."


def on_the_board(figures: Figures) -> str:
    """Return the title of the picture of all rules."""
    late = sorted((one for one in figures.by_rule if one.overdue), key=lambda one: -one.overdue)[:3]
    if not late:
        return f"Nothing was overdue on {day(figures.on)}."
    told = [f"{figures.rules[one.rule].many} ({number(one.overdue)})" for one in late]
    return f"Most overdue on {day(figures.on)}: {listed(told)}."


def by_team(figures: Figures, code: str) -> str:
    """Return the title of the picture of one rule by team."""
    teams = [one for one in figures.teams(code) if one.overdue]
    title = figures.rules[code].title
    if not teams:
        return f"{title}: no team had anything overdue on {day(figures.on)}."
    most = max(teams, key=lambda one: (one.overdue, one.team))
    return f"{title}: {most.team or 'no team named'} had most overdue on {day(figures.on)}, {behind(most)}."


def most_behind(figures: Figures, teams: Sequence[Tally]) -> str:
    """Tell the team with most overdue of all rules together, and the one with the largest share."""
    late = [one for one in teams if one.overdue]
    if not late:
        told = "No team had anything overdue" if teams else "No accepted return names a team"
        return f"{told} on {day(figures.on)}."
    most = max(late, key=lambda one: one.overdue)
    share = max(late, key=lambda one: one.share or 0)
    told = f"“{most.team}” had most overdue on {day(figures.on)}: {_of_items(most)}."
    return told if share is most else f"{told} The largest share is that of “{share.team}”: {behind(share)}."


def _of_items(one: Tally) -> str:
    return f"{number(one.overdue)} of {counted(one.judged, *ITEM)} ({per_cent(one.share)})"


def over_days(title: str, points: Sequence[tuple[Figures, Tally]]) -> str:
    """Return the title of the picture of one rule over the days."""
    (first, was), (last, now) = points[0], points[-1]
    top, most = max(points, key=lambda pair: pair[1].share or 0)
    path = _path([(first.on, was.share), (last.on, now.share)])
    high = "" if most.share in (was.share, now.share) else f", and was highest on {day(top.on)}, {per_cent(most.share)}"
    return f"{title}: the share overdue {path}{high}."


def better_or_worse(days: Sequence[Day]) -> str:
    """Tell under how many rules the share overdue fell and rose since the day before, as the same table tells it."""
    days = [one for one in days if one.workbook is None]
    if not days:
        return "No return tells of one of these days itself, so nothing can be compared."
    latest = max(one.on for one in days)
    steps = [
        step for code in dict.fromkeys(one.rule.code for one in days) if (step := _step(days, code, latest)) is not None
    ]
    if not steps:
        return f"No return of an earlier day tells the same as that of {day(latest)}, so nothing can be compared."
    fell, rose = sum(1 for one in steps if one < 0), sum(1 for one in steps if one > 0)
    return (
        f"Since the day before, as the same kind of return tells it, the share overdue on {day(latest)} fell under "
        f"{counted(fell, 'rule')} and rose under {counted(rose, 'rule')}, of {number(len(steps))} that can be compared."
    )


def _step(days: Sequence[Day], code: str, latest: date) -> float | None:
    mine = [one for one in days if one.rule.code == code and one.count.share is not None]
    now = next((one for one in mine if one.on == latest), None)
    same = [one for one in mine if now and one.on < latest and _by(one) == _by(now)]
    if now is None or not same:
        return None
    return (now.count.share or 0) - (max(same, key=lambda one: one.on).count.share or 0)


def _by(one: Day) -> tuple[str, str]:
    """Return what makes two days of a rule comparable: the table that told it, and the length that held."""
    return one.rule.table, one.rule.length


def _path(ends: Sequence[tuple[date, float | None]]) -> str:
    """Rose from 6% on 31 March 2018 to 17% on 31 March 2019; was 1% on ... as on ... where the words are the same."""
    (first, was), (last, now) = ends
    before, after = per_cent(was or 0), per_cent(now or 0)
    if before == after:
        return f"was {after} on {day(last)}, as on {day(first)}"
    return f"{'rose' if (now or 0) > (was or 0) else 'fell'} from {before} on {day(first)} to {after} on {day(last)}"


def wanted(figures: Figures, one: Tally) -> str:
    """145 visits to children in need are overdue as at 31 March 2022, for the home page."""
    rule = figures.rules[one.rule]
    are = "is" if one.overdue == 1 else "are"
    return f"{counted_of(one.overdue, rule.one, rule.many)} {are} {rule.late} as at {day(figures.on)}"


def counted_of(count: int, one: str, many: str) -> str:
    """1 visit; 1,145 visits."""
    return f"{number(count)} {one if count == 1 else many}"


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
        f"({per_cent(most.share)}) in the {_small(whose(most), 'Annex')} of {day(most.on)}."
    )


def ethnicity_over(series: Mapping[tuple[str, str], Sequence[Lack]]) -> str:
    """Return the title of the picture of missing ethnicity, return by return: of the longest series."""
    told = max(series.values(), key=len)
    first, last = told[0], told[-1]
    path = _path([(first.on, first.share), (last.on, last.share)])
    return f"Ethnicity left out of the {_small(whose(last), 'Annex')}: the share {path}."


def whose(one: Lack) -> str:
    """Children in need census; Annex A, List 6."""
    return told_by(f"{one.kind}:{one.table}" if one.kind != "annex_a" else one.table)


def _sums(counts: Sequence[Tally]) -> tuple[int, int, int]:
    return sum(one.overdue for one in counts), sum(one.judged for one in counts), sum(one.due_soon for one in counts)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _small(words: str, *names: str) -> str:
    """Return words for the middle of a sentence; those that begin with a name stay as they are."""
    return words if words.startswith((*names, "SSDA")) else words[:1].lower() + words[1:]
