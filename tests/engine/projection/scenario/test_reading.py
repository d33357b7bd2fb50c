"""A scenario file is read whole or refused whole, each trouble with its place and what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.projection.scenario.checks import dates_apart
from suffice.engine.projection.scenario.model import Kind, Scenario, Starters, StepDown
from suffice.engine.projection.scenario.reading import read_file, read_lever, read_scenario, read_text
from suffice.engine.projection.scenario.template import example, template
from suffice.engine.projection.scenario.troubles import CannotReadScenario, Trouble
from tests.engine.projection.scenario.levers import STARTERS, scenarios, written

STEP = {"id": "d", "kind": "step_down", "from": "2026-04-01", "children_a_quarter": 2, "to": "in_house_foster"}
HOME = {"id": "h", "kind": "reunification", "from": "2026-04-01"}
SHOCK = {"id": "x", "kind": "shock", "from": "2026-04-01"}
PLACES = {"id": "p", "kind": "places", "from": "2026-04-01", "places": 3, "placement": "childrens_home"}


def refused(document: object) -> list[str]:
    with pytest.raises(CannotReadScenario) as refusal:
        read_text(json.dumps(document))
    return [trouble.sentence for trouble in refusal.value.troubles]


def codes(document: object) -> dict[str, str]:
    return {one.code: one.examples[0].sentence for one in read_text(json.dumps(document)).findings}


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_what_is_written_down_is_read_back(scenario: Scenario) -> None:
    assert read_text(json.dumps(scenario.document())).scenarios == (scenario,)


def test_the_template_holds_one_lever_of_each_kind_and_explains_each() -> None:
    (scenario,) = read_text(template(date(2026, 4, 1))).scenarios
    assert scenario == example(date(2026, 4, 1))
    assert sorted(lever.kind for lever in scenario.levers) == sorted(Kind)
    assert all(len(lever.note) > 40 for lever in scenario.levers)


def test_a_file_may_hold_a_list_of_up_to_six(tmp_path: Path) -> None:
    many = [written(STARTERS, name=f"Case {number}") for number in range(6)]
    file = tmp_path / "six.json"
    file.write_text(json.dumps(many), encoding="utf-8-sig")
    assert [one.name for one in read_file(file).scenarios] == [f"Case {number}" for number in range(6)]
    assert refused([*many, written(name="One more")]) == ["There are 7 scenarios here: write from 1 to 6."]
    assert refused([]) == ["There are 0 scenarios here: write from 1 to 6."]
    assert refused([written(), written(name="a name")]) == [
        "Scenario 2, `name`: two scenarios are called a name: give each its own name."
    ]


@pytest.mark.parametrize(
    ("lever", "says"),
    [
        (STARTERS | {"kind": "magic"}, "Lever 1, `kind`: 'magic' is no kind of lever: write one of starters, prev"),
        ({"id": "a"}, "Lever 1, `kind`: no kind is given: write one of"),
        (STARTERS | {"form": "2026-04-01"}, "Lever 1, `form`: is not known here; was `from` meant?"),
        (STARTERS | {"colour": 1}, "Lever 1, `colour`: is not known here: a starters lever has kind, id, from, childr"),
        (STARTERS | {"from": "1/4/2026"}, "Lever 1, `from`: '1/4/2026' is no day: write it as year-month-day"),
        (STARTERS | {"from": "2026-02-30"}, "Lever 1, `from`: '2026-02-30' is no day"),
        (STARTERS | {"children_a_month": "12"}, "Lever 1, `children_a_month`: '12' is no number"),
        (STARTERS | {"children_a_month": True}, "Lever 1, `children_a_month`: true is no number"),
        (STARTERS | {"children_a_month": -1}, "`children_a_month`: -1 is outside what can be: give a number from 0 to"),
        (STARTERS | {"children_a_month": 1e9}, "`children_a_month`: 1e+09 is outside what can be"),
        (STARTERS | {"who": "girls"}, "`who`: 'girls' cannot be chosen here: write one of all, others, unaccompanied"),
        (STARTERS | {"id": "my lever"}, "`id`: 'my lever' cannot be a short name"),
        (STARTERS | {"note": 5}, "`note`: 5 is no text"),
        (
            STARTERS | {"note": "so\x00many"},
            "`note`: holds a sign that cannot be written, '\\x00', as letter 3: take it",
        ),
        (STARTERS | {"children_a_month": 10**400}, "`children_a_month`: is too large a number"),
        (STARTERS | {"build_up_months": 1.5}, "`build_up_months`: 1.5 is no whole number"),
        (STEP | {"children_a_month": 1}, "`children_a_month`: is the wrong unit: times it by 3 and write it as `chil"),
        (STEP | {"children_a_year": 8}, "`children_a_year`: is the wrong unit: divide it by 4 and write it as `childr"),
        (STEP | {"to": "childrens_home"}, "`to`: 'childrens_home' cannot be chosen here"),
        (STEP | {"ages": []}, "`ages`: must be a list between [ and ] with at least one in it; leave it out for all"),
        (STEP | {"ages": ["0", "0"]}, "`ages`: has one of them twice"),
        (STEP | {"children_a_quarter": 0}, "`children_a_quarter`: is 0, so the lever would do nothing"),
        ({k: v for k, v in STEP.items() if k != "to"}, "`to`: is missing: the kind of placement that they move to."),
        (HOME, "`percent`: write either `percent` or `children_a_month`: neither is given."),
        (
            HOME | {"percent": 10, "children_a_month": 1},
            "`percent`: write either `percent` or `children_a_month`: both",
        ),
        (HOME | {"share": 0.2}, "`share`: is the wrong unit: times it by 100 and write it as `percent`."),
        (SHOCK | {"shape": "flood"}, "`shape`: 'flood' cannot be chosen here: write one of covid-19."),
        (SHOCK | {"points": [{"month": 0}]}, "`points`: must be a list of 2 to 60 points"),
        (SHOCK | {"points": [{"month": 3}, {"month": 3}]}, "`points`: are not in the order of their months"),
        (SHOCK | {"points": [{"month": 0}, {"month": 3}]}, "`points`: change nothing"),
        (SHOCK | {"points": [{"month": 0}, {"size": 3}]}, "`points`: point 2 has `size`, which is not known"),
        (SHOCK | {"points": [{"entries_percent": 1}, {"month": 1}]}, "`points`: point 1 has no `month`"),
        (SHOCK | {"points": [{"month": 0, "leaving_percent": -101}, {"month": 1}]}, "`points`: point 1: -101 is outs"),
        (PLACES | {"places": 0}, "`places`: is 0"),
        (PLACES | {"carers": True}, "`carers`: is not known here"),
        (["list"], "Lever 1: a lever is written between { and }."),
        (
            STARTERS | {"until": "2026-03-31"},
            "`until`: 31 March 2026 is before it begins on 1 April 2026: put the days",
        ),
        (
            STARTERS | {"until": "2026-06-30", "build_up_months": 6},
            "`build_up_months`: it would still be building up after 6 months when it ends on 30 June 2026",
        ),
        (STARTERS | {"low": 10}, "`high`: give both ends of the range, or neither."),
        (STARTERS | {"low": 13, "high": 15}, "`low`: the range 13 to 15 does not hold the number itself, 12"),
        (STARTERS | {"low": 10, "high": 11}, "`high`: the range 10 to 11 does not hold the number itself, 12"),
        (PLACES | {"low": -1, "high": 5}, "`low`: the range lies on both sides of zero"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(lever: Any, says: str) -> None:
    sentence = refused(written(lever))[0]
    assert sentence.startswith("Lever 1")
    assert says in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("text", "A scenario is written between { and }"),
        (written(name=" "), "`name`: must say what the scenario is called"),
        (written(name=7), "`name`: must say what the scenario is called"),
        (written(why=["a"]), "`why`: must be text"),
        (
            written(name="red \x1b[31m"),
            "`name`: holds a sign that cannot be written, '\\x1b', as letter 5: take it out",
        ),
        (written(why="half \ud800"), "`why`: holds a sign that cannot be written, '\\ud800', as letter 6: take it out"),
        (written(levers={}), "`levers`: must be a list of levers"),
        (written(levers=[STARTERS | {"id": f"l{n}"} for n in range(31)]), "`levers`: holds 31 levers: write up to 30"),
        (written(author="me"), "`author`: is not known here: a scenario has version, name, why, levers"),
        (
            written(version=2),
            "The scenario is of version 2, and this program reads up to version 1: update the program",
        ),
        (written(version="1"), "`version`: '1' is no version of a scenario file; write 1"),
    ],
)
def test_a_scenario_that_is_none_is_refused(document: object, says: str) -> None:
    assert says in refused(document)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{,}", "The text is not JSON: line 1, column 2 cannot be read"),
        ('{"version": 1, "version": 1}', "`version` is written twice in one place"),
        ('{"version": 1, "name": NaN}', "NaN is no number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"version": ' + "9" * 5_000 + "}", "The text holds a number with too many figures to be read"),
    ],
)
def test_what_is_no_json_is_refused(text: str, says: str) -> None:
    with pytest.raises(CannotReadScenario, match=says):
        read_text(text)


def test_the_name_of_a_file_is_said_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("{,}")
    with pytest.raises(CannotReadScenario, match=r"^The file mine\.json is not JSON: line 1"):
        read_file(tmp_path / "mine.json")


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "word.json").write_bytes(b"\xff\xfe{\x00")
    (tmp_path / "great.json").write_text(" " * 1_000_001)
    for name, says in (("none.json", "cannot be read"), ("word.json", "UTF-8"), ("great.json", "larger than")):
        with pytest.raises(CannotReadScenario, match=says):
            read_file(tmp_path / name)


def test_every_trouble_is_told_at_once() -> None:
    sentences = refused([written(STARTERS | {"who": "x", "low": "y"}, {"kind": "z"}), written(name="", version=1)])
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "Scenario 1, lever 1, `who`",
        "Scenario 1, lever 1, `low`",
        "Scenario 1, lever 2, `kind`",
        "Scenario 2, `name`",
    ]


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        ({}, {}, True),
        ({"until": "2027-03-31"}, {"from": "2027-04-01"}, False),
        ({"until": "2027-04-01"}, {"from": "2027-04-01"}, True),
        ({"who": "others"}, {"who": "unaccompanied"}, False),
        ({"who": "others"}, {"who": "all"}, True),
    ],
)
def test_two_levers_that_say_how_many_start_contradict(
    first: dict[str, Any], second: dict[str, Any], contradict: bool
) -> None:
    document = written(STARTERS | first, STARTERS | {"id": "t"} | second)
    if contradict:
        (sentence,) = refused(document)
        assert sentence.startswith("Lever 2, `from`: lever 1 says already how many children start care")
    else:
        assert len(read_text(json.dumps(document)).scenarios[0].levers) == 2


def test_two_levers_of_one_name_are_refused() -> None:
    assert refused(written(STARTERS, STEP | {"id": "s"})) == [
        "Lever 2, `id`: lever 1 is called s too: give each its own."
    ]


def test_an_older_file_is_brought_up_to_date_and_it_is_said() -> None:
    older = {"name": "Old", "levers": [{"kind": "starters", "start": "2026-04-01", "children_a_month": 12}]}
    for document in (older, older | {"version": 0}):
        read = read_text(json.dumps(document))
        (lever,) = read.scenarios[0].levers
        assert (lever.id, lever.begins) == ("lever-1", date(2026, 4, 1))
        assert "version 0" in codes(document)["scenario-of-an-older-version"]
    assert "scenario-of-an-older-version" not in codes(written(STARTERS))


def test_what_the_reader_should_know_is_said() -> None:
    counted = {"id": "e", "kind": "prevention", "from": "2026-04-01", "entries_a_year": 8}
    assert "no count of entries prevented" in codes(written(counted))["prevented-entries-not-compared"]
    assert "prevented-entries-not-compared" not in codes(written(counted | {"compared": True}))
    assert "if 20% was meant, write 20" in codes(written(HOME | {"percent": 0.2}))["percent-below-one"]
    assert "does not lie evenly about 12" in codes(written(STARTERS | {"low": 11.9, "high": 20}))["range-not-even"]
    assert codes(written(STARTERS | {"low": 10, "high": 14})) == {}
    assert "not where children live" in codes(written(PLACES))["lever-moves-places-only"]
    assert (
        "the places open as the number itself"
        in codes(written(PLACES | {"low": 2, "high": 5}))["range-of-places-not-used"]
    )
    assert "no lever, so it is the same as the base" in codes(written())["scenario-without-levers"]


@pytest.mark.parametrize(
    ("begins", "until", "code"),
    [
        (date(2026, 4, 1), None, None),
        (date(2030, 4, 1), None, "lever-after-the-projection"),
        (date(2020, 4, 1), date(2026, 3, 31), "lever-before-the-projection"),
        (date(2020, 4, 1), None, "lever-already-works"),
    ],
)
def test_days_outside_the_projection_are_said(begins: date, until: date | None, code: str | None) -> None:
    lever = Starters(id="s", begins=begins, until=until, children_a_month=12)
    found = list(dates_apart(Scenario("n", "", (lever,)), origin=date(2026, 3, 31), last=date(2029, 3, 31)))
    assert [one.code for one in found] == ([code] if code else [])
    if code:
        assert found[0].examples[0].sentence.startswith("Lever 1 (s)")


def test_a_form_reads_one_lever_with_its_troubles_by_field() -> None:
    assert isinstance(read_lever(STEP), StepDown)
    with pytest.raises(CannotReadScenario) as refusal:
        read_lever(STEP | {"to": "", "children_a_quarter": None})
    assert {trouble.key for trouble in refusal.value.troubles} == {"to", "children_a_quarter"}


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(list(Kind)),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["version", "name", "levers", "kind", "id", "from", "points", "ages", "x"]), inner
            )
        ),
        max_leaves=20,
    )
)
def test_no_file_breaks_the_reader(document: object) -> None:
    told: tuple[Trouble, ...] = ()
    try:
        read_scenario(document)
    except CannotReadScenario as refusal:
        told = refusal.troubles
    assert all(trouble.sentence.endswith(".") for trouble in told)
