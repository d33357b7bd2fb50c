"""The pages of scenarios: who may read and build them, that nothing typed is lost, and what is taken away is shown."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.scenarios import operations
from suffice.analyse.scenarios.models import Comparison, Scenario
from suffice.analyse.scenarios.queries import tables
from suffice.core.models import Authority, Person
from suffice.engine.projection.scenario.reading import read_scenario
from tests.rooms.scenarios.conftest import ASKED, HOME, PAGE, PREVENTION, SignedIn, made, taken, told, written

LEVER = {"from": "2022-04-01", "entries_a_year": "6", "who": "others", "build_up_months": "0"}
ASK = {"origin": "2022-03-31", "years": "1", "replicates": "100", "seed": "7"}


def test_a_scenario_is_built_lever_by_lever(accepted: Authority, commissioner: Person, signed_in: SignedIn) -> None:
    client = signed_in(commissioner)
    assert "Build a scenario" in told(client.get(PAGE))
    begun = client.post(f"{PAGE}new/", {"kind": "nothing"})
    one = client.post(begun.headers["Location"], {"name": "Edge of care", "why": "Does it pay?"})
    page = one.headers["Location"]
    assert "Nothing yet" in told(client.get(page))
    chosen = client.post(f"{page}levers/new/", {"kind": "prevention"})
    added = client.post(chosen.headers["Location"], LEVER, follow=True)
    assert "From 1 April 2022 a service at the edge of care prevents 6 entries a year." in told(added)
    scenario = Scenario.objects.get()
    assert (scenario.version, scenario.owner) == (2, commissioner)
    changed = client.post(f"{page}levers/1/", {**LEVER, "entries_a_year": "8"}, follow=True)
    assert "prevents 8 entries a year" in told(changed)
    client.post(f"{page}levers/1/copy/")
    again = client.post(f"{page}levers/2/remove/", follow=True)
    assert "It is taken out." in told(again)
    scenario.refresh_from_db()
    assert (scenario.version, len(scenario.document["levers"])) == (5, 1)
    assert [one.change for one in scenario.versions.order_by("number")] == [
        "built from nothing",
        "added “Entries prevented” from 2022-04-01",
        "changed “Entries prevented” from 2022-04-01",
        "copied “Entries prevented” from 2022-04-01",
        "took out “Entries prevented” from 2022-04-01",
    ]


def test_nothing_typed_is_lost_when_an_answer_is_wrong(service: Scenario, analyst: Person, signed_in: SignedIn) -> None:
    sent = {**LEVER, "low": "9", "high": "12", "note": "A report that took long to type"}
    page = signed_in(analyst).post(f"{PAGE}{service.pk}/levers/new/prevention/", sent)
    assert page.status_code == 400
    words = told(page)
    assert "There is a problem" in words
    assert "does not hold the number itself, 6" in words
    assert 'value="12"' in page.content.decode()
    assert "A report that took long to type" in words
    assert Scenario.objects.get().version == 1


def test_an_example_fills_the_form_and_is_not_saved(service: Scenario, analyst: Person, signed_in: SignedIn) -> None:
    client, path = signed_in(analyst), f"{PAGE}{service.pk}/levers/new/step_down/"
    assert "For example: “From 1 April 2022 2 more children a quarter step down" in told(client.get(path))
    assert 'value="2"' in client.get(path, {"example": "1"}).content.decode()
    assert Scenario.objects.get().version == 1


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    service: Scenario, analyst: Person, commissioner: Person, now: datetime, signed_in: SignedIn
) -> None:
    other = written("Edge of care", HOME)
    operations.change(scenario=service, document=other, seen=1, by=commissioner, at=now, words="other levers")
    page = signed_in(analyst).post(f"{PAGE}{service.pk}/levers/new/prevention/", {**LEVER, "seen": "1"})
    assert page.status_code == 400
    assert "Commissioner saved version 2" in told(page)
    assert 'value="6"' in page.content.decode()


def test_an_earlier_version_can_be_read_and_not_changed(
    service: Scenario, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    operations.change(
        scenario=service, document=written("Edge of care", HOME), seen=1, by=analyst, at=now, words="other levers"
    )
    words = told(signed_in(analyst).get(f"{PAGE}{service.pk}/versions/1/"))
    assert "This is an earlier version." in words
    assert "prevents 6 entries a year" in words
    assert "Add a lever" not in words


def test_a_scenario_is_renamed_copied_and_retired(service: Scenario, analyst: Person, signed_in: SignedIn) -> None:
    client, path = signed_in(analyst), f"{PAGE}{service.pk}/"
    client.post(f"{path}words/", {"name": "Edge of care, 2022", "why": "", "seen": "1"})
    copied = client.post(f"{path}copy/", {"name": "Edge of care, 2022"})
    assert copied.status_code == 400
    assert "called “Edge of care, 2022” already" in told(copied)
    assert client.post(f"{path}copy/", {"name": "Another"}).status_code == 302
    assert "neither be changed nor compared anew" in told(client.get(f"{path}retire/"))
    client.post(f"{path}retire/")
    service.refresh_from_db()
    assert (service.name, service.version, service.retired_by) == ("Edge of care, 2022", 2, analyst)
    assert "Retired on" in told(client.get(path))
    assert client.get(f"{path}levers/new/").status_code == 409


def test_a_file_goes_out_and_comes_back_as_it_was(
    service: Scenario, analyst: Person, stranger: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    taken_away = client.get(f"{PAGE}{service.pk}/versions/1/scenario.json")
    assert 'filename="edge-of-care-1.json"' in taken_away.headers["Content-Disposition"]
    assert json.loads(taken_away.content) == service.document
    brought = signed_in(stranger).post(
        "/332/scenarios/bring/", {"chosen": SimpleUploadedFile("edge.json", taken_away.content)}, follow=True
    )
    assert "1 scenario saved from edge.json" in told(brought)
    assert Scenario.objects.get(authority__code="332").document == service.document
    assert client.get(f"{PAGE}schema.json").json()["$defs"]["scenario"]["type"] == "object"
    assert len(read_scenario(client.get(f"{PAGE}template.json").json())[0].levers) == 8


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not json", "is not JSON: line 1"),
        (b"", "The file is empty."),
        (b"\xff\xfe", "is not written in UTF-8"),
        (json.dumps(written("Half a letter \ud800")).encode(), "`name`: holds a sign that cannot be written"),
        (json.dumps(written("Edge of care", PREVENTION)).encode(), "called “Edge of care” already"),
        (json.dumps({**written("Another"), "version": 7}).encode(), "is of version 7"),
        (json.dumps(written("Another", {**HOME, "percent": "x"})).encode(), "Lever 1, `percent`"),
        (b" " * 1_000_001, "too large to be a scenario"),
    ],
)
def test_a_file_that_cannot_be_used_gets_its_sentence(
    content: bytes, sentence: str, service: Scenario, analyst: Person, signed_in: SignedIn
) -> None:
    page = signed_in(analyst).post(f"{PAGE}bring/", {"chosen": SimpleUploadedFile("bad.json", content)})
    assert page.status_code == 400
    assert sentence in told(page)
    assert Scenario.objects.count() == 1


def test_a_comparison_is_asked_for_made_and_read(
    service: Scenario, both: Scenario, analyst: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    form = client.get(f"{PAGE}compare/", {"scenario": service.pk})
    assert "meets the same luck" in told(form)
    waiting = client.post(f"{PAGE}compare/", {**ASK, "scenarios": [service.pk, both.pk]}, follow=True)
    assert "The scenarios are being compared." in told(waiting)
    asked = Comparison.objects.get()
    path = f"{PAGE}comparisons/{asked.pk}/"
    assert client.get(f"{path}progress.json").json()["finished"] is False
    assert client.get(f"{path}comparison.json").status_code == 404
    made(asked)
    words = told(client.get(path))
    for part in (
        "Of 2 scenarios, “",
        "If nothing changes, between",
        "Which lever did what by 31 March 2023: Service and going home",
        "From 1 July 2022 children go home 20% more often than they did.",
        "no count of entries prevented",
        "100 futures were simulated for each scenario with seed 7",
        "counted from the returns of 2021 and 2022",
    ):
        assert part in words
    opened = client.post(f"{PAGE}compare/", {**ASK, "scenarios": [service.pk, both.pk]})
    assert opened.headers["Location"] == path, "what was compared opens at once"
    assert json.loads(client.get(f"{path}comparison.json").content) == asked.document


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"scenarios": []}, "Choose at least one scenario to compare."),
        ({"scenarios": ["0"]}, "not in use any more"),
        ({"origin": "2030-04-01"}, "so a projection cannot start from 1 April 2030"),
        ({"years": "11"}, "Give a number from 1 to 10."),
        ({"seed": "x"}, "Give a whole number."),
    ],
)
def test_what_cannot_be_compared_gets_its_sentence(
    wrong: dict[str, Any], sentence: str, service: Scenario, analyst: Person, signed_in: SignedIn
) -> None:
    page = signed_in(analyst).post(f"{PAGE}compare/", {**ASK, "scenarios": [service.pk], **wrong})
    assert page.status_code == 400
    assert sentence in told(page)
    assert not Comparison.objects.exists()


def test_more_than_six_are_too_many(service: Scenario, analyst: Person, now: datetime, signed_in: SignedIn) -> None:
    others = [operations.copy(scenario=service, name=f"Copy {n}", by=analyst, at=now) for n in range(6)]
    chosen = [one.pk for one in (service, *others)]
    page = signed_in(analyst).post(f"{PAGE}compare/", {**ASK, "scenarios": chosen})
    assert "7 are chosen, and 6 can stand side by side." in told(page)


def test_the_waterfall_is_a_table_in_the_order_of_the_picture(
    compared: Comparison, leader: Person, signed_in: SignedIn
) -> None:
    page = signed_in(leader).get(f"{PAGE}comparisons/{compared.pk}/").content.decode()
    table = page.split('id="levers-2"')[1].split("</table>")[0]
    assert table.count('scope="col"') == 4
    assert table.count('scope="row"') == 4
    heads = [table.index(words) for words in ("If nothing changes", "Lever 1", "Lever 2", "With the scenario")]
    assert heads == sorted(heads)


def test_what_is_taken_away_is_what_the_engine_gave(compared: Comparison, leader: Person, signed_in: SignedIn) -> None:
    client, path = signed_in(leader), f"{PAGE}comparisons/{compared.pk}/"
    months = taken(client.get(path, {"months-download": "csv"}))
    assert len(months) == 12 * 3
    last = compared.outcome.scenarios[0].last
    row = next(one for one in months if one["On"] == "2023-03-31" and one["Scenario"] == "1 Edge of care")
    assert float(row["Middle"]) == last.number().p50
    assert float(row["Difference, one in ten below"]) == last.difference().p10
    places = taken(client.get(path, {"by-placement-download": "csv", "by-placement-group": "Children's home"}))
    assert len(places) == 3
    assert client.get(path, {"by-age-download": "xlsx"}).content[:2] == b"PK"
    ends = taken(client.get(path, {"ends-download": "csv"}))
    assert [one["Scenario"] for one in ends] == [
        tables.NOTHING,
        "1 Edge of care",
        "2 Service and going home",
    ]


def test_a_table_that_was_turned_stays_open(compared: Comparison, leader: Person, signed_in: SignedIn) -> None:
    client, path = signed_in(leader), f"{PAGE}comparisons/{compared.pk}/"
    assert 'govuk-details" open' not in client.get(path).content.decode()
    assert 'govuk-details" open' in client.get(path, {"by-age-sort": "group"}).content.decode()


def test_a_result_says_when_a_scenario_has_gone_on(
    compared: Comparison, service: Scenario, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    operations.change(
        scenario=service, document=written("Edge of care", HOME), seen=1, by=analyst, at=now, words="other levers"
    )
    words = told(signed_in(analyst).get(f"{PAGE}comparisons/{compared.pk}/"))
    assert "This is version 1 of “Edge of care”. It stands at version 2 now." in words


def test_made_again_the_page_says_that_it_is_the_same(
    compared: Comparison, analyst: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    address = client.post(f"{PAGE}comparisons/{compared.pk}/again/").headers["Location"]
    made(Comparison.objects.get(again=compared))
    assert "gives the same figures to the bit" in told(client.get(address))


def test_the_register_and_home_tell_what_was_compared(
    compared: Comparison, leader: Person, provider: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    for page in (client.get(PAGE), client.get("/336/")):
        assert "Of 2 scenarios, “" in told(page)
    assert "Of 2 scenarios" not in told(signed_in(provider).get("/336/"))
    rows = taken(client.get(PAGE, {"state": "in-use", "download": "csv"}))
    assert {row["Scenario"]: row["What changes"] for row in rows} == {
        "Edge of care": "Entries prevented",
        "Service and going home": "Entries prevented, Going home",
    }
    assert [row["State"] for row in taken(client.get(f"{PAGE}comparisons/", {"download": "csv"}))] == ["Made"]


def test_a_leader_reads_and_builds_nothing(
    compared: Comparison, service: Scenario, leader: Person, signed_in: SignedIn
) -> None:
    client, one = signed_in(leader), f"{PAGE}{service.pk}/"
    for path in (PAGE, one, f"{one}versions/1/", f"{PAGE}comparisons/", f"{PAGE}comparisons/{compared.pk}/"):
        assert client.get(path).status_code == 200
    assert "Compare it" not in told(client.get(one))
    forms = ("new/", "bring/", "compare/", "start/nothing/", f"{service.pk}/words/", f"{service.pk}/levers/1/")
    for path in (*forms, f"{service.pk}/levers/new/", f"{service.pk}/copy/", f"{service.pk}/retire/"):
        assert client.get(f"{PAGE}{path}").status_code == 403
    for path in (f"{one}levers/1/remove/", f"{one}levers/1/copy/", f"{PAGE}comparisons/{compared.pk}/again/"):
        assert client.post(path).status_code == 403
    service.refresh_from_db()
    assert service.version == 1


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    compared: Comparison, service: Scenario, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    paths = ("", f"{service.pk}/", f"{service.pk}/versions/1/scenario.json", f"comparisons/{compared.pk}/")
    for person in (provider, stranger):
        for path in (*paths, f"comparisons/{compared.pk}/comparison.json"):
            assert signed_in(person).get(f"{PAGE}{path}").status_code == 403
    for path in paths[1:]:
        assert signed_in(stranger).get(f"/332/scenarios/{path}").status_code == 404


def test_a_young_adviser_reads_what_if_in_totals(
    compared: Comparison, service: Scenario, young_adviser: Person, signed_in: SignedIn
) -> None:
    client = signed_in(young_adviser)
    words = told(client.get(PAGE))
    assert "What if: Edge of care?" in words
    assert "would be in care" in words
    assert "placement" not in words.lower()
    for path in (f"{service.pk}/", f"comparisons/{compared.pk}/", f"comparisons/{compared.pk}/comparison.json"):
        assert client.get(f"{PAGE}{path}").status_code == 403
    assert client.get(f"/336/charts/{compared.charts['lines']}-wide.svg").status_code == 200
    assert client.get(f"/336/charts/{compared.charts['waterfall-2']}-wide.svg").status_code == 403


def test_empty_rooms_say_what_will_be_there(
    authority: Authority, analyst: Person, leader: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    assert "A scenario says what would change if something were done" in told(signed_in(analyst).get(PAGE))
    assert "An analyst or a commissioner builds them." in told(signed_in(leader).get(PAGE))
    assert "No what-ifs have been worked out yet." in told(signed_in(young_adviser).get(PAGE))
    assert signed_in(analyst).get(f"{PAGE}compare/").status_code == 409


def test_one_that_could_not_be_made_says_why(
    service: Scenario, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    early = {**ASKED, "origin": ASKED["origin"].replace(year=2020, month=4, day=30)}
    failed = made(operations.compare(scenarios=[service], by=analyst, at=now, **early))
    words = told(signed_in(analyst).get(f"{PAGE}comparisons/{failed.pk}/"))
    assert "could not be made. The returns begin on 1 April 2020" in words
    assert "Ask for another comparison" in words
