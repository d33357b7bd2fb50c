"""The checks of the SSDA903 return: declared questions, asked of one return at a time."""
