"""Faults in a child's episodes one after another, and in where and under which order the child lives."""

from __future__ import annotations

from collections.abc import Callable

from suffice.demo.faults.book import Kid, Page, Place, day
from suffice.demo.faults.fault import Fault, Planter
from suffice.demo.faults.shapes import (
    in_care_all_year,
    lasts,
    left,
    moved,
    plain,
    settled,
    shift,
    short_breaks,
    still_here,
)


def _cells(where: Callable[[Kid, Page], bool], column: str, **cells: str) -> Planter:
    """Return a planter that writes `cells` into the last episode of a child, `column` being at fault."""

    def plant(page: Page) -> Place:
        kid = page.pick(lambda kid: bool(kid.episodes) and where(kid, page))
        kid.last.update(cells)
        return page.at("Episodes", kid.last, column)

    return plant


def _settled(kid: Kid, _: Page) -> bool:
    return settled(kid)


def _settled_long(kid: Kid, page: Page) -> bool:
    return settled(kid) and lasts(kid.last, 30) and not in_care_all_year(kid)


def _moved_for_long(kid: Kid, page: Page) -> bool:
    return moved(kid) and lasts(kid.last, 50) and kid.last["RNE"] == "P"


def _moved_this_year(kid: Kid, page: Page) -> bool:
    return moved(kid) and kid.last["RNE"] in ("P", "B") and not in_care_all_year(kid)


def _fostered_by_others(kid: Kid, _: Page) -> bool:
    return settled(kid) and kid.last["PLACE"] in ("U4", "U5", "U6")


def _with_parents(kid: Kid, _: Page) -> bool:
    return kid.last["PLACE"] == "P1" and kid.last["RNE"] != "L"


def _left_early(kid: Kid, page: Page) -> bool:
    return left(kid) and plain(kid.last) and day(kid.last["DEC"]) < min(kid.eighteenth, page.ends)


def _starts_this_year(kid: Kid, page: Page) -> bool:
    return settled(kid) and day(kid.last["DECOM"]) > page.starts and kid.last["RNE"] == "S"


def _under_ten(kid: Kid, page: Page) -> bool:
    return settled(kid) and kid.age(page.ends) < 10


def _twelve(kid: Kid, page: Page) -> bool:
    return settled(kid) and 6 <= kid.age(day(kid.last["DECOM"])) <= 12


def _sixteen_since_2023(kid: Kid, page: Page) -> bool:
    return settled(kid) and kid.age(day(kid.last["DECOM"])) >= 16 and not kid.last["DEC"]


def _episodes_overlap(page: Page) -> Place:
    kid = page.pick(lambda kid: moved(kid) and (not kid.last["DEC"] or lasts(kid.last, 10)))
    kid.episodes[-2]["DEC"] = shift(kid.episodes[-2]["DEC"], 4)
    return page.at("Episodes", kid.last, "DECOM")


def _open_episode_followed(page: Page) -> Place:
    kid = page.pick(lambda kid: moved(kid) and kid.age(page.ends) < 17)
    kid.episodes[-2].update(DEC="", REC="")
    return page.at("Episodes", kid.episodes[-2], "DEC")


def _carries_on_after_leaving(page: Page) -> Place:
    kid = page.pick(lambda kid: _moved_this_year(kid, page))
    kid.episodes[-2]["REC"] = "E4A"
    return page.at("Episodes", kid.last, "RNE")


def _start_reason_missing(page: Page) -> Place:
    kid = page.pick(lambda kid: len(kid.episodes) > 1 and kid.last["RNE"] in ("L", "P"))
    kid.last["RNE"] = ""
    return page.at("Episodes", kid.last, "RNE")


def _end_without_reason(page: Page) -> Place:
    kid = page.pick(lambda kid: _left_early(kid, page))
    kid.last["REC"] = ""
    return page.at("Episodes", kid.last, "REC")


def _provider_not_expected(page: Page) -> Place:
    kid = page.pick(lambda kid: any(row["PLACE"] in ("T1", "T2", "T3") for row in kid.episodes))
    row = next(row for row in kid.episodes if row["PLACE"] in ("T1", "T2", "T3"))
    row["PLACE_PROVIDER"] = "PR1"
    return page.at("Episodes", row, "PLACE_PROVIDER")


def _supported_too_young(page: Page) -> Place:
    kid = page.pick(lambda kid: _twelve(kid, page))
    kid.last["PLACE"] = "H5" if page.year <= 2024 else "K3"
    return page.at("Episodes", kid.last, "PLACE")


def _legal_change_moves_home(page: Page) -> Place:
    kid = page.pick(lambda kid: moved(kid) and kid.last["RNE"] == "L")
    kid.last["PL_POST"] = "WV1 1ZZ"
    return page.at("Episodes", kid.last, "RNE")


def _move_to_the_same_home(page: Page) -> Place:
    kid = page.pick(lambda kid: moved(kid) and kid.last["RNE"] == "P")
    kid.last.update({name: kid.episodes[-2][name] for name in ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")})
    return page.at("Episodes", kid.last, "RNE")


def _short_break_inside_care(page: Page) -> Place:
    kid = page.pick(lambda kid: moved(kid) and not in_care_all_year(kid) and not short_breaks(kid))
    kid.last["LS"] = "V4"
    return page.at("Episodes", kid.last, "LS")


def _adoption_placement_wrong_order(page: Page) -> Place:
    kid = page.pick(lambda kid: bool(kid.episodes) and kid.last["PLACE"] in ("A5", "A6") and kid.last["LS"] == "E1")
    kid.last["LS"] = "C2"
    return page.at("Episodes", kid.last, "LS")


FAULTS = (
    Fault("episodes-overlap", _episodes_overlap),
    Fault("open-episode-followed", _open_episode_followed),
    Fault("nothing-follows-x1", _cells(_left_early, "REC", REC="X1")),
    Fault("carries-on-after-leaving", _carries_on_after_leaving),
    Fault("starts-the-day-it-ended", _cells(_moved_this_year, "RNE", RNE="S")),
    Fault("start-missing", _cells(_starts_this_year, "RNE", RNE="P")),
    Fault("start-reason-missing", _start_reason_missing),
    Fault("end-without-reason", _end_without_reason),
    Fault("reason-without-end", _cells(lambda kid, _: still_here(kid), "DEC", REC="E8")),
    Fault("open-but-continued", _cells(lambda kid, _: still_here(kid), "REC", REC="X1")),
    Fault("placement-missing", _cells(_settled, "PLACE", PLACE="")),
    Fault("foster-provider-missing", _cells(_fostered_by_others, "PLACE_PROVIDER", PLACE_PROVIDER="")),
    Fault("provider-missing", _cells(_settled, "PLACE_PROVIDER", PLACE="K2", PLACE_PROVIDER="")),
    Fault("provider-not-expected", _provider_not_expected),
    Fault("parent-as-provider-elsewhere", _cells(_settled, "PLACE_PROVIDER", PLACE_PROVIDER="PR0")),
    Fault("with-parents-by-another", _cells(_with_parents, "PLACE_PROVIDER", PLACE_PROVIDER="PR1")),
    Fault("secure-under-10", _cells(_under_ten, "PLACE", PLACE="K1")),
    Fault("supported-accommodation-too-young", _supported_too_young),
    Fault(
        "independent-living-after-october-2023",
        _cells(_sixteen_since_2023, "PLACE", PLACE="P2"),
        first=2024,
        last=2024,
    ),
    Fault("hospital-stay-too-long", _cells(_moved_for_long, "DEC", PLACE="T1", PLACE_PROVIDER="")),
    Fault("carer-holiday-too-long", _cells(_moved_for_long, "DEC", PLACE="T3", PLACE_PROVIDER="")),
    Fault("temporary-move-too-long", _cells(_moved_for_long, "DEC", PLACE="T4")),
    Fault("care-starts-with-temporary-move", _cells(_starts_this_year, "PLACE", PLACE="T2", PLACE_PROVIDER="")),
    Fault("legal-change-moves-home", _legal_change_moves_home),
    Fault("move-to-the-same-home", _move_to_the_same_home),
    Fault("legal-status-missing", _cells(_settled, "LS", LS="")),
    Fault("short-break-inside-care", _short_break_inside_care),
    Fault("short-break-too-long", _cells(_settled_long, "LS", LS="V3")),
    Fault("protection-order-too-long", _cells(_settled_long, "LS", LS="L2")),
    Fault("with-parents-without-order", _cells(_with_parents, "LS", LS="V2")),
    Fault("adoption-placement-wrong-order", _adoption_placement_wrong_order),
)
