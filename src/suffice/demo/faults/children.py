"""Faults in who the children are, and in the dates of their episodes."""

from __future__ import annotations

from datetime import timedelta

from suffice.demo.faults.book import Kid, Page, Place, day, written
from suffice.demo.faults.fault import Fault
from suffice.demo.faults.shapes import (
    follows,
    in_care_all_year,
    plain,
    settled,
    shift,
)


def _born_after_the_year(page: Page) -> Place:
    kid = page.pick(lambda kid: settled(kid) and kid.only_in())
    kid.header["DOB"] = written(page.ends + timedelta(days=30))
    return page.at("Header", kid.header, "DOB")


def _sex_missing(page: Page) -> Place:
    kid = page.pick(settled)
    kid.header["SEX"] = ""
    return page.at("Header", kid.header, "SEX")


def _ethnic_group_missing(page: Page) -> Place:
    kid = page.pick(settled)
    kid.header["ETHNIC"] = ""
    return page.at("Header", kid.header, "ETHNIC")


def _boy_recorded_as_mother(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.header["SEX"] in ("1", "M"))
    kid.header["MOTHER"] = "1"
    return page.at("Header", kid.header, "MOTHER")


def _same_pupil_number(page: Page) -> Place:
    known = next(row for row in page.sheets["Header"].rows if row["UPN"] and not row["UPN"].startswith("UN"))
    kid = page.pick(lambda kid: kid.header is not known and bool(kid.header["UPN"]))
    kid.header["UPN"] = known["UPN"]
    page.book.taken.add(known["CHILD"])
    return page.at("Header", kid.header, "UPN")


def _child_without_episodes(page: Page) -> Place:
    kid = page.pick(lambda kid: len(kid.episodes) == 1 and kid.only_in("PrevPerm"))
    page.remove("Episodes", kid.last)
    return page.at("Header", kid.header, "CHILD")


def _child_not_in_header(page: Page) -> Place:
    kid = page.pick(lambda kid: settled(kid) and kid.only_in())
    page.remove("Header", kid.header)
    return page.at("Episodes", kid.first, "CHILD")


def _record_without_header(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PrevPerm"))
    row = kid.others["PrevPerm"][0]
    row["CHILD"] = str(max(int(one["CHILD"]) for one in page.sheets["Header"].rows) + 7001)
    return page.at("PrevPerm", row, "CHILD")


def _date_of_birth_differs(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PrevPerm"))
    row = kid.others["PrevPerm"][0]
    row["DOB"] = shift(row["DOB"], -1)
    return page.at("PrevPerm", row, "DOB")


def _unaccompanied_child_without_episode(page: Page) -> Place:
    kid = page.pick(lambda kid: not kid.episodes and kid.has("OC3") and not kid.has("UASC"))
    row = page.add("UASC", CHILD=kid.number, SEX=kid.header["SEX"], DOB=kid.header["DOB"])
    return page.at("UASC", row, "CHILD")


def _unaccompanied_after_18(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("UASC"))
    row = kid.others["UASC"][0]
    row["DUC"] = written(kid.eighteenth + timedelta(days=30))
    return page.at("UASC", row, "DUC")


def _starts_this_year(kid: Kid, page: Page) -> bool:
    return day(kid.first["DECOM"]) > page.starts and not in_care_all_year(kid)


def _episode_before_birth(page: Page) -> Place:
    kid = page.pick(lambda kid: settled(kid) and kid.born > page.starts + timedelta(days=5))
    kid.first["DECOM"] = written(kid.born - timedelta(days=5))
    return page.at("Episodes", kid.first, "DECOM")


def _came_of_age(kid: Kid, page: Page) -> bool:
    soon = kid.eighteenth + timedelta(days=20)
    return bool(kid.episodes) and plain(kid.last) and kid.last["DEC"] == written(kid.eighteenth) and soon <= page.ends


def _episode_starts_at_18(page: Page) -> Place:
    kid = page.pick(lambda kid: _came_of_age(kid, page))
    start, end = (written(kid.eighteenth + timedelta(days=days)) for days in (3, 10))
    row = page.add("Episodes", **kid.last | {"DECOM": start, "RNE": "S", "DEC": end, "REC": "E8"})
    return page.at("Episodes", row, "DECOM")


def _in_care_past_18(page: Page) -> Place:
    kid = page.pick(lambda kid: _came_of_age(kid, page))
    kid.last["DEC"] = shift(kid.last["DEC"], 14)
    return page.at("Episodes", kid.last, "DEC")


def _ended_before_the_year(page: Page) -> Place:
    start, end = page.starts - timedelta(days=400), page.starts - timedelta(days=300)
    kid = page.pick(
        lambda kid: (
            settled(kid) and _starts_this_year(kid, page) and kid.age(start) >= 1 and not kid.has("PlacedAdoption")
        )
    )
    earlier = {"DECOM": written(start), "DEC": written(end), "REC": "E4A"}
    row = page.add("Episodes", **kid.first | earlier)
    return page.at("Episodes", row, "DEC")


def _episode_of_no_days(page: Page) -> Place:
    kid = page.pick(lambda kid: len(kid.episodes) > 1 and follows(*kid.episodes[-2:]) and plain(kid.episodes[-2]))
    before = kid.episodes[-2]
    row = page.add("Episodes", **before | {"DECOM": before["DEC"], "RNE": "T"})
    return page.at("Episodes", row, "DEC")


def _dob_missing(page: Page) -> Place:
    kid = page.pick(lambda kid: settled(kid) and kid.only_in())
    kid.header["DOB"] = ""
    return page.at("Header", kid.header, "DOB")


FAULTS = (
    Fault("dob-missing", _dob_missing),
    Fault("born-after-the-year", _born_after_the_year),
    Fault("sex-missing", _sex_missing),
    Fault("ethnic-group-missing", _ethnic_group_missing),
    Fault("boy-recorded-as-mother", _boy_recorded_as_mother),
    Fault("same-pupil-number", _same_pupil_number),
    Fault("child-without-episodes", _child_without_episodes),
    Fault("child-not-in-header", _child_not_in_header),
    Fault("record-without-header", _record_without_header),
    Fault("date-of-birth-differs", _date_of_birth_differs),
    Fault("unaccompanied-child-without-episode", _unaccompanied_child_without_episode),
    Fault("unaccompanied-after-18", _unaccompanied_after_18),
    Fault("episode-before-birth", _episode_before_birth),
    Fault("episode-starts-at-18", _episode_starts_at_18),
    Fault("in-care-past-18", _in_care_past_18),
    Fault("ended-before-the-year", _ended_before_the_year),
    Fault("episode-of-no-days", _episode_of_no_days),
)
