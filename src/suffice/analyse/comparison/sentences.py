"""What comparisons say, in sentences written from the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.core.pages.words import counted, day, listed, number
from suffice.engine.comparison.near import near

if TYPE_CHECKING:
    from suffice.analyse.comparison.queries.beside import Beside

Row = Mapping[str, Any]
_NAMED = 3  # measures told one by one
_TENTH = 0.05  # half of what is shown


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 11th, 58th."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def value(figure: float | None, unit: str, mark: str = "") -> str:
    """73.2 in every 10,000; 12.4%; 16.3 cases; or the mark that stands there."""
    if figure is None:
        return mark or "no figure"
    words = {"%": "%", "per 10,000": " in every 10,000"}.get(unit, f" {unit}" if unit else "")
    return f"{number(figure, 1)}{words}"


def shown(figure: float | None, unit: str, mark: str = "") -> str:
    """73.2; 12.4%; or the mark that stands there: as it fits in a table."""
    return mark or "no figure" if figure is None else f"{number(figure, 1)}{'%' if unit == '%' else ''}"


def quarter(rank: Row | None) -> str:
    """The best quarter; where neither way is better, the highest."""
    if rank is None:
        return ""
    first, last = ("Highest", "Lowest") if rank["polarity"] == "context" else ("Best", "Worst")
    return {1: first, 2: "Second", 3: "Third", 4: last}[rank["quarter"]]


def place(rank: Row) -> str:
    """55th of 151 authorities in England, and where chance alone could put it."""
    first = {"high": "the best (the highest)", "low": "the best (the lowest)", "context": "the highest"}[
        rank["polarity"]
    ]
    level = f", level with {counted(rank['shared_with'], 'other')}" if rank["shared_with"] else ""
    among = f" {rank['among']}" if rank["among"] else ""
    told = f"It comes {ordinal(rank['place'])} of {rank['of']} authorities{among}{level}, where 1st is {first}."
    return f"{told} {_sure(rank)}".strip()


def _sure(rank: Row) -> str:
    if rank["interval"] is None:
        return "How sure that place is cannot be told, as its counts are not published."
    low, high = rank["interval"]
    if low == high:
        return f"Chance alone would leave it {ordinal(low)}."
    return f"Chance alone could put it anywhere between {ordinal(low)} and {ordinal(high)} of {rank['of']}."


def headline(row: Row, name: str) -> str:
    """The figure, and how it stands to the mean of the neighbours and to England."""
    lead = f"{row['title']}: {value(row['value'], row['unit'], row['mark'])} in {name} in {row['year']}"
    if row["value"] is None:
        return f"{lead}."
    sides = [
        _side(row, held, label)
        for held, label in ((row["neighbours"], "the mean of its neighbours"), (row["england"], "the rest of England"))
    ]
    told = listed([one for one in sides if one])
    return f"{lead}: {told}." if told else f"{lead}."


def _side(row: Row, held: Row | None, label: str) -> str:
    if held is None or held["value"] is None:
        return ""
    apart = row["value"] - held["value"]
    beside = f"{label} ({number(held['value'], 1)})"
    return (
        f"as {label} ({number(held['value'], 1)})"
        if abs(apart) < _TENTH
        else f"{'higher' if apart > 0 else 'lower'} than {beside}"
    )


def overall(rows: Sequence[Row], name: str) -> str:
    """How many measures with a better way lie in the best and in the worst quarter, and how many outside the limits."""
    judged = [row for row in rows if row["rank"] is not None and row["polarity"] != "context"]
    if not judged:
        return f"{counted(len(rows), 'measure')} of {name} can be held against others."
    best, worst = (sum(row["rank"]["quarter"] == which for row in judged) for which in (1, 4))
    told = (
        f"Of {counted(len(judged), 'measure')} with a better way, {name} is in the best quarter in {best} and in the "
        f"worst in {worst}."
    )
    outside = [f"{row['title']} ({row['standing'].removeprefix('far_')})" for row in rows if _far(row)]
    if not outside:
        return f"{told} None of all {number(len(rows))} lies outside what is usual between authorities."
    named = f": {listed(outside)}" if len(outside) <= _NAMED else ""
    return f"{told} {counted(len(outside), 'measure')} outside what is usual between authorities{named}."


def furthest(rows: Sequence[Row]) -> str:
    """Name the measures that are placed best and worst."""
    order = sorted(rows, key=lambda row: float(row["rank"]["place"]) / float(row["rank"]["of"]))
    first, last = (
        f"{row['title'][0].lower()}{row['title'][1:]} ({ordinal(row['rank']['place'])} of {row['rank']['of']})"
        for row in (order[0], order[-1])
    )
    return f"Placed best: {first}. Placed worst: {last}."


def _far(row: Row) -> bool:
    return bool(row["standing"]) and row["standing"].startswith("far")


def nearby(every: Sequence[Sequence[Any]], code: str, unit: str) -> str:
    """The Black Country: Dudley 84.2, Sandwell 92.1 and Walsall 80.5; nothing where no such name is known.

    Args:
        every: each authority of a year, as `Worked.document` has them: code, name, region, figure and more.
        code: of the council.
        unit: of the figures.
    """
    known = near(code)
    told = {one[0]: f"{one[1]} {shown(one[3], unit, one[8])}" for one in every}
    others = [told[other] for other in known.codes if other in told and other != code] if known else []
    return f"{known.name[0].upper()}{known.name[1:]}: {listed(others)}." if known and others else ""


def beside(one: Beside, nearby: str) -> list[str]:
    """What was last published of a measure, of us and of others, for a page that tells our own figure of it."""
    sides = [one.neighbours, one.region, one.england]
    names = {one.neighbours: "the mean of the statistical neighbours"}
    others = listed([f"{names.get(side, side.label)} {number(side.value, 1)}" for side in sides if side is not None])
    ours = (
        f"Published for {one.year}: {value(one.ours.value, one.unit)} here" if one.ours else f"Published for {one.year}"
    )
    return [sentence for sentence in (f"{ours}; {others}.", one.place, nearby) if sentence]


def change(row: Row) -> str:
    """+2.1, with whether chance could explain it."""
    if row["change"] is None:
        return "-"
    step = row["change"]
    told = "0.0" if abs(step) < _TENTH else f"{'+' if step > 0 else chr(0x2212)}{number(abs(step), 1)}"
    chance = row["change_by_chance"]
    return told if chance is None else f"{told} ({'chance' if chance else 'more than chance'})"


def differ(published: Row, own: Row | None, unit: str) -> str:
    """How the council's own figure of the day that was published stands to the published one; nothing without it."""
    if own is None or own["value"] is None or published["value"] is None:
        return ""
    on = day(date.fromisoformat(own["on"]))
    ours = f"Our own returns give {_counts(own, unit)} on {on}"
    if abs(own["value"] - published["value"]) < _TENTH and own["numerator"] == published["numerator"]:
        return f"{ours}: the same as published."
    return (
        f"{ours}; published is {_counts(published, unit)}. They differ where the return was corrected after it was "
        "published, or where this house counts by a definition of its own, which the method tells."
    )


def _counts(one: Row, unit: str) -> str:
    told = value(one["value"], unit)
    if one["numerator"] is None or one["denominator"] is None:
        return told
    return f"{told} ({figure_of(one['numerator'])} of {figure_of(one['denominator'])})"


def figure_of(count: float) -> str:
    """501, or 160.4 where the count is of full-time equivalents."""
    return number(count, 0 if float(count).is_integer() else 1)


def latest_own(own: Row | None, unit: str) -> str:
    """The council's own latest figure, or why there is none."""
    if own is None:
        return "Our own returns do not tell this measure."
    if own["value"] is None:
        return str(own["sentence"]).replace("Its own", "Our own")
    on = day(date.fromisoformat(own["on"]))
    told = f"The latest that our own returns tell is {value(own['value'], unit)} on {on}"
    if own["low"] is None:
        return f"{told}."
    low, high = (number(own[end], 1) for end in ("low", "high"))
    return f"{told} ({low} to {high}), by the definition of this house."


def plainly(rows: Mapping[str, Row], name: str) -> list[str]:
    """Return a few of the figures for somebody who wants no terms of the trade."""
    told = []
    for code, words in _PLAIN.items():
        row = rows.get(code)
        if row is None or row["value"] is None or row["england"] is None or row["england"]["value"] is None:
            continue
        here, england = (number(one, 0) for one in (row["value"], row["england"]["value"]))
        told.append((words + _REST).format(here=here, england=england, year=row["year"], name=name))
    return told


_REST = " In the rest of England it was {england}."
_PLAIN = {
    "cla_rate": "In {year}, {name} looked after {here} of every 10,000 children.",
    "placements_3plus": "{here} of every 100 children in care lived in three or more homes in a year ({year}).",
    "same_carer_2y": "{here} of every 100 children in care for a long time had the same carers for two years ({year}).",
    "placed_20_miles": "{here} of every 100 children in care lived more than 20 miles from home ({year}).",
    "cl_eet_19_21": "{here} of every 100 care leavers aged 19 to 21 were working or learning ({year}).",
    "cl_suitable_19_21": "{here} of every 100 care leavers aged 19 to 21 lived somewhere suitable ({year}).",
}
