"""May this state, and may this person: refusals of this room, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from suffice.core.models import Person
from suffice.core.pages.words import day, moment
from suffice.core.policies import NotForYou, NotNow
from suffice.engine.measures import Indicator, Option
from suffice.engine.measures.model import Unit
from suffice.review.performance.figures import Told
from suffice.review.performance.models import Choice, Commentary, Rebase, SavedView, Target
from suffice.review.performance.rare_charts import CASES, DAYS
from suffice.review.performance.run_charts import run_chart

_MOST = 1_000_000  # children, days or a rate beyond which nothing is ever counted here


def check_standing(kept: Target | Rebase | Choice) -> None:
    """Refuse to withdraw what was withdrawn before."""
    if kept.withdrawn_at is not None:
        raise NotNow("That was withdrawn already. Nothing was changed.")


def check_period(first_day: date, last_day: date | None) -> None:
    """Refuse a target that would end before it begins."""
    if last_day is not None and last_day < first_day:
        raise NotNow(f"A target that begins on {day(first_day)} cannot end on {day(last_day)}. Give a later end.")


def check_value(indicator: Indicator, value: float) -> None:
    """Refuse a target that no figure of the measure could ever reach."""
    if value < 0:
        raise NotNow("A target cannot be below nought. Nothing was changed.")
    if indicator.unit is Unit.PERCENT and value > 100:
        raise NotNow(f"A share lies between 0 and 100%, and {value:g} was given. Nothing was changed.")
    if value > _MOST:
        raise NotNow(f"No figure of this measure could reach {value:g}. Check the target. Nothing was changed.")


def check_can_begin_anew(indicator: Indicator, told: Told, begun: Sequence[tuple[date, str]]) -> None:
    """Refuse a new beginning where there is no run chart, or no room for it before the last points."""
    whole = run_chart(indicator, told)
    if whole.chart is None:
        raise NotNow(f"This measure has no run chart to begin anew. {whole.why_not}")
    if whole.of in (CASES, DAYS):
        raise NotNow("A chart of gaps does not begin anew: each point is one gap. Write a commentary on what changed.")
    anew = run_chart(indicator, told, rebases=begun)
    if anew.chart is None:
        raise NotNow(f"{anew.why_not} Choose another month.")
    if begun[-1][0] > whole.ends[-1]:
        raise NotNow(f"The run chart ends on {day(whole.ends[-1])}, so it cannot begin anew after that day.")


def check_can_choose(indicator: Indicator, option: Option, choice: str, standing: str) -> None:
    """Refuse what the definition does not leave open, and what stands already."""
    if option not in indicator.options or choice not in option.choices:
        raise NotNow("The definition of this measure does not leave that open. Nothing was changed.")
    if choice == standing:
        raise NotNow("It counts so already. Nothing was changed.")
    if choice == option.default:
        raise NotNow("That is how it counts unless another way is chosen: put it back instead. Nothing was changed.")


def check_can_be_made(*, cleared: bool) -> None:
    """Refuse another way of counting when nothing is left to count again."""
    if cleared:
        raise NotNow("The rows of every return have been cleared, so nothing can be counted another way any more.")


def check_unsigned(commentary: Commentary) -> None:
    """Refuse to touch a commentary that has been signed."""
    if commentary.signed_at is not None:
        raise NotNow(
            f"{commentary.signed_by} signed this on {moment(commentary.signed_at)}, so it stands as it is. "
            "Write another commentary to follow it."
        )


def check_writer(commentary: Commentary, person: Person) -> None:
    """Refuse all but the writer to change a commentary."""
    if commentary.written_by_id != person.pk:
        raise NotForYou(f"{commentary.written_by} wrote this and alone can change it. You can write another.")


def check_not_writer(commentary: Commentary, person: Person) -> None:
    """Refuse a signature of what one has written oneself."""
    if commentary.written_by_id == person.pk:
        raise NotForYou("You wrote this yourself: another leader has to sign it.")


def check_owner(view: SavedView, person: Person) -> None:
    """Refuse all but the owner to delete a saved view."""
    if view.owner_id != person.pk:
        raise NotForYou(f"{view.owner} saved this view and alone can delete it.")
