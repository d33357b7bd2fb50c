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

from suffice.commands import ahead
from suffice.commands.options import DAY, Authority, Json, Paths, Population, Xlsx

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
others = typer.Typer()


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
            formats=DAY, metavar="YYYY-MM-DD", help="The day to measure; without it, the last that the returns cover."
        ),
    ] = None,
    authority: Authority = None,
    population: Population = None,
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
    groups: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Children who live here by ethnicity, sex or age: rates by group divide by it."
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
            groups=groups,
            as_json=json,
            xlsx=xlsx,
        )
    )


@app.command()
def needs(
    paths: Paths,
    *,
    on: Annotated[
        datetime | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="The day; without it, the last that the returns cover."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Say who moved between tiers since this day too."),
    ] = None,
    authority: Authority = None,
    population: Population = None,
    children: Annotated[bool, typer.Option("--children", help="List every overdue item with its child too.")] = False,
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Tell the tiers of help, the front door, vulnerability, and what is overdue or about to be, on a day."""
    from suffice.commands import needs as command

    raise typer.Exit(
        command.needs(
            paths,
            on=on.date() if on else None,
            since=since.date() if since else None,
            authority=authority,
            population=population,
            children=children,
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


@others.command()
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


@others.command()
def recompute(paths: Paths, *, json: Json = False, xlsx: Xlsx = None) -> None:
    """Work published rates and shares out again from the counts published beside them.

    Exit: 0 every figure of authorities is equal; 1 some is not; 4 nothing here is a published table with both.
    """
    from suffice.commands import recompute as command

    raise typer.Exit(command.recompute(paths, as_json=json, xlsx=xlsx))


@others.command()
def init(
    *,
    authority: Annotated[str, typer.Option(help="The authority's code, such as 336.")],
    email: Annotated[str | None, typer.Option(help="The first administrator's e-mail address.")] = None,
) -> None:
    """Prepare an empty house for a council, with its first administrator."""
    from suffice.commands import house

    raise typer.Exit(house.init(authority=authority, email=email))


@others.command()
def demo(
    *,
    write: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the imaginary returns here instead.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same children.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="With --write: plant one of each fault.")] = False,
    if_empty: Annotated[
        bool,
        typer.Option(
            "--if-empty", help="Do nothing where a council already lives; leave what takes longest to the house."
        ),
    ] = False,
    all_returns: Annotated[
        bool, typer.Option("--all-returns", help="With --write: also the CIN census, Annex A and the workforce census.")
    ] = False,
) -> None:
    """Load the demonstration authority, or write its imaginary returns to a folder."""
    from suffice.commands import demonstration

    status = demonstration.demo(write=write, seed=seed, faults=faults, if_empty=if_empty, all_returns=all_returns)
    raise typer.Exit(status)


@others.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Serve the pages and do the background work until Ctrl-C."""
    from suffice.commands import house

    raise typer.Exit(house.serve(host=host, port=port))


@others.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False},
)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, such as `migrate` or `createsuperuser`."""
    from suffice.commands import house

    house.manage(context.args)


for part in (ahead.app, others):  # in this order in the help
    app.add_typer(part)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
