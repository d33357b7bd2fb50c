"""A statement is made from what is accepted, kept as two documents, and published only when it is whole."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import docx
import pypdf
import pytest
from django.db import IntegrityError, transaction

from suffice.core import work
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow
from suffice.publish.statement import operations, storage
from suffice.publish.statement.models import Audience, Statement
from suffice.publish.statement.queries import material, readiness, statements
from tests.rooms.projections.conftest import in_care
from tests.rooms.statement.conftest import ON, WRITTEN

EMPTY: dict[str, Any] = {"partners": "", "help": "", "children": "", "promises": (), "monitoring": ""}


def test_it_is_made_of_the_accepted_returns(statement: Statement) -> None:
    assert statement.made_at is not None
    assert statement.paper.council == "Wolverhampton"
    words = [one.words for one in statement.paper.paragraphs()]
    assert any("Wolverhampton" not in one and "children in its care" in one for one in words)
    assert statement.inputs["asked"] == {"origin": "2022-03-31", "years": 1, "audience": "public"}
    assert len(statement.inputs["returns"]) == 2
    kinds = [one.kind for one in Event.objects.filter(kind__startswith="statement.").order_by("pk")]
    assert kinds == ["statement.asked", "statement.made"]


def test_both_documents_are_kept_and_say_the_same_number(statement: Statement) -> None:
    document = docx.Document(io.BytesIO(storage.read(statement.digest, "docx")))
    reader = pypdf.PdfReader(io.BytesIO(storage.read(statement.digest, "pdf")))
    shown = 5 * round(in_care(ON) / 5)
    said = f"the council had {shown} children in its care"
    assert any(said in one.text for one in document.paragraphs)
    assert said in " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_files_of_the_returns_are_named_with_their_hashes(statement: Statement) -> None:
    (table,) = [one for one in statement.paper.blocks if getattr(one, "caption", "").startswith("The returns")]
    assert {row[1] for row in table.rows} == {"Header", "Episodes"}
    assert all(len(row[-1]) == 10 for row in table.rows)


def test_the_same_is_made_again_of_the_same(statement: Statement, analyst: Person, now: datetime) -> None:
    again = operations.ask(authority=statement.authority, origin=ON, years=1, by=analyst, at=now)
    work.run_waiting()
    again.refresh_from_db()
    assert (again.inputs_digest, again.document["blocks"]) == (statement.inputs_digest, statement.document["blocks"])


def test_it_holds_until_something_changes(statement: Statement, commissioner: Person, now: datetime) -> None:
    assert material.holds(statement)
    operations.write(authority=statement.authority, **{**EMPTY, "partners": "Health."}, by=commissioner, at=now)
    assert not material.holds(statement)


def test_for_the_council_every_number_is_in_full(accepted: Authority, analyst: Person, now: datetime) -> None:
    made = operations.ask(authority=accepted, origin=ON, years=1, audience=Audience.COUNCIL, by=analyst, at=now)
    work.run_waiting()
    made.refresh_from_db()
    words = " ".join(one.words for one in made.paper.paragraphs())
    assert f"the council had {in_care(ON)} children in its care" in words
    with pytest.raises(NotNow, match="for the council's own use"):
        operations.publish(statement=made, by=analyst, at=now)


def test_a_day_that_no_return_covers_is_refused(accepted: Authority, analyst: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="1 April 2020 to 31 March 2022"):
        operations.ask(authority=accepted, origin=date(2023, 3, 31), by=analyst, at=now)
    assert not Statement.objects.exists()


def test_without_a_return_there_is_nothing_to_state(authority: Authority, analyst: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="Bring a return and accept it first"):
        operations.ask(authority=authority, origin=ON, by=analyst, at=now)


def test_what_the_council_has_not_written_stops_it_from_being_published(
    statement: Statement, leader: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="still to be written by the council: Who the partners are here"):
        operations.publish(statement=statement, by=leader, at=now)
    statement.refresh_from_db()
    assert statement.published_at is None


def test_a_whole_statement_is_published_once(complete: Statement, leader: Person, now: datetime) -> None:
    drafted = complete.digest
    made = operations.publish(statement=complete, by=leader, at=now)
    assert (made.status, made.published_by) == ("Published", leader)
    assert made.digest != drafted
    pages = pypdf.PdfReader(io.BytesIO(storage.read(made.digest, "pdf"))).pages
    assert "Draft" not in " ".join(page.extract_text() for page in pages)
    assert Event.objects.filter(kind="statement.published", by=leader).count() == 1
    with pytest.raises(NotNow, match="published already"):
        operations.publish(statement=made, by=leader, at=now)


def test_the_council_s_words_are_in_it(complete: Statement) -> None:
    words = [one.words for one in complete.paper.paragraphs()]
    assert "Health and housing." in words
    assert "The police." in words
    assert complete.paper.to_write == ()


def test_words_are_kept_when_others_take_their_place(authority: Authority, commissioner: Person, now: datetime) -> None:
    operations.write(authority=authority, **{**EMPTY, "help": "First."}, by=commissioner, at=now)
    later = now + timedelta(minutes=1)
    operations.write(authority=authority, **{**EMPTY, "help": "Second."}, by=commissioner, at=later)
    assert statements.written(authority).help == "Second."
    told = [one.words for one in Event.objects.filter(kind="statement.worded")]
    assert len(told) == 2
    assert "help at the edge of care" in told[0]


def test_what_stands_ready_is_told_part_by_part(accepted: Authority, commissioner: Person, now: datetime) -> None:
    before = {part.title: part for part in readiness.parts(accepted)}
    assert before["How many there may be"].ready
    assert "partners" in before["What only the council can say"].words
    assert not before["What it will cost"].ready
    operations.write(
        authority=accepted,
        partners=WRITTEN.partners,
        help=WRITTEN.help,
        children=WRITTEN.children,
        promises=WRITTEN.promises,
        monitoring=WRITTEN.monitoring,
        by=commissioner,
        at=now,
    )
    assert {part.title: part for part in readiness.parts(accepted)}["What only the council can say"].ready


def test_the_database_keeps_who_published_with_when(complete: Statement, leader: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=complete.pk).update(published_by=leader)
