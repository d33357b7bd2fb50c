"""The colours and the type of our charts, on pages and in papers."""

from __future__ import annotations

from typing import Any

INK, HOUSE, GREY = "#0b0c0c", "#1f4b4a", "#8a9296"
# Told apart by people who confuse red and green, and in grey print by their lightness.
COLOURS = (HOUSE, "#d4771b", "#5694ca", "#7b3f8c", "#8a9296", "#b58900")
FONT = "system-ui, Arial, 'Liberation Sans', sans-serif"
THEME: dict[str, Any] = {
    "background": "white",
    "font": FONT,
    "view": {"stroke": None},
    "range": {"category": list(COLOURS)},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": "#e3e5e6",
        "domainColor": GREY,
        "tickColor": GREY,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False},
    "header": {"labelFontSize": 13, "labelFontWeight": "bold", "labelColor": INK, "title": None},
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "top", "title": None},
    "line": {"strokeWidth": 3},
    "text": {"color": INK, "fontSize": 13},
}
