"""How good the projection has been: the same method from past days of these returns, held against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from suffice.core.pages.words import NONE, number, per_cent
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Heading, Table, Text, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import missing

if TYPE_CHECKING:
    from suffice.engine.projection.backtest.baselines import Baseline
    from suffice.engine.projection.backtest.model import Backtest
    from suffice.engine.projection.backtest.scoring import Accuracy

_UNTESTED = "The returns do not reach back far enough to test the projection on its own past. Bring earlier years."


def accuracy(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell how good the method was from past days."""
    title, made = Heading("How good this projection is", 2), given.backtest
    if made is None:
        return [title, missing(given.cannot.get("backtest") or _UNTESTED)]
    cite = ledger.cite(sources.backtest(made))
    return [title, *_sentences(made, cite), _table(made, cite)]


def _sentences(made: Backtest, cite: int) -> list[Text]:
    one = _first_year(made)
    hits = f"{number(one.cover80.hits)} of {number(one.n)}"
    size = "" if one.mape is None else f" The middle was off by {number(one.mape, 1)}% on average."
    skill = made.skill("total", _trend())[made.horizons.index(one)]
    beside = ""
    if skill is not None:
        word = "smaller" if skill > 0 else "larger"
        beside = (
            f" Against the line through the last five years, which most strategies draw, its error is "
            f"{per_cent(abs(skill))} {word}."
        )
    return [
        say(
            f"Run again from {number(one.n)} past days, knowing nothing later, the range for {one.months} months ahead "
            f"held what then happened {hits} times ({per_cent(one.cover80.share)}; four in five were "
            f"meant).{size}{beside}",
            cite,
        )
    ]


def _table(made: Backtest, cite: int) -> Table:
    return Table(
        caption="What the projection said from past days, against what then happened",
        headings=("Months ahead", "Past days", "Mean error of the middle", "Bias", "Range held", "Surely between"),
        rows=tuple(_row(one) for one in made.horizons),
        note="Bias above 0: the middle was too high. The range is meant to hold four times in five. The last column "
        "is where that share would lie over many more such days, 95% sure.",
        refs=(cite,),
    )


def _row(one: Accuracy) -> tuple[str, ...]:
    return (
        number(one.months),
        number(one.n),
        NONE if one.mape is None else f"{number(one.mape, 1)}%",
        NONE if one.bias_pct is None else f"{one.bias_pct:+.1f}%",
        f"{number(one.cover80.hits)} of {number(one.n)}",
        f"{per_cent(one.cover80.low)} to {per_cent(one.cover80.high)}",
    )


def _first_year(made: Backtest) -> Accuracy:
    return next((one for one in made.horizons if one.months == 12), made.horizons[-1])


def _trend() -> Baseline:
    from suffice.engine.projection.backtest.baselines import Baseline  # noqa: PLC0415 - NumPy, for tests alone

    return Baseline.TREND5
