"""Who is over-represented: made when returns or children by group change, careful with small groups, and guarded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import vl_convert
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suffice.analyse.needs.equality import making, recording, sentences
from suffice.analyse.needs.equality.charts import can_draw, ratios
from suffice.analyse.needs.equality.figures import BEFORE, LIVING, Beside, Day, Equality, Held
from suffice.analyse.needs.equality.queries import results, tables
from suffice.analyse.needs.equality.working import days_of, row_of, work_out
from suffice.analyse.needs.models import ChildrenByGroup, EqualityResult
from suffice.core import work
from suffice.core.models import Authority, Event, Person
from suffice.core.models.chart import WIDTHS
from suffice.core.policies import NotNow
from suffice.engine.comparison.representation import Representation, representation
from suffice.engine.measures.living import TEMPLATE, Living
from suffice.engine.needs.equality import Cohort
from tests.engine.episodes.build import a_return
from tests.engine.timeliness.build import scene
from tests.rooms.accepting import a_year, accept

SignedIn = Callable[[Person], Client]
PAGE = "/336/over-represented/"
# In care on 31 March 2022: 24 White children, 12 Black, 6 Mixed and 2 Asian, and 1 whose ethnicity is not known.
ETHNIC = ["WBRI"] * 24 + ["BCRB"] * 12 + ["MWBC"] * 6 + ["AIND"] * 2 + ["NOBT"]
CHILDREN = {f"C{at:02}": "03/02/2012" for at in range(len(ETHNIC))}
LIVE_HERE = Living(
    "ethnicity", {"white": 800, "mixed": 100, "black": 50, "asian": 50}, False, 2021, "Census of 2021, table 1"
)


@pytest.fixture(scope="module")
def worked() -> Equality:
    """The figures, held against who lives here, without a house."""
    header = "child | sex | dob | ethnic\n" + "\n".join(
        f"{child} | 1 | 03/02/2012 | {ethnic}" for child, ethnic in zip(CHILDREN, ETHNIC, strict=True)
    )
    row = "{} | 01/05/2021 | | S | C2 | U6 | PR1 |"
    episodes = "child | decom | dec | rne | ls | place | place_provider | rec\n" + "\n".join(map(row.format, CHILDREN))
    seen = scene(date(2022, 3, 31), a_return(2022, Header=header, Episodes=episodes))
    return work_out({seen.on: seen}, [LIVE_HERE], progress=lambda *_: None)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with its return accepted."""
    tables = a_year(CHILDREN, [(child, "01/05/2021", "", "U6") for child in CHILDREN])
    for child, ethnic in zip(CHILDREN, ETHNIC, strict=True):
        tables["header.csv"] = tables["header.csv"].replace(
            f"{child},1,03/02/2012,WBRI", f"{child},1,03/02/2012,{ethnic}"
        )
    with django_capture_on_commit_callbacks(execute=True):
        accept({2022: tables}, authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def equality(accepted: Authority, analyst: Person, now: datetime) -> EqualityResult:
    """The figures, held against who lives here."""
    recording.record(authority=accepted, living=LIVE_HERE, by=analyst, at=now)
    work.run_waiting(results.KIND)
    return EqualityResult.objects.get(authority=accepted)


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def in_care(told: Equality) -> Held:
    return told.at(None).of(Cohort.IN_CARE)


def test_each_group_is_held_against_who_lives_here(worked: Equality) -> None:
    (beside,) = in_care(worked).beside("ethnicity")
    assert beside.basis == LIVING
    rows = {row.label: row for row in beside.rows}
    assert (rows["Black"].count, rows["Black"].of) == (12, 44)
    assert rows["Black"].index == pytest.approx(12 / 44 / 0.05)
    assert {label: row.verdict for label, row in rows.items()} == {
        "White": Representation.UNDER,
        "Mixed": Representation.EVEN,
        "Black": Representation.OVER,
        "Asian": Representation.EVEN,
    }
    assert in_care(worked).unknown["ethnicity"] == 1


def test_a_range_that_is_shown_to_reach_1_is_not_called_over_represented() -> None:
    living = {"Girls": 4021, "Boys": 5979}
    girls = representation({"Girls": 12_230, "Boys": 17_770}, living, among="children")[0]
    assert girls.verdict is Representation.OVER
    row = row_of(girls)
    assert (round(row.low or 0, 2), row.verdict) == (1.0, Representation.EVEN)
    assert (
        row_of(representation({"Girls": 12_300, "Boys": 17_700}, living, among="x")[0]).verdict is Representation.OVER
    )


def test_figures_are_kept_as_they_were_worked_out(worked: Equality) -> None:
    assert Equality.of(worked.document()) == worked


def test_a_small_group_is_hidden_with_what_would_give_it_away(worked: Equality) -> None:
    assert in_care(worked).hidden("ethnicity") == {"Asian", "Mixed"}


def test_groups_told_together_do_not_give_a_hidden_group_away() -> None:
    groups = {"White": 6, "Mixed": 30, "Asian": 2}
    held = Held(Cohort.IN_CARE, "", 38, {"ethnicity": 0}, {"ethnicity": groups}, ())
    assert held.hidden("ethnicity") == {"White", "Asian", "Other than White"}


def test_a_share_of_those_whom_a_cohort_is_held_against_gives_no_small_group_of_theirs_away() -> None:
    def held(cohort: Cohort, groups: dict[str, int], *besides: Beside) -> Held:
        return Held(cohort, "", sum(groups.values()), {"ethnicity": 0}, {"ethnicity": groups}, besides)

    in_care, leaving = {"White": 60, "Mixed": 20, "Black": 6, "Asian": 3}, {"White": 20, "Mixed": 8, "Black": 7}
    rows = tuple(map(row_of, representation({**leaving, "Asian": 0}, in_care, among="children in care")))
    beside = Beside("ethnicity", BEFORE, "children in care", "", rows)
    day = Day(date(2022, 3, 31), (held(Cohort.IN_CARE, in_care), held(Cohort.LEAVING, leaving, beside)))
    told = {line.label: line.row for line in tables.of_day(day, "ethnicity", few=False)}
    assert {label for label, row in told.items() if row is None} == {"Asian", "Black"}, (
        "3 and 6 of 89 could be read off"
    )
    assert all(line.row for line in tables.of_day(day, "ethnicity", few=True))
    assert "no group that is shown" in sentences.answer(day.of(Cohort.LEAVING), day, "ethnicity", few=False)


def test_the_sentence_claims_no_more_than_the_figures_carry(worked: Equality) -> None:
    held, day = in_care(worked), worked.at(None)
    words = sentences.answer(held, day, "ethnicity", few=False)
    assert words == (
        "45 children in care on 31 March 2022, by ethnicity. Held against children who live here: "
        "Black (5.45 times their share, 3.27 to 8.37) over-represented; "
        "White (0.68 times their share, 0.50 to 0.85) under-represented."
    )
    whole = sentences.answer(held, day, "ethnicity", few=True)
    assert whole == f"{words} The others are no further from their share than chance would leave."


def test_the_chart_is_drawn_with_its_ranges_and_without_small_groups(worked: Equality) -> None:
    held = in_care(worked)
    (beside,) = held.beside("ethnicity")
    for width in WIDTHS:
        svg = vl_convert.vegalite_to_svg(ratios(beside, width, untold=held.hidden("ethnicity")).to_dict())
        assert "0.68 (0.50" in svg
        assert "Asian" not in svg
    assert can_draw(beside, untold=())
    assert not can_draw(beside, untold={"White", "Black", "Mixed"})


def test_another_source_makes_the_figures_again(equality: EqualityResult, analyst: Person, now: datetime) -> None:
    assert results.holds(equality)
    other = Living("ethnicity", {"white": 60.0, "minority": 40.0}, True, 2021, "A school census")
    recording.record(authority=equality.authority, living=other, by=analyst, at=now)
    assert not results.holds(equality)
    work.run_waiting(results.KIND)
    latest = results.latest(equality.authority)
    assert latest is not None
    (beside,) = in_care(latest.told).beside("ethnicity")
    assert [(row.label, row.count) for row in beside.rows] == [("White", 24), ("Other than White", 20)]
    standing = ChildrenByGroup.objects.get(withdrawn_at__isnull=True)
    assert standing.source == "A school census"
    assert [one.words for one in Event.objects.filter(kind="needs.groups_withdrawn")] == [
        "Withdrew children by ethnicity of 2021 (Census of 2021, table 1)."
    ]


def test_the_same_source_is_not_written_down_twice(equality: EqualityResult, analyst: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="written down already"):
        recording.record(authority=equality.authority, living=LIVE_HERE, by=analyst, at=now)
    assert ChildrenByGroup.objects.count() == 1


def test_without_a_return_there_is_nothing_to_make(authority: Authority, analyst: Person, now: datetime) -> None:
    assert making.ask(authority=authority, by=analyst, at=now) is None
    with pytest.raises(NotNow, match="No return about children"):
        making.make(authority=authority, by=analyst, at=now, progress=lambda *_: None)


def test_the_days_are_the_latest_and_two_year_ends_that_are_covered() -> None:
    assert days_of(date(2018, 4, 1), date(2022, 3, 31)) == (date(2022, 3, 31), date(2021, 3, 31), date(2020, 3, 31))
    assert days_of(date(2021, 4, 1), date(2022, 6, 30)) == (date(2022, 6, 30), date(2022, 3, 31))


def test_small_groups_are_shown_to_those_alone_who_may_see_them(
    equality: EqualityResult, leader: Person, young_adviser: Person, practice_lead: Person, signed_in: SignedIn
) -> None:
    for person in (leader, young_adviser):
        page = told(signed_in(person).get(f"{PAGE}in_care/"))
        assert "Black (5.45 times their share" in page
        assert "Asian children who live here not shown" in page
        assert "Asian not shown" in page
    theirs = told(signed_in(practice_lead).get(f"{PAGE}in_care/"))
    assert "Asian children who live here 2 4.5 5.0 0.91" in theirs
    taken = signed_in(leader).get(f"{PAGE}?over-represented-download=csv").content.decode()
    assert re.search(r"In care,Asian,children who live here,,,,,not shown", taken)


def test_a_young_adviser_reads_in_plain_words_who_is_in_care_more_often(
    equality: EqualityResult, young_adviser: Person, signed_in: SignedIn
) -> None:
    page = told(signed_in(young_adviser).get(PAGE))
    assert "the council was looking after 45 children and young people." in page
    assert "Black: 27 of every 100 children in care, and 5 of every 100 children who live here." in page
    assert "That is more than chance would make it." in page
    assert "Asian" not in page, "a small group, and no further from its share than chance"
    assert "This does not say why." in page
    assert "95%" not in page


def test_the_page_says_what_it_does_not_say(equality: EqualityResult, leader: Person, signed_in: SignedIn) -> None:
    page = told(signed_in(leader).get(PAGE))
    assert sentences.NOT_WHY in page
    assert "In need: " in page, "what no return tells is said"
    assert "Census of 2021, table 1" in told(signed_in(leader).get(f"{PAGE}in_care/"))
    assert signed_in(leader).get(f"{PAGE}cats/").status_code == 404
    assert "by age" in told(signed_in(leader).get(f"{PAGE}in_care/?by=age"))


def test_a_provider_and_a_stranger_are_refused(
    equality: EqualityResult, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, stranger):
        for path in ("", "in_care/", "population/", "population/bring/", "population/template.csv", "progress.json"):
            assert signed_in(person).get(f"{PAGE}{path}").status_code == 403


def test_a_person_writes_children_by_group_down(
    accepted: Authority, commissioner: Person, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(commissioner)
    assert "Nobody has written down yet" in told(client.get(f"{PAGE}population/"))
    typed = {"unit": "children", "year": "2021", "source": "Census", "group-white": "800", "group-black": "x"}
    assert "Give a number, or leave it empty" in told(client.post(f"{PAGE}population/ethnicity/", typed))
    one = {**typed, "group-black": ""}
    assert "Give at least two groups" in told(client.post(f"{PAGE}population/ethnicity/", one))
    assert not ChildrenByGroup.objects.exists()
    client.post(f"{PAGE}population/ethnicity/", {**typed, "group-black": "200"})
    made = ChildrenByGroup.objects.get()
    assert (made.children, made.recorded_by, made.per_cent) == ({"white": 800.0, "black": 200.0}, commissioner, False)
    assert "White 800, Black 200" in told(client.get(f"{PAGE}population/"))
    assert signed_in(leader).get(f"{PAGE}population/ethnicity/").status_code == 403
    client.post(f"{PAGE}population/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.withdrawn_by == commissioner


def test_a_file_of_groups_is_taken_whole_or_not(accepted: Authority, analyst: Person, signed_in: SignedIn) -> None:
    client = signed_in(analyst)
    bad = TEMPLATE + "sex,Cats,3,2020,x\n"
    page = client.post(f"{PAGE}population/bring/", {"file": SimpleUploadedFile("groups.csv", bad.encode())})
    assert page.status_code == 400
    assert "groups.csv, row 6: Cats is no group by sex" in told(page)
    assert not ChildrenByGroup.objects.exists()
    template = client.get(f"{PAGE}population/template.csv").content
    client.post(f"{PAGE}population/bring/", {"file": SimpleUploadedFile("groups.csv", template)})
    assert set(ChildrenByGroup.objects.values_list("by", "year")) == {("ethnicity", 2011), ("sex", 2020)}


def test_groups_of_another_authority_cannot_be_withdrawn_from_here(
    equality: EqualityResult, elsewhere: Authority, now: datetime, signed_in: SignedIn, analyst: Person
) -> None:
    theirs = recording.record(authority=elsewhere, living=LIVE_HERE, by=None, at=now)
    assert signed_in(analyst).post(f"{PAGE}population/{theirs.pk}/withdraw/").status_code == 404
