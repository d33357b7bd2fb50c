"""The checks of the Annex A workbook, by subject."""
