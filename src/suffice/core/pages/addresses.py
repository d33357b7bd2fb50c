from __future__ import annotations

from typing import Any

from django.urls import reverse

from suffice.core.models import Authority


def here(authority: Authority, name: str, **kwargs: Any) -> str:
    """Return the address of a page of this authority: ``here(authority, "returns:upload", pk=3)``."""
    return reverse(name, kwargs={"authority_code": authority.code, **kwargs})
