"""Faults that reading itself finds in a row or a cell."""

from __future__ import annotations

from collections.abc import Callable

from suffice.demo.faults.book import ONE_TOO_MANY, Kid, Page, Place, day
from suffice.demo.faults.fault import Fault, Planter
from suffice.demo.faults.shapes import settled, shift


def _rewritten(table: str, column: str, rewrite: Callable[[str], str], *, of_file: bool = False) -> Planter:
    """Return a planter that writes one filled cell of `table` in another way; `of_file`: told once for the file."""

    def plant(page: Page) -> Place:
        kid = page.pick(lambda kid: kid.has(table) and bool(kid.others[table][0][column]))
        row = kid.others[table][0]
        row[column] = rewrite(row[column])
        return page.at(table, None if of_file else row, column)

    return plant


def _in_episode(where: Callable[[Kid], bool], column: str, rewrite: Callable[[str], str]) -> Planter:
    """Return a planter that writes one cell of the only episode of a child in another way."""

    def plant(page: Page) -> Place:
        kid = page.pick(lambda kid: settled(kid) and where(kid))
        kid.last[column] = rewrite(kid.last[column])
        return page.at("Episodes", kid.last, column)

    return plant


def _repeated_row(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PrevPerm"))
    row = page.add("PrevPerm", **kid.others["PrevPerm"][0])
    return page.at("PrevPerm", row, None)


def _repeated_child(page: Page) -> Place:
    kid = page.pick(settled)
    page.add("Header", **kid.header | {"ETHNIC": "WBRI" if kid.header["ETHNIC"] != "WBRI" else "WOTH"})
    return page.at("Header", kid.header, None)


def _episode_again(column: str, cell: Callable[[str], str]) -> Planter:
    """Return a planter that adds an episode which cannot be used, after one that can."""

    def plant(page: Page) -> Place:
        kid = page.pick(settled)
        row = page.add("Episodes", **kid.last | {column: cell(kid.last["DECOM"])})
        return page.at("Episodes", row, column)

    return plant


def _no_child(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PrevPerm"))
    row = kid.others["PrevPerm"][0]
    row["CHILD"] = ""
    return page.at("PrevPerm", row, "CHILD")


def _one_field_too_many(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PrevPerm"))
    row = kid.others["PrevPerm"][0]
    row[ONE_TOO_MANY] = "see file"
    return page.at("PrevPerm", row, None)


def _code_not_in_year(page: Page) -> Place:
    old, new = ("1", "M") if page.year <= 2024 else ("M", "1")
    kid = page.pick(lambda kid: kid.header["SEX"] == old)
    kid.header["SEX"] = new
    return page.at("Header", kid.header, "SEX")


def _number_unreadable(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("OC2") and bool(kid.others["OC2"][0]["SDQ_REASON"]))
    row = kid.others["OC2"][0]
    row["SDQ_SCORE"] = "41"
    return page.at("OC2", row, "SDQ_SCORE")


def _two_digit_year(text: str) -> str:
    return text[:6] + text[8:]


def _year_first(text: str) -> str:
    return day(text).isoformat()


FAULTS = (
    Fault("date-unreadable", _rewritten("PrevPerm", "DOB", lambda _: "31/02/2012")),
    Fault("date-out-of-range", _rewritten("PrevPerm", "DOB", lambda _: "01/01/2089")),
    Fault("date-two-digit-year", _rewritten("OC2", "DOB", _two_digit_year)),
    Fault("date-with-time", _rewritten("OC2", "DOB", lambda text: f"{text} 00:00:00")),
    Fault("date-style", _rewritten("AD1", "DATE_INT", _year_first, of_file=True)),
    Fault("decimal-removed", _rewritten("OC2", "SDQ_SCORE", lambda text: f"{text}.0")),
    Fault("number-unreadable", _number_unreadable),
    Fault("code-case", _rewritten("OC3", "IN_TOUCH", str.lower, of_file=True)),
    Fault("code-unknown", _in_episode(lambda kid: True, "CIN", lambda _: "N9")),
    Fault("code-not-in-year", _code_not_in_year),
    Fault("formula", _in_episode(lambda kid: True, "URN", lambda _: "=1+1")),
    Fault(
        "postcode-tidied", _in_episode(lambda kid: bool(kid.last["HOME_POST"]), "HOME_POST", lambda text: f"{text}.")
    ),
    Fault("child-blank", _no_child),
    Fault("row-repeated", _repeated_row),
    Fault("child-repeated", _repeated_child),
    Fault("decom-unreadable", _episode_again("DECOM", lambda _: "")),
    Fault("dec-before-decom", _episode_again("DEC", lambda decom: shift(decom, -9))),
    Fault("line-fields", _one_field_too_many),
)
