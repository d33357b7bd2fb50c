"""A chart is drawn once for its figures, in two widths, and shown to those who may read what it was drawn for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import altair as alt
import pytest
from django.template import engines
from django.test import Client

from suffice.core import charts
from suffice.core.drawing import svg_of
from suffice.core.models import Authority, Chart, Person

TITLE = "585 children were in care on 30 June 2020."


def _maker(last: int = 585) -> Callable[[str], alt.Chart]:
    values = [{"year": 2019, "children": 611}, {"year": 2020, "children": last}]
    return lambda width: (
        alt.Chart(alt.Data(values=values))
        .mark_line()
        .encode(x="year:O", y="children:Q")
        .properties(width=600 if width == "wide" else 250)
    )


@pytest.fixture
def drawn(authority: Authority, now: datetime) -> Chart:
    return charts.draw(_maker(), title=TITLE, authority=authority, permission="people.manage", at=now)


def test_both_widths_are_drawn_and_nothing_is_styled_inside(drawn: Chart) -> None:
    for width in ("wide", "narrow"):
        svg = drawn.path(width).read_text()
        assert svg.startswith("<svg")
        assert "style=" not in svg
        assert "<style" not in svg
        assert "<script" not in svg


def test_the_same_figures_are_drawn_once(
    drawn: Chart, authority: Authority, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "svg_of", lambda spec: pytest.fail("drawn again"))
    again = charts.draw(_maker(), title=TITLE, authority=authority, permission="people.manage", at=now)
    assert again.pk == drawn.pk


def test_other_figures_make_another_chart(drawn: Chart, authority: Authority, now: datetime) -> None:
    other = charts.draw(_maker(586), title=TITLE, authority=authority, permission="people.manage", at=now)
    assert other.digest != drawn.digest


def test_figures_that_look_alike_on_two_days_keep_each_their_own_finding(
    drawn: Chart, authority: Authority, now: datetime
) -> None:
    charts.draw(_maker(), title="The year after.", authority=authority, permission="people.manage", at=now)
    drawn.refresh_from_db()
    assert drawn.title == TITLE


def test_a_chart_is_for_those_who_may_read_its_figures(
    drawn: Chart, administrator: Person, leader: Person, stranger: Person, signed_in: Callable[[Person], Client]
) -> None:
    shown = signed_in(administrator).get(drawn.address("wide"))
    assert shown["Content-Type"] == "image/svg+xml"
    assert b"".join(shown).startswith(b"<svg")
    assert shown["Cache-Control"] == "private, max-age=604800, immutable"
    assert signed_in(leader).get(drawn.address("wide")).status_code == 403
    assert signed_in(stranger).get(drawn.address("wide")).status_code == 403
    assert Client().get(drawn.address("wide")).status_code == 302


def test_a_chart_is_found_only_at_its_own_authority(
    drawn: Chart, elsewhere: Authority, now: datetime, signed_in: Callable[[Person], Client]
) -> None:
    from suffice.core.roles import Administrator
    from tests.rooms.conftest import person_as

    other = person_as(Administrator, elsewhere)
    assert signed_in(other).get(drawn.address("wide").replace("/336/", "/332/")).status_code == 404


def test_no_other_file_can_be_asked_for(
    drawn: Chart, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    assert client.get(f"/336/charts/{drawn.digest}-huge.svg").status_code == 404
    assert client.get("/336/charts/..%2f..%2fsecret-key-wide.svg").status_code == 404
    drawn.path("wide").unlink()
    assert client.get(drawn.address("wide")).status_code == 404


def test_the_figure_says_its_finding_and_carries_its_table(drawn: Chart) -> None:
    source = (
        "{% from 'core/macros/figure.html' import figure, table %}"
        "{% call figure(chart, source='SSDA903 returns') %}"
        "{{ table('Children in care', ['Year', 'Children'], [['2020', '585']]) }}{% endcall %}"
    )
    words = str(engines["pages"].from_string(source).render({"chart": drawn}))
    assert f"<figcaption>{TITLE}</figcaption>" in words
    assert f'alt="Chart. {TITLE} ' in words
    assert drawn.address("narrow") in words
    assert '<th scope="row" class="govuk-table__header">2020</th>' in words
    assert "SSDA903 returns" in words


def test_a_name_with_signs_that_no_drawing_can_hold_is_drawn_all_the_same() -> None:
    spec = alt.Chart({"values": [{"name": "A\x00B\ud800C\uffff"}]}).mark_text().encode(text="name:N")
    assert "A\ufffdB\ufffdC\ufffd" in svg_of(json.dumps(spec.to_dict()))
