from __future__ import annotations

from typing import Any

from django.urls import register_converter, reverse
from django.urls.converters import StringConverter

from suffice.core.models import Authority


class AuthorityCode(StringConverter):
    """The three figures by which the returns know an authority."""

    regex = "[0-9]{3}"


register_converter(AuthorityCode, "authority")


def here(authority: Authority, name: str, **kwargs: Any) -> str:
    """Return the address of a page of this authority: ``here(authority, "returns:upload", pk=3)``."""
    return reverse(name, kwargs={"authority_code": authority.code, **kwargs})
