"""The guide, as pages: the papers of `docs/guide` and `docs/method` and the glossary, rendered from their Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PACKAGE = Path(__file__).resolve().parents[1]
# An installed package carries the papers with it; a checkout has them where they are written.
ROOT = _PACKAGE / "papers" if (_PACKAGE / "papers").is_dir() else _PACKAGE.parents[1]
PICTURES = ROOT / "docs" / "pictures"
_FRONT = "docs/guide/README.md"
_GLOSSARY = "docs/GLOSSARY.md"
_CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "img": "house-picture",
    "table": "govuk-table govuk-table--small-text-until-tablet",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One page of the guide.

    Attributes:
        name: its part of the address: ``local-trends``, ``method/projection``, ``glossary``; the front page has none.
        title: its first heading.
        first: its first paragraph, without markup.
        words: all its words, folded for search.
        html: the page.
    """

    name: str
    title: str
    first: str
    words: str
    html: str

    @property
    def address(self) -> str:
        """Where the page is."""
        return reverse("guide_page", kwargs={"name": self.name}) if self.name else reverse("guide")


@cache
def papers() -> Mapping[str, Paper]:
    """Return every page by its name, the front page first, then the jobs, then the method and the glossary."""
    files = [_FRONT, *_others("guide"), *_others("method"), _GLOSSARY]
    return {_name(file): _paper(file) for file in files if (ROOT / file).is_file()}


def found(words: str) -> Sequence[Paper]:
    """Return the pages that hold every one of `words`, those that name one in their title first."""
    wanted = words.casefold().split()
    holding = [one for one in papers().values() if one.name and all(word in one.words for word in wanted)]
    return sorted(holding, key=lambda one: not any(word in one.title.casefold() for word in wanted))


def picture(name: str) -> Path | None:
    """Return the picture called `name`; None where there is none."""
    return next((one for one in PICTURES.glob("*.png") if one.name == name), None)


def _others(folder: str) -> list[str]:
    found = sorted((ROOT / "docs" / folder).glob("*.md"), key=lambda path: (path.name != "README.md", path.name))
    return [file for path in found if (file := path.relative_to(ROOT).as_posix()) != _FRONT]


def _name(file: str) -> str:
    if PurePosixPath(file).name == "GLOSSARY.md":
        return "glossary"
    path = PurePosixPath(file).relative_to("docs")
    inside = path.relative_to("guide") if path.is_relative_to("guide") else path
    return "/".join(part.removesuffix(".md") for part in inside.parts if part != "README.md")


def _paper(file: str) -> Paper:
    text = (ROOT / file).read_text(encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    inline = [token for token in tokens if token.type == "inline"]
    title, first = _plain(inline[0]), _plain(inline[1])
    _dress(tokens, PurePosixPath(file).parent)
    html = "".join(_framed(markdown.renderer.render(tokens, markdown.options, {})))
    return Paper(_name(file), title, first, text.casefold(), html)


def _plain(token: Token) -> str:
    words = "".join(" " if one.type == "softbreak" else one.content for one in token.children or [])
    return " ".join(words.split())


def _dress(tokens: Sequence[Token], folder: PurePosixPath) -> None:
    """Give every element its GOV.UK class, and every relative address the one that it has here."""
    for token in tokens:
        if token.tag in _CLASSES and token.nesting >= 0:
            token.attrSet("class", _CLASSES[token.tag])
        if token.tag == "th" and token.nesting > 0:
            token.attrSet("scope", "col")
        token.attrs.pop("style", None)
        for attribute in ("href", "src"):
            if address := token.attrGet(attribute):
                token.attrSet(attribute, _address(str(address), folder))
        _dress(token.children or [], folder)


def _address(written: str, folder: PurePosixPath) -> str:
    if re.match(r"[a-z]+:|#", written):
        return written
    path, _, part = written.partition("#")
    file = normpath(folder / path)
    if file.endswith(".png"):
        return reverse("guide_picture", kwargs={"name": PurePosixPath(file).name})
    name = _name(file)
    address = reverse("guide_page", kwargs={"name": name}) if name else reverse("guide")
    return f"{address}#{part}" if part else address


def _framed(html: str) -> Iterator[str]:
    """Let wide things scroll by themselves, also with the keyboard, and take the paragraph from around a picture."""
    html = re.sub(r'<p class="govuk-body">(<img [^>]*>)</p>', r"\1", html)
    for number, piece in enumerate(re.split(r"(<table.*?</table>|<pre>.*?</pre>)", html, flags=re.DOTALL)):
        if number % 2:
            label = f"{'Table' if piece.startswith('<table') else 'To type'} {number // 2 + 1}"
            yield f'<div class="house-scroll" role="region" aria-label="{label}" tabindex="0">{piece}</div>'
        else:
            yield piece
