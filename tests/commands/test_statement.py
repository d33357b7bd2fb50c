"""The statement at the command line: two kinds of file, one content, and a sentence where it cannot be."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest

from tests.commands.test_shows import suffice
from tests.engine.returns.building import GOOD, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "returns", GOOD)


@pytest.mark.parametrize("ends", ["docx", "PDF"])
def test_it_is_written_as_its_name_says(folder: Path, tmp_path: Path, ends: str) -> None:
    out = tmp_path / f"statement.{ends}"
    done = suffice("statement", folder, "-o", out, "--from", "2019-03-31", "--years", 1, "--council", "Elm & Oak")
    assert done.returncode == 0, done.stderr
    assert f"The statement is at {out}." in done.stdout
    assert "The council has still to write:" in done.stdout
    title = (
        docx.Document(str(out)).core_properties.title if ends == "docx" else pypdf.PdfReader(out).metadata["/Title"]  # type: ignore[index]
    )
    assert title == "Sufficiency statement, Elm & Oak"


def test_the_authority_names_the_council(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "statement.docx"
    done = suffice("statement", folder, "-o", out, "--from", "2019-03-31", "--authority", "336")
    assert done.returncode == 0, done.stderr
    assert docx.Document(str(out)).core_properties.author == "Wolverhampton"


def test_an_authority_that_nobody_knows_is_asked_for_a_name(folder: Path, tmp_path: Path) -> None:
    done = suffice("statement", folder, "-o", tmp_path / "a.docx", "--from", "2019-03-31", "--authority", "999")
    assert done.returncode == 2
    assert "No authority in England is known as 999" in done.stderr
    assert "--council" in done.stderr


def test_few_children_are_told_only_to_the_council(folder: Path, tmp_path: Path) -> None:
    said = {}
    for name, words in (("public", ()), ("council", ("--full-numbers",))):
        out = tmp_path / f"{name}.docx"
        suffice("statement", folder, "-o", out, "--from", "2019-03-31", *words)
        said[name] = "\n".join(one.text for one in docx.Document(str(out)).paragraphs)
    assert "the council had fewer than 5 children in its care" in said["public"]
    assert "the council had 1 child in its care" in said["council"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-o", "statement.odt", "--from", "2019-03-31"), ".docx or .pdf, and statement.odt is neither"),
        (("-o", "statement.pdf", "--from", "2021-03-31"), "cannot start from 31 March 2021: choose a day"),
        (("-o", "nowhere/statement.pdf", "--from", "2019-03-31"), "Give -o a file that can be made."),
        (("-o", "statement.pdf", "--from", "2019-03-31", "--capacity", "gone.csv"), "gone.csv"),
    ],
)
def test_what_cannot_be_written_is_said(folder: Path, words: tuple[str, ...], says: str) -> None:
    done = suffice("statement", folder, *words)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert "Traceback" not in done.stderr
