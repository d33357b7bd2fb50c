"""The lists, their values and their checks as a page of the documents, made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator

from suffice.engine.returns.annex_a.checks.registry import SUBJECTS, all_checks
from suffice.engine.returns.annex_a.codes import sets
from suffice.engine.returns.annex_a.layouts import Column, lists
from suffice.engine.returns.checking.telling import told

_OPENING = """# Annex A: lists, values and checks

Made from the declarations in `suffice.engine.returns.annex_a`; a test holds this page to them. How a workbook is
read is in [its own page](annex-a.md).
"""
_CHECKS = """## Checks

A workbook is asked {count} questions. Each is here because its answer changes a figure, and the page says which. An
*error* changes it, a *query* may. The sentence is what the person sees after the place; what stands in braces comes
from the row. Where two lists disagree both are told, and neither is taken over the other.
"""
_KINDS = {
    "id": "identifier",
    "text": "words",
    "date": "date",
    "birth": "date, that of an unborn child expected",
    "age": "years",
    "count": "whole number",
    "postcode": "postcode",
}


def document() -> str:
    """Return the page of the documents, in Markdown."""
    checks = _CHECKS.format(count=len(all_checks())) + "\n" + told(SUBJECTS).replace("## ", "### ")
    return "\n".join([_OPENING, *_lists(), *_values(), checks])


def _lists() -> Iterator[str]:
    yield "## Lists\n"
    for one in lists().values():
        yield f"### List {one.number}: {one.title}\n\nWhom it holds: {one.window}.\n"
        yield "| column | in a frame | what stands in it |\n|---|---|---|"
        yield "\n".join(f"| {column.title} | `{column.field}` | {_kind(column)} |" for column in one.columns) + "\n"


def _kind(column: Column) -> str:
    return f"one of *{column.codes}*" if column.codes else _KINDS[column.kind]


def _values() -> Iterator[str]:
    yield "## Values\n"
    for name, values in sets().items():
        yield f"### {name}\n\n| kept as | means | also written |\n|---|---|---|"
        yield (
            "\n".join(
                f"| `{value.kept}` | {value.means} | {', '.join([*value.codes, *value.names])} |" for value in values
            )
            + "\n"
        )
