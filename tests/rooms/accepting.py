"""Small returns, brought and accepted as the analyst does, for the rooms that make figures of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.returns import operations
from suffice.core import charts, work
from suffice.core.models import Authority, Person

_HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
_EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"

Episode = tuple[str, str, str, str]
"""Child, DECOM, DEC (or nothing) and placement; the rest is the same for every child."""


def a_year(children: Mapping[str, str], episodes: Sequence[Episode]) -> dict[str, str]:
    """The tables of one year: children by reference with their date of birth, and their episodes."""
    header = [f"{child},1,{born},WBRI,,," for child, born in children.items()]
    rows = [
        f"{child},{decom},S,C2,N1,{place},PR1,{dec},{'E13' if dec else ''},,WV1 1AA,WV2 2BB,"
        for child, decom, dec, place in episodes
    ]
    return {"header.csv": "\n".join([_HEADER, *header]) + "\n", "episodes.csv": "\n".join([_EPISODES, *rows]) + "\n"}


def accept(years: Mapping[int, Mapping[str, str]], *, authority: Authority, by: Person, at: datetime) -> None:
    """Bring the years as one zip, and accept them all."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for year, tables in years.items():
            for name, text in tables.items():
                archive.writestr(f"{year}/{name}", text)
    files = [SimpleUploadedFile("years.zip", out.getvalue())]
    upload = operations.bring(authority=authority, files=files, by=by, at=at)
    work.run_waiting()
    upload.refresh_from_db()
    operations.accept_all(upload=upload, by=by, at=at)


def put_down_pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have charts asked for but not drawn, which takes longer than all the rest; tests of their own draw each."""
    monkeypatch.setattr(charts, "_themed", lambda make, width: {"width": width})
    monkeypatch.setattr(charts, "svg_of", lambda spec: f"<svg><!-- {len(spec)} --></svg>")
