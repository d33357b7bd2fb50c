from suffice.engine.returns.sheets.layout import Column, Kind, Layout, example, from_schema, from_toml
from suffice.engine.returns.sheets.reading import Row, Sheet, SheetUnreadable, fits, read_sheet, sheet_of

__all__ = [
    "Column",
    "Kind",
    "Layout",
    "Row",
    "Sheet",
    "SheetUnreadable",
    "example",
    "fits",
    "from_schema",
    "from_toml",
    "read_sheet",
    "sheet_of",
]
