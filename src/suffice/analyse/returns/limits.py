"""The size above which nothing is read: refused by what the browser says it will send, before a byte of it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from suffice.core.pages.words import number
from suffice.core.views.errors import refused

MEGABYTE = 1024 * 1024
LIMIT_WORDS = f"At most {settings.UPLOAD_LIMIT // MEGABYTE} MB in all."
_PIECE = 1 << 20
_PATIENCE = 120.0  # seconds for which the rest of what is refused is let run out


def upload_limit(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse a request that is larger than the limit, with a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        size = _announced(request)
        return get_response(request) if size <= settings.UPLOAD_LIMIT else _too_large(request, size)

    return middleware


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _too_large(request: HttpRequest, size: int) -> HttpResponseBase:
    page: HttpResponse = refused(
        request,
        f"What you sent is {number(size / MEGABYTE)} MB, and at most {settings.UPLOAD_LIMIT // MEGABYTE} MB is read at "
        "once. It was not read, and nothing has changed. Check that it is the right file, or bring one year at a time.",
        status=413,
    )
    response = StreamingHttpResponse(_then_drain(page.content, request, size), status=413)
    response.headers["Content-Type"] = page.headers["Content-Type"]
    response.headers["Content-Length"] = str(len(page.content))
    response.headers["Connection"] = "close"
    return response


def _then_drain(page: bytes, request: HttpRequest, size: int) -> Iterator[bytes]:
    """Send the page, then let the rest run out unread: a browser that is cut off while it sends shows no page."""
    yield page
    until, left = time.monotonic() + _PATIENCE, size
    while left > 0 and time.monotonic() < until:
        try:
            piece = request.read(min(_PIECE, left))
        except OSError:
            return
        if not piece:
            return
        left -= len(piece)
