from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Show a refusal's own sentence."""
    return render(request, "core/errors/refused.html", {"sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, str(exception) or "You may not do that with the roles that you have here.", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/errors/404.html", status=404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "core/errors/429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "core/errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so with nothing but a template: whatever broke may be what the frame of the page needs."""
    return render(None, "core/errors/500.html", status=500)
