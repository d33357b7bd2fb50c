"""A walk through every page that a role can reach by its links, with what was met on the way."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from tests.browser.looking import Looking
from tests.browser.visiting import NARROW, WIDE, Visitor

_FOR_ALL = ("/guide/", "/accessibility/", "/privacy/", "/licence/")
_MOST = 250  # pages a role; a walk that reaches it has found a trap
# At 200% zoom a window of 1280 is 640 wide: nothing may need scrolling in two directions (WCAG 1.4.10).
_ZOOMED = {"width": 640, "height": 450}
_HREFS = "all => all.map(one => [one.href, one.hasAttribute('download')])"
_TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


@dataclass
class Walk:
    """What a role met.

    Attributes:
        headings: the first heading of each page, by its address.
        unfit: what axe finds wrong, by page and width.
        wide: pages that scroll sideways, with their width.
        complaints: what the browser's console complained of.
    """

    headings: dict[str, str] = field(default_factory=dict)
    unfit: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Walker:
    """Walks as one role after another; what is the same for all is walked once, and put to axe once for each width."""

    looking: Looking = field(default_factory=Looking)
    common: set[str] = field(default_factory=set)
    known: set[tuple[str, int]] = field(default_factory=set)

    def walk(self, visitor: Visitor) -> Walk:
        """Open every address of a new shape, found by following links from home."""
        walk, waiting, seen = Walk(), deque(["/"]), {"/", *self.common}
        while waiting:
            path = waiting.popleft()
            status = visitor.goto(path)
            assert status == 200, f"{path} answered {status}"
            walk.headings[path] = visitor.heading
            assert len(walk.headings) < _MOST, f"the links never end: {list(walk.headings)[-10:]}"
            for link in _links(visitor):
                if _is_page(link) and _shape(link) not in seen:
                    seen.add(_shape(link))
                    self.common |= {_shape(link)} if link.startswith(_FOR_ALL) else set()
                    waiting.append(link)
            self._look(visitor, path, walk)
        walk.complaints = visitor.complaints
        return walk

    def _look(self, visitor: Visitor, path: str, walk: Walk) -> None:
        for size in (WIDE, NARROW, _ZOOMED):
            visitor.page.set_viewport_size(size)  # type: ignore[arg-type]
            wider = visitor.page.evaluate(_TOO_WIDE)
            if wider > 0:
                walk.wide.append(f"{path} at {size['width']}: {wider} pixels too wide")
            if size is not _ZOOMED:
                walk.unfit += [f"{path} at {size['width']}: {what}" for what in self._unfit(visitor, size["width"])]
        visitor.page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    def _unfit(self, visitor: Visitor, width: int) -> list[str]:
        """Put the page to axe, unless another role was shown the same."""
        content = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", visitor.page.inner_html("main"))
        if (content, width) in self.known:
            return []
        self.known.add((content, width))
        return self.looking.unfit(visitor.page)


_ALIKE = r"(?<=/findings/)[^/]+|(?<=/performance/of/)[^/]+|(?<=/compare/measures/)[^/]+|[^/]+(?=/children/)|\d+"


def _shape(path: str) -> str:
    """Two addresses of one shape show one page: numbers, findings, measures and groups are alike; filters too."""
    return re.sub(_ALIKE, "#", urlsplit(path).path)


def _links(visitor: Visitor) -> list[str]:
    found = visitor.page.eval_on_selector_all("a[href]", _HREFS)
    home = visitor.house.address
    return [
        urldefrag(address).url.removeprefix(home)
        for address, download in found
        if address.startswith(home) and not download
    ]


def _is_page(path: str) -> bool:
    return not re.search(r"\.(csv|xlsx|json|svg|png|zip|parquet)(\?|$)", path)
