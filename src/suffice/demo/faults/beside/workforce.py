"""Faults in a workforce census."""

from __future__ import annotations

from lxml import etree

from suffice.demo.faults.beside.elements import Element, ElementFault, Where, cut, every, has, lacks, put

_WORKER, _PLACES = "CSWWWorker", "LALevelVacancies"


def _role(code: str) -> Where:
    return lambda worker: worker.findtext("OrgRole") == code


def _own(worker: Element) -> bool:
    return bool(worker.findtext("AgencyWorker") == "0")


def _away(worker: Element) -> bool:
    return bool(worker.findtext("Absat30Sept") == "1")


def _with_reason(worker: Element) -> Element:
    flag = worker.find("Absat30Sept")
    if flag is not None:
        reason = etree.Element("ReasonAbsence")
        reason.text = "SIC"
        flag.addnext(reason)
    return worker


_left, _here = has("RoleEndDate"), every(_own, lacks("RoleEndDate"))
_without = every(_here, _role("6"), lambda worker: not _away(worker))
_holder = every(_here, _role("5"), has("Cases30"))

FAULTS = (
    ElementFault("fte-out-of-range", _WORKER, "FTE", _without, put(FTE="1.400000")),
    ElementFault("case-fte-out-of-range", _WORKER, "FTE30", _holder, put(FTE30="1.400000")),
    ElementFault("fte-missing", _WORKER, "FTE", _without, cut("FTE")),
    ElementFault("agency-not-said", _WORKER, "AgencyWorker", _without, cut("AgencyWorker")),
    ElementFault("swe-number-missing", _WORKER, "SWENo", _without, cut("SWENo")),
    ElementFault("swe-number-odd", _WORKER, "SWENo", _without, put(SWENo="1234567")),
    ElementFault("role-missing", _WORKER, "OrgRole", _without, cut("OrgRole")),
    ElementFault("age-of-worker-odd", _WORKER, "PersonBirthDate", _without, put(PersonBirthDate="1919-05-01")),
    ElementFault("role-starts-after-the-day", _WORKER, "RoleStartDate", _without, put(RoleStartDate="2021-11-01")),
    ElementFault("leaver-without-reason", _WORKER, "ReasonLeave", _left, cut("ReasonLeave")),
    ElementFault("role-ended-outside-the-year", _WORKER, "RoleEndDate", _left, put(RoleEndDate="2020-09-10")),
    ElementFault("cases-without-fte", _WORKER, "FTE30", _holder, cut("FTE30")),
    ElementFault("case-holder-without-cases", _WORKER, "Cases30", _holder, put(Cases30="0")),
    ElementFault("cases-in-a-role-without", _WORKER, "OrgRole", _holder, put(OrgRole="6")),
    ElementFault("absent-with-cases", _WORKER, "Cases30", _holder, lambda one: _with_reason(put(Absat30Sept="1")(one))),
    ElementFault("absence-without-reason", _WORKER, "ReasonAbsence", _away, cut("ReasonAbsence")),
    ElementFault("reason-without-absence", _WORKER, "Absat30Sept", _away, put(Absat30Sept="0")),
    ElementFault("absence-reason-unknown", _WORKER, "ReasonAbsence", _away, put(ReasonAbsence="GOLF")),
    ElementFault("days-lost-beyond-the-year", _WORKER, "WorkingDaysLost", _without, put(WorkingDaysLost="300.00")),
    ElementFault("cover-headcount-too-small", _PLACES, "NoAgencyHeadcount", has("NoAgencyHeadcount"),
                 put(NoAgencyHeadcount="3")),
)  # fmt: skip
