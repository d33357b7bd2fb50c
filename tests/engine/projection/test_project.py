"""A projection starts from the stock, looks at nothing later, adds up, and says what it cannot do."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.episodes import AGE_BANDS, History, PlacementState, assemble, stock_on
from suffice.engine.projection.basis import Include, ensemble, prepare
from suffice.engine.projection.project import CannotProject, project
from tests.engine.episodes.build import folder_returns
from tests.engine.projection.histories import Stay, history

ORIGIN = date(2022, 3, 31)
PLACES = (("U4", "PR1"), ("U5", "PR4"), ("U1", None), ("K2", "PR4"), ("P1", "PR0"), ("H5", "PR4"), ("A3", "PR1"))


def council(*, last_day: date = date(2024, 3, 31), children: int = 300) -> History:
    """An imaginary council, eight years of steady entries, with moves, returns and children turning 18."""
    chance = random.Random(4)
    return history(list(_stays(chance, children)), first_day=date(2016, 4, 1), last_day=last_day)


def _stays(chance: random.Random, children: int) -> Iterator[Stay]:
    for number in range(children):
        day = date(2016, 4, 1) + timedelta(days=chance.randrange(2800))
        born = day - timedelta(days=chance.randrange(6300))
        for _ in range(chance.randint(1, 3)):
            end = day + timedelta(days=1 + int(chance.expovariate(1 / 300)))
            if end >= born + timedelta(days=6500) or end > date(2023, 12, 1):
                yield Stay(str(number), born, day, None, *chance.choice(PLACES))
                break
            yield Stay(str(number), born, day, end, *chance.choice(PLACES), rec="E4A")
            day = end if chance.random() < 0.6 else end + timedelta(days=chance.randrange(400))


@pytest.fixture(scope="module")
def whole() -> History:
    return council()


def made(whole: History, **asked: Any) -> dict[str, Any]:
    return project(whole, **{"origin": ORIGIN, "years": 2, "replicates": 200} | asked).document()


def test_horizons_from_a_month_end_are_month_ends(whole: History) -> None:
    document = made(whole, origin=date(2020, 6, 30), years=1, replicates=10, monthly=True)
    assert [one["date"] for one in document["horizons"]][7:] == [
        "2021-02-28",
        "2021-03-31",
        "2021-04-30",
        "2021-05-31",
        "2021-06-30",
    ]


def test_the_document_has_the_promised_shape(whole: History) -> None:
    document = made(whole)
    assert list(document) == [
        "origin",
        "in_care_at_origin",
        "reference",
        "replicates",
        "seed",
        "method",
        "findings",
        "horizons",
        "outlook",
        "cohorts",
        "split",
    ]
    assert document["reference"] == ["2020-03-31", "2022-03-31"]
    assert [one["date"] for one in document["horizons"]] == ["2023-03-31", "2024-03-31"]
    for one in document["horizons"]:
        assert list(one["by_placement"]) == [str(state) for state in PlacementState]
        assert list(one["by_age"]) == [label for label, _, _ in AGE_BANDS]
        for figures in (one["total"], *one["by_placement"].values(), *one["by_age"].values()):
            assert list(figures) == ["mean", "p10", "p50", "p90"]
            assert figures["p10"] <= figures["p50"] <= figures["p90"]
    assert json.loads(json.dumps(document)) == document


def test_it_starts_from_the_stock(whole: History) -> None:
    assert made(whole)["in_care_at_origin"] == stock_on(whole, ORIGIN).total > 50


def test_the_method_says_what_the_range_leaves_out(whole: History) -> None:
    assert "version 2" in made(whole)["method"]
    assert "uncertain rates, and drift" in made(whole)["method"]
    assert "not drift" in made(whole, include=Include.RATES)["method"]
    assert "chance alone" in made(whole, include=Include.CHANCE)["method"]


def test_means_of_placements_and_of_ages_sum_to_the_total(whole: History) -> None:
    for one in made(whole)["horizons"]:
        for parts in (one["by_placement"], one["by_age"]):
            assert sum(part["mean"] for part in parts.values()) == pytest.approx(one["total"]["mean"], abs=0.06)


def test_the_count_changes_by_exactly_who_came_and_went(whole: History) -> None:
    basis = prepare(whole, origin=ORIGIN, years=2)
    made_of_it = ensemble(basis, replicates=50, seed=1, monthly=False)
    came = made_of_it.flows[:, :, :2].sum(axis=2) - made_of_it.flows[:, :, 2:].sum(axis=2)
    totals = made_of_it.counts.sum(axis=(2, 3, 4))
    assert (totals == basis.in_care + came.cumsum(axis=1)).all()


def test_every_month_can_be_had_and_agrees_with_the_years(whole: History) -> None:
    months, years = made(whole, monthly=True)["horizons"], made(whole)["horizons"]
    assert [one["date"] for one in months[:3]] == ["2022-04-30", "2022-05-31", "2022-06-30"]
    assert len(months) == 24
    assert months[11::12] == years


def test_nothing_after_the_origin_is_looked_at(whole: History) -> None:
    late = pl.col("decom") > ORIGIN
    ended = pl.col("dec") > ORIGIN
    altered = replace(
        whole,
        episodes=whole.episodes.filter(~late).with_columns(
            dec=pl.when(ended).then(pl.lit(date(2023, 2, 2))).otherwise("dec"),
            rec=pl.when(ended).then(pl.lit("E11")).otherwise("rec"),
            unknown_exit=pl.col("unknown_exit") | ended.fill_null(False),
        ),
    )
    assert altered.episodes.height < whole.episodes.height
    assert made(altered) == made(whole)


def test_what_happened_before_the_origin_does_matter(whole: History) -> None:
    fewer = replace(whole, episodes=whole.episodes.filter(pl.col("child") != "3"))
    assert made(fewer)["horizons"] != made(whole)["horizons"]


def test_the_same_seed_gives_the_same_figures_on_any_executor(whole: History) -> None:
    with ThreadPoolExecutor(1) as one:
        assert made(whole, executor=one) == made(whole)
    assert made(whole, seed=2)["horizons"] != made(whole)["horizons"]


def test_naming_the_one_authority_changes_no_figure(whole: History) -> None:
    named = {name: getattr(whole, name).with_columns(authority=pl.lit("336")) for name in ("children", "episodes")}
    assert made(replace(whole, **named)) == made(whole)


def test_the_flows_of_a_year_are_told(whole: History) -> None:
    first, second = project(whole, origin=ORIGIN, years=2, replicates=100).flows
    assert (first.first, first.last, second.last) == (ORIGIN, date(2023, 3, 31), date(2024, 3, 31))
    assert first.started.mean > 10
    assert first.left.mean > 10


def test_18th_birthdays_are_those_of_the_children_there() -> None:
    going = [Stay(str(one), date(2004, 6, 1), date(2019, 1, 1), None) for one in range(40)]
    staying = [Stay(f"s{one}", date(2012, 6, 1), date(2019, 1, 1), None) for one in range(7)]
    document = made(history([*going, *staying], last_day=ORIGIN), monthly=True)
    totals = [one["total"] for one in document["horizons"]]
    assert document["in_care_at_origin"] == 47
    assert totals[1] == {"mean": 47.0, "p10": 47, "p50": 47, "p90": 47}
    assert totals[2] == {"mean": 7.0, "p10": 7, "p50": 7, "p90": 7}


@pytest.mark.parametrize("origin", [date(2020, 2, 29), date(2021, 1, 31), date(2021, 6, 15)])
def test_any_day_will_do_as_an_origin(whole: History, origin: date) -> None:
    document = made(whole, origin=origin, years=4)
    ends = [one["date"] for one in document["horizons"]]
    if origin == date(2020, 2, 29):
        assert ends == ["2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"]
    else:
        assert ends == [origin.replace(year=origin.year + year).isoformat() for year in range(1, 5)]
    assert document["in_care_at_origin"] == stock_on(whole, origin).total


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"origin": date(2015, 1, 1)}, "The returns cover 1 April 2016 to 31 March 2024, so a projection cannot start"),
        ({"origin": date(2025, 1, 1)}, "cannot start from 1 January 2025"),
        ({"origin": date(2016, 5, 1)}, "too short a time before 1 May 2016"),
        ({"years": 0}, "number of years must be from 1 to 20; 0 was asked for"),
        ({"years": 21}, "number of years"),
        ({"replicates": 9}, "number of replicates must be from 10 to 10,000"),
        ({"replicates": 10_001}, "number of replicates"),
        ({"reference_months": 2}, "number of reference months"),
        ({"seed": -1}, "The seed must be a whole number"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(whole: History, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(CannotProject, match=says):
        made(whole, **asked)


def test_no_returns_are_refused_in_a_sentence() -> None:
    with pytest.raises(CannotProject, match="No return with dates was read"):
        made(assemble([]))


def codes(document: dict[str, Any]) -> dict[str, str]:
    return {one["code"]: one["examples"][0]["sentence"] for one in document["findings"]}


def test_a_reference_window_beyond_the_returns_is_cut_and_said(whole: History) -> None:
    document = made(whole, reference_months=120)
    assert document["reference"][0] == "2016-03-31"
    assert "learnt from 31 March 2016 on" in codes(document)["reference-outside-returns"]
    assert "more than 6 months" in codes(document)["absences-cut-short"]


def test_thin_data_are_said_to_be_thin() -> None:
    few = history([Stay("a", date(2015, 1, 1), date(2021, 6, 1), None)], last_day=ORIGIN)
    told = codes(made(few))
    assert told["few-entries"].startswith("Only 1 child entered care")
    assert told["few-exits"].startswith("No child left care before 18")


def test_children_left_out_are_said_to_be_left_out(whole: History) -> None:
    here = stock_on(whole, ORIGIN).children["child"][:2].to_list()
    unborn = replace(whole, children=whole.children.filter(~pl.col("child").is_in(here)))
    document = made(unborn)
    assert document["in_care_at_origin"] == made(whole)["in_care_at_origin"] - 2
    assert "2 in care on 31 March 2022 with no header row" in codes(document)["children-left-out"]


def test_the_findings_of_the_history_come_with_it(whole: History) -> None:
    assert {finding.code for finding in whole.findings} <= set(codes(made(whole)))


DAYS = st.dates(date(2019, 4, 1), ORIGIN)
STAYS = st.builds(
    Stay,
    child=st.sampled_from([str(number) for number in range(8)]),
    dob=st.sampled_from([date(2004, 4, 3), date(2004, 2, 29), date(2012, 7, 1), date(2021, 12, 31)]),
    decom=DAYS,
    dec=st.none() | DAYS,
    place=st.sampled_from(["U4", "K1", "H5", "T0", "P1"]),
    ls=st.sampled_from(["C2", "V3"]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(STAYS, min_size=1, max_size=14), st.integers(3, 40))
def test_odd_histories_give_a_projection_that_adds_up(stays: list[Stay], months: int) -> None:
    births: dict[str, date] = {}
    sensible = [
        replace(stay, dob=births.setdefault(stay.child, stay.dob))
        for stay in stays
        if stay.dec is None or stay.dec >= stay.decom
    ]
    if not sensible:
        return
    whole = history(sensible, first_day=date(2019, 4, 1), last_day=ORIGIN)
    document = made(whole, replicates=20, years=3, reference_months=months)
    assert document["in_care_at_origin"] == stock_on(whole, ORIGIN).total
    for one in document["horizons"]:
        assert sum(part["mean"] for part in one["by_age"].values()) == pytest.approx(one["total"]["mean"], abs=0.06)
        assert 0 <= one["total"]["p10"] <= one["total"]["p90"] < 2000


@pytest.mark.samples
def test_the_numbers_that_followed_the_steady_sample_lie_inside_the_range(samples: Path) -> None:
    whole = assemble(folder_returns(samples / "returns/csc-data-synthesizer/steady_n150_seed1"))
    narrow, wide = (
        project(whole, origin=ORIGIN, years=2, include=include).document() for include in (Include.RATES, Include.ALL)
    )
    assert wide["in_care_at_origin"] == 271
    for few, all_of in zip(narrow["horizons"], wide["horizons"], strict=True):
        for one in (few, all_of):
            assert one["total"]["p10"] <= 273 <= one["total"]["p90"]
        assert few["total"]["p90"] - few["total"]["p10"] < 273 / 4
        assert all_of["total"]["p90"] - all_of["total"]["p10"] > few["total"]["p90"] - few["total"]["p10"]


@pytest.mark.samples
@pytest.mark.parametrize(("year", "held"), [(2018, 466), (2019, 288), (2020, 181), (2021, 119)])
def test_a_draining_cohort_is_projected_to_drain(samples: Path, year: int, held: int) -> None:
    whole = assemble(folder_returns(samples / "returns/cs-demand-model/v1_by_year"))
    document = project(whole, origin=date(year, 3, 31), years=3, replicates=200).document()
    totals = [document["in_care_at_origin"], *(one["total"]["mean"] for one in document["horizons"])]
    assert totals[0] == held
    assert totals == sorted(totals, reverse=True)


def test_warming_up_leaves_nothing_to_compile() -> None:
    asked = (
        "from suffice.engine.projection import draws, kernels; from suffice.engine.projection.warm import warm_up;"
        "from tests.engine.projection.test_project import council, made;"
        "entries = kernels.run, draws.sweep, draws.rates, draws.paths, draws.strengths; warm_up();"
        "made(council(children=40), replicates=10);"
        "print({len(entry.signatures) for entry in entries})"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "{1}"


def spread_out(numbers: list[int]) -> History:
    """So many children entering each year from 1 April 2016, evenly, a third of them gone after half a year."""
    stays = []
    for year, number in enumerate(numbers):
        for one in range(number):
            day = date(2016 + year, 4, 1) + timedelta(days=round(364 * one / number))
            leaves = day + timedelta(days=180) if one % 3 == 0 else None
            if leaves and leaves > date(2016 + len(numbers), 3, 31):
                leaves = None
            stays.append(Stay(f"{year}-{one}", date(2012, 1, 1), day, leaves))
    return history(stays, first_day=date(2016, 4, 1), last_day=date(2016 + len(numbers), 3, 31))


def test_a_reference_window_unlike_the_years_before_is_said() -> None:
    surge = made(spread_out([100, 100, 100, 100, 190, 190]))
    told = codes(surge)["reference-not-typical"]
    assert "In the reference months 380 entered care or came back, 15.8 a month" in told
    assert "in the 48 months before them 400 did, 8.3 a month" in told
    assert "reference-not-typical" not in codes(made(spread_out([100, 100, 100, 100, 112, 112])))


def test_one_year_of_data_says_what_cannot_be_said_and_does_the_rest() -> None:
    short = made(spread_out([120]), origin=date(2017, 3, 31), years=3)
    assert codes(short)["too-few-years"].startswith("The returns reach back 12 months")
    assert short["horizons"][2]["total"]["p10"] < short["horizons"][2]["total"]["p90"]
    assert "too-few-years" not in codes(made(spread_out([100, 100, 100, 100, 100, 100])))


def test_unaccompanied_children_are_followed_apart_and_add_up(whole: History) -> None:
    alone = pl.col("child").str.ends_with("7")
    apart = replace(whole, children=whole.children.with_columns(uasc=alone))
    basis = prepare(apart, origin=ORIGIN, years=2)
    here = stock_on(apart, ORIGIN).children
    assert basis.stock.sum(axis=(1, 2)).tolist() == [(~here["uasc"]).sum(), here["uasc"].sum()]
    assert basis.stock.sum() == basis.in_care
    by_state = dict(here.group_by("state").len().iter_rows())
    assert basis.stock.sum(axis=(0, 2)).tolist() == [by_state.get(str(state), 0) for state in PlacementState]
    entered = ensemble(basis, replicates=400, seed=1, monthly=False, include=Include.CHANCE).flows[:, 0, 0]
    assert entered.mean() == pytest.approx(12 * basis.starts.sum(), rel=0.05)
    assert 0 < basis.starts[1] < basis.starts[0]
    for one in made(apart)["horizons"]:
        assert list(one["by_stream"]) == ["others", "unaccompanied"]
        assert one["by_stream"]["unaccompanied"]["mean"] > 1
        assert sum(part["mean"] for part in one["by_stream"].values()) == pytest.approx(one["total"]["mean"], abs=1e-4)


def test_where_nobody_is_unaccompanied_nobody_comes_to_be(whole: History) -> None:
    for one in made(whole)["horizons"]:
        assert one["by_stream"]["unaccompanied"] == {"mean": 0.0, "p10": 0, "p50": 0, "p90": 0}


def test_each_kind_of_range_is_wider_than_the_one_that_holds_less(whole: History) -> None:
    wide = {}
    for kind in Include:
        total = made(whole, include=kind, replicates=1000)["horizons"][1]["total"]
        wide[kind] = total["p90"] - total["p10"]
    assert wide[Include.CHANCE] < wide[Include.RATES] < wide[Include.ALL]


def test_how_the_range_splits_is_told_where_asked(whole: History) -> None:
    document = made(whole, split=True)
    assert [one["date"] for one in document["split"]] == [one["date"] for one in document["horizons"]]
    for one in document["split"]:
        shares = one["total"]
        assert shares["chance"] + shares["rates"] + shares["drift"] == pytest.approx(100, abs=0.2)
    assert made(whole)["split"] is None
    assert {**document, "split": None} == made(whole)
