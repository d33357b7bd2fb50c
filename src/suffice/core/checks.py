"""The house's own check: every address declares who may come in, by a permission that some room declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from suffice.core import permissions
from suffice.core.access import policy_of


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Yield every address of the house: the route as written, its name with namespaces, and its pattern."""
    resolver = resolver or get_resolver()
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            space = f"{one.namespace}:" if one.namespace else ""
            yield from ((inner, space + name, pattern) for inner, name, pattern in addresses(one, route))
        else:
            yield route, one.name or "", one


@register(Tags.urls)
def every_view_declares_its_policy(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """Report each view without a policy, and each policy with a permission that nobody declared."""
    return [
        Error(words, hint="Wear @allow, @member, @signed_in or @public of suffice.core.access.", id="core.E001")
        for route, _name, pattern in addresses()
        if (words := _fault(route, pattern))
    ]


def _fault(route: str, pattern: URLPattern) -> str:
    policy = policy_of(pattern.callback)
    if policy is None:
        return f"The view at {route} does not say who may come in."
    if policy.permission and policy.permission not in {one.code for one in permissions.every()}:
        return f"The view at {route} asks for {policy.permission}, which no room declares."
    return ""
