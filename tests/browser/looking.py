"""What axe finds wrong with a page: every rule on every page, and the contrast of each look of a text once.

Contrast turns on how a text looks and on nothing else: its colour, size and weight, and the backgrounds of all that it
stands in. To measure it takes axe four times as long as all other rules together, and the texts of a house look alike.
So each look is measured where it is first met, on three texts of the page that have it, at that width; the same look
is not measured again on another row, page or role. Every other rule is asked of every page at both widths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
_CONTRAST = "color-contrast"
_BUT_CONTRAST = {**_WCAG, "rules": {_CONTRAST: {"enabled": False}}}
_CONTRAST_ALONE = {"runOnly": {"type": "rule", "values": [_CONTRAST]}, "resultTypes": ["violations"]}


@dataclass
class Looking:
    """Puts pages to axe, and remembers the looks whose contrast it has measured."""

    axe: Axe = field(default_factory=Axe)
    measured: set[str] = field(default_factory=set)

    def unfit(self, page: Page) -> list[str]:
        """Return what axe finds wrong with the page as it stands."""
        self._bring(page)
        found = self._violations(page, None, _BUT_CONTRAST)
        new = [look for look in page.evaluate(_LOOKS) if look not in self.measured]
        if new:
            self.measured.update(new)
            page.evaluate(_MARK, new)
            found += self._violations(page, "[data-measured]", _CONTRAST_ALONE)
            page.evaluate(_UNMARK)
        return found

    def _bring(self, page: Page) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.axe.axe_script)

    @staticmethod
    def _violations(page: Page, among: str | None, options: dict[str, Any]) -> list[str]:
        """Return the rules that are broken, with the first place of each."""
        told: Iterable[dict[str, Any]] = page.evaluate(_RUN, [among, options])
        return [f"{one['id']} {one['html'][:160]}" for one in told]


_RUN = """([among, options]) => axe.run(among ?? document, options).then(
  (told) => told.violations.map((one) => ({ id: one.id, html: one.nodes[0].html }))
)"""
# Elements with words of their own, or fields, by their look: what stands in it, and in what it stands.
_LOOKS = """() => {
  const behind = new Map(), looks = new Map()
  const standing = (one) => {
    if (!one) return ''
    if (!behind.has(one)) {
      const style = getComputedStyle(one)
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join(' ')
      const plain = own === 'rgba(0, 0, 0, 0) none 1 static'
      behind.set(one, (plain ? '' : own + ';') + standing(one.parentElement))
    }
    return behind.get(one)
  }
  for (const one of document.body.querySelectorAll('*')) {
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    if (!words && !one.matches('input, select, textarea')) continue
    if (!one.checkVisibility()) continue
    const style = getComputedStyle(one), box = one.getBoundingClientRect()
    const kind = one.matches('input, select, textarea, button') ? one.tagName + (one.type ?? '') : ''
    const out = box.width <= 1 || one.closest('[disabled], [aria-disabled=true], fieldset:disabled') !== null
    const look = [kind, style.color, style.fontSize, style.fontWeight, style.textShadow, out, standing(one)].join('|')
    looks.set(look, [...(looks.get(look) ?? []), one])
  }
  window.houseLooks = looks
  return [...looks.keys()]
}"""
_MARK = """(chosen) => {
  for (const look of chosen) {
    const all = window.houseLooks.get(look)
    for (const at of [0, all.length >> 1, all.length - 1]) all[at].setAttribute('data-measured', '')
  }
}"""
_UNMARK = "() => document.querySelectorAll('[data-measured]').forEach((one) => one.removeAttribute('data-measured'))"
