"""A statement says what its inputs say, protects small numbers, names what is missing, and cites every figure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from suffice.core.papers import pdf, word
from suffice.core.papers.model import Heading, Paper, Picture, References, Status, Table, Tone
from suffice.engine.disclosure import PUBLICATION
from suffice.publish.statement.composing import statement
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.trace import places, trace
from tests.rooms.projections.conftest import in_care
from tests.rooms.statement.conftest import ON

PROMISED = [
    "What this statement says",
    "The duty, and who shares it",
    "The whole system",
    "Who the children are",
    "How it came to this",
    "The homes there are",
    "How many there may be",
    "Groups that need a plan of their own",
    "Where there will be too few homes",
    "What it will cost",
    "What could be done, and what it would change",
    "What makes a home the right one",
    "How the council commissions",
    "What the council will do",
    "Who watches, and when",
    "How the figures are made",
    "What the words mean",
    "Where each figure comes from",
]
# Numbers that are no figures: a day, the rate's own base, an age, a code.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_FIGURE = re.compile(
    rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}|10,000|0 to 17|\bunder 16\b|\b16 and 17\b|turn(?:ed)? 1[68]|not yet 18"
    r"|before they are 18|\d{4}-\d\d|N2|J1 to J3|K1|R5"
)
_IMAGINED = {"Difference, mean", "Difference, range", "Chance of fewer"}
_NO_CHILDREN = {"Table", "Year", "Hash", "Usable places", "Places to add", "Share", "Chance of a gap", *_IMAGINED}


def table(paper: Paper, caption: str) -> Table:
    return next(one for one in paper.blocks if isinstance(one, Table) and one.caption.startswith(caption))


def figures(words: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", _NO_FIGURE.sub("", words)))


@pytest.fixture(scope="session")
def told(whole: Inputs) -> Paper:
    return statement(whole)


@pytest.fixture(scope="session")
def published(whole: Inputs) -> Paper:
    return statement(replace(whole, rule=PUBLICATION))


def test_every_part_that_the_guidance_asks_for_is_there(told: Paper) -> None:
    assert [one.words for one in told.blocks if isinstance(one, Heading) and one.level == 1] == PROMISED


def test_headings_never_skip_a_level(told: Paper) -> None:
    levels = [one.level for one in told.blocks if isinstance(one, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_number_in_care_is_that_of_the_rows(told: Paper) -> None:
    everybody = in_care(ON)
    assert f"On 31 March 2022 the council had {everybody} children in its care." in [
        one.words for one in told.paragraphs()
    ]
    for caption in ("Children in care by age", "Children in care by sex", "Children in care by placement"):
        rows = table(told, caption).rows
        assert rows[-1][:2] == ("All", str(everybody))
        assert sum(int(row[1]) for row in rows[:-1]) == everybody


def test_the_projection_is_the_engine_s(told: Paper, whole: Inputs) -> None:
    assert whole.projection is not None
    yearly = whole.projection.horizons[11::12]
    rows = table(told, "Children in care on each day ahead").rows
    assert [row[1:] for row in rows] == [(str(one.total.p10), str(one.total.p50), str(one.total.p90)) for one in yearly]


def test_gaps_and_places_are_the_engine_s(told: Paper, whole: Inputs) -> None:
    held = whole.sufficiency
    assert held is not None
    last = {one.placement.label: one for one in held.by_type if one.on == held.dates[-1] and one.usable is not None}
    rows = {row[0]: row for row in table(told, "Need against places").rows}
    assert set(rows) == set(last)
    for label, gap in last.items():
        assert rows[label][1] == str(round(gap.need.p50))
        assert rows[label][3] == str(round(gap.usable or 0))
    assert sum(int(row[2]) for row in table(told, "Places on").rows) == 12


def test_cost_is_the_engine_s(told: Paper, whole: Inputs) -> None:
    assert whole.cost is not None
    rows = table(told, "Cost of homes by financial year").rows
    assert [row[2] for row in rows] == [f"£{round(one.cost.p50, -3):,.0f}" for one in whole.cost.by_year]
    kinds = table(told, "Mean cost by kind of home").rows
    for at, line in enumerate(whole.cost.by_year, start=1):
        parts = sum(int(row[at].replace("£", "").replace(",", "")) for row in kinds)
        assert abs(parts - float(line.cost.mean)) <= 500 * (len(kinds) + 1)


def test_a_scenario_is_laid_beside_no_change(told: Paper, whole: Inputs) -> None:
    (supposed,) = whole.supposed
    (row,) = table(told, "Children in care on 31 March 2024 under each scenario").rows
    assert row[0] == "A service at the edge of care"
    assert row[1] == str(round(float(supposed.outcome.figures.total.p50[-1])))
    assert supposed.outcome.difference is not None
    assert row[3].startswith("\N{MINUS SIGN}")
    assert row[3][1:] == str(round(-float(supposed.outcome.difference.total.mean[-1])))
    (lever,) = table(told, "What each lever of").rows
    assert lever[0].startswith("From 1 July 2022 a service at the edge of care prevents 6 entries a year")
    assert any("compar" in one.words for one in told.paragraphs() if one.tone is Tone.NOTE)
    (money,) = table(told, "What each scenario costs more").rows
    assert len(money) == 1 + len(supposed.cost)


def test_every_figure_in_a_sentence_is_in_the_inputs(told: Paper, whole: Inputs) -> None:
    known = {words for value in _values(whole) for words in _written(value)} | set(_derived(whole))
    for section, place, words, refs in places(told):
        if place == "Sentence" and refs and section not in ("How the figures are made",):
            assert figures(words) <= known, (section, words, figures(words) - known)


def test_every_figure_has_a_source(told: Paper) -> None:
    free = {"How the figures are made", "What the words mean", "Groups that need a plan of their own"}
    for section, place, words, refs in places(told):
        if place != "Sentence" and section not in (
            "What the words mean",
            "What the council will do",
            "How the council commissions",
        ):
            assert refs, (section, place, words)
        elif figures(words) and section not in free and not _about_the_rule(words):
            assert refs, (section, words)


def _about_the_rule(words: str) -> bool:
    return words.startswith(("A number in square brackets", "Numbers are shown", "Groups of 1 to"))


def test_every_mark_leads_to_a_source_and_every_source_is_used(told: Paper) -> None:
    listed = {entry.number for one in told.blocks if isinstance(one, References) for entry in one.entries}
    used = {number for one in places(told) for number in one[3]}
    assert used == listed
    assert sorted(listed) == list(range(1, len(listed) + 1))


def test_the_trace_says_what_each_place_rests_on(told: Paper) -> None:
    gap = next(one for one in trace(told) if one.words.startswith("Need against places"))
    assert gap.place.startswith("Table ")
    assert any("places.csv, 2 rows, SHA-256 abababab" in one for one in gap.sources)
    assert any("60 simulated futures, seed 1" in one for one in gap.sources)


def test_every_file_is_listed_with_its_rows_and_its_hash(told: Paper, whole: Inputs) -> None:
    rows = table(told, "The returns").rows
    assert len(rows) == len([one for one in whole.files if one.kind])
    assert [row[3:] for row in rows] == [
        (str(one.rows), str(one.used), str(one.repaired), str(one.set_aside), one.sha256[:10]) for one in whole.files
    ]


def test_no_small_number_leaves(published: Paper) -> None:
    """In every table about children, what is shown is a multiple of five, or not shown."""
    about = ("Children in care", "Children in each group", "Need against places", "The returns")
    for one in published.blocks:
        if isinstance(one, Table) and one.caption.startswith(about):
            for row in one.rows:
                cells = [cell for head, cell in zip(one.headings[1:], row[1:], strict=True) if head not in _NO_CHILDREN]
                numbers = [int(found.replace(",", "")) for cell in cells for found in re.findall(r"[\d,]+", cell)]
                assert all(number % 5 == 0 for number in numbers), (one.caption, row)


def test_no_small_number_is_said_in_words(published: Paper) -> None:
    said = [one.words for one in published.paragraphs() if not _about_the_rule(one.words)]
    counts = [int(one) for words in said for one in re.findall(r"(\d+) (?:more )?child", _NO_FIGURE.sub("", words))]
    assert counts
    assert all(count % 5 == 0 for count in counts)


def test_no_cost_points_to_a_few_children(published: Paper, whole: Inputs) -> None:
    assert whole.cost is not None
    told = {row[0] for row in table(published, "Mean cost by kind of home").rows}
    few = {
        one.placement.label
        for one in whole.cost.by_type
        if one.placement is not None
        and one.found
        and one.weeks / (((one.period.last - one.period.first).days + 1) / 7) < 4.5
    }
    assert few
    assert not told & few


def test_what_is_missing_is_named_and_nothing_is_made_up(bare: Inputs) -> None:
    paper = statement(bare)
    missing = " ".join(one.words for one in paper.paragraphs() if one.tone is Tone.MISSING)
    for words in (
        "No places were brought",
        "No prices were brought",
        "brothers and sisters",
        "children in need census",
    ):
        assert words in missing
    assert not [one for one in paper.blocks if isinstance(one, Table) and "places" in one.caption.lower()]
    assert "No population was given, so no rate is told." in " ".join(one.words for one in paper.paragraphs())


def test_what_only_the_council_can_say_is_left_to_it(bare: Inputs, whole: Inputs) -> None:
    draft = statement(bare)
    assert len(draft.to_write) == 5
    with pytest.raises(ValueError, match="still to be written"):
        draft.finished()
    written = statement(whole)
    assert written.to_write == ()
    assert written.finished().status is Status.FINAL
    assert table(written, "Actions").rows == (("Recruit two foster homes", "Head of fostering", "March 2027"),)


def test_the_same_inputs_give_the_same_statement(whole: Inputs) -> None:
    assert statement(whole) == statement(whole)


def test_every_picture_has_words_and_both_documents_can_be_written(told: Paper) -> None:
    pictures = [one for one in told.blocks if isinstance(one, Picture)]
    assert len(pictures) >= 4
    assert all(one.alternative.startswith("Chart. ") for one in pictures)
    assert pdf.made(told).startswith(b"%PDF")
    assert word.made(told).startswith(b"PK")


def test_no_child_is_named(told: Paper, whole: Inputs) -> None:
    children = set((whole.projection and ["C00", "C07", "C39"]) or [])
    words = str(told.document())
    assert not [child for child in children if re.search(rf"\b{child}\b", words)]


def _values(thing: Any) -> Iterator[float]:
    """Every number anywhere in the inputs."""
    if isinstance(thing, bool | str | date) or thing is None:
        return
    if isinstance(thing, int | float | Decimal | np.number):
        yield float(thing)
    elif isinstance(thing, np.ndarray):
        return  # the futures themselves: a statement tells their summaries
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _values(getattr(thing, field.name))
    elif hasattr(thing, "items"):
        for one in thing.values():
            yield from _values(one)
    elif isinstance(thing, list | tuple | set | frozenset):
        for one in thing:
            yield from _values(one)


def _written(value: float) -> Iterator[str]:
    """How a number may be written: whole, with one place, as a share, as thousands or millions of pounds."""
    yield f"{round(value):,}"
    yield f"{value:,.1f}"
    yield f"{value * 100:.0f}"
    yield f"{value / 1e6:,.1f}".removesuffix(".0")


def _derived(given: Inputs) -> Iterator[str]:
    """The few figures that a statement works out: differences, shares, a rate, and sums of places and rows."""
    facts = given.facts
    totals = [one.total for one in facts.series]
    yield from (str(abs(totals[-1] - one)) for one in totals)
    assert given.projection is not None
    assert given.sufficiency is not None
    yield str(abs(given.projection.horizons[-1].total.p50 - given.projection.in_care_at_origin))
    yield f"{facts.total / 500 * 10_000:.0f}"
    yield f"{100 * facts.near.same / max(1, facts.near.known):.0f}"
    stable = given.measures["placements_3plus"].counted
    yield f"{100 * (stable.numerator or 0) / (stable.denominator or 1):.0f}"
    first = [one for one in given.sufficiency.by_holding if one.on == given.sufficiency.dates[0]]
    yield from (f"{sum(one.places for one in first):.0f}", f"{sum(one.usable for one in first):.0f}")
    assert given.backtest is not None
    yield from (
        f"{abs(skill) * 100:.0f}"
        for baseline in given.backtest.baselines
        for skill in given.backtest.skill("total", baseline)
        if skill is not None
    )
