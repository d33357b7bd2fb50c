"""The command line: the road from a folder of returns to a projection, without the web.

Only what every command needs is imported here; each command brings the rest when it runs, so that
``suffice --help`` and ``suffice published`` answer at once.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

STOPPED = 130  # what shells expect of a program that Ctrl-C ended


class _Stoppable(TyperGroup):
    """The commands, with a sentence where Ctrl-C ends one."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.stderr.write("\nStopped before it had finished. Run it again when you like.\n")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(
    name="suffice",
    cls=_Stoppable,
    help="Enough of the right homes and help: from a council's returns to a projection that can be explained.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

_DAY = ["%Y-%m-%d"]
Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Files, a folder, a folder of year folders, or a zip.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook too.")]


def _write_filled(asked: tuple[str, Path] | None) -> None:
    if asked is not None:
        from suffice.commands import templates

        raise typer.Exit(templates.write_filled(*asked))


@app.command()
def check(
    paths: Paths,
    *,
    write_template: Annotated[
        tuple[str, Path] | None,
        typer.Option(
            callback=_write_filled,
            is_eager=True,
            metavar="audit|survey|figures FILE",
            help="Write an example of such a file, to fill in, and do nothing else.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What you decided about sheets, headings and values of Annex A."),
    ] = None,
    write_mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what is left to decide about Annex A, to fill in."),
    ] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Say what each file is, which rows can be used, and what is wrong with the rest.

    Exit: 0 usable; 3 refused (no readable Episodes or no Header, or one return twice); 4 not a return.
    """
    from suffice.commands import returns

    raise typer.Exit(returns.check(paths, as_json=json, xlsx=xlsx, mapping=mapping, write_mapping=write_mapping))


@app.command()
def measures(
    paths: Paths,
    *,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=_DAY, metavar="YYYY-MM-DD", help="The day to measure; without it, the last that the returns cover."
        ),
    ] = None,
    authority: Annotated[str | None, typer.Option(help="The authority's code, such as 336.")] = None,
    population: Annotated[
        str | None, typer.Option(metavar="FILE|NUMBER", help="Children 0-17: a mid-year estimates file, or a number.")
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only this measure; may be given several times.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(help="By ethnicity, sex, age, disability, placement, team, locality or deprivation too."),
    ] = None,
    children: Annotated[
        bool, typer.Option("--children", help="List the children behind each figure, with what it says of them.")
    ] = False,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=CHOICE", help="Choose where a definition is not settled, as a3_months=16."),
    ] = None,
    places: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="The directory of postcodes, for distances; also districts in counties, localities, deprivation.",
        ),
    ] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Work out every indicator of a day that the returns can give, with the source of each figure."""
    from suffice.commands import measures as command

    raise typer.Exit(
        command.measures(
            paths,
            on=on.date() if on else None,
            authority=authority,
            population=population,
            only=measure or (),
            by=by,
            children=children,
            options=option or (),
            places=places or (),
            as_json=json,
            xlsx=xlsx,
        )
    )


@app.command()
def compare(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Published statistics as downloaded, the list of neighbours, and the council's own returns if any.",
            show_default=False,
        ),
    ],
    *,
    authority: Annotated[str, typer.Option(help="The authority's code, such as 336.")],
    measure: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="What to compare, more than once if need be; without it, all there is."),
    ] = None,
    against: Annotated[str, typer.Option("--with", help="neighbours, region or england.")] = "neighbours",
    year: Annotated[int | None, typer.Option(help="The year of the figures; without it, the latest.")] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Hold an authority's published figures against others: interval, place, funnel, change, in words."""
    from suffice.commands import comparison

    status = comparison.compare(
        paths, measures=measure or [], authority=authority, against=against, year=year, as_json=json, xlsx=xlsx
    )
    raise typer.Exit(status)


def _write_template(asked: tuple[str, Path] | None) -> None:
    if asked is not None:
        from suffice.commands import supply

        raise typer.Exit(supply.write_template(*asked))


@app.command()
def project(
    paths: Paths,
    *,
    origin: Annotated[
        datetime, typer.Option("--from", formats=_DAY, metavar="YYYY-MM-DD", help="The last day that is known.")
    ],
    years: Annotated[int, typer.Option(help="How many years ahead.")] = 3,
    replicates: Annotated[int, typer.Option(help="How many simulated futures.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 1,
    reference_months: Annotated[int, typer.Option(help="Months before the day from which rates are learnt.")] = 24,
    monthly: Annotated[bool, typer.Option("--monthly", help="A horizon every month instead of every year.")] = False,
    scenario: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A scenario: the projection under its levers.")
    ] = None,
    capacity: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Places that the council can use: need against capacity too.")
    ] = None,
    prices: Annotated[Path | None, typer.Option(metavar="FILE", help="What a week costs: the cost too.")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A dask.distributed scheduler to share the work out over.")
    ] = None,
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
    origin: Annotated[
        datetime, typer.Option("--from", formats=_DAY, metavar="YYYY-MM-DD", help="The last day that is known.")
    ],
    years: Annotated[int, typer.Option(help="How many years ahead.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 1,
    authority: Annotated[str | None, typer.Option(help="The authority's code, such as 336.")] = None,
    council: Annotated[str | None, typer.Option(help="The council's name, as the statement writes it.")] = None,
    population: Annotated[
        str | None, typer.Option(metavar="FILE|NUMBER", help="Children 0-17: a mid-year estimates file, or a number.")
    ] = None,
    capacity: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The places that the council can use: see capacity.schema.json.")
    ] = None,
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What a week in them costs: see prices.schema.json.")
    ] = None,
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
    authority: Annotated[str | None, typer.Option(help="Of returns: the authority's code, such as 336.")] = None,
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
    origin: Annotated[
        datetime, typer.Option("--from", formats=_DAY, metavar="YYYY-MM-DD", help="The last day that is known.")
    ],
    years: Annotated[int, typer.Option(help="How many years ahead.")] = 3,
    replicates: Annotated[int, typer.Option(help="How many simulated futures of each.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 1,
    reference_months: Annotated[int, typer.Option(help="Months before the day from which rates are learnt.")] = 24,
    tracked: Annotated[
        int | None, typer.Option(help="With `strategy`: children tracked as likely to leave.", show_default=False)
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A dask.distributed scheduler to share the work out over.")
    ] = None,
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


@app.command()
def published(
    *,
    start: Annotated[int, typer.Option(help="Children in care at the start.")],
    tracked: Annotated[int, typer.Option(help="Children tracked as likely to leave.")],
    population: Annotated[int | None, typer.Option(help="Children 0-17, for a rate per 10,000.")] = None,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Work the published strategy's own arithmetic: worst, medium, best and COVID-19."""
    from suffice.commands import published as command

    raise typer.Exit(command.published(start=start, tracked=tracked, population=population, as_json=json, xlsx=xlsx))


@app.command()
def recompute(paths: Paths, *, json: Json = False, xlsx: Xlsx = None) -> None:
    """Work published rates and shares out again from the counts published beside them.

    Exit: 0 every figure of authorities is equal; 1 some is not; 4 nothing here is a published table with both.
    """
    from suffice.commands import recompute as command

    raise typer.Exit(command.recompute(paths, as_json=json, xlsx=xlsx))


@app.command()
def init(
    *,
    authority: Annotated[str, typer.Option(help="The authority's code, such as 336.")],
    email: Annotated[str | None, typer.Option(help="The first administrator's e-mail address.")] = None,
) -> None:
    """Prepare an empty house for a council, with its first administrator."""
    from suffice.commands import house

    raise typer.Exit(house.init(authority=authority, email=email))


@app.command()
def demo(
    *,
    write: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the imaginary returns here instead.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same children.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="With --write: plant one of each fault.")] = False,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing where a council already lives.")] = False,
    all_returns: Annotated[
        bool, typer.Option("--all-returns", help="With --write: also the CIN census, Annex A and the workforce census.")
    ] = False,
) -> None:
    """Load the demonstration authority, or write its imaginary returns to a folder."""
    from suffice.commands import demonstration

    status = demonstration.demo(write=write, seed=seed, faults=faults, if_empty=if_empty, all_returns=all_returns)
    raise typer.Exit(status)


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Serve the pages and do the background work until Ctrl-C."""
    from suffice.commands import house

    raise typer.Exit(house.serve(host=host, port=port))


@app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False},
)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, such as `migrate` or `createsuperuser`."""
    from suffice.commands import house

    house.manage(context.args)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
