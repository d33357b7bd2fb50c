"""Pictures of pages: what is shown, cropped to what matters, and the words in it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.browser.visiting import Visitor

WIDTH = 1280
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """One picture of the guide.

    Attributes:
        file: its name in `docs/pictures`.
        role: who sees it; None before signing in.
        path: the page, or "spoilt" for the page of the return that waits with things wrong with it.
        first, last: where the picture begins and ends; the top of the page, and its end, without them.
        prepare: what to do on the page first.
        tallest: pixels after which the picture is cut.
    """

    file: str
    role: str | None
    path: str
    first: str = "header"
    last: str = "main"
    prepare: Callable[[Visitor], None] | None = None
    tallest: int = 1400


@dataclass(frozen=True)
class Shot:
    """A picture taken: the file, and the words that are in it."""

    png: bytes
    words: str


def take(visitor: Visitor, picture: Picture) -> Shot:
    """Take the picture of the page as it stands."""
    page = visitor.page
    page.evaluate(_SHOW_PICTURES)
    page.wait_for_function("[...document.images].every(one => one.complete)")
    above, below = (page.locator(one).first.bounding_box() for one in (picture.first, picture.last))
    assert above is not None
    assert below is not None
    top = above["y"]
    bottom = min(below["y"] + below["height"], top + picture.tallest)
    clip = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    png = page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]
    return Shot(squeezed(png), _plain(page.evaluate(_WORDS, [top, bottom])))


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert png.startswith(_SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def squeezed(png: bytes) -> bytes:
    """Return the same picture, packed as tightly as PNG can."""
    chunks = list(_chunks(png))
    data = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    kept = [chunk for chunk in chunks if chunk[0] in {b"IHDR", b"PLTE", b"tRNS"}]
    packed = [*kept, (b"IDAT", zlib.compress(data, 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in packed
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _plain(words: str) -> str:
    """Leave out what differs from one day, one machine and one secret to the next."""
    for pattern, instead in _PASSING:
        words = re.sub(pattern, instead, words)
    return " ".join(words.split())


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PASSING = (
    (rf"\d{{1,2}} ({_MONTHS}) 20(2[3-9]|[3-9]\d)(( at|,) [\d:.]+ ?(am|pm)?)?", "(a day)"),
    (r"\b20(2[3-9]|[3-9]\d)((, 20\d\d)* and 20\d\d)?", "(years)"),
    (r"\b\d{1,2}[:.]\d\d ?(am|pm)?\b", "(a time)"),
    (r"\b[A-Z2-7]{32}\b", "(a secret)"),
    (r"\b[0-9a-f]{12}\b", "(a hash)"),
)
_SHOW_PICTURES = "document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager' })"
_WORDS = """([top, bottom]) => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const box = range.getBoundingClientRect()
    const middle = box.top + window.scrollY + box.height / 2
    const shown = walker.currentNode.parentElement.checkVisibility() && box.width > 1
    if (shown && middle > top && middle < bottom) found.push(walker.currentNode.textContent)
  }
  return found.join(' ')
}"""
