"""What several commands ask in the same words."""

from __future__ import annotations

from datetime import datetime
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
Origin = Annotated[
    datetime, typer.Option("--from", formats=DAY, metavar="YYYY-MM-DD", help="The last day that is known.")
]
Authority = Annotated[str | None, typer.Option(help="The authority's code, such as 336.")]
Population = Annotated[
    str | None, typer.Option(metavar="FILE|NUMBER", help="Children 0-17: a mid-year estimates file, or a number.")
]
Cluster = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="A dask.distributed scheduler to share the work out over.")
]
Seed = Annotated[int, typer.Option(help="The same seed gives the same figures.")]
Years = Annotated[int, typer.Option(help="How many years ahead.")]
Capacity = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Places that the council can use: see capacity.schema.json.")
]
Prices = Annotated[Path | None, typer.Option(metavar="FILE", help="What a week in them costs: see prices.schema.json.")]
ReferenceMonths = Annotated[int, typer.Option(help="Months before the day from which rates are learnt.")]
