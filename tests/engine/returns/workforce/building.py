"""Small workforce censuses as XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from suffice.engine.returns.model import Opened
from suffice.engine.returns.workforce.reading import read

TODAY = date(2023, 6, 30)
WORKER = {
    "AgencyWorker": "0",
    "SWENo": "SW1000000001",
    "FTE": "1",
    "PersonBirthDate": "1985-02-11",
    "GenderCurrent": "2",
    "Ethnicity": "WBRI",
    "QualInst": "Example University",
    "QualLevel": "2",
    "StepUpGrad": "0",
    "OrgRole": "5",
    "RoleStartDate": "2018-09-03",
    "StartOrigin": "1",
    "FTE30": "1",
    "Cases30": "16",
    "WorkingDaysLost": "4.5",
    "FrontlineGrad": "0",
    "Absat30Sept": "0",
    "CFKSSstatus": "2",
}
"""A worker about whom there is nothing to say."""
VACANCIES = {"NumberOfVacancies": "2.5", "NoAgencyFTE": "0", "NoAgencyHeadcount": "0"}
HEADER = {"Collection": "CSWW", "Year": "2022", "ReferenceDate": "2022-09-30", "LEA": "301"}

Said = Mapping[str, str | None]


def worker(number: int = 1, **said: str | None) -> dict[str, str | None]:
    """Return a worker of that number; what is None is left out."""
    return {**WORKER, "SWENo": f"SW{1_000_000_000 + number}", **said}


def agency(number: int = 90, **said: str | None) -> dict[str, str | None]:
    """Return an agency worker about whom there is nothing to say."""
    return worker(number, **{"AgencyWorker": "1", "WorkingDaysLost": None, **said})


def elements(said: Said) -> str:
    """Return each value as an element."""
    return "".join(f"<{name}>{text}</{name}>\n" for name, text in said.items() if text is not None)


def census(*workers: Said, vacancies: Sequence[Said] = (VACANCIES,), header: Said = HEADER) -> bytes:
    """Return a census of these workers."""
    modules = [*(("LALevelVacancies", one) for one in vacancies), *(("CSWWWorker", one) for one in workers)]
    body = "".join(f"<{name}>\n{elements(said)}</{name}>\n" for name, said in modules)
    return f"<Message>\n<Header>\n{elements(header)}</Header>\n{body}</Message>\n".encode()


def opened(*workers: Said, vacancies: Sequence[Said] = (VACANCIES,), header: Said = HEADER) -> Opened:
    """Return what reading makes of such a census."""
    data = census(*workers, vacancies=vacancies, header=header)
    return read(data, name="csww.xml", folder="", sha256="", today=TODAY)


def codes(census: Opened) -> list[str]:
    """Return the code of every flag, in order."""
    return sorted(census.flags["code"])
