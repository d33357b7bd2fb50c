"""Charts for paper: as wide as a page between its margins, letters that can be read in print."""

from __future__ import annotations

import json
from typing import Any

from suffice.core.drawing import svg_of
from suffice.core.palette import THEME

WIDE = 700  # pixels over the width of the text, so that 13 of them are letters of 8 points
_TYPE = "Liberation Sans, Arial, Helvetica, sans-serif"


def drawn(chart: Any) -> str:
    """Return a chart as SVG in the house's colours and a typeface that every machine has a likeness of."""
    whole = {"autosize": {"type": "fit", "contains": "padding"}, "config": {**THEME, "font": _TYPE}}
    return svg_of(json.dumps({**chart.to_dict(), **whole}, sort_keys=True))
