"""The tables of many returns laid end to end, in one shape, every authority under one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from suffice.engine.returns.model import Return

PLACE_OF_ROW: Mapping[str, pl.DataType] = {"year": pl.Int32(), "file": pl.String(), "row": pl.Int32()}

EPISODES: Mapping[str, pl.DataType] = {
    "authority": pl.String(),
    "child": pl.String(),
    "decom": pl.Date(),
    "dec": pl.Date(),
    "rne": pl.String(),
    "ls": pl.String(),
    "cin": pl.String(),
    "place": pl.String(),
    "place_provider": pl.String(),
    "rec": pl.String(),
    "home_post": pl.String(),
    "pl_post": pl.String(),
    "urn": pl.String(),
    **PLACE_OF_ROW,
}

HEADER: Mapping[str, pl.DataType] = {
    "authority": pl.String(),
    "child": pl.String(),
    "sex": pl.String(),
    "dob": pl.Date(),
    "ethnic": pl.String(),
    **PLACE_OF_ROW,
}

UASC: Mapping[str, pl.DataType] = {"authority": pl.String(), "child": pl.String()}


def laid_end_to_end(returns: Sequence[Return], table: str, shape: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Return `table` of every return that can be used, with exactly the columns of `shape`; a missing one is null.

    Rows that name no authority belong to the only authority that the returns name, or else to one called "".
    """
    frames = [one.tables[table] for one in returns if one.refusal is None and table in one.tables]
    joined = pl.concat([_shaped(frame, shape) for frame in frames]) if frames else pl.DataFrame(schema=shape)
    return joined.with_columns(pl.col("authority").fill_null(sole_authority(returns)))


def sole_authority(returns: Sequence[Return]) -> str:
    """Return the one authority that the returns name, or "" when they name none or several."""
    named = {one.authority for one in returns if one.refusal is None and one.authority}
    return next(iter(named)) if len(named) == 1 else ""


def _shaped(frame: pl.DataFrame, shape: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name) for name, kind in shape.items()
    )
