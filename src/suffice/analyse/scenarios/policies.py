"""What may be done with a scenario in the state that it is in."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.scenarios.models import MOST_COMPARED, Scenario
from suffice.core.models import Authority
from suffice.core.pages.words import counted, day
from suffice.core.policies import NotNow


def check_in_use(scenario: Scenario) -> None:
    """Refuse to change what was retired."""
    if scenario.retired_at is not None:
        raise NotNow(
            f"“{scenario.name}” was retired on {day(scenario.retired_at)}, so it is not changed any more. "
            "Copy it, and go on with the copy."
        )


def check_seen(scenario: Scenario, seen: int) -> None:
    """Refuse a change to a version that is not the latest: somebody else saved one meanwhile."""
    if scenario.version != seen:
        raise NotNow(
            f"“{scenario.name}” was changed while you had it open: {scenario.changed_by.name} saved version "
            f"{scenario.version}. Look at it first, and then make your change again."
        )


def check_name_free(authority: Authority, name: str, *, besides: Scenario | None = None) -> None:
    """Refuse a name that another scenario in use has: two of one name cannot be told apart side by side."""
    taken = Scenario.objects.filter(authority=authority, name=name, retired_at__isnull=True)
    if (taken.exclude(pk=besides.pk) if besides else taken).exists():
        raise NotNow(f"There is a scenario called “{name}” already. Choose another name, or change that one.")


def check_comparable(scenarios: Sequence[Scenario]) -> None:
    """Refuse to compare none, too many, or one twice."""
    if not scenarios:
        raise NotNow("Choose at least one scenario to compare.")
    if len(scenarios) > MOST_COMPARED:
        chosen = counted(len(scenarios), "scenario was", "scenarios were")
        raise NotNow(f"{chosen} chosen, and {MOST_COMPARED} can stand side by side. Choose fewer.")
    if len({one.pk for one in scenarios}) < len(scenarios):
        raise NotNow("A scenario cannot be compared with itself. Choose each once.")
