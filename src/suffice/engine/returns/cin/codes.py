"""The code sets of the census, by collection year: its own (`codes.toml`) and those it shares with the SSDA903."""

from __future__ import annotations

from pathlib import Path

from suffice.engine.returns.codebook import CodeBook
from suffice.engine.returns.ssda903 import codes

BOOK = CodeBook(Path(__file__).parent / "codes.toml", beside=codes.BOOK)
