"""The demonstration's returns moved to later years, with the tables and codes that those years have."""

from __future__ import annotations

import re
from datetime import date, datetime

from suffice.demo.returns import DemoReturns
from suffice.demo.returns.model import Row

_DATE = re.compile(r"\d\d/\d\d/\d{4}")
_SEX = {"1": "M", "2": "F"}
_PLACE = {"H5": "K3", "P2": "K3", "Z1": "Z11"}


def moved_to(returns: DemoReturns, year: int) -> DemoReturns:
    """Return one of the returns, four or eight years later so that leap days stay, as one of collection year `year`."""
    later = 4 if year == 2024 else 8
    tables = {table: [_moved(row, later) for row in rows] for table, rows in returns.tables[year - later].items()}
    for row in tables["Episodes"]:
        row["PLACE"] = _PLACE.get(row["PLACE"], row["PLACE"]) if year > 2024 else row["PLACE"].replace("P2", "H5")
    if year > 2024:
        for row in [*tables["Header"], *tables["UASC"]]:
            row["SEX"] = _SEX[row["SEX"]]
    tables["SWEpisodes"] = [_worker(row) for row in _last_episodes(tables["Episodes"]) if not row["DEC"]]
    born = {row["CHILD"]: row["DOB"] for row in tables["Header"]}
    for row in tables["SWEpisodes"]:
        row["DOB"] = born[row["CHILD"]]
    if year >= 2027:
        home = next(row for row in tables["Episodes"] if row["PLACE"] == "K2")
        order = {"CHILD": home["CHILD"], "DOB": born[home["CHILD"]], "DOLO_START": home["DECOM"], "DOLO_END": ""}
        tables["DoLo"] = [order]
    return DemoReturns(returns.authority, returns.seed, {year: tables})


def _moved(row: Row, later: int) -> Row:
    return {name: _later(value, later) if _DATE.fullmatch(value) else value for name, value in row.items()}


def _later(text: str, years: int) -> str:
    day: date = datetime.strptime(text, "%d/%m/%Y").date()
    return day.replace(year=day.year + years).strftime("%d/%m/%Y")


def _last_episodes(episodes: list[Row]) -> list[Row]:
    return list({row["CHILD"]: row for row in episodes}.values())


def _worker(row: Row) -> Row:
    return {
        "CHILD": row["CHILD"],
        "DOB": "",
        "SW_ID": "SW123456",
        "SW_DECOM": row["DECOM"],
        "SW_DEC": "",
        "SW_REASON": "FCONTA",
    }
