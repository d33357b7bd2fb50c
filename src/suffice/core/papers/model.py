"""A paper: what a document says, before anybody decides whether it is written as Word or as PDF.

Every sentence and every table may carry reference numbers; the list of references at the end says what each stands
for, so that a reader can follow any figure to where it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from suffice.core.digests import digest_of

LANGUAGE = "en-GB"


class Status(StrEnum):
    """How far a paper has come; a draft says so on every page."""

    DRAFT = "draft"
    FINAL = "final"

    @property
    def label(self) -> str:
        """The word that the paper carries."""
        return self.value.capitalize()


class Tone(StrEnum):
    """What a paragraph is to its reader: running text, the answer, what is missing, what someone must write, a note."""

    PLAIN = "plain"
    LEAD = "lead"
    MISSING = "missing"
    TO_WRITE = "to_write"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the numbers of the references that they rest on."""

    words: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; levels are never skipped on the way down."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    sentences: tuple[Sentence, ...]
    tone: Tone = Tone.PLAIN

    @property
    def words(self) -> str:
        """The paragraph without its reference marks."""
        return " ".join(one.words for one in self.sentences)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short paragraphs."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption above it and a heading row that is repeated on every page.

    Attributes:
        caption: what it shows, with the day.
        headings: one a column, units included.
        rows: cells as they are read; the first of a row names it.
        words: the columns set to the left as words besides the first; all others are figures, set to the right.
        note: a sentence below it, or empty.
        refs: what its figures rest on.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()
    note: str = ""
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its drawing, the same in words for who does not see it, and the finding that it shows."""

    svg: str
    alternative: str
    caption: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference number stands for."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class References:
    """The list of references, each a place that a mark leads to."""

    entries: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings, each leading to its place."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Text | Bullets | Table | Picture | References | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its front page.

    Attributes:
        title: of the document; readers of the file see it as its title too.
        subtitle: what it covers.
        council: whose it is.
        on: the day that it was made.
        blocks: what it says, in order.
        status: see `Status`.
        language: of its words, as a language tag.
    """

    title: str
    subtitle: str
    council: str
    on: date
    blocks: tuple[Block, ...]
    status: Status = Status.DRAFT
    language: str = LANGUAGE

    @property
    def to_write(self) -> tuple[str, ...]:
        """What somebody has still to write, in order; a paper is not published while anything stands here."""
        return tuple(one.words for one in self.paragraphs() if one.tone is Tone.TO_WRITE)

    @property
    def digest(self) -> str:
        """The hash of all that the paper says."""
        return digest_of(self.document())

    def paragraphs(self) -> Iterator[Text]:
        """Give every paragraph and every item of a list."""
        for block in self.blocks:
            if isinstance(block, Text):
                yield block
            elif isinstance(block, Bullets):
                yield from block.items

    def finished(self) -> Paper:
        """Return the paper as final; a ValueError while something in it has still to be written."""
        if self.to_write:
            raise ValueError("Something in this paper has still to be written.")
        return replace(self, status=Status.FINAL)

    def document(self) -> dict[str, Any]:
        """Return the paper as plain values, ready for JSON."""
        told = asdict(replace(self, blocks=()))
        blocks = [{"block": type(one).__name__.lower(), **asdict(one)} for one in self.blocks]
        return {**told, "on": self.on.isoformat(), "blocks": blocks}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Paper:
        """Return the paper that `document` was made from."""
        return cls(
            title=document["title"],
            subtitle=document["subtitle"],
            council=document["council"],
            on=date.fromisoformat(document["on"]),
            blocks=tuple(_block(one) for one in document["blocks"]),
            status=Status(document["status"]),
            language=document["language"],
        )


def say(words: str, *refs: int, tone: Tone = Tone.PLAIN) -> Text:
    """Return a paragraph of one sentence, or of several that rest on the same references."""
    return Text((Sentence(words, tuple(refs)),), tone)


def _block(told: Mapping[str, Any]) -> Block:
    return _READERS[told["block"]](told)


def _text(told: Mapping[str, Any]) -> Text:
    return Text(tuple(Sentence(one["words"], tuple(one["refs"])) for one in told["sentences"]), Tone(told["tone"]))


def _table(told: Mapping[str, Any]) -> Table:
    return Table(
        caption=told["caption"],
        headings=tuple(told["headings"]),
        rows=tuple(tuple(row) for row in told["rows"]),
        words=tuple(told["words"]),
        note=told["note"],
        refs=tuple(told["refs"]),
    )


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda told: Heading(told["words"], told["level"]),
    "text": _text,
    "bullets": lambda told: Bullets(tuple(_text(one) for one in told["items"])),
    "table": _table,
    "picture": lambda told: Picture(told["svg"], told["alternative"], told["caption"], tuple(told["refs"])),
    "references": lambda told: References(tuple(Reference(**one) for one in told["entries"])),
    "contents": lambda told: Contents(),
    "pagebreak": lambda told: PageBreak(),
}
