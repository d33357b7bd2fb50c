"""A scenario's document: read by the engine's own reader at every write, so that a form and a file are one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suffice.core.policies import NotNow
from suffice.engine.findings import Finding
from suffice.engine.projection.scenario.model import Lever, Scenario
from suffice.engine.projection.scenario.reading import read_scenario, read_text
from suffice.engine.projection.scenario.troubles import CannotReadScenario, Trouble

Document = Mapping[str, Any]
_OF_A_LEVER = re.compile(r"^Lever (\d+) \([^)]*\)")
_OF_A_FIELD = re.compile(r", `\w+`: ")


@dataclass(frozen=True, slots=True)
class Placed:
    """A lever in its place, from 1, with what the reader of its results should know."""

    place: int
    lever: Lever
    remarks: tuple[str, ...]


def understood(document: Document) -> Scenario:
    """Return the scenario that a document holds.

    Raises:
        NotNow: it cannot be read, with every reason.
    """
    try:
        return read_scenario(dict(document))[0]
    except CannotReadScenario as refusal:
        raise NotNow(" ".join(trouble.sentence for trouble in refusal.troubles)) from refusal


def levers(document: Document) -> Sequence[Placed]:
    """Return the levers of a document that was kept, in order."""
    scenario, findings = read_scenario(dict(document))
    return placed(scenario, findings)


def placed(scenario: Scenario, findings: Sequence[Finding]) -> Sequence[Placed]:
    """Return the levers of a scenario, each with the remarks of `findings` that are about it."""
    about = list(_sentences(findings))
    return [
        Placed(place, lever, tuple(words for number, words in about if number == place))
        for place, lever in enumerate(scenario.levers, start=1)
    ]


def about_the_whole(findings: Sequence[Finding]) -> Sequence[str]:
    """Return the remarks that are about no single lever."""
    return [words for number, words in _sentences(findings) if number is None]


def with_lever(document: Document, lever: Document, place: int | None = None) -> dict[str, Any]:
    """Return the document with the lever at its place; at the end without one."""
    kept = list(document["levers"])
    if place is None:
        kept.append(dict(lever))
    else:
        kept[place - 1] = dict(lever)
    return {**document, "levers": kept}


def without_lever(document: Document, place: int) -> dict[str, Any]:
    """Return the document without the lever at a place."""
    return {**document, "levers": [one for at, one in enumerate(document["levers"], start=1) if at != place]}


def new_id(document: Document, kind: str) -> str:
    """Return a short name for a lever that no other of the scenario has."""
    taken = {one["id"] for one in document["levers"]}
    word = kind.replace("_", "-")
    return next(name for number in range(1, len(taken) + 2) if (name := f"{word}-{number}") not in taken)


def troubles_of(document: Document) -> Sequence[Trouble]:
    """Return all that is wrong with a document; nothing where it can be kept."""
    try:
        read_scenario(dict(document))
    except CannotReadScenario as refusal:
        return refusal.troubles
    return ()


def of_file(content: bytes, name: str) -> Sequence[Scenario]:
    """Return the scenarios that a file holds.

    Raises:
        CannotReadScenario: with every trouble.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotReadScenario([Trouble(f"the file {name} is not written in UTF-8: save it as UTF-8 text")]) from None
    return read_text(text, file=name).scenarios


def _sentences(findings: Sequence[Finding]) -> Iterator[tuple[int | None, str]]:
    """Yield every sentence with the place of the lever that it is about."""
    for finding in findings:
        for example in finding.examples:
            found = _OF_A_LEVER.match(example.sentence)
            words = _OF_A_FIELD.sub(": ", _OF_A_LEVER.sub("This lever", example.sentence), count=1)
            yield (int(found[1]) if found else None), words
