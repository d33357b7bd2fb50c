from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from suffice.core.policies import NotForYou, Refusal
from suffice.core.views.errors import refused

Handler = Callable[[HttpRequest], HttpResponse]
_LAST = "last_seen"


def refusals(get_response: Handler) -> Handler:
    """Turn a named refusal, wherever it was raised, into a page with its sentence."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return refused(request, str(exception), status=403 if isinstance(exception, NotForYou) else 409)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def idle_sign_out(get_response: Handler) -> Handler:
    """Sign out whoever has been away for `IDLE_MINUTES`; the mark is written every five minutes, not every page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            last = request.session.get(_LAST, now)
            if now - last > timedelta(minutes=settings.IDLE_MINUTES).total_seconds():
                logout(request)
            elif _LAST not in request.session or now - last > timedelta(minutes=5).total_seconds():
                request.session[_LAST] = now
        return get_response(request)

    return middleware
