"""Small returns, written to disk as a council would export them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read

TODAY = date(2026, 11, 21)

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"

ANN = "101,2,03/05/2010,WBRI,A123456789012,0,"
BEN = "102,1,29/02/2012,MWBC,B123456789012,,"
ANN_STAYS = "101,10/06/2018,S,C2,N1,U4,PR1,,,,N1 1AA,N2 2BB,1234567"
BEN_LEAVES = "102,01/09/2018,S,V2,N5,K2,PR4,01/02/2019,E4A,,N1 1AA,N2 2BB,SC123456"


def lines(*given: str) -> str:
    """Return the lines as a file ends them."""
    return "".join(f"{line}\n" for line in given)


GOOD = {
    "header.csv": lines(HEADER, ANN, BEN),
    "episodes.csv": lines(EPISODES, ANN_STAYS, BEN_LEAVES),
}
"""A return of collection year 2019 with two children and nothing that reading remarks on."""


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files under `folder` and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def taken(folder: Path, files: Mapping[str, str | bytes]) -> Intake:
    """Write the files under `folder` and read them."""
    return read([written(folder, files)], today=TODAY)


def codes(intake: Intake) -> set[str]:
    """Return the codes of what was found."""
    return {finding.code for finding in intake.findings}


def places(intake: Intake, code: str) -> list[tuple[str, int | None, str | None, str | None]]:
    """Return file, row, column and value of every flag with `code`."""
    flags = intake.flags.filter(intake.flags["code"] == code)
    return list(flags.select("file", "row", "column", "value").iter_rows())


def accounted(intake: Intake) -> bool:
    """Return whether every row of every file is used, repaired or set aside, and each set aside row is kept."""
    return all(one.rows == one.used + one.repaired + one.set_aside for one in intake.files) and (
        intake.set_aside.height == sum(one.set_aside for one in intake.files)
    )


def table(intake: Intake, name: str, columns: Iterable[str]) -> list[tuple[object, ...]]:
    """Return the chosen columns of a table of the only return there is."""
    (ret,) = intake.returns
    return list(ret.tables[name].select(*columns).iter_rows())
