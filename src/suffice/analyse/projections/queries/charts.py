from __future__ import annotations

from collections.abc import Mapping

from suffice.analyse.projections.models import ProjectionRun
from suffice.core.models import Chart


def charts_of(run: ProjectionRun | None) -> Mapping[str, Chart]:
    """Return the charts of a run by name; none where there is no run."""
    digests: dict[str, str] = run.charts if run is not None else {}
    if run is None or not digests:
        return {}
    found = Chart.objects.filter(authority=run.authority, digest__in=digests.values()).select_related("authority")
    by_digest = {one.digest: one for one in found}
    return {name: by_digest[digest] for name, digest in digests.items() if digest in by_digest}
