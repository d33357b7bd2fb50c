"""What an upload comes to, in sentences written from its figures."""

from __future__ import annotations

from django.db.models import Sum

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import BY_YEAR, KIND, FoundTable, ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.queries.findings import rows_set_aside
from suffice.analyse.returns.queries.register import runs
from suffice.analyse.returns.queries.shelf import accepted
from suffice.core.pages.words import counted, listed, number

_NOTHING = (
    "None of these files is a return that is read here. Below is what each was taken for. Bring a return: the tables "
    "of the SSDA903, a census as XML, an Annex A workbook, a template filled in, or a published table. Nothing has "
    "changed."
)
_PLACES = "The inspectorate's list of providers is brought under Market, with the council's own places and prices."
_NAMED = 3  # returns of one kind that are named before they are only counted


def answer(upload: Upload) -> str:
    """Return what was recognised and what is wrong, first of all things on the page."""
    if upload.state == UploadState.WAITING:
        return _under_way(upload)
    if upload.state == UploadState.FAILED:
        return upload.trouble
    records = list(upload.returns.order_by(BY_YEAR, "part"))
    if not records:
        return _without_returns(upload)
    usable = [one for one in records if one.state != ReturnState.FAILED]
    told = [_of_kind(kind, [one for one in usable if one.kind == kind], upload) for kind in kinds.KINDS]
    return " ".join(filter(None, [*told, _wrong(upload), _unusable(records)]))


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
    """Return how a return differs from the accepted one whose place it would take; empty when there is none."""
    if record.state != ReturnState.CHECKED:
        return ""
    alike = accepted(record.authority, (record.kind,)).filter(year=record.year, part=record.part)
    standing = alike.exclude(pk=record.pk).first()
    if standing is None:
        return ""
    nouns = [noun for noun in kinds.KINDS[record.kind].nouns if noun.many in standing.told and noun.many in record.told]
    than = f"the accepted {standing.within.removeprefix('the ')}"
    differences = [
        _difference(record.told[noun.many] - standing.told[noun.many], noun.one, noun.many) for noun in nouns
    ]
    words = listed(list(filter(None, differences)))
    if not words:
        return f"As many {listed([noun.many for noun in nouns])} as {than}, whose place it would take."
    return f"{words[0].upper()}{words[1:]} than {than}, whose place it would take."


def _without_returns(upload: Upload) -> str:
    """Return what files come to that hold no return."""
    if upload.found.filter(kind=kinds.PUBLISHED).exists():
        return _PLACES
    return _unmade(upload) if recognised(upload) else _NOTHING


def _of_kind(kind: str, usable: list[ReturnRecord], upload: Upload) -> str:
    """Return what was recognised of one kind; empty when nothing was."""
    if kind == KIND:
        return _years(upload, usable)
    if not usable:
        return ""
    if len(usable) <= _NAMED:
        return " ".join(f"{one}: {one.counted}." for one in usable)
    years = runs([one.year for one in usable if one.year is not None])
    how_many = counted(len(usable), kinds.KINDS[kind].one, kinds.KINDS[kind].many)
    return f"{how_many} recognised{f', {years}' if years else ''}."


def _years(upload: Upload, usable: list[ReturnRecord]) -> str:
    years = {one.year for one in usable if one.year is not None}
    if not years:
        return ""
    episodes = counted(sum(one.episodes for one in usable), "episode")
    if upload.returns.exclude(kind=KIND).exists():  # whose children are counted with these
        return f"{counted(len(years), 'year')} of the SSDA903 recognised, {runs(list(years))}: {episodes}."
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
