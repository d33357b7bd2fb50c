"""What is wrong with a scenario file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong.

    Attributes:
        words: what is wrong and what to do, without the place.
        scenario: which scenario of the file, from 1; None where there is one.
        lever: which lever of the scenario, from 1; None where it is not about one.
        key: the field.
        value: what stood there.
    """

    words: str
    scenario: int | None = None
    lever: int | None = None
    key: str | None = None
    value: object = None

    @property
    def sentence(self) -> str:
        """The place and the words."""
        place = [
            *([f"Scenario {self.scenario}"] if self.scenario is not None else []),
            *([f"lever {self.lever}"] if self.lever is not None else []),
            *([f"`{self.key}`"] if self.key is not None else []),
        ]
        whole = f"{', '.join(place)}: {self.words}" if place else self.words
        return (whole if whole[0] == "`" else whole[0].upper() + whole[1:]).rstrip(".") + "."

    def of(self, scenario: int | None) -> Trouble:
        """Return it as a trouble of that scenario."""
        return replace(self, scenario=scenario)

    def at(self, lever: int) -> Trouble:
        """Return it as a trouble of that lever."""
        return replace(self, lever=lever)


class CannotReadScenario(ValueError):
    """A scenario cannot be used as it is written.

    Attributes:
        troubles: all that is wrong, in the order of the file.
    """

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("\n".join(trouble.sentence for trouble in self.troubles))
