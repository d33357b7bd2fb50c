"""A paper as PDF that assistive technology can read (PDF/UA-1): tagged, titled, in its language, every picture told.

The template is ours and fixed. What people wrote reaches it as JSON, as strings that are never read as markup, and
Typst is confined to a folder with the template alone, so that no text can have a file read.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from suffice.core.papers.model import Paper, Picture, Table
from suffice.core.papers.words import BEFORE, KEPT_WHOLE, column_shares, in_common_letters, printable, with_next

_NO_FORM = "could not be displayed"
_TEMPLATE = Path(__file__).with_name("template.typ")


def made(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF; the same paper gives the same bytes on one machine.

    A sign for which this machine has no letter-form, which an accessible PDF may not hold, becomes a question mark.
    """
    import typst  # noqa: PLC0415 - a compiler, and most commands write no paper

    clean = printable(paper)
    try:
        return _set(clean)
    except typst.TypstError as trouble:
        if _NO_FORM not in str(trouble):
            raise
    return _set(in_common_letters(clean))


def _set(paper: Paper) -> bytes:
    """Typeset a paper, in a folder that holds the template and nothing else."""
    import typst  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        template = root / _TEMPLATE.name
        template.write_bytes(_TEMPLATE.read_bytes())
        return typst.compile(
            template,
            root=root,
            format="pdf",
            sys_inputs={"paper": json.dumps(_told(paper))},
            pdf_standards="ua-1",
            package_path=root,
            package_cache_path=root,
            timestamp=datetime.combine(paper.on, time(12), UTC),
        )


def write(paper: Paper, path: Path) -> None:
    """Write the paper to `path` as PDF/UA-1."""
    path.write_bytes(made(paper))


def _told(paper: Paper) -> dict[str, Any]:
    """Return what the template reads: the paper, with the width of each column and what stands before some tones."""
    document = paper.document()
    for block, after, told in zip(paper.blocks, (*paper.blocks[1:], None), document["blocks"], strict=True):
        if isinstance(block, Table):
            told["shares"], told["breakable"] = column_shares(block), len(block.rows) > KEPT_WHOLE
        if isinstance(block, Picture):
            told["with_next"] = with_next(after)
    return {**document, "before": {str(tone): words for tone, words in BEFORE.items()}}
