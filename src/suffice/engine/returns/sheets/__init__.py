from suffice.engine.returns.sheets.layout import Column, Kind, Layout, from_schema, from_toml
from suffice.engine.returns.sheets.reading import Row, Sheet, SheetUnreadable, read_sheet

__all__ = [
    "Column",
    "Kind",
    "Layout",
    "Row",
    "Sheet",
    "SheetUnreadable",
    "from_schema",
    "from_toml",
    "read_sheet",
]
