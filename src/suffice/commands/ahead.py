"""The commands that look ahead: what they ask, each handed to the module that does it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from suffice.commands.options import (
    Authority,
    Capacity,
    Cluster,
    Json,
    Origin,
    Paths,
    Population,
    Prices,
    ReferenceMonths,
    Seed,
    Xlsx,
    Years,
)

app = typer.Typer()


def _write_template(asked: tuple[str, Path] | None) -> None:
    if asked is not None:
        from suffice.commands import supply

        raise typer.Exit(supply.write_template(*asked))


@app.command()
def project(
    paths: Paths,
    *,
    origin: Origin,
    years: Years = 3,
    replicates: Annotated[int, typer.Option(help="How many simulated futures.")] = 1000,
    seed: Seed = 1,
    reference_months: ReferenceMonths = 24,
    monthly: Annotated[bool, typer.Option("--monthly", help="A horizon every month instead of every year.")] = False,
    scenario: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A scenario: the projection under its levers.")
    ] = None,
    capacity: Capacity = None,
    prices: Prices = None,
    cluster: Cluster = None,
    write_template: Annotated[
        tuple[str, Path] | None,
        typer.Option(
            callback=_write_template,
            is_eager=True,
            metavar="capacity|prices FILE",
            help="Write an example of such a file, to fill in, and do nothing else.",
        ),
    ] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Project the children in care from a day, with a range, by placement and by age."""
    from suffice.commands import projection

    raise typer.Exit(
        projection.project(
            paths,
            origin=origin.date(),
            years=years,
            replicates=replicates,
            seed=seed,
            reference_months=reference_months,
            monthly=monthly,
            scenario=scenario,
            capacity=capacity,
            prices=prices,
            cluster=cluster,
            as_json=json,
            xlsx=xlsx,
        )
    )


@app.command()
def statement(
    paths: Paths,
    *,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Where to write it: .docx or .pdf.")],
    origin: Origin,
    years: Years = 3,
    seed: Seed = 1,
    authority: Authority = None,
    council: Annotated[str | None, typer.Option(help="The council's name, as the statement writes it.")] = None,
    population: Population = None,
    capacity: Capacity = None,
    prices: Prices = None,
    scenario: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Up to six scenarios, laid beside no change.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--full-numbers", help="For the council's own use: no small number is protected.")
    ] = False,
) -> None:
    """Write the sufficiency statement: needs, supply, the years ahead, gaps, cost, every figure with its source."""
    from suffice.commands import statement as command

    raise typer.Exit(
        command.statement(
            paths,
            out=out,
            origin=origin.date(),
            years=years,
            seed=seed,
            authority=authority,
            council=council,
            population=population,
            capacity=capacity,
            prices=prices,
            scenario=scenario,
            everything=everything,
        )
    )


@app.command()
def backtest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH...]", help="Returns to test the child-level projection on.", show_default=False),
    ] = None,
    *,
    panel: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Children in care on each 31 March, by authority.")
    ] = None,
    flows: Annotated[Path | None, typer.Option(metavar="FILE", help="Starts and ceases of each year.")] = None,
    population: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Mid-year estimates of children 0-17, by authority; for returns, or a number."
        ),
    ] = None,
    areas: Annotated[Path | None, typer.Option(metavar="FILE", help="The region of each authority.")] = None,
    neighbours: Annotated[Path | None, typer.Option(metavar="FILE", help="Statistical neighbours, in pairs.")] = None,
    write_constants: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write what the panel teaches here, for maintainers.")
    ] = None,
    every: Annotated[str, typer.Option(help="Of returns: a past day every year or every month.")] = "year",
    authority: Authority = None,
    replicates: Annotated[int, typer.Option(help="Of returns: how many simulated futures of each past day.")] = 400,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Test the projection on the past: how near it came, and how often its range held.

    Give a panel of published numbers with --panel, or returns as PATH.
    """
    from suffice.commands import backtesting

    if paths and panel is None:
        from suffice.commands import past

        status = past.backtest(
            paths,
            every=every,
            authority=authority,
            population=population,
            replicates=replicates,
            as_json=json,
            xlsx=xlsx,
        )
    elif panel is not None and not paths:
        status = backtesting.panel(
            panel,
            flows=flows,
            population=population,
            areas=areas,
            neighbours=neighbours,
            write_constants=write_constants,
            as_json=json,
            xlsx=xlsx,
        )
    else:
        status = backtesting.not_one_thing(both=panel is not None)
    raise typer.Exit(status)


def _write_scenario(file: Path | None) -> None:
    if file is not None:
        from suffice.commands import scenario as command

        raise typer.Exit(command.write_template(file, datetime.now().date()))


@app.command()
def scenario(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="One scenario, or a list of up to six. The word `strategy`: the published strategy's own cases.",
        ),
    ],
    paths: Paths,
    *,
    origin: Origin,
    years: Years = 3,
    replicates: Annotated[int, typer.Option(help="How many simulated futures of each.")] = 1000,
    seed: Seed = 1,
    reference_months: ReferenceMonths = 24,
    tracked: Annotated[
        int | None, typer.Option(help="With `strategy`: children tracked as likely to leave.", show_default=False)
    ] = None,
    cluster: Cluster = None,
    write_template: Annotated[
        Path | None,
        typer.Option(
            callback=_write_scenario,
            is_eager=True,
            metavar="FILE",
            help="Write an example with one lever of each kind, and do nothing else.",
        ),
    ] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Hold scenarios beside the base, and say which lever does what."""
    from suffice.commands import scenario as command

    raise typer.Exit(
        command.scenario(
            file,
            paths,
            origin=origin.date(),
            years=years,
            replicates=replicates,
            seed=seed,
            reference_months=reference_months,
            tracked=tracked,
            cluster=cluster,
            as_json=json,
            xlsx=xlsx,
        )
    )
