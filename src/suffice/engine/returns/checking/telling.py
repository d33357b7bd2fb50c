"""The checks of a return as a page of the documents, made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suffice.engine.returns.checking.check import Check


def told(subjects: Mapping[str, Sequence[Check]]) -> str:
    """Return every check by subject, in Markdown."""
    return "\n".join(f"## {subject}\n\n" + "\n".join(map(_told, checks)) for subject, checks in subjects.items())


def _told(check: Check) -> str:
    rules = f" · department's rule {', '.join(check.rules)}" if check.rules else ""
    return (
        f"### {check.code}\n\n{check.severity} · {_fields(check)} · years: {check.years}{rules}\n\n"
        f"Changes: {check.changes}\n\n> {check.sentence}\n"
    )


def _fields(check: Check) -> str:
    if check.optional:
        own = [field for field in check.fields if field not in check.optional]
        return f"{check.column} of every table beside {', '.join(own)}"
    return ", ".join(check.fields)
