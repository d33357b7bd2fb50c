"""What reading a workbook can find, declared; `suffice.engine.returns.remarks.REMARKS` holds these with the others.

``{file}`` is the workbook, or a sheet of it ("sheet List 8 of Annex_A.xlsx") where the remark is about one.
"""

from __future__ import annotations

from suffice.engine.findings import Severity
from suffice.engine.returns.model import Use
from suffice.engine.returns.remarks import Remark

_ERROR, _QUERY, _NOTE = Severity.ERROR, Severity.QUERY, Severity.NOTE
_ASIDE, _REPAIRED = Use.SET_ASIDE, Use.REPAIRED
_MAP = "say what it means, on the page of the files or in a mapping file (--write-mapping, then --mapping)"

IN_WORKBOOKS = (
    Remark(
        "workbook-refused",
        _ERROR,
        "A workbook over a limit, refused before it was opened whole",
        "{file} was not read: {value}. Check that it is the right workbook, and take out what is no part of the lists.",
    ),
    Remark(
        "workbook-broken",
        _ERROR,
        "A workbook that is damaged",
        "{file} cannot be read because {value}. Open it in a spreadsheet, save it as .xlsx again and bring that.",
    ),
    Remark(
        "workbook-locked",
        _ERROR,
        "A workbook with a password, or in the form that spreadsheets wrote before 2007",
        "{file} has a password or is in the old form .xls, so it was not read. Save it as .xlsx without a password.",
    ),
    Remark(
        "workbook-undated",
        _ERROR,
        "An Annex A workbook with no date in it",
        "{file} has no date that can be read in any of its lists, so nothing tells which day it is about and it is "
        "refused. Give as_at in a mapping file.",
    ),
    Remark(
        "as-at-found",
        _NOTE,
        "The day that a workbook tells of, found in it",
        "{file} is read as telling of {value}. Give as_at in a mapping file if it is another day.",
    ),
    Remark(
        "list-missing",
        _QUERY,
        "A list of Annex A that the workbook does not have",
        "{file} has no sheet for {value}. Figures and checks that need it are left out; bring it if there is one.",
    ),
    Remark(
        "list-in-two-sheets",
        _QUERY,
        "Two sheets of one list",
        "{file} is read as a list that {value} also holds. Both were read; leave one out if it is a copy.",
    ),
    Remark(
        "sheet-unknown",
        _NOTE,
        "A sheet that is no list of Annex A",
        f"{{file}} was not read as a list: no row of its first lines has the headings of one. If it is one, {_MAP}.",
    ),
    Remark(
        "sheet-by-headings",
        _NOTE,
        "A sheet recognised by its headings, not by its name",
        "{file} is read as {value} because of its headings. Rename the sheet if you like; nothing else is needed.",
    ),
    Remark(
        "heading-read-as",
        _NOTE,
        "A heading that was matched to a column because it is like its name",
        "{column} in {file} is read from the heading {value}. If that is wrong, say so in a mapping file.",
    ),
    Remark(
        "heading-unmapped",
        _QUERY,
        "A heading that is no column of the list",
        f"{{file}} has the heading {{value}}, which is no column of the list. Its cells are kept as they are; {_MAP}.",
    ),
    Remark(
        "value-unmapped",
        _QUERY,
        "A value that is none of the column's",
        f"{{column}} in {{file}} has {{value}}, none of its values. It is kept as it is and counts nowhere; {_MAP}.",
    ),
    Remark(
        "mapping-applied",
        _NOTE,
        "A decision of the mapping file that was followed",
        "In {file}, {value}, as the mapping file says.",
    ),
    Remark(
        "merged-cells",
        _NOTE,
        "Cells that are merged",
        "{file} has merged cells ({value}). Each was read as if its value stood in all of them.",
    ),
    Remark(
        "formula-kept-value",
        _NOTE,
        "Cells that are worked out by a formula",
        "{column} in {file} is worked out by a formula in {value}. The value that the workbook keeps was read; the "
        "formula was not run.",
    ),
    Remark(
        "formula-without-value",
        _ERROR,
        "A formula for which the workbook keeps no value",
        "{column} in row {row} of {file} is a formula for which the workbook keeps no value, so it was left blank. "
        "Open the workbook in a spreadsheet, save it and bring it again, or replace the formula by its value.",
    ),
    Remark(
        "cell-in-error",
        _QUERY,
        "A cell in which a formula or a look-up failed",
        "{column} in row {row} of {file} is {value}: a formula or look-up failed. It was left blank. Correct it.",
    ),
    Remark(
        "date-serial",
        _NOTE,
        "A date kept as a spreadsheet's number of days",
        '{column} in row {row} of {file} is "{value}", a spreadsheet\'s number for a day. It was read as that day.',
        _REPAIRED,
    ),
    Remark(
        "age-unreadable",
        _QUERY,
        "An age that is no number of years",
        '{column} in row {row} of {file} is "{value}", which is no age in years, so it was left blank. Correct it.',
    ),
    Remark(
        "returns-disagree",
        _QUERY,
        "A child of whom two returns say different things",
        "In {file}, {value}. Neither is taken over the other. Correct the wrong one.",
    ),
    Remark(
        "row-names-nobody",
        _ERROR,
        "A row of a list that names nobody",
        "Row {row} of {file} has no {column}, so it was set aside. Fill it in, or take the row out if it is a total "
        "or a note.",
        _ASIDE,
    ),
    Remark(
        "headings-again",
        _NOTE,
        "A row that repeats the headings",
        "Row {row} of {file} repeats the headings, so it was set aside.",
        _ASIDE,
    ),
)
