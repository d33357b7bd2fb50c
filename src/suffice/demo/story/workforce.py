"""The workforce census of the story, as at 30 September 2021."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from suffice.demo.story.staff import Worker, figures
from suffice.demo.story.xml import Element, content, header, message, under

NAME = "csww_2021.xml"
_NOBODYS = "A university that does not exist"
_NEW = timedelta(days=400)
_STATUS = {"1": "4", "2": "4", "3": "3"}
_FRONTLINE, _IN_FIRST_YEAR = "2", "1"


def document(staff: Sequence[Worker]) -> Element:
    """Return the workforce census as one XML document."""
    told, root = figures(), message()
    header(root, "CSWW", told["day"], made=told["day"] + timedelta(days=60))
    vacancies = under(root, "LALevelVacancies")
    agency = [one for one in staff if one.agency]
    under(vacancies, "NumberOfVacancies", f"{told['vacancies']:.2f}")
    under(vacancies, "NoAgencyFTE", f"{sum(Decimal(one.fte) for one in agency):.2f}")
    under(vacancies, "NoAgencyHeadcount", str(len(agency)))
    for worker in staff:
        element = under(root, "CSWWWorker")
        for name, value in _told(worker):
            under(element, name, value)
    return root


def _told(worker: Worker) -> Iterator[tuple[str, str]]:
    yield "AgencyWorker", "1" if worker.agency else "0"
    yield "SWENo", f"ZZ{worker.number:010d}"
    yield "FTE", f"{Decimal(worker.fte):.6f}"
    yield "PersonBirthDate", worker.born.isoformat()
    yield "GenderCurrent", worker.sex
    yield "Ethnicity", worker.ethnic
    yield "QualInst", _NOBODYS
    if not worker.agency:
        yield "QualLevel", "12"[worker.number % 2]
        yield "StepUpGrad", "1" if worker.number % 17 == 0 else "0"
    yield "OrgRole", worker.role
    yield "RoleStartDate", worker.began.isoformat()
    if not worker.agency:
        yield "StartOrigin", "12467"[worker.number % 5]
    if worker.left:
        yield "RoleEndDate", worker.left.isoformat()
        yield "LeaverDestination", "1361"[worker.number % 4]
        yield "ReasonLeave", "11158"[worker.number % 5]
        return
    yield from _at_work(worker)


def _at_work(worker: Worker) -> Iterator[tuple[str, str]]:
    if worker.cases:
        yield "FTE30", f"{Decimal(worker.case_fte):.6f}"
        yield "Cases30", str(worker.cases)
    if worker.agency:
        yield "ContractWeeks", f"{(figures()['day'] - worker.began).days / 7:.1f}"
        return
    yield "WorkingDaysLost", f"{worker.days_lost:.2f}"
    yield "FrontlineGrad", "1" if worker.number % 29 == 0 else "0"
    yield "Absat30Sept", "1" if worker.away else "0"
    if worker.away:
        yield "ReasonAbsence", worker.away
    new = worker.began > figures()["day"] - _NEW and worker.role == "5"
    yield "CFKSSstatus", _IN_FIRST_YEAR if new else _STATUS.get(worker.role, _FRONTLINE)


def write_workforce(staff: Sequence[Worker], folder: Path) -> Path:
    """Write the census into `folder` and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_bytes(content(document(staff)))
    return path
