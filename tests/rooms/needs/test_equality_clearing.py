"""Figures by group rest on returns of several kinds: what one of them no longer tells, another may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.needs.equality.queries import results
from suffice.analyse.needs.models import EqualityResult
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import Upload
from suffice.core import work
from suffice.core.models import Authority, Person
from tests.rooms.accepting import a_year, accept
from tests.rooms.returns.beside import CENSUS


def test_once_the_903_alone_is_cleared_a_census_has_the_figures_made_again(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    year = a_year({"A1": "03/02/2012"}, [("A1", "01/05/2021", "", "U6")])
    with django_capture_on_commit_callbacks(execute=True):
        accept({2022: year}, authority=authority, by=analyst, at=now)
    work.run_waiting(results.KIND)
    made = EqualityResult.objects.get(authority=authority)
    Upload.objects.update(cleared_at=now)
    assert results.holds(made), "nothing could be made again"
    (name, text), *_ = CENSUS.items()
    files = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)]
    with django_capture_on_commit_callbacks(execute=True):
        upload = returns.bring(authority=authority, files=files, by=analyst, at=now)
        work.run_waiting("returns.read")
        upload.refresh_from_db()
        returns.accept_all(upload=upload, by=analyst, at=now)
    assert not results.holds(made)
