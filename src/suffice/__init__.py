"""Suffice: enough of the right homes and help for a council's children."""
