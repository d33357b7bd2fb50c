"""The tables of this room's pages, as registers: filtered, sorted, paged and taken away."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.returns.kinds import KINDS
from suffice.analyse.returns.models import FoundFinding, PopulationEstimate, ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.queries.findings import meaning
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.takeaway import as_words
from suffice.core.pages.words import listed
from suffice.engine.returns.model import SSDA903

_SEVERITIES = (("error", "Error"), ("query", "Query"), ("note", "Note"))


def _count(key: str, heading: str, sort: str | None = None) -> Column:
    value: Callable[[Any], int] = lambda one: getattr(one, key)  # noqa: E731
    return Column(key=key, heading=heading, value=value, sort=key if sort is None else sort, numeric=True)


def _year(sort: str = "year") -> Column:
    return Column(
        key="year",
        heading="Year",
        value=lambda one: one.year,
        shown=lambda one: as_words(str(one.year) if one.year else None),
        sort=sort,
    )


def returns(authority: Authority) -> Register:
    """Every return of every kind, with what became of it, who decided and when."""
    return Register(
        name="returns",
        caption="Returns",
        noun=("return", "returns"),
        alone=False,
        order="-year",
        empty="No return is here yet.",
        filters=(
            Filter(
                key="kind",
                label="Kind",
                choices=[
                    (kind.code, _capital(kind.one if kind.code != SSDA903 else "SSDA903")) for kind in KINDS.values()
                ],
                apply=lambda rows, is_: rows.filter(kind=is_),
            ),
            Filter(
                key="state", label="State", choices=ReturnState.choices, apply=lambda rows, is_: rows.filter(state=is_)
            ),
        ),
        columns=(
            Column(
                key="return",
                heading="Return",
                value=lambda one: one.title,
                sort="kind",
                link=lambda one: here(authority, "returns:record", pk=one.pk),
            ),
            Column(
                key="year",
                heading="Year",
                value=lambda one: one.year,
                shown=lambda one: as_words(str(one.year) if one.year else None),
                sort="year",
            ),
            Column(key="state", heading="State", value=lambda one: one.get_state_display(), sort="state"),
            Column(key="decided", heading="By whom", value=decided_by),
            Column(key="when", heading="When", value=decided_at),
            Column(key="holds", heading="What is in it", value=lambda one: one.counted),
            Column(key="name", heading="Found in", value=lambda one: one.name),
        ),
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def decided_by(one: ReturnRecord) -> str | None:
    """Return who made the latest decision about a return."""
    following = one.superseded_by.accepted_by if one.superseded_by else None
    by = one.withdrawn_by or one.refused_by or following or one.accepted_by
    return by.name if by else None


def decided_at(one: ReturnRecord) -> Any:
    """Return when the latest decision about a return was made."""
    return one.withdrawn_at or one.refused_at or one.superseded_at or one.accepted_at


def uploads(authority: Authority) -> Register:
    """What was brought, by whom and when."""
    return Register(
        name="uploads",
        caption="Files brought",
        noun=("upload", "uploads"),
        alone=False,
        order="-at",
        per_page=20,
        empty="No file has been brought yet.",
        columns=(
            Column(
                key="at",
                heading="Brought",
                value=lambda one: one.at,
                sort="at",
                link=lambda one: here(authority, "returns:upload", pk=one.pk),
            ),
            Column(key="by", heading="By", value=lambda one: one.by.name, sort="by__name"),
            Column(key="files", heading="Files", value=lambda one: listed(one.names[:5]) + _and_more(one.names)),
            Column(key="state", heading="State", value=_upload_state),
        ),
    )


def tables(upload: Upload) -> Register:
    """What each file of an upload was taken for, its rows accounted for."""
    figures = (("rows", "Rows"), ("used", "Used"), ("repaired", "Used after repair"), ("set_aside", "Set aside"))
    return Register(
        name="files",
        caption="What each file was taken for",
        noun=("table", "tables"),
        alone=False,
        per_page=25,
        columns=(
            Column(key="name", heading="File", value=lambda one: one.name, sort="name"),
            Column(
                key="table",
                heading="Table",
                value=lambda one: one.table or "Not recognised: nothing of it is used",
                sort="table",
            ),
            _year(),
            *(_count(key, heading) for key, heading in figures),
        ),
    )


def findings(upload: Upload) -> Register:
    """How often each thing was found, by table and year."""
    return Register(
        name="findings",
        caption="What was found",
        noun=("line", "lines"),
        alone=False,
        empty="Nothing was found that you need to look at.",
        filters=_finding_filters(upload),
        columns=(
            Column(key="severity", heading="Weight", value=lambda one: one.get_severity_display(), sort=""),
            Column(
                key="what",
                heading="What was found",
                value=lambda one: meaning(one.code, one.severity).title,
                sort="",
                link=lambda one: here(upload.authority, "returns:finding", pk=upload.pk, code=one.code),
            ),
            Column(key="code", heading="Code", value=lambda one: one.code, sort=""),
            Column(key="table", heading="Table", value=lambda one: one.table or None, sort=""),
            _year(sort=""),
            _count("count", "Places", sort=""),
        ),
    )


def places(upload: Upload, rows: Sequence[dict[str, Any]]) -> Register:
    """Every place of one finding: rows about single children."""
    return Register(
        name="places",
        caption="Every place",
        noun=("place", "places"),
        order="file",
        filters=_useful(_among("table", "Table", rows), _among("year", "Year", rows)),
        columns=(
            *(_cell(key, heading) for key, heading in (("file", "File"), ("row", "Row"), ("column", "Column"))),
            _cell("value", "Value"),
            _cell("sentence", "What is wrong, and what to do"),
        ),
    )


def set_aside(rows: Sequence[dict[str, Any]]) -> Register:
    """Every row that was not used, with its reason: rows about single children."""
    return Register(
        name="set-aside",
        caption="Rows set aside",
        noun=("row", "rows"),
        order="file",
        empty="No row was set aside.",
        filters=_useful(_among("file", "File", rows), _among("table", "Table", rows)),
        columns=(
            *(_cell(key, heading) for key, heading in (("file", "File"), ("row", "Row"), ("table", "Table"))),
            _cell("reason", "Why"),
            Column(key="values", heading="The row as it stood", value=lambda one: _as_it_stood(one["values"])),
        ),
    )


REPAIRS = Register(
    name="repairs",
    caption="What was done",
    noun=("kind", "kinds"),
    empty="Nothing had to be repaired.",
    columns=(
        Column(key="severity", heading="Weight", value=lambda one: one.severity.capitalize(), sort=""),
        Column(key="what", heading="What was done", value=lambda one: one.title, sort=""),
        Column(key="code", heading="Code", value=lambda one: one.code, sort=""),
        _count("count", "Places", sort=""),
    ),
)


def _standing(rows: QuerySet[PopulationEstimate], asked: str) -> QuerySet[PopulationEstimate]:
    return rows.filter(superseded_at__isnull=asked == "standing")


POPULATION = Register(
    name="population",
    caption="Children aged 0 to 17 on 30 June",
    noun=("figure", "figures"),
    order="-year",
    empty="No figure is here yet. Without one there is no rate per 10,000.",
    filters=(
        Filter(
            key="state",
            label="State",
            choices=(("standing", "Stands"), ("superseded", "Superseded")),
            apply=_standing,
        ),
    ),
    columns=(
        Column(
            key="year",
            heading="Year",
            value=lambda one: one.mid_year,
            shown=lambda one: str(one.mid_year),
            sort="mid_year",
        ),
        Column(key="number", heading="Children", value=lambda one: one.number, sort="number", numeric=True),
        Column(key="source", heading="Source", value=lambda one: one.source, sort="source"),
        Column(key="by", heading="Brought by", value=lambda one: one.by.name, sort="by__name"),
        Column(key="at", heading="When", value=lambda one: one.at, sort="at"),
        Column(
            key="state",
            heading="State",
            value=lambda one: "Superseded" if one.superseded_at else "Stands",
            sort="superseded_at",
        ),
    ),
)


AGES = Register(
    name="ages",
    caption="Children by single year of age",
    noun=("age", "ages"),
    alone=False,
    columns=(
        Column(key="age", heading="Age", value=lambda one: one[0], sort="", numeric=True),
        Column(key="children", heading="Children", value=lambda one: one[1], sort="", numeric=True),
    ),
)


def _finding_filters(upload: Upload) -> tuple[Filter, ...]:
    rows = list(FoundFinding.objects.filter(upload=upload))
    return _useful(
        _among("weight", "Weight", rows, attribute="severity", labels=dict(_SEVERITIES)),
        _among("is", "Code", rows, attribute="code"),
        _among("in", "Table", rows, attribute="table"),
        _among("of", "Year", rows, attribute="year"),
    )


def _among(
    key: str, label: str, rows: Sequence[Any], *, attribute: str = "", labels: Mapping[str, str] | None = None
) -> Filter:
    """A filter over a list, of dicts or objects, by one of the values that are there."""
    name = attribute or key
    there = {str(value) for one in rows if (value := _get(one, name)) not in {None, ""}}
    choices = (
        [(code, words) for code, words in labels.items() if code in there]
        if labels
        else [(value, value) for value in sorted(there)]
    )

    def apply(rows: Sequence[Any], asked: str) -> list[Any]:
        return [one for one in rows if str(_get(one, name)) == asked]

    return Filter(key=key, label=label, choices=choices, apply=apply)


def _useful(*filters: Filter) -> tuple[Filter, ...]:
    """Leave out a filter with nothing to choose between."""
    return tuple(one for one in filters if len(one.options()) > 1)


def _get(one: Any, name: str) -> Any:
    return one[name] if isinstance(one, dict) else getattr(one, name)


def _cell(key: str, heading: str) -> Column:
    shown = (lambda one: str(one["row"] or "-")) if key == "row" else None  # a line's number, not an amount
    return Column(key=key, heading=heading, value=lambda one: one[key], shown=shown, sort="", numeric=key == "row")


def _as_it_stood(values: str) -> str:
    """Return a row kept as JSON as one reads it: column and value, blanks left out."""
    return "; ".join(f"{name} {value}" for name, value in json.loads(values).items() if value not in {None, ""})


def _and_more(names: Sequence[str]) -> str:
    return f" and {len(names) - 5} more" if len(names) > 5 else ""


def _upload_state(one: Upload) -> str:
    if one.cleared_at is not None:
        return "Cleared"
    if one.state == Upload.State.WAITING and one.work is not None and one.work.finished:
        return "Not read"
    return str(one.get_state_display())
