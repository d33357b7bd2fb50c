"""A report is made of the figures as they stand, frozen, as Word, PDF and workbook; signed once; sent once signed."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from django.db import IntegrityError, transaction

from suffice.core.models import Event, Person
from suffice.core.papers import keeping
from suffice.core.papers.model import Picture, Table
from suffice.core.policies import NotNow
from suffice.review.performance.models import Commentary, MeasureFigures, MeasuresResult, Target
from suffice.review.reports import operations
from suffice.review.reports.models import Edition, ReportSet, Status
from suffice.review.reports.operations.making import FOLDER
from tests.rooms.conftest import NOW
from tests.rooms.reports.conftest import DUE, ON, made

_SAID = "104.6 in every 10,000 children on 31 March 2022, 638 of 61,000."


def _file(edition: Edition, kind: str) -> io.BytesIO:
    return io.BytesIO(keeping.read(FOLDER, edition.digest, kind))


def _words(edition: Edition) -> str:
    return " ".join(one.words for one in edition.paper.paragraphs())


def _pdf_words(edition: Edition) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(_file(edition, "pdf")).pages).split())


def test_the_paper_tells_each_indicator_with_sentence_picture_and_table(edition: Edition) -> None:
    blocks = edition.paper.blocks
    assert _SAID in _words(edition)
    tables = {one.caption: one for one in blocks if isinstance(one, Table)}
    rows = tables["Children in care per 10,000 children: day by day"].rows
    assert [row[0] for row in rows][:2] == ["31 March 2022", "31 December 2021"]
    assert rows[0][1:3] == ("104.6", "638 of 61,000")
    assert len([one for one in blocks if isinstance(one, Picture)]) == 3
    glance = next(one for caption, one in tables.items() if caption.startswith("Every indicator"))
    assert [row[0] for row in glance.rows][-1] == "A1: days from coming into care to moving in with adopters"
    assert glance.rows[-1][1] == "not told"


def test_word_pdf_and_workbook_say_the_same(edition: Edition) -> None:
    document = docx.Document(_file(edition, "docx"))
    told = [one.text for one in document.paragraphs]
    assert any(one.startswith(_SAID) for one in told)
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:3] == ["At a glance", "Children in care", "Children in care per 10,000 children"]
    assert headings[-2:] == ["How small numbers are protected", "Where the figures come from"]
    assert [cell.text for cell in document.tables[1].rows[1].cells][:3] == ["31 March 2022", "104.6", "638 of 61,000"]
    assert _SAID in _pdf_words(edition)
    book = openpyxl.load_workbook(_file(edition, "xlsx"))
    assert book.sheetnames == ["About", "At a glance", "Figures", "What cannot be told", "Sources"]
    figures = list(book["Figures"].iter_rows(min_row=2, values_only=True))
    last = next(row for row in figures if row[1] == "cla_rate" and row[3] == datetime(2022, 3, 31))
    assert last[4:7] == (pytest.approx(638 / 6.1, abs=0.001), 638, 61_000)


def test_the_pdf_can_be_read_by_assistive_technology(edition: Edition) -> None:
    reader = pypdf.PdfReader(_file(edition, "pdf"))
    root: Any = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "Children's services performance, Wolverhampton"
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/Table", "/TH", "/H1", "/Figure"} <= kinds


def _kinds(node: Any) -> set[str]:
    node = node.get_object()
    found = {str(node["/S"])} if "/S" in node else set()
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        held = child.get_object()
        if hasattr(held, "get"):
            found |= _kinds(held)
    return found


def test_no_small_group_is_in_any_of_the_three(edition: Edition) -> None:
    """Three children of 638 seek asylum; two are deprived of liberty in the last month, twelve in others."""
    assert "So few children are counted on 31 March 2022 that the figure is not shown." in _words(edition)
    rows = list(openpyxl.load_workbook(_file(edition, "xlsx"))["Figures"].iter_rows(min_row=2, values_only=True))
    asylum = [row for row in rows if row[1] == "uasc_share"]
    assert {row[4] for row in asylum} == {"c"}
    assert {row[5] for row in asylum} == {None}
    assert {row[4] for row in rows if row[1] == "dols"} == {"c", 12}
    assert "0.5%" not in _pdf_words(edition)


def test_rounded_figures_and_their_intervals_are_of_rounded_counts(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    told = made(report_set, "round", analyst, now)
    assert "104.9 in every 10,000 children on 31 March 2022, 640 of 61,000." in _words(told)
    assert "rounded to the nearest 5" in _words(told)
    assert "638" not in _pdf_words(told)


def test_the_council_reads_every_number(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    told = made(report_set, "full", analyst, now)
    assert "0.5% on 31 March 2022, 3 of 638." in _words(told)
    assert "in full, for the council's own use only" in _words(told)


def test_the_rule_is_kept_with_the_edition_and_its_events(edition: Edition) -> None:
    assert edition.protection == "suppress"
    assert "Groups of 1 to 4 children are not shown" in _words(edition)
    events = list(Event.objects.filter(kind__in=["reports.asked", "reports.made"]).order_by("pk"))
    assert all("groups under five not shown" in one.words for one in events)
    assert [one.kind for one in events] == ["reports.asked", "reports.made"]


def test_targets_and_signed_commentary_stand_in_it(
    measures: MeasuresResult, report_set: ReportSet, practice_lead: Person, leader: Person, now: datetime
) -> None:
    code, authority = "lac_reviews_held_on_time", report_set.authority
    Target.objects.create(authority=authority, code=code, first_day=date(2021, 4, 1), value=95, why="Plan.", set_at=now)
    common = {"authority": authority, "code": code, "on": ON, "written_by": practice_lead, "written_at": now}
    Commentary.objects.create(words="Nobody signed this.", **common)
    Commentary.objects.create(words="Two officers were away.", signed_by=leader, signed_at=now, **common)
    told = made(report_set, "suppress", leader, now)
    words = _words(told)
    assert "The target of 95.0% is missed, but by no more than chance could do." in words
    assert "Two officers were away." in words
    assert "Written by Practice lead, signed off by Leader on 15 January 2026." in words
    assert "Nobody signed this." not in words


def test_figures_after_the_day_are_not_in_it(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    from suffice.core import work

    asked = operations.ask(report_set=report_set, on=date(2021, 3, 31), protection="full", by=analyst, at=now)
    work.run_waiting("reports.make")
    asked.refresh_from_db()
    assert "on 31 March 2021, 614 of 61,000" in _words(asked)
    assert "2022" not in " ".join(row[0] for one in asked.paper.blocks if isinstance(one, Table) for row in one.rows)


def test_it_stays_as_it_was_when_the_measures_change(edition: Edition, measures: MeasuresResult) -> None:
    before = edition.document
    MeasureFigures.objects.all().delete()
    edition.refresh_from_db()
    assert edition.document == before
    assert edition.inputs["measures"] == {"returns": ["by hand"]}


def test_a_draft_says_draft_until_a_leader_signs(edition: Edition, leader: Person, now: datetime) -> None:
    assert "Draft" in _pdf_words(edition)
    signed = operations.sign(edition=edition, by=leader, at=now)
    assert signed.status is Status.SIGNED
    assert "Draft" not in _pdf_words(signed)
    about = openpyxl.load_workbook(_file(signed, "xlsx"))["About"]
    assert ("Status", "Final") in list(about.iter_rows(values_only=True))
    assert docx.Document(_file(signed, "docx")).core_properties.content_status == "Final"
    with pytest.raises(NotNow, match="signed off already"):
        operations.sign(edition=edition, by=leader, at=now)


def test_only_what_is_signed_is_sent_and_then_the_next_is_due(
    edition: Edition, leader: Person, analyst: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="draft still"):
        operations.send(edition=edition, to="The board", by=analyst, at=now)
    signed = operations.sign(edition=edition, by=leader, at=now)
    sent = operations.send(edition=signed, to="The board of 20 January", by=analyst, at=now)
    assert sent.report_set.next_due == date(2026, 4, 30)
    assert "Sent Children's services performance to The board of 20 January" in Event.objects.latest("pk").words
    with pytest.raises(NotNow, match="sent already"):
        operations.send(edition=sent, to="Again", by=analyst, at=now)


def test_a_report_made_elsewhere_is_written_down_with_what_shows_it(
    report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="what shows"):
        operations.send_elsewhere(report_set=report_set, to="The board", evidence=" ", by=analyst, at=now)
    told = operations.send_elsewhere(report_set=report_set, to="The board", evidence="Item 4.", by=analyst, at=now)
    assert (told.status, told.due) == (Status.SENT, DUE)


def test_a_day_without_measures_and_a_report_without_indicators_are_refused(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="31 January 2019 to 31 March 2022"):
        operations.ask(report_set=report_set, on=date(2023, 1, 1), protection="full", by=analyst, at=now)
    report_set.headings = []
    with pytest.raises(NotNow, match="no indicators"):
        operations.ask(report_set=report_set, on=ON, protection="full", by=analyst, at=now)


@pytest.mark.parametrize(
    "broken",
    [
        {"signed_at": NOW},
        {"signed_at": NOW, "signed_by": 1},
        {"sent_to": "The board"},
        {"sent_at": NOW, "sent_by": 1, "sent_to": "The board"},
        {"made_at": NOW},
        {"digest": "0" * 64},
        {"elsewhere": "On paper", "document": {}},
    ],
)
def test_the_database_holds_what_belongs_together(report_set: ReportSet, now: datetime, broken: dict[str, Any]) -> None:
    waiting = Edition.objects.create(report_set=report_set, on=ON, protection="full", asked_at=now)
    who = {name: report_set.made_by_id if name.endswith("_by") else value for name, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=waiting.pk).update(**who)
