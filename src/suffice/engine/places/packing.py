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
    padded = plain.fill_null("").str.slice(0, LONGEST).str.pad_end(LONGEST, " ")
    letters = np.frombuffer("".join(padded).encode("ascii"), dtype=np.uint8).reshape(-1, LONGEST)
    keys = _FIGURES[letters] @ (_BASE ** np.arange(LONGEST - 1, -1, -1, dtype=np.int64))
    return np.where(whole, keys, NONE).astype(np.int64)


def _figures() -> Keys:
    """Return the figure for each letter by its place in ASCII: 0 for none, then figures, then letters."""
    figures = np.zeros(128, dtype=np.int64)
    figures[ord("0") : ord("9") + 1] = np.arange(1, 11)
    figures[ord("A") : ord("Z") + 1] = np.arange(11, _BASE)
    return figures


_FIGURES = _figures()
