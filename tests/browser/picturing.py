"""Pictures of pages: what is shown, cropped to what matters, and the words in it."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Page

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
    above, below = (page.locator(one).first.bounding_box() for one in (picture.first, picture.last))
    assert above is not None
    assert below is not None
    top = above["y"]
    bottom = min(below["y"] + below["height"], top + picture.tallest)
    clip = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    png = page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]
    return Shot(png, _plain(page.evaluate(_WORDS, [top, bottom])))


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert png.startswith(_SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def squeezed(page: Page, png: bytes) -> bytes:
    """Return the same picture in the 256 colours that it uses most, a byte a pixel."""
    width, height = size(png)
    pixels = base64.b64decode(page.evaluate(_PIXELS, base64.b64encode(png).decode()))
    colours, places, counts = np.unique(
        np.frombuffer(pixels, dtype="<u4").astype(np.uint32), return_inverse=True, return_counts=True
    )
    parts = colours.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    palette = parts[np.argsort(-counts, kind="stable")[:256]]
    nearest = ((parts[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    lines = np.zeros((height, width + 1), dtype=np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = nearest[places].reshape(height, width)
    return _SIGNATURE + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


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
_SHOW_PICTURES = """() => Promise.all([...document.images].map((one) => {
  one.loading = 'eager'
  return one.decode()
}))"""
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
# Read in a page of its own: no page of the house may make a picture out of nothing.
_PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0))
  const drawn = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(drawn.width, drawn.height)
  const context = canvas.getContext('2d')
  context.drawImage(drawn, 0, 0)
  const data = context.getImageData(0, 0, drawn.width, drawn.height).data
  let words = ''
  for (let at = 0; at < data.length; at += 32768) words += String.fromCharCode(...data.subarray(at, at + 32768))
  return btoa(words)
}"""
