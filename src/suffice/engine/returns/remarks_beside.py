"""What reading returns beside the SSDA903 can find, declared in the same way, and every remark there is by code."""

from __future__ import annotations

from collections.abc import Mapping

from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.remarks import IN_WORKBOOKS
from suffice.engine.returns.model import Use
from suffice.engine.returns.remarks import REMARKS, Remark

_ERROR, _QUERY, _NOTE = Severity.ERROR, Severity.QUERY, Severity.NOTE
_ASIDE = Use.SET_ASIDE

_CELLS = (
    Remark(
        "date-day-first",
        _NOTE,
        "Dates written day first in a return that asks for the year first",
        "{column} in {file} has dates written like {value}. They were read as day, month and year; the return itself "
        "asks for them year first, such as 2026-03-31.",
    ),
    Remark(
        "decimal-unreadable",
        _QUERY,
        "A number with decimals that is none, or out of its range",
        '{column} in row {row} of {file} is "{value}", not a number in its range, so it was left blank. Correct it.',
    ),
)

_WORKFORCE = (
    Remark(
        "workforce-empty",
        _ERROR,
        "A workforce census without a worker in it",
        "{file} is a workforce census but there is no worker in it. Export it again.",
    ),
    Remark(
        "vacancies-repeated",
        _ERROR,
        "A workforce census that states the vacancies twice",
        "Line {row} of {file} states the vacancies a second time. The first are used and these were set aside. Take "
        "the wrong ones out.",
        _ASIDE,
    ),
)

CENSUS = (
    Remark(
        "element-unknown",
        _QUERY,
        "An element or a whole module that the census does not have",
        "{column} in line {row} of {file} is no part of the census as it is known here. It was set aside as it stands "
        "and changes nothing. If it is new, ask for a later version.",
        _ASIDE,
    ),
    Remark(
        "element-repeated",
        _QUERY,
        "An element that stands twice where one is meant",
        '{column} stands again in line {row} of {file} ("{value}"). The first was read and this one was set aside. '
        "Take one out.",
        _ASIDE,
    ),
    Remark(
        "element-not-in-year",
        _NOTE,
        "An element that the census of that year does not have",
        "{column} in {file} is not asked for in its year ({value}). It was read all the same.",
    ),
    Remark(
        "text-between-elements",
        _QUERY,
        "Text that stands between elements, where nothing is read",
        'Line {row} of {file} has the words "{value}" between two elements, where nothing is read. Look for a broken '
        "element.",
    ),
    Remark(
        "child-without-identifier",
        _ERROR,
        "A child without an identifier",
        "The child in line {row} of {file} has no LAchildID, so nothing of it can be counted and its rows were set "
        "aside. Fill in LAchildID.",
        _ASIDE,
    ),
    Remark(
        "child-twice",
        _ERROR,
        "An identifier that stands for more than one child",
        "LAchildID {value} in line {row} of {file} stands there a second time. The first is used for who the child is "
        "and the referrals of both are kept, so that a figure may count one child for two, or one referral twice. "
        "Correct LAchildID, or join the two.",
        _ASIDE,
    ),
    Remark(
        "referral-repeated",
        _QUERY,
        "A referral that repeats an earlier one of the same child in every word",
        "The referral in line {row} of {file} repeats an earlier one of child {value} exactly, so it was set aside "
        "with all it holds. Take it out.",
        _ASIDE,
    ),
    Remark(
        "row-says-nothing",
        _QUERY,
        "An element without a value that can be used",
        "{column} in line {row} of {file} has nothing in it that can be used ({value}), so it was set aside. Correct "
        "it or take it out.",
        _ASIDE,
    ),
    Remark(
        "module-absent",
        _QUERY,
        "A module that no child of the census has",
        "{file} has no {column} at all, so nothing that rests on them can be counted. If the authority has them, "
        "export the census again with them.",
    ),
    Remark(
        "header-missing",
        _QUERY,
        "A census that does not say whose and of which year it is",
        "{file} has no {column} that can be read in its header{value}. Fill it in.",
    ),
    Remark(
        "header-disagrees",
        _ERROR,
        "A header that contradicts itself or what follows it",
        "{column} in the header of {file} does not fit: {value}. Check that it is the right census, and correct the "
        "header.",
    ),
    Remark(
        "authority-unknown",
        _QUERY,
        "A census whose header names no authority of England",
        '{column} in the header of {file} is "{value}", the number of no authority of 2025. Correct it.',
    ),
    Remark(
        "census-undated",
        _ERROR,
        "A census without a year",
        "{value} says nowhere of which year it is and has no date that can be read, so it is refused. Fill in Year and "
        "ReferenceDate in its header.",
    ),
)

BESIDE: Mapping[str, Remark] = {
    remark.code: remark for group in (_CELLS, _WORKFORCE, CENSUS, IN_WORKBOOKS) for remark in group
}
"""The remarks that only returns beside the SSDA903 make, by code."""

EVERY: Mapping[str, Remark] = {**REMARKS, **BESIDE}
"""Every remark that reading can make, by code."""
