"""Two small workforce censuses and a file of monthly figures, whose figures are written out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.episodes import assemble
from suffice.engine.measures import scene_of
from suffice.engine.returns.reading import read
from suffice.review.workforce.figures import Workforce
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results
from suffice.review.workforce.working import work_out
from tests.rooms.accepting import put_down_pencils

_ROLE = "<OrgRole>5</OrgRole>"


def worker(number: int, *, cases: int = 0, agency: int = 0, began: str = "2015-04-01", more: str = "") -> str:
    """One full-time case holder; `more` holds further elements."""
    held = f"<FTE30>1</FTE30><Cases30>{cases}</Cases30>" if cases else ""
    return (
        f"<CSWWWorker><AgencyWorker>{agency}</AgencyWorker><SWENo>ZZ{number:010}</SWENo><FTE>1</FTE>{_ROLE}"
        f"<RoleStartDate>{began}</RoleStartDate>{held}{more}</CSWWWorker>"
    )


def census(year: int, workers: Sequence[str], *, vacant: int, covered: int) -> bytes:
    """A census of Wolverhampton with these workers."""
    return (
        "<?xml version='1.0' encoding='utf-8'?><Message><Header><CollectionDetails><Collection>CSWW</Collection>"
        f"<Year>{year}</Year><ReferenceDate>{year}-09-30</ReferenceDate></CollectionDetails>"
        "<Source><LEA>336</LEA></Source></Header>"
        f"<LALevelVacancies><NumberOfVacancies>{vacant}</NumberOfVacancies><NoAgencyFTE>{covered}</NoAgencyFTE>"
        f"<NoAgencyHeadcount>{covered}</NoAgencyHeadcount></LALevelVacancies>{''.join(workers)}</Message>"
    ).encode()


_LEFT = "<RoleEndDate>2021-06-30</RoleEndDate><LeaverDestination>1</LeaverDestination><ReasonLeave>{}</ReasonLeave>"
# 2020: four of the council's own hold 10 cases each and three posts of seven are vacant.
OF_2020 = census(2020, [worker(at, cases=10) for at in range(1, 5)], vacant=3, covered=0)
# 2021: eight own workers in team East hold 12 cases each and two agency workers in team West 20 each. Six left: five
# resigned and one was dismissed. Two posts of ten are vacant, one of them covered. One was ill for 30 days.
OF_2021 = census(
    2021,
    [
        worker(1, cases=12, more="<WorkingDaysLost>30</WorkingDaysLost><Team>East</Team>"),
        *(worker(at, cases=12, more="<Team>East</Team>") for at in range(2, 9)),
        *(worker(at, cases=20, agency=1, more="<Team>West</Team>") for at in (9, 10)),
        *(worker(at, more=_LEFT.format(1)) for at in range(11, 16)),
        worker(16, more=_LEFT.format(4)),
    ],
    vacant=2,
    covered=1,
)
MONTHS = """measure,month,number,numerator,denominator,service,team,source
trained_restorative,2021-08,,100,160,,,Learning system
trained_restorative,2021-09,,120,160,,,Learning system
supervision_in_time,2021-09,,30,40,,East,Supervision log
"""
# Two questions to staff are about supervision; one of them has fewer than five answers.
ANSWERS = """survey,date,group,question,scale,answer,count
Working here,2021-06-30,staff,My supervision is held,frequency,Often,30
Working here,2021-06-30,staff,My supervision is held,frequency,Rarely,10
Working here,2021-06-30,staff,My supervision is held,frequency,Don't know,9
Working here,2021-06-30,staff,Supervision helps me,agreement,Agree,4
Working here,2021-06-30,staff,My caseload is fair,agreement,Agree,50
Your voice,2021-06-30,parents,Supervision of contact was kind,agreement,Agree,50
"""


@pytest.fixture(autouse=True)
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Workforce:
    """The workforce of both censuses and the monthly figures, without a house."""
    folder = tmp_path_factory.mktemp("workforce")
    for name, data in (("a.xml", OF_2020), ("b.xml", OF_2021), ("c.csv", MONTHS.encode()), ("d.csv", ANSWERS.encode())):
        (folder / name).write_bytes(data)
    returns_ = read([folder], today=date(2026, 1, 15)).usable
    return work_out(returns_, lambda on: scene_of(assemble([]), on, authority="336", returns=returns_))


@pytest.fixture
def bring(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Callable[..., None]:
    """Bring files and accept what they hold, as the analyst does."""

    def bring(**files: bytes) -> None:
        named = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
        with django_capture_on_commit_callbacks(execute=True):
            upload = returns.bring(authority=authority, files=named, by=analyst, at=now)
            work.run_waiting("returns.read")
            upload.refresh_from_db()
            returns.accept_all(upload=upload, by=analyst, at=now)

    return bring


@pytest.fixture
def made(authority: Authority, bring: Callable[..., None]) -> WorkforceResult:
    """The figures made of both censuses and the monthly figures."""
    bring(a_xml=OF_2020, b_xml=OF_2021, c_csv=MONTHS.encode(), d_csv=ANSWERS.encode())
    work.run_waiting(results.KIND)
    return WorkforceResult.objects.get(authority=authority)
