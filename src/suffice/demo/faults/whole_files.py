"""Faults that reading finds in a whole file: its columns, its characters, its place; and files that are no return."""

from __future__ import annotations

import io
import zipfile

from suffice.demo.faults.book import ANSWERS, NoRoom, Page, Place, Sheet
from suffice.demo.faults.fault import Fault, Planter

_EMPTY_RETURN = b'<?xml version="1.0" encoding="utf-8"?>\n<EXPSSDA903><CHILD><HEADER></HEADER></CHILD></EXPSSDA903>\n'


def _column_unknown(page: Page) -> Place:
    sheet = page.sheets["PrevPerm"]
    sheet.columns.append("NOTES")
    for row in sheet.rows:
        row["NOTES"] = ""
    return page.at("PrevPerm", None, "NOTES")


def _column_missing(page: Page) -> Place:
    page.sheets["UASC"].columns.remove("SEX")
    return page.at("UASC", None, "SEX")


def _column_repeated(page: Page) -> Place:
    page.sheets["Missing"].columns.append("DOB")
    return page.at("Missing", None, "DOB")


def _column_names_tidied(page: Page) -> Place:
    page.sheets["OC3"].names["CHILD"] = "Child"
    return page.at("OC3", None, None)


def _table_not_in_year(page: Page) -> Place:
    kid = page.pick(lambda kid: bool(kid.episodes))
    columns = ["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"]
    started = {"SW_ID": "SW123456", "SW_DECOM": kid.first["DECOM"], "SW_DEC": "", "SW_REASON": "FCONTA"}
    row = {"CHILD": kid.number, "DOB": kid.header["DOB"]} | started
    page.sheets["SWEpisodes"] = Sheet(f"{page.year}/social_worker.csv", "SWEpisodes", columns, [row])
    return page.at("SWEpisodes", None, None)


def _year_blank(page: Page) -> Place:
    sheet = page.sheets["Missing"]
    kid = page.pick(lambda kid: kid.has("Missing"))
    sheet.columns.append("YEAR")
    for row in sheet.rows:
        row["YEAR"] = str(page.year)
    kid.others["Missing"][0]["YEAR"] = ""
    return page.at("Missing", kid.others["Missing"][0], "YEAR")


def _encoding_guessed(page: Page) -> Place:
    page.sheets["AD1"].encoding = "utf-16"
    return page.at("AD1", None, None)


def _nul_characters(page: Page) -> Place:
    kid = page.pick(lambda kid: kid.has("PlacedAdoption"))
    kid.others["PlacedAdoption"][0]["DOB"] += "\0"
    return page.at("PlacedAdoption", None, None)


def _name_disagrees(page: Page) -> Place:
    sheet = page.sheets["PrevPerm"]
    sheet.file = sheet.file.replace(".csv", f"_{page.year + 12}.csv")
    return page.at("PrevPerm", None, None)


def _no_rows(page: Page) -> Place:
    sheet = page.sheets["UASC"]
    if any(row["CHILD"] in page.book.taken for row in sheet.rows):
        raise NoRoom("another fault is planted in these rows")
    sheet.rows = []
    page.book.loose[sheet.file] = sheet.content()
    return Place(sheet.file)


def _loose(name: str, content: bytes, *, at: str = "", line: int | None = None) -> Planter:
    """Return a planter that lays a file beside the returns; `at` where the fault is inside it."""

    def plant(page: Page) -> Place:
        page.book.loose[name] = content
        return Place(name + at, line=line)

    return plant


def _one_table(folder: str, table: str) -> Planter:
    """Return a planter that lays a folder beside the returns with one table of one child in it."""

    def plant(page: Page) -> Place:
        sheet = page.sheets[table]
        alone = Sheet(f"{folder}/{table.lower()}.csv", table, sheet.columns, sheet.rows[:1])
        page.book.loose[alone.file] = alone.content()
        return Place(folder)

    return plant


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


_ZIP = _zip("telephones.csv", b"Team,Telephone\nNorth,01902 000000\n")

FAULTS = (
    Fault("column-unknown", _column_unknown),
    Fault("column-missing", _column_missing),
    Fault("column-repeated", _column_repeated),
    Fault("column-names-tidied", _column_names_tidied),
    Fault("table-not-in-year", _table_not_in_year, last=2023),
    Fault("year-blank", _year_blank),
    Fault("encoding-guessed", _encoding_guessed),
    Fault("nul-characters", _nul_characters),
    Fault("name-disagrees", _name_disagrees),
    Fault("no-rows", _no_rows),
    Fault("not-a-return", _loose(ANSWERS, b"[]\n")),
    Fault("almost-a-table", _loose("papers/header.csv", b"CHILD,SEX,ETHNIC,UPN,MOTHER,MC_DOB\n101,1,WBRI,,,\n")),
    Fault("file-empty", _loose("papers/empty.csv", b"")),
    Fault("zip-broken", _loose("papers/cut.zip", _ZIP[:60])),
    Fault("zip-refused", _loose("papers/twice.zip", _zip("inside.zip", _ZIP), at="/inside.zip")),
    Fault("xml-broken", _loose("papers/broken/return.xml", _EMPTY_RETURN[:80], line=2)),
    Fault("xml-empty", _loose("papers/nobody/return.xml", b"<EXPSSDA903></EXPSSDA903>\n")),
    Fault("xml-doctype", _loose("papers/doctype/return.xml", _EMPTY_RETURN.replace(b"?>\n", b"?>\n<!DOCTYPE x>\n"))),
    Fault("no-episodes", _one_table("papers/only_header", "Header")),
    Fault("no-header", _one_table("papers/only_episodes", "Episodes")),
)
