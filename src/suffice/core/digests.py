"""The name of what went into a figure: plain values, hashed, so that the same values have the same name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def digest_of(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return the SHA-256 of plain values as JSON, whatever the order of their keys; 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
