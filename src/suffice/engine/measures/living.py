"""How many children of each group live here, as somebody published it: what shares and rates by group divide by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from suffice.engine.measures.splitting import SPLITS
from suffice.engine.returns import csv_table
from suffice.engine.returns.archives import NotRead

BY = ("ethnicity", "sex", "age", "disability", "locality", "deprivation")
"""The groupings of which a population can be told."""
OTHERS = "minority"
"""Every ethnic group but White, where a source tells them together."""
TOGETHER: Mapping[str, tuple[str, ...]] = {OTHERS: ("mixed", "asian", "black", "other")}
HEAD = ("by", "group", "children", "year", "source")
TEMPLATE = (
    "by,group,children,year,source\n"
    "ethnicity,White,57.3%,2011,Census of 2011: write your own source here\n"
    "ethnicity,Other than White,42.7%,2011,Census of 2011: write your own source here\n"
    "sex,Girls,29800,2020,Mid-year estimates: write your own source here\n"
    "sex,Boys,31450,2020,Mid-year estimates: write your own source here\n"
)
"""A file to write over."""
_MORE = {
    "sex": {"female": "F", "male": "M", "girl": "F", "boy": "M"},
    "ethnicity": {
        "other than white": OTHERS,
        "asian or asian british": "asian",
        "black, african, caribbean or black british": "black",
        "black or black british": "black",
        "mixed or multiple ethnic groups": "mixed",
        "other ethnic group": "other",
    },
}
_NUMBER = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,6})?)\s*(%?)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LARGEST = 1_000_000


class GroupsUnreadable(ValueError):
    """The file cannot be read as children by group; the message says what is wrong, where and what to do."""


@dataclass(frozen=True, slots=True)
class Living:
    """The children who live here by one grouping.

    Attributes:
        by: the grouping: ``ethnicity``.
        children: by group, numbers of children or, where `per_cent`, shares of them that come to about 100.
        per_cent: which of the two.
        year: that it is of.
        source: the document, in the words of whoever brought it.
    """

    by: str
    children: Mapping[str, float]
    per_cent: bool
    year: int
    source: str

    def folded(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return counts of children by the groups of this source, which may tell several of ours together."""
        return {one: sum(counts.get(part, 0) for part in TOGETHER.get(one, (one,))) for one in self.children}

    def numbers(self, of: int | None) -> dict[str, float]:
        """Return the children of each group; shares need all who live here (`of`), and give nothing without."""
        if not self.per_cent:
            return dict(self.children)
        return (
            {}
            if of is None
            else {one: share / sum(self.children.values()) * of for one, share in self.children.items()}
        )

    @property
    def sentence(self) -> str:
        """Where it comes from."""
        what = "Shares of children" if self.per_cent else "Children"
        return f"{what} by {SPLITS[self.by].title.lower()} of {self.year} ({self.source})."


def of_day(living: Iterable[Living], on: date) -> dict[str, Living]:
    """Return what a day is held against, by grouping: the latest year up to it, else the earliest after it."""

    def nearness(one: Living) -> tuple[bool, int]:
        return (True, one.year) if one.year <= on.year else (False, -one.year)

    return {one.by: one for one in sorted(living, key=nearness)}


def label_of(by: str, group: str) -> str:
    """Return what a page calls a group."""
    label = SPLITS[by].groups.get(group, group)
    if by == "age":
        return "Under 1" if group == "0" else f"Aged {label}"
    return "Other than White" if group == OTHERS else label


def group_of(by: str, words: str) -> str | None:
    """Return the group that words stand for, whatever their case; of localities, the words themselves."""
    said = " ".join(words.split()).casefold()
    known = {code.casefold(): code for code in SPLITS[by].groups}
    known |= {label.casefold(): code for code, label in SPLITS[by].groups.items()}
    known |= {label_of(by, code).casefold(): code for code in SPLITS[by].groups}
    known |= _MORE.get(by, {})
    return known.get(said, None if SPLITS[by].groups else " ".join(words.split()) or None)


def read_living(path: Path) -> tuple[Living, ...]:
    """Read children by group out of a CSV file: a row a group, with the columns by, group, children, year, source.

    Raises:
        GroupsUnreadable: it is no such file, or some row cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        raise GroupsUnreadable(f"{path.name} is larger than 1 MB, so it cannot be a list of groups.")
    return living_in_text(path.read_bytes(), name=path.name)


def living_in_text(data: bytes, *, name: str) -> tuple[Living, ...]:
    """Read children by group; see `read_living`.

    Raises:
        GroupsUnreadable: it is no such file, or some row cannot be read.
    """
    text = csv_table.decode(data)
    try:
        grid = csv_table.grid(text.text) if text else None
    except NotRead as refusal:
        raise GroupsUnreadable(f"{name} was not read: {refusal.reason}. Save it as CSV.") from refusal
    header = [one.strip(csv_table.BLANKS).casefold() for one in grid.header] if grid else []
    missing = [one for one in HEAD if one not in header]
    if grid is None or missing:
        raise GroupsUnreadable(
            f"{name} has no column {' and no column '.join(missing or HEAD)}. Children by group need "
            f"{', '.join(HEAD)}: write over the template."
        )
    places = [str(header.index(one)) for one in HEAD]
    found: dict[tuple[str, int, str], dict[str, tuple[float, bool]]] = {}
    for line, *cells in grid.frame.select("row", *places).iter_rows():
        by, group, number, year, source = _row(dict(zip(HEAD, cells, strict=True)), where=f"{name}, row {line}")
        groups = found.setdefault((by, year, source), {})
        if group in groups:
            raise GroupsUnreadable(f"{name}, row {line}: {label_of(by, group)} is there twice for {year}. Keep one.")
        groups[group] = number
    return tuple(_sets(found, name))


def _row(cells: Mapping[str, str], *, where: str) -> tuple[str, str, tuple[float, bool], int, str]:
    told = {column: (cell or "").strip(csv_table.BLANKS) for column, cell in cells.items()}
    by, number = told["by"].casefold(), _NUMBER.fullmatch(told["children"].replace(",", ""))
    if by not in BY:
        raise GroupsUnreadable(f"{where}: there is no grouping by {told['by'] or 'nothing'}. Use {', '.join(BY)}.")
    group = group_of(by, told["group"])
    if group is None:
        known = ", ".join(SPLITS[by].groups.values())
        raise GroupsUnreadable(f"{where}: {told['group'] or 'an empty cell'} is no group by {by}. Use {known}.")
    if number is None:
        raise GroupsUnreadable(f"{where}: {told['children'] or 'an empty cell'} is no number. Write 1200, or 12.5%.")
    if not _YEAR.fullmatch(told["year"]) or not told["source"]:
        raise GroupsUnreadable(f"{where}: give the year that the figure is of, as 2021, and its source.")
    return by, group, (float(number[1]), bool(number[2])), int(told["year"]), told["source"]


def _sets(found: Mapping[tuple[str, int, str], Mapping[str, tuple[float, bool]]], name: str) -> Iterator[Living]:
    for (by, year, source), groups in found.items():
        why = unfit({group: number for group, (number, _) in groups.items()}, {one for _, one in groups.values()})
        if why:
            raise GroupsUnreadable(f"{name}, children by {by} of {year}: {why}")
        per_cent = next(iter(groups.values()))[1]
        yield Living(by, {group: number for group, (number, _) in groups.items()}, per_cent, year, source)


def unfit(children: Mapping[str, float], per_cent: set[bool]) -> str:
    """Return why groups cannot be held against each other, as a sentence; "" when they can."""
    if len(per_cent) != 1:
        return "some groups are shares and some are numbers. Give all in one way."
    if len(children) < 2 or sum(children.values()) <= 0:
        return "give at least two groups, one of them above 0."
    if OTHERS in children and any(part in children for part in TOGETHER[OTHERS]):
        return "Other than White is there beside a group that is part of it. Give one or the other."
    if per_cent == {True} and not 99 <= sum(children.values()) <= 101:
        return f"the shares come to {sum(children.values()):g}%, not 100%. Give every group."
    return ""
