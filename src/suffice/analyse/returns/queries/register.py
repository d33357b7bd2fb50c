"""The register of returns: every year, what became of it, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import KIND, ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.queries.history import accepted
from suffice.core.models import Authority
from suffice.core.pages.words import counted, listed
from suffice.engine.calendar import collection_year


def every_return(authority: Authority) -> QuerySet[ReturnRecord]:
    """Return every return that was found, latest year first, and in a year the latest brought first."""
    found = ReturnRecord.objects.filter(authority=authority)
    return found.select_related("upload__by", "accepted_by", "refused_by", "withdrawn_by", "superseded_by").order_by(
        "kind", "-year", "-part", "-upload__at", "pk"
    )


def uploads(authority: Authority) -> QuerySet[Upload]:
    """Return what was brought, the latest first."""
    found = Upload.objects.filter(authority=authority).select_related("by", "work").prefetch_related("originals")
    return found.order_by("-at", "-pk")


def waiting(authority: Authority) -> QuerySet[ReturnRecord]:
    """Return the returns that wait for a decision."""
    return every_return(authority).filter(state=ReturnState.CHECKED)


def being_read(authority: Authority) -> QuerySet[Upload]:
    """Return the uploads whose reading has not ended."""
    return uploads(authority).filter(state=UploadState.WAITING)


def missing_years(authority: Authority, today: date) -> Sequence[int]:
    """Return the collection years without an accepted SSDA903, from the first accepted to the last that has ended."""
    years = [one.year for one in accepted(authority) if one.year is not None]
    if not years:
        return []
    return [year for year in range(min(years), max(collection_year(today), max(years) + 1)) if year not in years]


def register_answer(authority: Authority, today: date) -> str:
    """Return what the register says in a few sentences: the SSDA903 first, then what stands beside it."""
    return " ".join(filter(None, [_of_903(authority, today), _beside(authority)]))


def _beside(authority: Authority) -> str:
    """Return how many returns of each other kind are accepted; empty without any."""
    others = ReturnRecord.objects.filter(authority=authority, state=ReturnState.ACCEPTED).exclude(kind=KIND)
    found = Counter(others.values_list("kind", flat=True))
    told = [counted(found[kind], one.one, _several(one)) for kind, one in kinds.KINDS.items() if found[kind]]
    return f"Also accepted: {listed(told)}." if told else ""


def _several(kind: kinds.Kind) -> str:
    """Return what several returns of a kind are called; of files, the files and not what is in them."""
    return kind.one.replace("file of ", "files of ", 1) if kind.one.startswith("file of ") else kind.many


def _of_903(authority: Authority, today: date) -> str:
    years = [one.year for one in accepted(authority) if one.year is not None]
    if not years:
        return "There is no accepted return yet. Bring one, read what was found, and accept it: figures start there."
    what = f"The return of {years[0]} is" if len(years) == 1 else f"The returns of {runs(years)} are"
    missing = missing_years(authority, today)
    if not missing:
        return f"{what} accepted. No year is missing."
    return f"{what} accepted. There is no return for {listed([str(year) for year in missing])}."


def runs(years: Sequence[int]) -> str:
    """Return years as one reads them: 2017 to 2019 and 2021."""
    groups: list[list[int]] = []
    for year in sorted(set(years)):
        if groups and year == groups[-1][-1] + 1:
            groups[-1].append(year)
        else:
            groups.append([year])
    return listed([str(group[0]) if len(group) == 1 else f"{group[0]} to {group[-1]}" for group in groups])
