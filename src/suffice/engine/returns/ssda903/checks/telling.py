"""The checks as a page of the documents, made from the declarations themselves."""

from __future__ import annotations

from suffice.engine.returns.checking.telling import told
from suffice.engine.returns.ssda903.checks.registry import SUBJECTS, all_checks

_OPENING = """# Checks of the SSDA903 return

Made from the declarations in `suffice.engine.returns.ssda903.checks`; a test holds this page to them.

A return is asked up to {count} questions. They are not the department's rules for accepting a return, of which there
are more than three hundred: each is here because its answer changes a figure, and the page says which. An *error*
changes it, a *query* may. The number of the department's rule is given where it asks the same or nearly the same. The
sentence is what the person sees after the place ("DECOM in row 12 of episodes.csv: ..."); what stands in braces comes
from the row.

A check whose table or column a return does not have is not made, and a note says so (`checks-not-made`). A check that
fails to run is itself a finding (`check-crashed`), and every other check is still made. What reading alone finds (dates
and codes that cannot be read, rows repeated, files that are no return) is not listed here.
"""


def document() -> str:
    """Return the page of the documents that lists every check by subject, in Markdown."""
    return _OPENING.format(count=len(all_checks())) + "\n" + told(SUBJECTS)
