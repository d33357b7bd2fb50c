"""How the census is read and checked, as a page of the documents, made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator

from suffice.engine.returns.checking.telling import told
from suffice.engine.returns.cin.checks.registry import SUBJECTS, all_checks
from suffice.engine.returns.cin.layouts import CHILD, Table, keys, tables
from suffice.engine.returns.remarks_beside import CENSUS

_OPENING = """# The children in need census

Made from the declarations in `suffice.engine.returns.cin`; a test holds this page to them.

## What is read

The XML of the census, of collection years 2017 to 2027 (2026 ends on 31 March 2026), child by child, so that a census
of 20,000 children takes seconds. Elements are known by their names, whatever their case and namespace. Nothing in the
file is fetched or expanded, and a file that declares a document type is refused. Each element that is a row keeps the
line on which it stands.

A census belongs to the year that its header gives (`Year`; where there is none, the year of `ReferenceDate`, and where
there is neither, that of its latest date) and to the authority in `LEA`. What the header says is held against itself
and against the dates that follow. Two censuses of one authority and year are both refused, as it is not known which is
meant. A census of an older year is read with the elements and codes of its year: `GenderCurrent` (1, 2, 0, 9) until
2024 is kept as `Sex` (M, F, U); factors 18A and 19A were used until 2024, and the codes that took their place from
2021; `PreProceedingsandFGDM` is asked for from 2026. An element or code of another year is read and remarked on.

A date is read year first, as the census asks, or day first with a remark; one that is no date, lies in the future or
before 1900 is left blank. Yes and no are read as 1, 0, true and false. An unborn child has an expected date of birth
alone, and so no age.

Every row is used, used after a repair inside its own file, or set aside with its reason. Set aside are: what the census
has no place for (an unknown element or a whole module, kept as it stands), an element that stands twice where one is
meant, a child without an identifier with all that belongs to it, a second child under the same identifier (the
referrals of both are kept, and it is said), a referral that repeats another of the child in every word, and an element
in which nothing can be used. The tables:

| table | one row for each | cells |
|---|---|---|
"""

_HISTORY = """
Several years are told as one history (`census_history`). A referral is the same in two censuses when the child and the
date are, and an event within it when its start is. What the later census says is kept; a blank of it takes nothing
away, unless the column is an end; what only the earlier one tells is kept, since a census leaves out what ended before
its year. Where two censuses say different things, both are shown (`cin-told-differently`), and so is a referral that
one of them should have told and has not (`cin-open-referral-left-out`, `cin-referral-not-told-before`).

## What reading finds

| code | weight | what |
|---|---|---|
"""

_CHECKS = """
Dates, codes and numbers that cannot be read are told as in any return.

## What is checked

A census is asked up to {count} questions. They are not the department's rules for accepting a census: each is here
because its answer changes a figure, and the page says which. An *error* changes it, a *query* may. The number of the
department's rule is given where it asks the same or nearly the same; what stands in braces comes from the row. A check
that fails to run is itself a finding (`check-crashed`), and every other check is still made.

"""

_NOT = """
## What is not

- The letter that checks a unique pupil number, and its authority's number, are not worked out.
- Whether a conference was within 15 working days of its target, or an assessment within 45, is a measure, not a check.
- What earlier collections asked for before 2017 is read only as far as its names are the same.
- The outcome of what goes before proceedings (`PPOutcome`) is kept as written: no list of its codes was to be found.
- Reasons why there is no unique pupil number are known by number alone.
- A file of several authorities' censuses put together is read as the first authority's that its header names.
"""


def document() -> str:
    """Return the page of the documents on the census, in Markdown."""
    remarks = (f"| {one.code} | {one.severity} | {one.meaning} |" for one in CENSUS)
    return "".join(
        [
            _OPENING,
            "\n".join(_rows()),
            "\n",
            _HISTORY,
            "\n".join(remarks),
            "\n",
            _CHECKS.format(count=len(all_checks())),
            told(SUBJECTS).replace("\n## ", "\n### ").replace("\n### cin-", "\n#### cin-").replace("## ", "### ", 1),
            _NOT,
        ]
    )


def _rows() -> Iterator[str]:
    for table in tables().values():
        numbers = [] if table.name == "Header" else [CHILD, *keys(table.name)]
        own = [column.name for column in table.columns if column.field != CHILD]
        yield f"| {table.name} | `{table.element}`{_since(table)} | {', '.join([*numbers, *own])} |"


def _since(table: Table) -> str:
    years = table.years.get(table.element.upper())
    return f" (from {years.first})" if years else ""
