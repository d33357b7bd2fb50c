"""Templates of the tables that a council fills in: an example of one, written to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from suffice.commands.output import FAILED, USAGE, complain


def write(what: str, file: Path, offered: Mapping[str, tuple[str, Path]]) -> int:
    """Write a template with its example rows; return the exit status.

    Args:
        what: the template that was asked for.
        file: where to; it must not exist yet.
        offered: of each template, its text and where its published schema stands.
    """
    if what not in offered:
        complain(f"There is a template for {' and for '.join(offered)}, and none for {what}.")
        return USAGE
    if file.exists():
        complain(f"{file} is there already. Give a file that does not exist yet: nothing is written over.")
        return FAILED
    text, schema = offered[what]
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as trouble:
        complain(f"The template cannot be written to {file}: {trouble.strerror}. Give a file that can be made.")
        return FAILED
    print(f"The template is at {file}; what each column means is in {schema}.")
    return 0


def write_filled(what: str, file: Path) -> int:
    """Write an example of a file of audits, survey answers or monthly figures; return the exit status."""
    from suffice.engine.returns.templates.layouts import Template, schema_path, template_csv

    return write(what, file, {str(template): (template_csv(template), schema_path(template)) for template in Template})
