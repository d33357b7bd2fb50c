from __future__ import annotations

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from suffice.analyse.returns import declarations, policies, storage
from suffice.analyse.returns.models import Original
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.policies import NotNow


@allow(declarations.SEE_CHILDREN.code)
def original(request: HouseRequest, pk: int, original: int) -> HttpResponseBase:
    kept = get_object_or_404(
        Original.objects.select_related("upload"), pk=original, upload=pk, upload__authority=request.authority
    )
    policies.check_kept(kept.upload)
    try:
        file = storage.open_original(kept.sha256)
    except storage.NoLongerKept as missing:
        raise NotNow(f"{kept.name} is not where it was kept. Tell an administrator.") from missing
    look(
        authority=request.authority,
        what=f"the original file {kept.name}"[:200],
        why="Downloading an original",
        children=kept.upload.children,
        by=request.user,
        at=timezone.now(),
        subject=kept.upload,
    )
    # Never as what it says it is: a browser must not run or draw what somebody brought.
    return FileResponse(file, as_attachment=True, filename=kept.name, content_type="application/octet-stream")
