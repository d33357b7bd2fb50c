"""The mapping file of ``suffice check``: decisions brought, and open questions written for a person to answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from suffice.commands.output import USAGE, complain

if TYPE_CHECKING:
    from suffice.engine.returns.annex_a.mapping import Mapped
    from suffice.engine.returns.model import Intake


def brought(path: Path | None) -> Mapped:
    """Return the decisions in a mapping file; none where no file is given.

    Raises:
        SystemExit: status 2 where the file cannot be used, after saying every trouble.
    """
    from suffice.engine.returns.annex_a.mapping import NOTHING, MappingUnreadable, read_mapping

    if path is None:
        return NOTHING
    try:
        return read_mapping(path)
    except MappingUnreadable as trouble:
        complain(str(trouble))
        raise SystemExit(USAGE) from trouble


def write(path: Path, intake: Intake, mapped: Mapped) -> None:
    """Write the decisions so far and what is left to decide, and its schema beside it.

    Raises:
        SystemExit: status 1 where it cannot be written, after saying why.
    """
    from suffice.engine.returns.annex_a.mapping import SCHEMA, published
    from suffice.engine.returns.annex_a.undecided import to_decide

    document = to_decide(intake, mapped)
    open_questions = sum(one["means"] is None for part in ("sheets", "headings", "values") for one in document[part])
    try:
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        path.with_name(SCHEMA.name).write_text(published(), encoding="utf-8")
    except OSError as trouble:
        complain(f"{path} cannot be written: {trouble.strerror}. Choose another place.")
        raise SystemExit(1) from trouble
    questions = "1 question is open" if open_questions == 1 else f"{open_questions:,} questions are open"
    complain(f'{path} is written: {questions} in it. Replace each "means": null and bring the file with --mapping.')
