"""What reading alone can find, declared: each kind once, with its weight, its meaning and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suffice.engine.findings import Severity
from suffice.engine.returns.model import Use


@dataclass(frozen=True, slots=True)
class Remark:
    """One kind of thing that reading may say.

    Attributes:
        code: stable name of the finding.
        severity: its weight.
        meaning: what it says about the data, for a page that lists all findings there are.
        sentence: what is said at one place; ``{file}``, ``{row}``, ``{column}`` and ``{value}`` are filled in.
        use: what becomes of the row; None when it is used as it stands.
    """

    code: str
    severity: Severity
    meaning: str
    sentence: str
    use: Use | None = None


_ERROR, _QUERY, _NOTE = Severity.ERROR, Severity.QUERY, Severity.NOTE
_ASIDE, _REPAIRED = Use.SET_ASIDE, Use.REPAIRED

_FILES = (
    Remark(
        "not-a-return",
        _NOTE,
        "A file that no return was recognised in",
        "{file} is not a return that is read here: {value}. Nothing of it is used.",
    ),
    Remark(
        "almost-a-table",
        _QUERY,
        "A file that lacks a column without which its table cannot be used",
        "{file} looks like a table of the SSDA903 return but {value}. Add the column and bring the file again.",
    ),
    Remark(
        "file-too-large",
        _ERROR,
        "A file over the size limit, refused before it was read",
        "{file} was not read: {value}. Check that it is the right file, or bring one year at a time.",
    ),
    Remark(
        "files-too-many",
        _ERROR,
        "More files or folders than are read at once",
        "{file} was not read: {value}. Bring the folder of the returns alone.",
    ),
    Remark(
        "file-unreadable",
        _ERROR,
        "A file that cannot be opened",
        "{file} cannot be opened: {value}. Check that it is there, is a plain file and may be read.",
    ),
    Remark(
        "zip-broken",
        _ERROR,
        "A zip that is cut short or damaged",
        "{file} cannot be unpacked because the zip is cut short or damaged. Make the zip again, or bring the files "
        "without one.",
    ),
    Remark(
        "zip-refused",
        _ERROR,
        "A zip, or a file inside one, that is not safe to unpack",
        "{file} was not unpacked: {value}. Bring the files without a zip.",
    ),
    Remark(
        "file-empty",
        _QUERY,
        "A file with nothing in it",
        "{file} is empty. Export it again, or leave it out.",
    ),
    Remark(
        "no-rows",
        _QUERY,
        "A table with a header line and no rows",
        "{file} has its column names but no rows. If the table should have rows, export it again.",
    ),
    Remark(
        "xml-broken",
        _ERROR,
        "An XML return that is cut short or malformed",
        "{file} breaks off or is malformed at line {row} ({value}), so nothing of it is used. Export it again.",
    ),
    Remark(
        "xml-doctype",
        _ERROR,
        "An XML file that declares a document type, which a return never does and an attack may",
        "{file} declares a document type or entities, which a return never does, so it was not read. "
        "Export it again from the case system.",
    ),
    Remark(
        "xml-empty",
        _ERROR,
        "An XML return without a child in it",
        "{file} is a return but there is no child in it. Export it again.",
    ),
    Remark(
        "encoding-guessed",
        _NOTE,
        "A file that is not in UTF-8",
        "{file} is not in UTF-8 and was read as {value}. Check names with accents, or save it as UTF-8.",
    ),
    Remark(
        "nul-characters",
        _QUERY,
        "Characters that no text holds",
        "{file} holds {value} NUL characters, which were taken out. The export may be damaged: make it again.",
    ),
)

_COLUMNS = (
    Remark(
        "column-unknown",
        _NOTE,
        "A column that the table does not have",
        "{column} in {file} is not a column of this table. It was kept aside and changes nothing.",
    ),
    Remark(
        "column-missing",
        _QUERY,
        "A column of the table that the file lacks",
        "{column} is missing from {file}, so it is blank in every row. Figures that need it leave these rows out.",
    ),
    Remark(
        "column-repeated",
        _QUERY,
        "A column name that stands twice in the header",
        "{column} stands more than once in the header of {file}. The first was read; take the others out.",
    ),
    Remark(
        "column-names-tidied",
        _NOTE,
        "Column names that differ from the published ones in case or spacing",
        "{file} writes column names differently from the published ones ({value}). They were recognised.",
    ),
    Remark(
        "date-style",
        _NOTE,
        "Dates written year first rather than as dd/mm/yyyy",
        "{column} in {file} has dates written like {value}. They were read; the return itself asks for dd/mm/yyyy.",
    ),
    Remark(
        "code-case",
        _NOTE,
        "Codes written in small letters",
        "{column} in {file} has codes in small letters ({value}). They were read as capitals.",
    ),
    Remark(
        "table-not-in-year",
        _NOTE,
        "A table that the collection year did not have",
        "{file} holds a table that the return of its year did not ask for ({value}). It was read.",
    ),
    Remark(
        "table-in-two-files",
        _QUERY,
        "One table of a return in more than one file",
        "{file} holds a table that the same return also has in {value}. Both were read; leave one out if it is a copy.",
    ),
)

_ROWS = (
    Remark(
        "line-fields",
        _ERROR,
        "A line with too many or too few fields",
        "Line {row} of {file} has {value}, so it was set aside. Look for a comma or quotation mark that is not meant.",
        _ASIDE,
    ),
    Remark(
        "child-blank",
        _ERROR,
        "A row that names no child",
        "Row {row} of {file} names no child, so it was set aside. Fill in CHILD.",
        _ASIDE,
    ),
    Remark(
        "year-blank",
        _ERROR,
        "A row without a year in a file of several years",
        "Row {row} of {file} has no YEAR although other rows have, so it was set aside. Fill in YEAR.",
        _ASIDE,
    ),
    Remark(
        "row-repeated",
        _QUERY,
        "A row that repeats an earlier one of the same file",
        "Row {row} of {file} repeats an earlier row exactly, so it was set aside. Take it out.",
        _ASIDE,
    ),
    Remark(
        "child-repeated",
        _QUERY,
        "A child with more than one row in the header",
        "Row {row} of {file} is one of several for child {value}. The last with a date of birth is used and this one "
        "was set aside. Keep one row a child.",
        _ASIDE,
    ),
    Remark(
        "decom-unreadable",
        _ERROR,
        "An episode without a start date that can be read",
        "Row {row} of {file} is an episode whose DECOM cannot be used ({value}), so it was set aside. "
        "Give the date on which it started.",
        _ASIDE,
    ),
    Remark(
        "dec-before-decom",
        _ERROR,
        "An episode that ends before it starts",
        "Row {row} of {file} is an episode that ends ({value}) before it starts, so it was set aside. "
        "Correct DECOM or DEC.",
        _ASIDE,
    ),
    Remark(
        "dob-missing",
        _ERROR,
        "A child without a date of birth",
        "Row {row} of {file} gives no date of birth for child {value}, who cannot be counted by age and is left out. "
        "Fill in DOB.",
    ),
)

_CELLS = (
    Remark(
        "date-unreadable",
        _ERROR,
        "A date that is no date",
        '{column} in row {row} of {file} is "{value}", which is no date, so it was left blank. '
        "Write its day, month and year in figures.",
    ),
    Remark(
        "date-out-of-range",
        _ERROR,
        "A date in the future or before 1900",
        '{column} in row {row} of {file} is "{value}", in the future or before 1900, so it was left blank. Correct it.',
    ),
    Remark(
        "date-two-digit-year",
        _NOTE,
        "A date with a year of two digits",
        '{column} in row {row} of {file} is "{value}", with a year of two digits. It was read as the latest such date '
        "that is not in the future. Write the year in full.",
        _REPAIRED,
    ),
    Remark(
        "date-with-time",
        _NOTE,
        "A date with a time of day, as spreadsheets write it",
        '{column} in row {row} of {file} is "{value}", with a time of day. The date alone was kept.',
        _REPAIRED,
    ),
    Remark(
        "decimal-removed",
        _NOTE,
        "A code or number with a decimal point, as spreadsheets write it",
        '{column} in row {row} of {file} is "{value}". It was read without the decimal point.',
        _REPAIRED,
    ),
    Remark(
        "code-unknown",
        _QUERY,
        "A code that its set has never had",
        '{column} in row {row} of {file} is "{value}", not one of its codes, so it was left blank. Correct it.',
    ),
    Remark(
        "code-not-in-year",
        _QUERY,
        "A code of another year's code set",
        '{column} in row {row} of {file} is "{value}", a code that returns of this year do not use. It was kept. '
        "Check the code or the year.",
    ),
    Remark(
        "number-unreadable",
        _QUERY,
        "A number that is no whole number or out of its range",
        '{column} in row {row} of {file} is "{value}", not a whole number in its range, so it was left blank. '
        "Correct it.",
    ),
    Remark(
        "formula",
        _QUERY,
        "A cell that a spreadsheet would run as a formula",
        '{column} in row {row} of {file} is "{value}", which a spreadsheet would run as a formula. '
        "It was kept as text and never run. Replace it by its value.",
    ),
    Remark(
        "postcode-tidied",
        _NOTE,
        "A postcode with characters that no postcode has",
        '{column} in row {row} of {file} is "{value}". Everything but letters, digits and the space was taken out.',
        _REPAIRED,
    ),
)

_RETURNS = (
    Remark(
        "no-episodes",
        _ERROR,
        "A return without an Episodes table that can be read",
        "{value} has no Episodes table with a row that can be used, so it is refused. Bring its Episodes file as well.",
    ),
    Remark(
        "no-header",
        _ERROR,
        "A return without a Header table that can be read",
        "{value} has episodes but no Header table with a row that can be used, so it is refused. "
        "Bring its Header file as well.",
    ),
    Remark(
        "return-twice",
        _ERROR,
        "Two returns of one authority and year",
        "{value}. None of them is used: bring only the one that is meant.",
    ),
    Remark(
        "name-disagrees",
        _QUERY,
        "A year in a name, or in a YEAR column, that the dates do not bear out",
        "{file} belongs to {value}. The dates were followed. Check that the right rows were exported.",
    ),
)

REMARKS: Mapping[str, Remark] = {
    remark.code: remark for group in (_FILES, _COLUMNS, _ROWS, _CELLS, _RETURNS) for remark in group
}
"""Every remark that reading can make, by code."""
