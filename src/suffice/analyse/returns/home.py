"""What this room says on the home page: what is here, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from suffice.analyse.returns import declarations
from suffice.analyse.returns.models import BY_YEAR, KIND, PopulationEstimate, ReturnRecord, Upload
from suffice.analyse.returns.queries import history, mapping, register
from suffice.core.pages import search
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.pages.search import Hit
from suffice.core.pages.words import counted, day, listed
from suffice.core.policies import Standing

_NAMED = 8  # returns named in a line before the rest are counted


@knows
def what_is_here(place: Standing) -> Iterable[Line]:
    """Say which returns the figures are made of, to those who may read about returns."""
    if not place.may(declarations.SEE.code):
        return
    last = history.accepted(place.authority).order_by("-accepted_at").first()
    if last is not None and last.accepted_by is not None:
        words = register.register_answer(place.authority, timezone.localdate())
        yield Line(
            f"{words} The last was accepted by {last.accepted_by.name} on {day(last.accepted_at)}.",
            here(place.authority, "returns:register"),
            order=60,
        )


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Return the decisions that wait for whoever may decide, and the first steps in an empty house."""
    if place.may(declarations.DECIDE.code):
        yield from _decisions(place)
    if place.may(declarations.BRING.code):
        yield from _first_steps(place)


def _decisions(place: Standing) -> Iterator[Want]:
    of_upload: dict[Upload, list[str]] = {}
    for record in register.waiting(place.authority).order_by(BY_YEAR, "kind", "part"):
        of_upload.setdefault(record.upload, []).append(_short(record))
    for upload, waiting in of_upload.items():
        named = waiting if len(waiting) <= _NAMED else [*waiting[: _NAMED - 1], f"{len(waiting) - _NAMED + 1} more"]
        what = f"Accept or refuse {counted(len(waiting), 'return')} brought on {day(upload.at)}: {listed(named)}"
        yield Want(what, here(place.authority, "returns:upload", pk=upload.pk))
        if unknown := len(mapping.questions(upload)):
            yield Want(
                f"Say what {counted(unknown, 'word')} of the workbook brought on {day(upload.at)} mean"
                + ("s" if unknown == 1 else ""),
                here(place.authority, "returns:explain", pk=upload.pk),
            )


def _short(record: ReturnRecord) -> str:
    """Return what is waited for as briefly as it can be told: the year of an SSDA903, else what it is."""
    return str(record.year) if record.kind == KIND else record.within


def _first_steps(place: Standing) -> Iterator[Want]:
    if not register.every_return(place.authority).exists():
        yield Want("Bring the first return: figures start there", here(place.authority, "returns:bring"))
    if not PopulationEstimate.objects.filter(authority=place.authority).exists():
        yield Want(
            "Bring the mid-year population estimates: a rate needs them", here(place.authority, "returns:population")
        )


@search.register
def find_child(place: Standing, words: str) -> Iterable[Hit]:
    """Lead to the page that finds a child; whether there is one is said there, where the look is recorded."""
    if place.may(declarations.SEE_CHILDREN.code) and any(sign.isdigit() for sign in words):
        yield Hit(
            "Child",
            "Look for a child by reference",
            here(place.authority, "returns:child"),
            "Give the reference and your reason there: each look is recorded.",
        )
