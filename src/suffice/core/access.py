"""What every view wears: who may come in. A view that wears nothing fails the house's own check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from suffice.core.models import Authority, Person
from suffice.core.policies import Standing, check_belongs, check_may, standing

View = Callable[..., HttpResponseBase]


class HouseRequest(HttpRequest):
    """A request from a person who is signed in, at an authority where they have a role."""

    user: Person
    authority: Authority
    standing: Standing


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come in: everybody, those signed in, those with a role at the authority, or those with a permission."""

    name: str
    permission: str | None = None


def policy_of(view: object) -> Policy | None:
    """Return the policy that a view wears; None when it wears none."""
    return getattr(view, "policy", None)


def public(view: View) -> View:
    """Let everybody in."""
    return _dressed(view, view, Policy("public"))


def signed_in(view: View) -> View:
    """Let in those who have signed in, whatever their roles."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(_to_come_back_to(request))
        return _private(view(request, *args, **kwargs))

    return _dressed(view, guarded, Policy("signed in"))


def member(view: View) -> View:
    """Let in those with any role at the authority in the address."""
    return _at_authority(view, Policy("member"), check_belongs)


def allow(permission: str) -> Callable[[View], View]:
    """Let in those whose roles at the authority in the address hold the permission.

    The view gets ``request.authority`` and ``request.standing`` instead of the code in the address.
    """
    return lambda view: _at_authority(view, Policy("allow", permission), lambda place: check_may(place, permission))


def _at_authority(view: View, policy: Policy, check: Callable[[Standing], None]) -> View:
    def guarded(request: HouseRequest, *args: Any, authority_code: str, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(_to_come_back_to(request))
        authority = Authority.objects.filter(code=authority_code).first()
        if authority is None:
            raise Http404
        place = standing(request.user, authority)
        check_belongs(place)
        request.authority, request.standing = authority, place
        check(place)
        return _private(view(request, *args, **kwargs))

    return _dressed(view, guarded, policy)


def _to_come_back_to(request: HttpRequest) -> str:
    """Return where a person goes on after signing in: a form that was sent cannot be opened, so to its page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path != request.path else "/"


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep what only some may see out of shared and left-behind caches, unless the view said otherwise."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _dressed(view: View, guarded: View, policy: Policy) -> View:
    @wraps(view)
    def dressed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return guarded(*args, **kwargs)

    dressed.policy = policy  # type: ignore[attr-defined]
    return dressed
