"""The work of this room that goes on in the background."""

from __future__ import annotations

from django.utils import timezone

from suffice.analyse.scenarios import operations
from suffice.analyse.scenarios.models import Comparison
from suffice.analyse.scenarios.queries import comparisons
from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(comparisons.KIND)
def make(progress: Progress, *, comparison: int) -> str:
    """Compare what was asked, and lead to its page."""
    asked = Comparison.objects.select_related("authority", "asked_by").get(pk=comparison)
    operations.make(comparison=asked, at=timezone.now(), progress=progress)
    return here(asked.authority, "scenarios:comparison", pk=asked.pk)


@work.warms
def drawn() -> None:
    """Have what draws charts loaded before anybody waits for one: the first of a process takes a second."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws
    import vl_convert  # noqa: PLC0415

    vl_convert.vegalite_to_svg(alt.Chart({"values": []}).mark_point().to_dict())
