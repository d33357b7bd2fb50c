"""``suffice scenario``: scenarios beside the base, which lever did what, and what was cut to what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import FAILED, USAGE, complain, emit, findings_table, progress
from suffice.commands.returns import usable
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.episodes import History
    from suffice.engine.projection.basis import Basis
    from suffice.engine.projection.scenario.apply import Applied
    from suffice.engine.projection.scenario.compare import Comparison, Outcome
    from suffice.engine.projection.scenario.explain import Waterfall
    from suffice.engine.projection.scenario.model import Scenario
    from suffice.engine.projection.scenario.reading import Read
    from suffice.engine.projection.scenario.strategy import Explained

STRATEGY = "strategy"
"""In place of a file: the published strategy's own cases."""

_RANGE = ["Mean", "One in ten below", "Middle", "One in ten above"]


def scenario(
    file: Path,
    paths: Sequence[Path],
    *,
    origin: date,
    years: int,
    replicates: int,
    seed: int,
    reference_months: int,
    tracked: int | None,
    cluster: str | None,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Print the comparison, a waterfall of each scenario, and the findings; return the exit status."""
    from suffice.engine.episodes import assemble
    from suffice.engine.projection.basis import CannotProject, prepare
    from suffice.engine.projection.cluster import NoCluster
    from suffice.engine.projection.cluster import cluster as at
    from suffice.engine.projection.published import ImpossibleArithmetic

    of_strategy = str(file) == STRATEGY and not file.exists()
    given = _strategy(origin) if of_strategy else read(file)
    history = assemble(usable(paths).usable)
    try:
        with at(cluster) as executor, progress() as told:
            basis = prepare(history, origin=origin, years=years, reference_months=reference_months)
            alike = {"replicates": replicates, "seed": seed, "executor": executor, "progress": told}
            document, tables = _worked(basis, given, alike)
            if of_strategy:
                cases = _against(basis, tracked, alike)
                document["strategy"] = [case.document() for case in cases]
                tables = [_cases(cases), *tables]
    except (CannotProject, ImpossibleArithmetic, NoCluster) as refusal:
        complain(str(refusal))
        return USAGE
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    return 0


def _worked(basis: Basis, given: Read, alike: dict[str, Any]) -> tuple[dict[str, Any], list[Table]]:
    """Return comparison and waterfalls as a document and as tables; leave the base and its factors in `alike`."""
    from suffice.engine.findings import merged
    from suffice.engine.projection.basis import ensemble
    from suffice.engine.projection.project import one_total
    from suffice.engine.projection.scenario.compare import compare
    from suffice.engine.projection.scenario.explain import waterfall

    base = ensemble(basis, **alike)
    total = one_total(basis, base)
    alike |= {"base": base, "factors": total.factors}
    made = compare(basis, given.scenarios, **alike)
    falls = [waterfall(basis, one, **alike) for one in given.scenarios if one.levers]
    said = {finding.code for finding in made.findings}
    of_the_file = [finding for finding in given.findings if finding.code not in said]
    findings = merged([*of_the_file, *total.findings, *made.findings])
    document = {
        **made.document(),
        "findings": [finding.document() for finding in findings],
        "waterfalls": [fall.document() for fall in falls],
    }
    return document, [*_tables(made, falls), findings_table(findings)]


def _strategy(origin: date) -> Read:
    from suffice.engine.projection.scenario.reading import Read
    from suffice.engine.projection.scenario.strategy import strategy_cases

    return Read(strategy_cases(origin + timedelta(days=1)), ())


def _against(basis: Basis, tracked: int | None, alike: Any) -> tuple[Explained, ...]:
    from suffice.engine.projection.scenario.strategy import against_the_strategy, tracked_here

    number = tracked_here(basis.in_care) if tracked is None else tracked
    return against_the_strategy(basis, tracked=number, **alike)


def _cases(cases: Sequence[Explained]) -> Table:
    columns = ["Case", "Starters", "Its own number", "Simulated: mean", "One in ten below", "One in ten above"]
    rows = []
    for case in cases:
        at = case.simulated.at(0)
        pieces = [round(number) for pair in (case.starters_stay, case.leave) for number in pair]
        rows.append(
            [
                *(case.scenario.name, case.starters, case.published, round(at["mean"])),
                *(round(at["p10"]), round(at["p90"]), round(100 * case.at_or_below), *pieces),
            ]
        )
    more = ["Starters who stay: its own", "Simulated", "Leave of those here: its own", "Simulated"]
    return Table(
        "The strategy's cases against the simulated range",
        [*columns, "At or below it, of 100 futures", *more],
        rows,
        note=" ".join(case.sentence() for case in cases if case.name == "medium"),
    )


def read(file: Path) -> Read:
    """Read a scenario file.

    Raises:
        SystemExit: status 2 where it cannot be read, after saying every trouble.
    """
    from suffice.engine.projection.scenario.reading import read_file
    from suffice.engine.projection.scenario.troubles import CannotReadScenario

    try:
        return read_file(file)
    except CannotReadScenario as refusal:
        complain(str(refusal))
        raise SystemExit(USAGE) from refusal


def read_one(file: Path) -> Scenario:
    """Read a scenario file that holds one scenario.

    Raises:
        SystemExit: status 2 where it cannot be read or holds more, after saying why.
    """
    scenarios = read(file).scenarios
    if len(scenarios) != 1:
        complain(
            f"{file.name} holds {len(scenarios)} scenarios, and a projection takes one: keep the one that is meant, or "
            "compare them with `suffice scenario`."
        )
        raise SystemExit(USAGE)
    return scenarios[0]


def supposed(
    scenario: Scenario, history: History, *, origin: date, years: int, replicates: int, seed: int, reference_months: int
) -> tuple[Applied, Table]:
    """Return what a scenario changes in a projection of these returns, and its levers as a table."""
    from suffice.engine.projection.basis import ensemble, prepare
    from suffice.engine.projection.scenario.apply import parts
    from suffice.engine.projection.scenario.words import told

    basis = prepare(history, origin=origin, years=years, reference_months=reference_months)
    applied = parts(scenario, basis, ensemble(basis, replicates=replicates, seed=seed))
    rows = [[lever.id, told(lever), lever.note] for lever in scenario.levers]
    columns = ["Lever", "What it does", "Source"]
    return applied, Table("Under this scenario", columns, rows, note=f"{scenario.name}. {scenario.why}".strip())


def write_template(file: Path, today: date) -> int:
    """Write an example with one lever of each kind, each explained; return the exit status."""
    from suffice.engine.calendar import collection_year, year_start
    from suffice.engine.projection.scenario.schema import PUBLISHED
    from suffice.engine.projection.scenario.template import template

    if file.exists():
        complain(f"{file} is there already. Give a file that does not exist yet: nothing is written over.")
        return FAILED
    try:
        file.write_text(template(year_start(collection_year(today) + 1)), encoding="utf-8")
    except OSError as trouble:
        complain(f"The template cannot be written to {file}: {trouble.strerror}. Give a file that can be made.")
        return FAILED
    print(f"The template is at {file}; what each field means is in {PUBLISHED}.")
    return 0


def _tables(made: Comparison, falls: Sequence[Waterfall]) -> Iterator[Table]:
    yield _totals(made)
    yield _by_placement(made)
    for number, fall in enumerate(falls, start=1):
        yield _waterfall(fall, number)
    yield _flows(made)
    places = list(_places(made))
    if places:
        yield Table("Places gained and lost", ["Scenario", "Lever", "Placement", "Held", "First", "By the end"], places)


def _totals(made: Comparison) -> Table:
    rows = [
        [made.dates[month], outcome.name, *_four(outcome, month), *_apart(outcome, month)]
        for month in range(11, len(made.dates), 12)
        for outcome in (made.base, *made.scenarios)
    ]
    return Table(
        "Scenarios side by side",
        [
            "Date",
            "Scenario",
            *_RANGE,
            "Less base: mean",
            "One in ten below",
            "One in ten above",
            "Fewer, of 100 futures",
        ],
        rows,
        note=f"{made.in_care:,} children in care on {prose(made.origin)}. Base and scenarios share their luck in each "
        f"of {made.replicates:,} simulated futures, so a difference has a narrower range than either.",
    )


def _four(outcome: Outcome, month: int) -> list[float]:
    at = outcome.figures.total.at(month)
    return [round(at["mean"], 1), *(round(at[name]) for name in ("p10", "p50", "p90"))]


def _apart(outcome: Outcome, month: int) -> list[float | None]:
    if outcome.difference is None:
        return [None, None, None, None]
    at = outcome.difference.total.at(month)
    return [round(at["mean"], 1), round(at["p10"]), round(at["p90"]), round(100 * at["below"])]


def _by_placement(made: Comparison) -> Table:
    from suffice.engine.episodes import PlacementState

    rows = []
    for outcome in made.scenarios:
        for state, apart in outcome.difference.by_placement.items() if outcome.difference is not None else ():
            base, under = (one.figures.by_placement[state].at(-1) for one in (made.base, outcome))
            less = apart.at(-1)
            means = [round(one["mean"], 1) for one in (base, under, less)]
            rows.append([outcome.name, PlacementState(state).label, *means, round(less["p10"]), round(less["p90"])])
    return Table(
        f"By placement on {prose(made.dates[-1])}",
        ["Scenario", "Placement", "Base", "Scenario's mean", "Less base: mean", "One in ten below", "One in ten above"],
        rows,
    )


def _waterfall(fall: Waterfall, number: int) -> Table:
    rows: list[list[object]] = []
    for step, shown in fall.shown(-1):
        added = step.added.total.at(-1)
        alone = round(step.alone.total.at(-1)["mean"], 1)
        rows.append([step.lever.id, step.words, shown, round(added["p10"]), round(added["p90"]), alone])
    whole = fall.whole.total.at(-1)
    rows.append(["all", "All levers", round(whole["mean"], 1), round(whole["p10"]), round(whole["p90"]), None])
    return Table(
        f"Levers of scenario {number}",
        ["Lever", "What it does", "Adds: mean", "One in ten below", "One in ten above", "Alone: mean"],
        rows,
        note=f"{fall.name}, children in care on {prose(fall.dates[-1])}. Levers are switched on one after another by "
        f"their first day, so the later one finds what the earlier ones left. {fall.interaction(-1)}",
    )


def _flows(made: Comparison) -> Table:
    rows = [
        [outcome.name, year.last, *(round(flow.mean, 1) for flow in flows)]
        for outcome in (made.base, *made.scenarios)
        for year in outcome.flows
        for flows in [(year.started, year.returned, year.left, year.turned_18)]
    ]
    return Table(
        "Who comes and goes", ["Scenario", "Year to", "Started", "Came back", "Left before 18", "Turned 18"], rows,
        note="Means of the children followed one by one.",
    )  # fmt: skip


def _places(made: Comparison) -> Iterator[list[object]]:
    for outcome in made.scenarios:
        changes = outcome.applied.capacity_changes if outcome.applied is not None else ()
        kinds = dict.fromkeys((one.name, one.placement, one.holding) for one in changes)
        for kind in kinds:
            own = [one for one in changes if (one.name, one.placement, one.holding) == kind]
            name, placement, holding = kind
            yield [
                outcome.name, name, placement.label, holding.label, min(one.on for one in own),
                sum(one.places for one in own),
            ]  # fmt: skip
