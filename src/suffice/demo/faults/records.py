"""Faults in the tables beside the episodes: adoption, care leavers, reviews, health, missing, the newer ones."""

from __future__ import annotations

from datetime import timedelta

from suffice.demo.faults.book import Kid, Page, Place, day, written
from suffice.demo.faults.fault import Fault, Planter
from suffice.demo.faults.shapes import in_care_all_year, left, plain, settled, shift, short_breaks, still_here

_ADOPTED = ("E11", "E12")
_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
_ANSWERS = {
    "CONVICTED": "0",
    "IMMUNISATIONS": "1",
    "TEETH_CHECK": "1",
    "HEALTH_ASSESSMENT": "1",
    "SUBSTANCE_MISUSE": "0",
}


def _adopted(kid: Kid) -> bool:
    return bool(kid.episodes) and kid.last["REC"] in _ADOPTED and kid.has("AD1") and kid.last["PLACE"] in _FOR_ADOPTION


def _adoption_without_record(page: Page) -> Place:
    kid = page.pick(_adopted)
    page.remove("AD1", kid.others["AD1"][0])
    return page.at("Episodes", kid.last, "REC")


def _adoption_record_without_adoption(page: Page) -> Place:
    kid = page.pick(_adopted)
    kid.last["REC"] = "E8"
    return page.at("AD1", kid.others["AD1"][0], "CHILD")


def _adopted_without_being_placed(page: Page) -> Place:
    kid = page.pick(lambda kid: _adopted(kid) and (len(kid.episodes) == 1 or kid.last["RNE"] in ("P", "B")))
    kid.last["PLACE"] = "U5"
    return page.at("Episodes", kid.last, "PLACE")


def _placed_once(kid: Kid) -> bool:
    placed = [row for row in kid.episodes if row["PLACE"] in _FOR_ADOPTION]
    return len(placed) == 1 and len(kid.others.get("PlacedAdoption", ())) == 1


def _placed(kid: Kid) -> dict[str, str]:
    return next(row for row in kid.episodes if row["PLACE"] in _FOR_ADOPTION)


def _placed_without_decision(page: Page) -> Place:
    kid = page.pick(_placed_once)
    page.remove("PlacedAdoption", kid.others["PlacedAdoption"][0])
    return page.at("Episodes", _placed(kid), "PLACE")


def _decision_after_placement(page: Page) -> Place:
    kid = page.pick(_placed_once)
    row = kid.others["PlacedAdoption"][0]
    row["DATE_PLACED"] = shift(_placed(kid)["DECOM"], 20)
    return page.at("PlacedAdoption", row, "DATE_PLACED")


def _decision_reversed_early(page: Page) -> Place:
    kid = page.pick(lambda kid: any(row["DATE_PLACED_CEASED"] for row in kid.others.get("PlacedAdoption", ())))
    row = next(row for row in kid.others["PlacedAdoption"] if row["DATE_PLACED_CEASED"])
    row["DATE_PLACED_CEASED"] = shift(row["DATE_PLACED"], -10)
    return page.at("PlacedAdoption", row, "DATE_PLACED_CEASED")


def _matched_after_placement(page: Page) -> Place:
    kid = page.pick(lambda kid: _adopted(kid) and _placed_once(kid))
    row = kid.others["AD1"][0]
    row["DATE_MATCH"] = shift(_placed(kid)["DECOM"], 10)
    return page.at("AD1", row, "DATE_MATCH")


def _staying_put_before_18(page: Page) -> Place:
    kid = page.pick(lambda kid: left(kid) and plain(kid.last) and day(kid.last["DEC"]) < kid.eighteenth)
    kid.last["REC"] = "E17"
    return page.at("Episodes", kid.last, "REC")


def _new_care_leaver(page: Page, kid: Kid) -> Place:
    row = page.add("OC3", CHILD=kid.number, DOB=kid.header["DOB"], IN_TOUCH="NO", ACTIV="0", ACCOM="0")
    return page.at("OC3", row, "CHILD")


def _care_leaver_wrong_age(page: Page) -> Place:
    return _new_care_leaver(page, page.pick(lambda kid: left(kid) and kid.age(page.ends) < 17))


def _care_leaver_in_care(page: Page) -> Place:
    kid = page.pick(lambda kid: still_here(kid) and kid.age(page.ends) == 17 and not kid.has("OC3"))
    return _new_care_leaver(page, kid)


def _blank(table: str, *columns: str) -> Planter:
    """Return a planter that blanks `columns` of one row in which some of them are filled in; the first is at fault."""

    def plant(page: Page) -> Place:
        def filled(kid: Kid) -> bool:
            first = next(iter(kid.others.get(table, ())), None)
            return first is not None and any(first[column] not in ("", "0") for column in columns)

        kid = page.pick(filled)
        row = kid.others[table][0]
        row.update(dict.fromkeys(columns, ""))
        return page.at(table, row, columns[0])

    return plant


def _in_touch(column: str) -> Planter:
    def plant(page: Page) -> Place:
        kid = page.pick(lambda kid: kid.has("OC3") and kid.others["OC3"][0]["IN_TOUCH"] == "YES")
        kid.others["OC3"][0][column] = ""
        return page.at("OC3", kid.others["OC3"][0], column)

    return plant


def _before_care(page: Page) -> str:
    """Return how the day of care began is told: ten days before it, still inside the year."""
    return written(page.starts + timedelta(days=12))


def _began_in_year(kid: Kid, page: Page) -> bool:
    later = page.starts + timedelta(days=15)
    return bool(kid.episodes) and day(kid.first["DECOM"]) > later and kid.age(page.starts) >= 5


def _review_outside_care(page: Page) -> Place:
    kid = page.pick(lambda kid: _began_in_year(kid, page) and kid.has("Reviews"))
    row = kid.others["Reviews"][0]
    row["REVIEW"] = _before_care(page)
    return page.at("Reviews", row, "REVIEW")


def _participation_code_wrong_age(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("Reviews") and kid.age(page.starts) >= 5)
    row = kid.others["Reviews"][0]
    row["REVIEW_CODE"] = "PN0"
    return page.at("Reviews", row, "REVIEW_CODE")


def _missing_outside_care(page: Page) -> Place:
    kid = page.pick(lambda kid: _began_in_year(kid, page) and not kid.has("Missing"))
    start = _before_care(page)
    row = page.add(
        "Missing", CHILD=kid.number, DOB=kid.header["DOB"], MISSING="M", MIS_START=start, MIS_END=shift(start, 1)
    )
    return page.at("Missing", row, "MIS_START")


def _missing_once(kid: Kid, *, days: int) -> bool:
    rows = kid.others.get("Missing", [])
    return len(rows) == 1 and (day(rows[0]["MIS_END"] or rows[0]["MIS_START"]) - day(rows[0]["MIS_START"])).days >= days


def _missing_ends_before_it_starts(page: Page) -> Place:
    kid = page.pick(lambda kid: _missing_once(kid, days=0))
    row = kid.others["Missing"][0]
    row["MIS_END"] = shift(row["MIS_START"], -2)
    return page.at("Missing", row, "MIS_END")


def _missing_twice_at_once(page: Page) -> Place:
    kid = page.pick(lambda kid: _missing_once(kid, days=1))
    row = kid.others["Missing"][0]
    again = page.add("Missing", **row | {"MIS_END": shift(row["MIS_END"], 1)})
    return page.at("Missing", again, "MIS_START")


def _health_record_under_a_year(page: Page) -> Place:
    kid = page.pick(
        lambda kid: (
            settled(kid) and day(kid.first["DECOM"]) > page.starts and still_here(kid) and kid.age(page.ends) < 4
        )
    )
    row = page.add("OC2", CHILD=kid.number, DOB=kid.header["DOB"], HEALTH_CHECK="1", **_ANSWERS)
    return page.at("OC2", row, "CHILD")


def _health_record_missing(page: Page) -> Place:
    kid = page.pick(lambda kid: in_care_all_year(kid) and not short_breaks(kid) and still_here(kid))
    page.remove("OC2", kid.others["OC2"][0])
    return page.at("Episodes", kid.last, "CHILD")


def _sdq_missing(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("OC2") and kid.age(page.starts) >= 5 and kid.age(page.ends) <= 15)
    row = kid.others["OC2"][0]
    row.update(SDQ_SCORE="", SDQ_REASON="")
    return page.at("OC2", row, "SDQ_SCORE")


def _two_social_workers(page: Page) -> Place:
    kid = page.pick(
        lambda kid: len(kid.others.get("SWEpisodes", ())) == 1 and not kid.others["SWEpisodes"][0]["SW_DEC"]
    )
    row = kid.others["SWEpisodes"][0]
    again = page.add("SWEpisodes", **row | {"SW_DECOM": shift(row["SW_DECOM"], 9)})
    return page.at("SWEpisodes", again, "SW_DECOM")


def _order_where_none_is_needed(page: Page) -> Place:
    kid = page.pick(lambda kid: bool(kid.episodes) and kid.last["PLACE"] in ("P1", "K3") and still_here(kid))
    row = page.add("DoLo", CHILD=kid.number, DOB=kid.header["DOB"], DOLO_START=shift(kid.last["DECOM"], 1))
    return page.at("DoLo", row, "DOLO_START")


FAULTS = (
    Fault("adoption-without-record", _adoption_without_record),
    Fault("adoption-record-without-adoption", _adoption_record_without_adoption),
    Fault("adopted-without-being-placed", _adopted_without_being_placed),
    Fault("placed-without-decision", _placed_without_decision),
    Fault("decision-after-placement", _decision_after_placement),
    Fault("decision-reversed-before-it-was-made", _decision_reversed_early),
    Fault("matched-after-placement", _matched_after_placement),
    Fault("staying-put-before-18", _staying_put_before_18),
    Fault("care-leaver-wrong-age", _care_leaver_wrong_age),
    Fault("care-leaver-in-care", _care_leaver_in_care),
    Fault("care-leaver-activity-missing", _in_touch("ACTIV")),
    Fault("care-leaver-home-missing", _in_touch("ACCOM")),
    Fault("review-outside-care", _review_outside_care),
    Fault("participation-code-wrong-age", _participation_code_wrong_age),
    Fault("missing-outside-care", _missing_outside_care),
    Fault("missing-ends-before-it-starts", _missing_ends_before_it_starts),
    Fault("missing-twice-at-once", _missing_twice_at_once),
    Fault("health-record-under-a-year", _health_record_under_a_year),
    Fault("health-record-missing", _health_record_missing),
    Fault("sdq-missing", _sdq_missing),
    Fault("health-assessment-missing", _blank("OC2", "HEALTH_ASSESSMENT")),
    Fault("dental-check-missing", _blank("OC2", "TEETH_CHECK")),
    Fault("immunisations-missing", _blank("OC2", "IMMUNISATIONS")),
    Fault("two-social-workers-at-once", _two_social_workers, first=2024),
    Fault("order-where-none-is-needed", _order_where_none_is_needed, first=2027),
)
