"""The registers of the room: scenarios, their versions, and comparisons."""

from __future__ import annotations

from django.db.models import QuerySet

from suffice.analyse.scenarios.documents import understood
from suffice.analyse.scenarios.models import Comparison, Scenario, ScenarioVersion
from suffice.core.models.work import WorkState
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.engine.projection.scenario.words import in_short


def _in_use(rows: QuerySet[Scenario], state: str) -> QuerySet[Scenario]:
    return rows.filter(retired_at__isnull=state == "in-use")


def _made(rows: QuerySet[Comparison], state: str) -> QuerySet[Comparison]:
    return rows.filter(made_at__isnull=state != "made")


def _state(comparison: Comparison) -> str:
    if comparison.made_at is not None:
        return "Made"
    return WorkState(comparison.work.state).label if comparison.work else "Waiting to start"


def _names(comparison: Comparison) -> str:
    return ", ".join(f"{one.version.document['name']} ({one.version.number})" for one in comparison.places.all())


def _at_version(one: ScenarioVersion) -> str:
    return here(one.scenario.authority, "scenarios:version", pk=one.scenario_id, number=one.number)


SCENARIOS = Register(
    name="scenarios",
    caption="Scenarios",
    noun=("scenario", "scenarios"),
    order="-changed",
    per_page=20,
    empty="No scenario is saved yet.",
    columns=(
        Column(
            key="name",
            heading="Scenario",
            value=lambda one: one.name,
            sort="name",
            link=lambda one: here(one.authority, "scenarios:scenario", pk=one.pk),
        ),
        Column(key="does", heading="What changes", value=lambda one: in_short(understood(one.document))),
        Column(key="version", heading="Version", value=lambda one: one.version, sort="version", numeric=True),
        Column(key="owner", heading="Whose", value=lambda one: one.owner.name, sort="owner__name"),
        Column(key="changed", heading="Changed", value=lambda one: one.changed_at, sort="changed_at"),
        Column(
            key="state",
            heading="State",
            value=lambda one: "Retired" if one.retired_at else "In use",
            sort="retired_at",
        ),
    ),
    filters=(
        Filter(
            key="words",
            label="Name or why",
            apply=lambda rows, words: rows.filter(name__icontains=words) | rows.filter(why__icontains=words),
        ),
        Filter(
            key="state",
            label="State",
            apply=_in_use,
            choices=(("in-use", "In use"), ("retired", "Retired")),
        ),
    ),
)

VERSIONS = Register(
    name="versions",
    caption="Versions",
    noun=("version", "versions"),
    order="-number",
    per_page=10,
    alone=False,
    columns=(
        Column(
            key="number",
            heading="Version",
            value=lambda one: one.number,
            sort="number",
            link=_at_version,
        ),
        Column(key="change", heading="What changed", value=lambda one: one.change[:1].upper() + one.change[1:]),
        Column(key="by", heading="By", value=lambda one: one.saved_by.name, sort="saved_by__name"),
        Column(key="at", heading="Saved", value=lambda one: one.saved_at, sort="saved_at"),
    ),
)

COMPARISONS = Register(
    name="comparisons",
    caption="Comparisons",
    noun=("comparison", "comparisons"),
    order="-asked_at",
    per_page=20,
    empty="No scenarios have been compared yet.",
    columns=(
        Column(
            key="origin",
            heading="From",
            value=lambda one: one.origin,
            sort="origin",
            link=lambda one: here(one.authority, "scenarios:comparison", pk=one.pk),
        ),
        Column(key="scenarios", heading="Scenarios (version)", value=_names),
        Column(key="years", heading="Years", value=lambda one: one.years, sort="years", numeric=True),
        Column(key="replicates", heading="Futures", value=lambda one: one.replicates, sort="replicates", numeric=True),
        Column(key="seed", heading="Seed", value=lambda one: one.seed, sort="seed", numeric=True),
        Column(key="asked_at", heading="Asked for", value=lambda one: one.asked_at, sort="asked_at"),
        Column(
            key="asked_by",
            heading="By",
            value=lambda one: one.asked_by.name if one.asked_by else "Suffice",
            sort="asked_by__name",
        ),
        Column(key="state", heading="State", value=_state, sort="made_at"),
    ),
    filters=(
        Filter(
            key="scenario",
            label="Scenario",
            apply=lambda rows, words: rows.filter(places__version__scenario__name__icontains=words).distinct(),
        ),
        Filter(key="state", label="State", apply=_made, choices=(("made", "Made"), ("not", "Not made"))),
    ),
)
