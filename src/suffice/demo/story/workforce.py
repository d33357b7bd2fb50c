"""The workforce census of the story, as at 30 September of each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from pathlib import Path

from suffice.demo.story.staff import Worker, figures
from suffice.demo.story.xml import Element, content, header, message, under

_NOBODYS = "A university that does not exist"
_NEW = timedelta(days=400)
_STATUS = {"1": "4", "2": "4", "3": "3"}
_FRONTLINE, _IN_FIRST_YEAR = "2", "1"


def name_of(year: int) -> str:
    """Return what the census of a year is called."""
    return f"csww_{year}.xml"


def document(staff: Sequence[Worker], year: int) -> Element:
    """Return the workforce census of a year as one XML document."""
    told, root = figures()[year], message()
    header(root, "CSWW", told["day"], made=told["day"] + timedelta(days=60))
    vacancies = under(root, "LALevelVacancies")
    under(vacancies, "NumberOfVacancies", f"{told['vacancies']:.2f}")
    under(vacancies, "NoAgencyFTE", f"{told['covered']:.2f}")
    under(vacancies, "NoAgencyHeadcount", str(ceil(told["covered"])))
    for worker in staff:
        element = under(root, "CSWWWorker")
        for name, value in (*_told(worker, told["day"]), *_place(worker)):
            under(element, name, value)
    return root


def _place(worker: Worker) -> Iterator[tuple[str, str]]:
    """Yield elements that are no part of the national census: where the worker works."""
    yield "Team", worker.team
    if worker.locality:
        yield "Locality", worker.locality


def _told(worker: Worker, day: date) -> Iterator[tuple[str, str]]:
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
    yield from _at_work(worker, day)


def _at_work(worker: Worker, day: date) -> Iterator[tuple[str, str]]:
    if worker.cases:
        yield "FTE30", f"{Decimal(worker.fte):.6f}"
        yield "Cases30", str(worker.cases)
    if worker.agency:
        yield "ContractWeeks", f"{(day - worker.began).days / 7:.1f}"
        return
    yield "WorkingDaysLost", f"{worker.days_lost:.2f}"
    yield "FrontlineGrad", "1" if worker.number % 29 == 0 else "0"
    yield "Absat30Sept", "1" if worker.away else "0"
    if worker.away:
        yield "ReasonAbsence", worker.away
    new = worker.began > day - _NEW and worker.role == "5"
    yield "CFKSSstatus", _IN_FIRST_YEAR if new else _STATUS.get(worker.role, _FRONTLINE)


def write_workforce(staff: Mapping[int, Sequence[Worker]], folder: Path) -> list[Path]:
    """Write the census of each year into `folder` and return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for year, workers in staff.items():
        path = folder / name_of(year)
        path.write_bytes(content(document(workers, year)))
        written.append(path)
    return written
