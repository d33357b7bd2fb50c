"""The imaginary children written as the returns of each collection year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.health import health_row, whole_year
from suffice.demo.returns.leavers import leaver_row
from suffice.demo.returns.missing import times_missing
from suffice.demo.returns.model import YEARS, Child, Episode, Period, Row
from suffice.demo.returns.permanence import adoption_row, given_up_for, permanence_before, plan_row
from suffice.demo.returns.reviews import reviews
from suffice.demo.returns.rows import flag, row
from suffice.engine import calendar

TABLES = ("Header", "Episodes", "Reviews", "UASC", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing")
_NEWLY_LOOKED_AFTER = timedelta(days=7)


@dataclass(slots=True)
class _Told:
    """What is settled about a period once, whatever the year that tells it."""

    period: Period
    reviews: list[tuple[date, Row]]
    missing: list[tuple[str, date, date]]
    before: Row
    adopted: Row | None
    given_up: str


def write_tables(chance: Chance, children: Sequence[Child]) -> dict[int, dict[str, list[Row]]]:
    """Return collection year to table to rows, each year holding whoever and whatever was live in it."""
    tables: dict[int, dict[str, list[Row]]] = {year: {table: [] for table in TABLES} for year in YEARS}
    for child in children:
        told = [_tell(chance, child, period) for period in child.periods if period.episodes]
        for year in YEARS:
            _write_year(chance, child, told, year, tables[year])
    return tables


def _tell(chance: Chance, child: Child, period: Period) -> _Told:
    return _Told(
        period=period,
        reviews=reviews(chance, child, period),
        missing=times_missing(chance, child, period),
        before=permanence_before(chance, child, period),
        adopted=adoption_row(chance, child, period),
        given_up=given_up_for(chance),
    )


def _write_year(chance: Chance, child: Child, told: list[_Told], year: int, tables: dict[str, list[Row]]) -> None:
    first, last = calendar.year_start(year), calendar.year_end(year)
    live = [one for one in told if one.period.within(first, last)]
    for one in live:
        _write_period(chance, child, one, year, tables)
    started = [one.before for one in live if first <= one.period.start <= last]
    tables["PrevPerm"].extend(started[:1])
    if live and child.uasc:
        ceased = child.eighteenth if child.eighteenth <= last else None
        tables["UASC"].append(row("UASC", child, SEX=child.sex, DUC=ceased))
    leaver = leaver_row(chance, child, year) if child.periods else None
    if leaver:
        tables["OC3"].append(leaver)
    if live or leaver:
        tables["Header"].append(_header(child, live, year))


def _write_period(chance: Chance, child: Child, told: _Told, year: int, tables: dict[str, list[Row]]) -> None:
    first, last = calendar.year_start(year), calendar.year_end(year)
    period = told.period
    for episode in period.episodes:
        if episode.decom <= last and episode.dec > first:
            tables["Episodes"].append(_episode(child, period, episode, last))
    tables["Reviews"].extend(review for day, review in told.reviews if first <= day <= last)
    for kind, start, back in told.missing:
        if start <= last and back >= first:
            tables["Missing"].append(
                row("Missing", child, MISSING=kind, MIS_START=start, MIS_END=back if back <= last else None)
            )
    if told.adopted and first <= period.end <= last:
        tables["AD1"].append(told.adopted)
    if plan := plan_row(child, period, year, told.given_up):
        tables["PlacedAdoption"].append(plan)
    if whole_year(period, year):
        tables["OC2"].append(health_row(chance, child, year))


def _episode(child: Child, period: Period, episode: Episode, last: date) -> Row:
    closed = episode.dec <= last
    return row(
        "Episodes",
        child,
        DECOM=episode.decom,
        RNE=episode.rne,
        LS=episode.legal,
        CIN=period.need,
        PLACE=episode.place,
        PLACE_PROVIDER=episode.home.provider,
        DEC=episode.dec if closed else None,
        REC=episode.rec if closed else "",
        REASON_PLACE_CHANGE=episode.reason if closed else "",
        HOME_POST=child.home_post if period.counted else "",
        PL_POST=episode.home.post if period.counted else "",
        URN=episode.home.urn,
    )


def _header(child: Child, live: list[_Told], year: int) -> Row:
    """Return the header row; short breaks alone ask no girl whether she is a mother."""
    last = calendar.year_end(year)
    asked = child.sex == "2" and not (live and all(not one.period.counted for one in live))
    born = child.baby_born if child.baby_born and child.baby_born <= last else None
    return row(
        "Header",
        child,
        SEX=child.sex,
        ETHNIC=child.ethnic,
        UPN=_upn(child, live, last),
        MOTHER=flag(born is not None) if asked else "",
        MC_DOB=born,
    )


def _upn(child: Child, live: list[_Told], last: date) -> str:
    """Return the pupil number, or why there is none yet."""
    if child.uasc:
        return child.upn
    if date(calendar.birthday(child.dob, 4).year, 9, 1) > last or child.age_on(last) < 4:
        return "UN1"
    just_in = live and all(one.period.start > last - _NEWLY_LOOKED_AFTER for one in live)
    return "UN4" if just_in else child.upn
