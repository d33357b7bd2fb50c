"""The checks of the workforce census as a page of the documents, made from the declarations themselves."""

from __future__ import annotations

from suffice.engine.returns.checking.telling import told
from suffice.engine.returns.workforce.checks.registry import SUBJECTS

_OPENING = """# Checks of the workforce census

Made from the declarations in `suffice.engine.returns.workforce.checks`; a test holds this page to them.

A census is asked {count} questions. Each is here because its answer changes a figure, and the page says which. An
*error* changes it, a *query* may. The sentence is what the person sees after the place; what stands in braces comes
from the row. What reading alone finds (dates, codes and numbers that cannot be read, rows repeated, elements that the
census does not have) is not listed here. How the census is read and measured is in [its own page](workforce.md).
"""


def document() -> str:
    """Return the page of the documents that lists every check by subject, in Markdown."""
    return _OPENING.format(count=sum(map(len, SUBJECTS.values()))) + "\n" + told(SUBJECTS)
