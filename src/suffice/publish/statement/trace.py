"""Every figure of a paper with what it rests on: sentence by sentence, table by table, picture by picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from suffice.core.papers.model import Bullets, Heading, Paper, Picture, References, Table, Text


@dataclass(frozen=True, slots=True)
class Traced:
    """One place of a paper that rests on something.

    Attributes:
        section: the heading that it stands under.
        place: "Sentence", "Table 3" or "Figure 1".
        words: the sentence, or the caption.
        refs: the reference numbers.
        sources: what they stand for.
    """

    section: str
    place: str
    words: str
    refs: tuple[int, ...]
    sources: tuple[str, ...]


def trace(paper: Paper) -> tuple[Traced, ...]:
    """Return every place of the paper that has a reference, in the order of the paper."""
    entries = {
        one.number: one.words for block in paper.blocks if isinstance(block, References) for one in block.entries
    }
    return tuple(
        Traced(section, place, words, refs, tuple(entries[one] for one in refs))
        for section, place, words, refs in places(paper)
        if refs
    )


def places(paper: Paper) -> Iterator[tuple[str, str, str, tuple[int, ...]]]:
    """Give the section, the place, the words and the references of every sentence, table and picture."""
    section, counts = "", Counter[str]()
    for block in paper.blocks:
        match block:
            case Heading():
                section = block.words
            case Text():
                yield from ((section, "Sentence", one.words, one.refs) for one in block.sentences)
            case Bullets():
                for item in block.items:
                    yield from ((section, "Sentence", one.words, one.refs) for one in item.sentences)
            case Table() | Picture():
                kind = "Table" if isinstance(block, Table) else "Figure"
                counts[kind] += 1
                yield section, f"{kind} {counts[kind]}", block.caption, block.refs
            case _:
                continue
