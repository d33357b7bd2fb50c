"""Why a measure has no figure: a return that was not brought, days that the returns do not cover."""

from __future__ import annotations

from suffice.engine.calendar import year_end
from suffice.engine.measures import by_template
from suffice.engine.measures.model import Indicator, Span
from suffice.engine.measures.need.covering import no_census
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.population import find
from suffice.engine.words import prose

_SPANS = {1: "twelve months", 2: "two years", 3: "three years"}
_OTHER_RETURNS = {
    "cin": "children in need census",
    "annex_a": "Annex A workbook",
    "csww": "children's social work workforce census",
}
_TEMPLATES = {"audit": "file of audits", "survey": "file of survey answers", "figures": "monthly figure of this"}
_NO_PLACES = "No directory of postcodes was given, so distances and areas cannot be told and nothing is counted."
_NO_AUTHORITY = "The returns do not name their authority: say which it is, and this can be counted."


def lacking(indicator: Indicator, scene: Scene) -> str:
    """Return why nothing can be counted, as a sentence; "" when it can."""
    if indicator.valid_from is not None and scene.on < indicator.valid_from:
        return f"This is told from {prose(indicator.valid_from)} on, so nothing is counted."
    reasons = (_why_not(one, indicator, scene) for one in indicator.source)
    return next((why for why in reasons if why), "") or _not_covered(indicator, scene)


def _why_not(source: str, indicator: Indicator, scene: Scene) -> str:
    kind, _, measure = source.partition(":")
    if kind not in _TEMPLATES:
        return _not_brought(source, indicator, scene)
    told = by_template.has(scene, kind, measure)
    return "" if told else f"No {_TEMPLATES[kind]} was brought, so nothing is counted."


def _not_brought(source: str, indicator: Indicator, scene: Scene) -> str:
    """Return that a return, or a part of it, was not brought; "" where all were."""
    kind, _, table = source.partition(":")
    if kind == "ssda903" and scene.history.first_day is None:
        return "No SSDA903 return was brought, so nothing is counted."
    if table:
        return _no_table(table, indicator, scene)
    if kind == "places":
        return _NO_PLACES if scene.places is None else ""
    if kind == "authority":
        return "" if find(scene.authority) else _NO_AUTHORITY
    brought = {"cin": scene.cin, "annex_a": scene.annex_a, "csww": scene.workforce}
    if kind in brought and brought[kind] is None:
        return f"No {_OTHER_RETURNS[kind]} was brought, so nothing is counted."
    return no_census(scene, indicator) if kind == "cin" else ""


def _no_table(table: str, indicator: Indicator, scene: Scene) -> str:
    year = scene.year if indicator.span is Span.COLLECTION_YEAR else None
    if scene.care.has(table, year):
        return ""
    when = f" for the year to {prose(year_end(year))}" if year else ""
    return f"The {table} table of the SSDA903 return{when} was not brought, so nothing is counted."


def _not_covered(indicator: Indicator, scene: Scene) -> str:
    if not any(one.startswith("ssda903") for one in indicator.source):
        return ""
    if indicator.span is Span.COLLECTION_YEAR and scene.on != year_end(scene.year):
        return f"The return tells this once a year, as at 31 March: ask for such a day, not {prose(scene.on)}."
    years = indicator.span.years
    if years == 0 or scene.covers(years):
        return ""
    return f"The returns do not cover the {_SPANS[years]} that end on the day, so nothing is counted."
