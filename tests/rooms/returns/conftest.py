"""A small valid return, and the ways to bring it: through the operations, or through the page as a browser does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import ReturnRecord, Upload
from suffice.core import work
from suffice.core.models import Authority, Person

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def episodes(year: int, *children: str) -> str:
    """Each child in care from 1 May of the collection year, placed with the council's own carers, still there."""
    rows = (f"{one},01/05/{year - 1},S,C1,N1,U6,PR1,,,,WV1 1AA,WV2 2BB,\n" for one in children)
    return EPISODES + "".join(rows)


def header(*children: str) -> str:
    return HEADER + "".join(f"{one},1,03/02/2012,WBRI,,,\n" for one in children)


def a_return(year: int, *children: str) -> dict[str, str]:
    """The two tables that a return needs, by file name."""
    wanted = children or ("A1", "A2")
    return {"episodes.csv": episodes(year, *wanted), "header.csv": header(*wanted)}


def as_files(texts: Mapping[str, str | bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in texts.items()]


def zipped(texts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def bring(authority: Authority, analyst: Person, now: datetime) -> Callable[..., Upload]:
    """Bring files by name and text, as the analyst, and let them be read."""

    def brought(texts: Mapping[str, str | bytes], **given: Any) -> Upload:
        upload = operations.bring(
            authority=given.get("authority", authority),
            files=as_files(texts),
            by=given.get("by", analyst),
            at=given.get("at", now),
        )
        work.run_waiting("returns.read")
        upload.refresh_from_db()
        return upload

    return brought


@pytest.fixture
def checked(bring: Callable[..., Upload]) -> ReturnRecord:
    """A return of 2022 that waits for a decision."""
    return bring(a_return(2022)).returns.get()


@pytest.fixture
def accepted(checked: ReturnRecord, analyst: Person, now: datetime) -> ReturnRecord:
    return operations.accept(record=checked, by=analyst, at=now)


@pytest.fixture
def send(analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]) -> Callable[..., Any]:
    """Send files to the page as the analyst's browser does, and let them be read; return the upload's page."""

    def sent(*files: SimpleUploadedFile) -> Any:
        client = signed_in(analyst)
        answer = client.post(f"/{authority.code}/returns/bring/", {"chosen": list(files), "whole": "yes"}, follow=True)
        assert answer.status_code < 500
        work.run_waiting("returns.read")
        upload = Upload.objects.order_by("-pk").first()
        return answer if upload is None else client.get(f"/{authority.code}/returns/uploads/{upload.pk}/")

    return sent
