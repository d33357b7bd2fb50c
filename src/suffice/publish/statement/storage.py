"""Where the files of statements are kept."""

from __future__ import annotations

from functools import partial

from suffice.core.papers import keeping

_FOLDER = "statements"
KINDS = keeping.KINDS
keep = partial(keeping.keep, _FOLDER)
read = partial(keeping.read, _FOLDER)
