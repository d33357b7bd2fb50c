"""Which charts are drawn with a comparison, each with its finding."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.scenarios import declarations, sentences
from suffice.analyse.scenarios.charts import drawings
from suffice.analyse.scenarios.models import Comparison
from suffice.analyse.scenarios.outcome import Outcome
from suffice.analyse.scenarios.simulating import Progress
from suffice.core import charts


def draw(outcome: Outcome, comparison: Comparison, *, at: datetime, progress: Progress) -> dict[str, str]:
    """Draw every chart of a comparison, and return their hashes by name."""
    made = drawings(outcome, comparison.actual)
    drawn = {}
    for done, (name, maker) in enumerate(made.items()):
        progress(done, len(made), "Drawing the charts")
        title = _title(name, outcome)
        permission = (declarations.SEE if name == "lines" else declarations.READ).code
        chart = charts.draw(maker, title=title, authority=comparison.authority, permission=permission, at=at)
        drawn[name] = chart.digest
    return drawn


def _title(name: str, outcome: Outcome) -> str:
    """Return the finding that a chart shows, as a sentence."""
    if name == "lines":
        return sentences.compared(outcome)
    if name == "differences":
        return sentences.differences(outcome)
    return sentences.waterfall(outcome.scenarios[int(name.removeprefix("waterfall-")) - 1])
