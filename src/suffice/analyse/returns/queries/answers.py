"""What an upload comes to, in sentences written from its figures."""

from __future__ import annotations

from django.db.models import Sum

from suffice.analyse.returns.models import FoundTable, ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.queries.findings import rows_set_aside
from suffice.analyse.returns.queries.history import accepted
from suffice.analyse.returns.queries.register import runs
from suffice.core.pages.words import counted, listed, number

_NOTHING = (
    "None of these files is a return that is read here. Below is what each was taken for. Bring the SSDA903 return: "
    "its CSV tables, its XML file, or a zip of either. Nothing has changed."
)


def answer(upload: Upload) -> str:
    """Return what was recognised and what is wrong, first of all things on the page."""
    if upload.state == UploadState.WAITING:
        return _under_way(upload)
    if upload.state == UploadState.FAILED:
        return upload.trouble
    records = list(upload.returns.order_by("year"))
    if not records:
        return _NOTHING if not recognised(upload) else _unmade(upload)
    return " ".join(filter(None, [_years(upload, records), _wrong(upload), _unusable(records)]))


def brought_before(upload: Upload) -> Upload | None:
    """Return the latest earlier upload of exactly the same files, so that whoever brings them twice is told."""
    hashes = sorted(one.sha256 for one in upload.originals.all())
    earlier = Upload.objects.filter(authority=upload.authority, pk__lt=upload.pk, originals__sha256__in=hashes)
    for one in earlier.select_related("by").order_by("-pk").distinct():
        if sorted(original.sha256 for original in one.originals.all()) == hashes:
            return one
    return None


def _under_way(upload: Upload) -> str:
    """Return how far the reading is; work that stopped with its worker leaves the upload waiting for ever."""
    if upload.work is not None and upload.work.finished:
        return f"The files were not read. {upload.work.message}"
    return "The files are being read. This page says what was found as soon as they are."


def recognised(upload: Upload) -> bool:
    """Say whether any file held a table of a return."""
    return FoundTable.objects.filter(upload=upload).exclude(table="").exists()


def comparison(record: ReturnRecord) -> str:
    """Return how a return differs from the accepted one of the same year; empty when there is none but itself."""
    if record.state != ReturnState.CHECKED:
        return ""
    standing = accepted(record.authority).filter(kind=record.kind, year=record.year).exclude(pk=record.pk).first()
    if standing is None:
        return ""
    episodes = _difference(record.episodes - standing.episodes, "episode")
    children = _difference(record.children - standing.children, "child", "children")
    if episodes == children == "":
        return f"As many episodes and children as the accepted return of {record.year}."
    words = " and ".join(filter(None, [episodes, children]))
    return f"{words[0].upper()}{words[1:]} than the accepted return of {record.year}, whose place it would take."


def _years(upload: Upload, records: list[ReturnRecord]) -> str:
    usable = [one for one in records if one.state != ReturnState.FAILED]
    years = {one.year for one in usable if one.year is not None}
    if not years:
        return ""
    episodes = counted(sum(one.episodes for one in usable), "episode")
    children = counted(upload.children, "child", "children")
    return f"{counted(len(years), 'year')} recognised, {runs(list(years))}: {episodes} of {children}."


def _wrong(upload: Upload) -> str:
    total = upload.findings.filter(severity="error").aggregate(total=Sum("count"))["total"] or 0
    aside = rows_set_aside(upload)
    errors = "Nothing found changes a figure." if not total else f"{_places(total)} a figure."
    return errors if not aside else f"{errors} {counted(aside, 'row was', 'rows were')} set aside."


def _places(total: int) -> str:
    return "1 error changes" if total == 1 else f"{number(total)} errors change"


def _unusable(records: list[ReturnRecord]) -> str:
    failed = [one for one in records if one.state == ReturnState.FAILED]
    if not failed:
        return ""
    if len(failed) == 1:
        return f"1 return cannot be used. {failed[0].trouble}"
    return f"{counted(len(failed), 'return')} cannot be used, for the reasons given below."


def _unmade(upload: Upload) -> str:
    tables = sorted(set(upload.found.exclude(table="").values_list("table", flat=True)))
    return (
        f"Only {listed(tables)} was recognised, and a return needs its Episodes and its Header. "
        "Bring them together. Nothing has changed."
    )


def _difference(change: int, one: str, many: str | None = None) -> str:
    if change == 0:
        return ""
    return f"{counted(abs(change), one, many).replace(' ', ' more ' if change > 0 else ' fewer ', 1)}"
