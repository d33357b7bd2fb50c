"""Rows about single children are kept as long as the authority says, and not a day longer; what went is an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import Original, ReturnRecord, Upload
from suffice.analyse.returns.queries import history
from suffice.core.models import Authority, AuthoritySettings, Event, Person
from suffice.core.policies import NotNow
from tests.rooms.returns.conftest import a_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Any) -> Callable[[], set[str]]:
    """The names of all files that are kept."""

    def names() -> set[str]:
        folder = Path(settings.DATA) / "files"
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    return names


@pytest.fixture
def clear(
    authority: Authority, administrator: Person, django_capture_on_commit_callbacks: Any
) -> Callable[[datetime], int]:
    def cleared(at: datetime) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return operations.clear_child_rows(authority=authority, by=administrator, at=at)

    return cleared


def years_later(now: datetime, years: int) -> datetime:
    return now.replace(year=now.year + years)


def test_nothing_is_cleared_before_its_time(
    accepted: ReturnRecord, clear: Callable[[datetime], int], kept: Callable[[], set[str]], now: datetime
) -> None:
    before = kept()
    assert clear(years_later(now, 10)) == 0
    assert kept() == before
    assert not Event.objects.filter(kind="returns.cleared").exists()


def test_after_its_time_every_row_and_file_goes_and_the_counts_stay(
    accepted: ReturnRecord, clear: Callable[[datetime], int], kept: Callable[[], set[str]], now: datetime
) -> None:
    assert kept()
    history.accepted_history(accepted.authority)
    assert clear(years_later(now, 11)) == 1
    assert kept() == set()
    assert history.accepted_history(accepted.authority).episodes.is_empty()
    accepted.refresh_from_db()
    assert (accepted.state, accepted.episodes, accepted.upload.children) == ("accepted", 2, 2)
    event = Event.objects.get(kind="returns.cleared")
    assert event.words == "Cleared the child-level rows and original files of 1 upload brought before 15 January 2027."
    assert event.data["ids"] == [accepted.upload_id]
    assert clear(years_later(now, 11)) == 0


def test_how_long_is_the_authoritys_own_setting(
    accepted: ReturnRecord, clear: Callable[[datetime], int], now: datetime
) -> None:
    AuthoritySettings.objects.filter(authority=accepted.authority).update(rows_kept_years=2)
    assert clear(years_later(now, 2)) == 0
    assert clear(years_later(now, 3)) == 1


def test_the_same_bytes_stay_while_a_later_upload_needs_them(
    accepted: ReturnRecord, bring: Callable[..., Upload], clear: Callable[[datetime], int], now: datetime
) -> None:
    later = bring(a_return(2022), at=years_later(now, 5))
    assert clear(years_later(now, 11)) == 1
    tables = {one.table: one.rows for one in later.returns.get().tables.all()}
    operations.accept(record=later.returns.get(), by=later.by, at=years_later(now, 11))
    assert history.accepted_history(later.authority).episodes.height == tables["Episodes"]


def test_a_kept_file_that_is_lost_is_said_in_a_sentence(
    checked: ReturnRecord,
    kept: Callable[[], set[str]],
    signed_in: Callable[[Person], Client],
    settings: Any,
    now: datetime,
) -> None:
    analyst = checked.upload.by
    operations.accept(record=checked, by=analyst, at=now)
    for name in kept():
        (Path(settings.DATA) / "files" / name).unlink()
    page = signed_in(analyst).get(f"/{checked.authority.code}/returns/repairs/")
    assert page.status_code == 409
    assert "put back from a backup" in page.content.decode()


def test_what_was_cleared_cannot_be_accepted_seen_or_downloaded(
    checked: ReturnRecord, clear: Callable[[datetime], int], signed_in: Callable[[Person], Client], now: datetime
) -> None:
    authority, analyst = checked.authority, checked.upload.by
    clear(years_later(now, 11))
    checked.refresh_from_db()
    with pytest.raises(NotNow, match="have been cleared"):
        operations.accept(record=checked, by=analyst, at=years_later(now, 11))
    client, here = signed_in(analyst), f"/{authority.code}/returns/uploads/{checked.upload_id}"
    page = client.get(f"{here}/").content.decode()
    assert "were cleared on 15 January 2037" in page
    original = Original.objects.first()
    assert original is not None
    for address in (f"{here}/set-aside/", f"{here}/originals/{original.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 409
        assert "bring the files again" in answer.content.decode()


def test_another_authoritys_rows_are_left_alone(
    bring: Callable[..., Upload],
    elsewhere: Authority,
    clear: Callable[[datetime], int],
    stranger: Person,
    now: datetime,
) -> None:
    bring(a_return(2022))
    theirs = bring(a_return(2021, "D1"), authority=elsewhere, by=stranger)
    assert clear(years_later(now, 11)) == 1
    theirs.refresh_from_db()
    assert theirs.cleared_at is None
    operations.accept_all(upload=theirs, by=stranger, at=now)
    assert history.accepted_history(elsewhere).episodes.height == 1


def test_the_command_clears_for_every_authority(
    bring: Callable[..., Upload], authority: Authority, elsewhere: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    long_ago = timezone.now().replace(year=timezone.now().year - 20, day=1)
    upload = bring(a_return(2005), at=long_ago)
    call_command("clear_old_rows")
    upload.refresh_from_db()
    assert upload.cleared_at is not None
    assert Event.objects.get(kind="returns.cleared").by is None
    assert capsys.readouterr().out == "Dudley: 0 uploads cleared.\nWolverhampton: 1 upload cleared.\n"


def test_the_administrator_clears_on_the_page_and_is_told(
    accepted: ReturnRecord, administrator: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    page = client.post(f"/{authority.code}/returns/clear/", follow=True).content.decode()
    assert "Nothing has been kept longer than its time." in page
    Upload.objects.update(at=timezone.now().replace(year=2000, day=1))
    page = client.post(f"/{authority.code}/returns/clear/", follow=True).content.decode()
    assert "The child-level rows and originals of 1 upload were cleared." in page
