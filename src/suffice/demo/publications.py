"""What was published about the demonstration's children, written down through the operations that people use."""

from __future__ import annotations

import tomllib
from datetime import datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from suffice.analyse.needs import operations as needs
from suffice.analyse.needs.equality import recording
from suffice.analyse.projections import operations as projections
from suffice.core.models import Authority, Person
from suffice.engine.measures.living import Living


def publications() -> dict[str, Any]:
    """Return the published figures and the strategy's arithmetic, from `publications.toml`."""
    text = resources.files("suffice.demo").joinpath("publications.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def write_down(*, authority: Authority, by: Person, at: datetime) -> None:
    """Write down every published figure, children by group and the strategy's arithmetic."""
    published = publications()
    for figure in published["figures"]:
        needs.record(authority=authority, by=by, at=at, **{"whole_month": False, **figure})
    for groups in published["groups"]:
        children = {group: float(share) for group, share in groups["children"].items()}
        living = Living(**{**groups, "children": children})
        recording.record(authority=authority, living=living, by=by, at=at)
    projections.write_arithmetic(authority=authority, by=by, at=at, **published["arithmetic"])
