"""A scenario file read: every trouble at once, each with its place and what to do about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suffice.engine.findings import Finding, merged
from suffice.engine.projection.scenario.answers import NotAnAnswer, answered, known_keys, unwritable
from suffice.engine.projection.scenario.checks import contradictions, remarks
from suffice.engine.projection.scenario.fields import EITHER, fields_of
from suffice.engine.projection.scenario.model import (
    LEVERS,
    MOST_LEVERS,
    MOST_SCENARIOS,
    Kind,
    Lever,
    Scenario,
)
from suffice.engine.projection.scenario.schema import LONGEST_NAME, LONGEST_WHY
from suffice.engine.projection.scenario.troubles import CannotReadScenario, Trouble
from suffice.engine.projection.scenario.versions import NewerVersion, brought_up_to_date

_MOST_BYTES = 1_000_000
_OF_A_SCENARIO = ("version", "name", "why", "levers")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held.

    Attributes:
        scenarios: one to six, in the order of the file.
        findings: what was done to read it, and what the reader of the results should know.
    """

    scenarios: tuple[Scenario, ...]
    findings: tuple[Finding, ...]


def read_file(path: Path) -> Read:
    """Read a scenario file.

    Raises:
        CannotReadScenario: with every trouble, each in a sentence.
    """
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        raise _refused(
            f"The file {path} cannot be read: {trouble.strerror}. Give the path of a scenario file."
        ) from trouble
    if len(raw) > _MOST_BYTES:
        raise _refused(f"The file {path.name} is larger than a scenario file can be: give one like the template.")
    try:
        return read_text(raw.decode("utf-8-sig"), file=path.name)
    except UnicodeDecodeError as trouble:
        raise _refused(f"The file {path.name} is not written in UTF-8: save it as UTF-8 text.") from trouble


def read_text(text: str, *, file: str = "") -> Read:
    """Read the text of a scenario file: one scenario, or a list of up to six.

    Args:
        text: JSON in the shape of `scenario.schema.json`.
        file: what the file is called, for the sentences.

    Raises:
        CannotReadScenario: with every trouble, each in a sentence.
    """
    written = _parsed(text, f"The file {file}" if file else "The text")
    listed = written if isinstance(written, list) else [written]
    if not 1 <= len(listed) <= MOST_SCENARIOS:
        raise _refused(f"There are {len(listed)} scenarios here: write from 1 to {MOST_SCENARIOS}.")
    scenarios: list[Scenario] = []
    findings: list[Finding] = []
    troubles: list[Trouble] = []
    for number, one in enumerate(listed, start=1):
        try:
            scenario, found = read_scenario(one)
        except CannotReadScenario as refusal:
            within = number if len(listed) > 1 else None
            troubles += [trouble.of(within) for trouble in refusal.troubles]
        else:
            scenarios.append(scenario)
            findings += found
    troubles += _same_names(scenarios)
    if troubles:
        raise CannotReadScenario(troubles)
    return Read(tuple(scenarios), merged(findings))


def read_scenario(written: object) -> tuple[Scenario, tuple[Finding, ...]]:
    """Read one scenario out of plain values.

    Raises:
        CannotReadScenario: with every trouble.
    """
    if not isinstance(written, dict):
        raise _refused("A scenario is written between { and }: compare it with the template.")
    try:
        current, found = brought_up_to_date(written)
    except NewerVersion as refusal:
        raise _refused(str(refusal)) from refusal
    troubles = list(_of_the_scenario(current))
    levers: list[Lever] = []
    for number, lever in enumerate(_listed(current.get("levers")), start=1):
        try:
            levers.append(read_lever(lever))
        except CannotReadScenario as refusal:
            troubles += [trouble.at(number) for trouble in refusal.troubles]
    if not troubles:
        troubles = list(contradictions(levers))
    if troubles:
        raise CannotReadScenario(troubles)
    scenario = Scenario(current["name"].strip(), current.get("why", "").strip(), tuple(levers))
    return scenario, (*found, *remarks(scenario))


def read_lever(written: object) -> Lever:
    """Read one lever out of plain values, such as a form gives.

    Raises:
        CannotReadScenario: with every trouble; each names its field in `key`.
    """
    if not isinstance(written, dict):
        raise CannotReadScenario([Trouble("a lever is written between { and }")])
    try:
        kind = Kind(written.get("kind", ""))
    except ValueError:
        known = ", ".join(Kind)
        said = "no kind is given" if "kind" not in written else f"{written['kind']!r} is no kind of lever"
        raise CannotReadScenario([Trouble(f"{said}: write one of {known}", key="kind")]) from None
    troubles = [*_unknown(kind, written), *_missing(kind, written)]
    values: dict[str, Any] = {}
    for field in fields_of(kind):
        if field.key in written:
            try:
                values["begins" if field.key == "from" else field.key] = answered(field, written[field.key])
            except NotAnAnswer as refusal:
                troubles.append(Trouble(str(refusal), key=field.key, value=written[field.key]))
    if troubles:
        raise CannotReadScenario(troubles)
    return LEVERS[kind](**values)


def _unknown(kind: Kind, written: Mapping[str, Any]) -> Iterator[Trouble]:
    known = {"kind", *(field.key for field in fields_of(kind))}
    for key in written:
        if key not in known:
            yield Trouble(known_keys(kind, key), key=key, value=written[key])


def _missing(kind: Kind, written: Mapping[str, Any]) -> Iterator[Trouble]:
    for field in fields_of(kind):
        if field.required and field.key not in written:
            yield Trouble(f"is missing: {field.hint[0].lower()}{field.hint[1:]}", key=field.key)
    if kind in EITHER:
        one, other = EITHER[kind]
        given = [key for key in (one, other) if key in written]
        if len(given) != 1:
            have = "both are given" if given else "neither is given"
            yield Trouble(f"write either `{one}` or `{other}`: {have}", key=one)


def _of_the_scenario(current: Mapping[str, Any]) -> Iterator[Trouble]:
    for key in current:
        if key not in _OF_A_SCENARIO:
            yield Trouble(f"is not known here: a scenario has {', '.join(_OF_A_SCENARIO)}", key=key, value=current[key])
    name, why = current.get("name"), current.get("why", "")
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= LONGEST_NAME:
        yield Trouble(f"must say what the scenario is called, in 1 to {LONGEST_NAME} letters", key="name", value=name)
    if not isinstance(why, str) or len(why) > LONGEST_WHY:
        yield Trouble(f"must be text of up to {LONGEST_WHY:,} letters", key="why", value=why)
    for key, text in (("name", name), ("why", why)):
        if isinstance(text, str) and (said := unwritable(text)):
            yield Trouble(said, key=key)
    levers = current.get("levers")
    if not isinstance(levers, list):
        yield Trouble("must be a list of levers between [ and ], which may be empty", key="levers", value=levers)
    elif len(levers) > MOST_LEVERS:
        yield Trouble(f"holds {len(levers)} levers: write up to {MOST_LEVERS}", key="levers")


def _listed(levers: object) -> list[object]:
    return levers[:MOST_LEVERS] if isinstance(levers, list) else []


def _same_names(scenarios: list[Scenario]) -> Iterator[Trouble]:
    names = [scenario.name.casefold() for scenario in scenarios]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Trouble(f"two scenarios are called {scenarios[number].name}: give each its own name", key="name").of(
                number + 1
            )


def _parsed(text: str, file: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as trouble:
        raise _refused(
            f"{file} is not JSON: line {trouble.lineno}, column {trouble.colno} cannot be read "
            f"({trouble.msg.lower()}). Compare it with the template."
        ) from trouble
    except RecursionError as trouble:
        raise _refused(f"{file} is nested too deeply to be a scenario: compare it with the template.") from trouble
    except ValueError as trouble:
        if isinstance(trouble, CannotReadScenario):
            raise
        raise _refused(f"{file} holds a number with too many figures to be read: correct it.") from trouble


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    once = dict(pairs)
    if len(once) < len(pairs):
        key, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _refused(f"`{key}` is written twice in one place: keep the one that is meant.")
    return once


def _no_number(name: str) -> float:
    raise _refused(f"{name} is no number: write one in figures.")


def _refused(sentence: str) -> CannotReadScenario:
    return CannotReadScenario([Trouble(sentence)])
