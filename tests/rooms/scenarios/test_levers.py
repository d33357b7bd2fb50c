"""Levers read as sentences, and a form and a file give the same lever."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from suffice.analyse.scenarios import documents
from suffice.analyse.scenarios.lever_forms import LeverForm
from suffice.engine.projection.scenario.model import Kind, Lever
from suffice.engine.projection.scenario.reading import read_lever, read_scenario
from suffice.engine.projection.scenario.template import example
from suffice.engine.projection.scenario.words import told
from tests.rooms.scenarios.conftest import PREVENTION, written

EVERY = example(date(2027, 4, 1)).levers


def _lever(kind: str, **told: Any) -> Lever:
    return read_lever({"id": "one", "kind": kind, "from": "2027-04-01", **told})


@pytest.mark.parametrize(
    ("lever", "words"),
    [
        (_lever("starters", children_a_month=12), "From 1 April 2027 12 children start care a month."),
        (
            _lever("starters", children_a_month=1, who="unaccompanied"),
            "From 1 April 2027 1 unaccompanied child starts care a month.",
        ),
        (
            _lever("prevention", entries_a_year=24, low=12, high=36, build_up_months=6),
            "From 1 April 2027 a service at the edge of care prevents 24 entries a year (between 12 and 36, four times "
            "in five); it takes 6 months to build up.",
        ),
        (
            _lever("prevention", entries_a_year=2.5, ages=["10-15", "16-17"]),
            "From 1 April 2027 a service at the edge of care prevents 2.5 entries of children aged 10 to 15 or 16 to "
            "17 a year.",
        ),
        (
            _lever("foster_homes", homes_a_month=-0.5, children_a_home=1.5),
            "From 1 April 2027 the number of in-house foster homes shrinks by 0.5 a month, each with room for 1.5 "
            "children.",
        ),
        (
            _lever("step_down", children_a_quarter=1, to="in_house_foster", until="2029-03-31"),
            "From 1 April 2027 1 more child a quarter steps down from children's homes to in-house foster care, until "
            "31 March 2029.",
        ),
        (
            _lever("places", places=-1, placement="childrens_home", holding="block"),
            "On 1 April 2027 1 place in children's homes closes, under a block contract.",
        ),
        (
            _lever("reunification", percent=20, low=10, high=30),
            "From 1 April 2027 children go home 20% more often than they did (between 10% and 30%, four times in "
            "five).",
        ),
        (_lever("reunification", children_a_month=1), "From 1 April 2027 1 more child a month goes home."),
        (
            _lever("agency_to_in_house", children_a_month=3, carers_come_too=True),
            "From 1 April 2027 3 more children a month move from agency to in-house foster care, and their carers come "
            "with them.",
        ),
        (
            _lever("shock", shape="covid-19", strength_percent=50),
            "From 1 April 2027 a shock: COVID-19, as the 2021-24 strategy reads it, at 50% of its strength.",
        ),
        (
            _lever("shock", points=[{"month": 0}, {"month": 1, "entries_percent": -30}, {"month": 6}]),
            "From 1 April 2027 a shock: 30% fewer enter after 1 month, then as before after 6 months.",
        ),
    ],
)
def test_a_lever_reads_as_a_sentence(lever: Lever, words: str) -> None:
    assert told(lever) == words


@pytest.mark.parametrize("lever", EVERY, ids=lambda one: str(one.kind))
def test_a_form_filled_with_a_lever_gives_it_back(lever: Lever) -> None:
    made = LeverForm.of(lever.kind)
    shown = made(initial=LeverForm.filled(lever.document()))
    sent = {bound.name: value for bound in shown if (value := bound.value()) not in (None, False, "")}
    form = made(sent)
    assert form.is_valid(), form.errors
    assert read_lever(form.lever(lever.id)) == lever


@pytest.mark.parametrize("kind", Kind)
def test_every_question_has_words_and_an_empty_form_says_what_is_missing(kind: Kind) -> None:
    form = LeverForm.of(kind)({})
    assert all(field.label and field.help_text for field in form.fields.values())
    assert not form.is_valid()
    assert "Give the first day on which it works." in form.errors["from"]


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "percent", "Give one of the two: “Per cent more” or “More children a month”."),
        ({"percent": "20", "children_a_month": "2"}, "percent", "One of the two is enough"),
        ({"percent": "many"}, "percent", "Give a number"),
        ({"percent": "20000"}, "percent", "Give a number from 0 to 10,000."),
        ({"percent": "20", "build_up_months": "1.5"}, "build_up_months", "Give a whole number"),
        ({"percent": "20", "until": "31/02/2027"}, "until", "Give the day as 01/04/2027."),
    ],
)
def test_a_wrong_answer_gets_its_sentence(sent: dict[str, str], field: str, words: str) -> None:
    form = LeverForm.of(Kind.REUNIFICATION)({"from": "01/04/2027", **sent})
    assert not form.is_valid()
    assert words in str(form.errors[field])


@pytest.mark.parametrize(
    ("points", "words"),
    [("0, 1, 2, 3", "Line 1 has more than three numbers"), ("0\n\nthree, -20", "Line 3 is not numbers")],
)
def test_a_wrong_corner_gets_its_line(points: str, words: str) -> None:
    form = LeverForm.of(Kind.SHOCK)({"from": "01/04/2027", "points": points, "strength_percent": "100"})
    assert not form.is_valid()
    assert words in str(form.errors["points"])


def test_what_the_reader_says_stands_at_its_question() -> None:
    form = LeverForm.of(Kind.PREVENTION)({"from": "01/04/2027", "entries_a_year": "6", "low": "8", "who": "others"})
    assert form.is_valid()
    document = documents.with_lever(written("A scenario", PREVENTION), form.lever("second"))
    form.refuse(documents.troubles_of(document), 2)
    assert "both ends of the range" in str(form.errors["high"])


def test_remarks_stand_at_their_lever() -> None:
    places = {"id": "home", "kind": "places", "from": "2027-04-01", "places": 4, "placement": "childrens_home"}
    found = documents.placed(*read_scenario(written("A scenario", PREVENTION, places)))
    assert any("no count of entries prevented" in words for words in found[0].remarks)
    assert any(words.startswith("This lever changes how many places there are") for words in found[1].remarks)


def test_a_new_lever_gets_a_name_that_no_other_has() -> None:
    document = written("A scenario", {**PREVENTION, "id": "prevention-1"}, {**PREVENTION, "id": "prevention-3"})
    assert documents.new_id(document, "prevention") == "prevention-2"
    assert documents.new_id(document, "step_down") == "step-down-1"
