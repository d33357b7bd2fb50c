"""Postcodes as whole numbers: the same postcode however it is spaced or written gives the same number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

LONGEST = 7
NONE = 0
"""What stands for a cell that is no postcode."""
_BASE = 37  # nothing, ten figures, twenty-six letters
_WHOLE = r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$"

Keys = npt.NDArray[np.int64]


def packed(postcodes: pl.Series) -> Keys:
    """Return a number for each postcode, 0 where there is none or a cell is no whole postcode.

    Args:
        postcodes: as written, with or without spaces, in any case; null where there is none.
    """
    plain = postcodes.cast(pl.String).str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")
    whole = plain.str.contains(_WHOLE).fill_null(False).to_numpy()
    padded = plain.fill_null("").str.slice(0, LONGEST).str.pad_end(LONGEST, " ").to_numpy()
    letters = np.asarray(padded, dtype=f"S{LONGEST}").view(np.uint8).reshape(-1, LONGEST).astype(np.int64)
    figures = np.where(
        letters >= ord("A"), letters - ord("A") + 11, np.where(letters >= ord("0"), letters - ord("0") + 1, 0)
    )
    keys = figures @ (_BASE ** np.arange(LONGEST - 1, -1, -1, dtype=np.int64))
    return np.where(whole, keys, NONE).astype(np.int64)
