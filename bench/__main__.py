"""Run every bench, print one table, and keep the figures in ``bench/results.json`` (not under version control)."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

from bench import pages, projection, returns, scenarios
from bench.lines import Line, shown

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Measure and tell."""
    lines: list[Line] = []
    for line in chain(projection.lines(), scenarios.lines(), returns.lines(), pages.lines()):
        print(shown(line), flush=True)
        lines.append(line)
    RESULTS.write_text(json.dumps([line.document() for line in lines], indent=1), encoding="utf-8")
    print(f"\nKept in {RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS}")


if __name__ == "__main__":
    main()
