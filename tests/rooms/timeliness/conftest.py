"""A workbook of four children, whose figures are written out by hand, and one of three months before.

As at 31 December 2025: A's visit is a day over, B's falls due in 12 days, C's in time. D became in need on 1 December,
was never seen, has no worker and no ethnicity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.returns import operations as returns
from suffice.analyse.returns import storage
from suffice.analyse.returns.models import ParsedTable, ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.signals import say_changed
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.returns.annex_a import template
from suffice.engine.returns.annex_a.mapping import NOTHING
from suffice.engine.returns.annex_a.reading import AnnexA
from suffice.engine.returns.model import Return
from suffice.review.timeliness.models import DriftResult
from suffice.review.timeliness.queries import results
from tests.rooms.accepting import put_down_pencils

DAY, BEFORE = date(2025, 12, 31), date(2025, 9, 30)
Row = dict[str, Any]


def who(child: str, born: date, on: date, held: tuple[str, str | None]) -> Row:
    team, worker = held
    return {
        "child_unique_id": child,
        "gender": "b) Female",
        "ethnicity": "a) WBRI" if worker else None,
        "date_of_birth": born,
        "age_of_child_years": (on - born).days / 365.25,
        "does_the_child_have_a_disability": "b) No",
        "allocated_team": team,
        "allocated_worker": worker,
    }


def in_care(person: Row, visit: date, done: date) -> Row:
    return person | {
        "date_started_to_be_looked_after": date(2024, 2, 1),
        "start_date_of_most_recent_placement": date(2024, 2, 1),
        "date_of_last_social_work_visit": visit,
        "date_of_latest_statutory_review": done,
        "date_of_last_health_assessment": done,
        "date_of_last_dental_check": done,
        "childs_legal_status": "C2: FCO",
    }


def in_need(person: Row, since: date) -> Row:
    return person | {
        "cin_start_date": since,
        "primary_need_code": "N1 - Abuse or neglect",
        "case_status": "c) CIN plan",
    }


BORN = date(2012, 5, 3)
LISTS: Mapping[date, dict[str, list[Row]]] = {
    DAY: {
        "List6": [in_need(who("D", BORN, DAY, ("West", None)), date(2025, 12, 1))],
        "List8": [
            in_care(who("A", BORN, DAY, ("East", "Ann")), date(2025, 11, 18), date(2025, 10, 1)),
            in_care(who("B", BORN, DAY, ("East", "Bob")), date(2025, 12, 1), date(2025, 10, 1)),
            in_care(who("C", BORN, DAY, ("West", "Cat")), date(2025, 12, 29), date(2025, 10, 1)),
        ],
    },
    BEFORE: {
        "List8": [
            in_care(who("A", BORN, BEFORE, ("East", "Ann")), date(2025, 8, 1), date(2025, 7, 1)),
            in_care(who("B", BORN, BEFORE, ("East", "Bob")), date(2025, 9, 1), date(2025, 7, 1)),
            in_care(who("C", BORN, BEFORE, ("West", "Cat")), date(2025, 9, 1), date(2025, 7, 1)),
        ]
    },
}


def bring(on: date, *, authority: Authority, by: Person, at: datetime) -> None:
    """Bring a workbook and accept it; what follows waits to be made."""
    out = BytesIO()
    template.write(out, LISTS[on])
    file = SimpleUploadedFile(f"annex_a_{on.isoformat()}.xlsx", out.getvalue())
    upload = returns.bring(authority=authority, files=[file], by=by, at=at)
    work.run_waiting("returns.read")
    upload.refresh_from_db()
    returns.accept_all(upload=upload, by=by, at=at)


@cache
def read_once(on: date) -> Return:
    """Return the workbook of a day as it is read, once for all tests."""
    out = BytesIO()
    template.write(out, LISTS[on])
    (ret,) = AnnexA(NOTHING).read(out.getvalue(), name="annex.xlsx", folder="", sha256="", today=on).returns
    return ret


def on_the_shelf(on: date, *, authority: Authority, by: Person, at: datetime) -> None:
    """Leave a workbook as it stands once it was brought, read and accepted, without the time that this takes."""
    ret = read_once(on)
    upload = Upload.objects.create(authority=authority, by=by, at=at, state=UploadState.READ, read_at=at)
    record = ReturnRecord.objects.create(
        authority=authority,
        upload=upload,
        kind=ret.kind,
        year=ret.year,
        part=on.isoformat(),
        name="annex.xlsx",
        state=ReturnState.ACCEPTED,
        accepted_by=by,
        accepted_at=at,
    )
    for name, frame in ret.tables.items():
        if not frame.is_empty():
            kept = storage.keep_table(frame)
            ParsedTable.objects.create(record=record, table=name, rows=frame.height, sha256=kept)
    say_changed(authority=authority, by=by, at=at)


@pytest.fixture(autouse=True)
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with both workbooks accepted; drift and delay wait to be worked out."""
    with django_capture_on_commit_callbacks(execute=True):
        for on in (BEFORE, DAY):
            on_the_shelf(on, authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def made(accepted: Authority) -> Sequence[DriftResult]:
    """The results of both days, in order."""
    work.run_waiting(results.KIND)
    return results.newest(accepted)
