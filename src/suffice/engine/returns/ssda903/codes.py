"""The code sets of the SSDA903 return, by collection year, read from `codes.toml`."""

from __future__ import annotations

from pathlib import Path

from suffice.engine.returns.codebook import CodeBook

BOOK = CodeBook(Path(__file__).parent / "codes.toml")
names, code_set, codes_for = BOOK.names, BOOK.code_set, BOOK.codes_for
kept_as, label = BOOK.kept_as, BOOK.label
