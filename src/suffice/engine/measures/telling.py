"""What stands beside a figure: which returns it was counted from, and who is left out."""

from __future__ import annotations

from suffice.engine.measures.cohorts import once_for_all
from suffice.engine.measures.model import Count, Indicator
from suffice.engine.measures.scene import Scene
from suffice.engine.words import counted, listed, prose

_CALLED = {
    "cin": "Children in need census",
    "annex_a": "Annex A workbook",
    "csww": "Children's social work workforce census",
    "audit": "Audits by template",
    "survey": "Survey answers by template",
    "figures": "Monthly figures brought by hand",
}


def brought(indicator: Indicator, scene: Scene) -> str:
    """Return the sentence that says which returns a figure was counted from."""
    kinds = dict.fromkeys(one.partition(":")[0] for one in indicator.source)
    told = [_episodes(scene) if kind == "ssda903" else _other(kind, scene) for kind in kinds]
    return " ".join(one for one in told if one)


def left_out_sentence(count: Count) -> str:
    """Return who is not in a count, or "" when everyone is."""
    sentences = []
    if count.left_out:
        who = "1 child" if count.left_out == 1 else f"{count.left_out:,} children"
        sentences.append(f"{who} with no header or no date of birth left out.")
    if count.incomplete:
        sentences.append(f"{count.incomplete:,} cannot be judged, because something is missing.")
    return " ".join(sentences)


def _other(kind: str, scene: Scene) -> str:
    """Return which returns of another kind than the 903 were read, by year; "" where none."""
    found = [one for one in scene.returns if one.kind == kind and one.refusal is None]
    if kind not in _CALLED or not found:
        return ""
    years = sorted({one.year for one in found if one.year is not None})
    files = sum(len(one.files) for one in found)
    of = f" of {listed([str(one) for one in years])}" if years else ""
    return f"{_CALLED[kind]}{of} ({counted(files, 'table')})."


def _episodes(scene: Scene) -> str:
    first, last = scene.history.first_day, scene.history.last_day
    if first is None or last is None:
        return ""
    files = counted(len(_files(scene)), "file")
    words = f"SSDA903 returns of {prose(first)} to {prose(last)} ({files} of episodes)."
    outside = f" They do not cover {prose(scene.on)}, so the figure is not complete."
    return words if scene.covers_day else words + outside


@once_for_all
def _files(scene: Scene) -> set[str]:
    """Return the files of episodes that were read, those too of which every row was overtaken by a later return."""
    read = (table for table in (scene.history.episodes, scene.history.set_aside) if "file" in table.columns)
    return {name for table in read for name in table.get_column("file").unique()}
