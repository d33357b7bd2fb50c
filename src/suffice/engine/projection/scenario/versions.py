"""Older scenario files brought to the present shape, and newer ones refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suffice.engine.findings import Finding, note
from suffice.engine.projection.scenario.model import VERSION


class NewerVersion(ValueError):
    """The file is of a version that cannot be read; the message says which and what to do."""


def brought_up_to_date(written: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the scenario in the present shape, with a finding where it was an older one.

    Version 0, in which a file says no version at all, wrote `start` for `from` and gave its levers no `id`.

    Raises:
        NewerVersion: it says a later version, or something that is no version.
    """
    version = written.get("version", 0)
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise NewerVersion(f"`version`: {version!r} is no version of a scenario file; write {VERSION}")
    if version > VERSION:
        raise NewerVersion(
            f"The scenario is of version {version}, and this program reads up to version {VERSION}: "
            "update the program, or save the scenario in the older version"
        )
    if version == VERSION:
        return dict(written), ()
    levers = written.get("levers")
    moved = [_lever(one, number) for number, one in enumerate(levers, start=1)] if isinstance(levers, list) else levers
    told = note(
        "scenario-of-an-older-version",
        "The scenario is written in version 0: `start` was read as `from`, and each lever was given an `id` of its "
        f"own. Save it again to have it in version {VERSION}.",
    )
    return {**written, "version": VERSION, "levers": moved}, (told,)


def _lever(written: Any, number: int) -> Any:
    if not isinstance(written, dict):
        return written
    renamed = {("from" if key == "start" and "from" not in written else key): one for key, one in written.items()}
    return {"id": f"lever-{number}", **renamed}
