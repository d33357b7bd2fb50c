"""What several commands ask in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DAY = ["%Y-%m-%d"]
Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Files, a folder, a folder of year folders, or a zip.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook too.")]
