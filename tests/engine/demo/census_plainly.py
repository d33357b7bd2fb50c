"""Counts from CIN census files, made with the standard library alone and in the plainest way."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from suffice.engine.calendar import bank_holidays

CLOSED = np.array(bank_holidays(), dtype="datetime64[D]")


def when(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def working_days(first: date, last: date) -> int:
    one = np.timedelta64(1, "D")
    return int(np.busday_count(np.datetime64(first) + one, np.datetime64(last) + one, holidays=CLOSED))


@dataclass(frozen=True)
class Counted:
    """What one census holds of its own year."""

    referrals: int
    no_action: int
    not_in_need: int
    in_need: int
    waiting: int
    assessments: tuple[int, ...]
    enquiries: int
    conferences: tuple[int, ...]
    plans_started: int
    plans_again: int
    plans: int
    factors: Counter[str]


def band(days: int, ends: Sequence[int]) -> int:
    return next((at for at, end in enumerate(ends) if days <= end), len(ends))


def tally(days: list[int], ends: Sequence[int]) -> tuple[int, ...]:
    found = Counter(band(one, ends) for one in days)
    return tuple(found[at] for at in range(len(ends) + 1))


def count(root: ElementTree.Element) -> Counted:
    last = when(root.findtext(".//ReferenceDate"))
    assert last is not None
    first = last.replace(year=last.year - 1, month=4, day=1)
    all_details = root.findall(".//CINdetails")
    referred = [one for one in all_details if first <= (when(one.findtext("CINreferralDate")) or last) <= last]
    told = [one for one in referred if one.findtext("ReferralNFA") == "0"]
    standing = [one for one in all_details if one.findtext("ReferralNFA") == "0" and one.find("CINclosureDate") is None]
    enquiries = [(when(one.findtext("S47ActualStartDate")), when(one.findtext("DateOfInitialCPC"))) for one in
                 root.findall(".//Section47")]  # fmt: skip
    lengths = [
        working_days(start, held) for start, held in enquiries if start and held is not None and first <= held <= last
    ]
    plans = root.findall(".//ChildProtectionPlans")
    started = [one for one in plans if first <= (when(one.findtext("CPPstartDate")) or date.min) <= last]
    done = [
        (start, end)
        for one in root.findall(".//Assessments")
        if (start := when(one.findtext("AssessmentActualStartDate")))
        and (end := when(one.findtext("AssessmentAuthorisationDate")))
    ]
    factors: Counter[str] = Counter()
    for details in all_details:
        factors.update({one.text or "" for one in details.iter("AssessmentFactors")})
    return Counted(
        referrals=len(referred),
        no_action=len(referred) - len(told),
        not_in_need=sum(one.findtext("ReasonForClosure") in {"RC8", "RC9"} for one in told),
        in_need=len(standing),
        waiting=sum(_waits(one) for one in standing),
        assessments=tally([working_days(*one) for one in done], (0, 10, 20, 30, 40, 45, 50, 60)),
        enquiries=sum(start is not None and first <= start <= last for start, _ in enquiries),
        conferences=tally(lengths, (10, 15, 20)),
        plans_started=len(started),
        plans_again=sum(int(one.findtext("NumberOfPreviousCPP") or 0) > 0 for one in started),
        plans=sum(one.find("CPPendDate") is None for one in plans),
        factors=factors,
    )


def _waits(details: ElementTree.Element) -> bool:
    found = details.findall("Assessments")
    return len(found) == 1 and found[0].find("AssessmentAuthorisationDate") is None


def referrals(roots: Iterable[ElementTree.Element]) -> dict[str, set[date]]:
    """Return the days on which each child was referred, from all censuses together."""
    days: dict[str, set[date]] = {}
    for root in roots:
        for child in root.iter("Child"):
            number = child.findtext("ChildIdentifiers/LAchildID") or ""
            told = {when(one.text) for one in child.iter("CINreferralDate")}
            days.setdefault(number, set()).update(day for day in told if day)
    return days


def identities(root: ElementTree.Element) -> Iterator[tuple[str, dict[str, str]]]:
    for child in root.iter("Child"):
        known = {one.tag: one.text or "" for one in child.find("ChildIdentifiers") or ()}
        yield known["LAchildID"], known | {"Ethnicity": child.findtext("ChildCharacteristics/Ethnicity") or ""}


def headers(folder: Path, year: int) -> dict[str, dict[str, str]]:
    with (folder / str(year) / "header.csv").open(encoding="utf-8", newline="") as file:
        return {row["CHILD"]: row for row in csv.DictReader(file)}
