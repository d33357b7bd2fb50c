"""The checks of the workforce census."""
