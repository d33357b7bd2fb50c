"""A chart's specification drawn as SVG, for pages and documents alike."""

from __future__ import annotations

import json
import re
from typing import Any

_NO_SIGN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def svg_of(spec: str) -> str:
    """Return the drawing of a chart's specification, a JSON text.

    Signs that no drawing can hold, such as a NUL in a name, are shown as signs not known: the program that draws would
    end, and the worker with it.
    """
    import vl_convert  # noqa: PLC0415 - a second to import, and only the worker draws

    return str(vl_convert.vegalite_to_svg(json.dumps(_fit(json.loads(spec)))))


def _fit(value: Any) -> Any:
    match value:
        case str():
            return _NO_SIGN.sub("\ufffd", value)
        case dict():
            return {_fit(name): _fit(one) for name, one in value.items()}
        case list():
            return [_fit(one) for one in value]
    return value
