from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from suffice.core import events, queries
from suffice.core.declarations import LOOKS_CLEARED, SETTINGS_CHANGED
from suffice.core.models import Authority, AuthoritySettings, Look, Person
from suffice.core.policies import NotNow


@transaction.atomic
def change_settings(
    *, authority: Authority, rows_kept_years: int, looks_kept_months: int, by: Person, at: datetime
) -> AuthoritySettings:
    """Settle how long rows about single children, and looks at them, are kept; looks already made keep their date."""
    before = queries.settings_of(authority)
    if (before.rows_kept_years, before.looks_kept_months) == (rows_kept_years, looks_kept_months):
        raise NotNow("Those are the settings already. Nothing was changed.")
    settled, _ = AuthoritySettings.objects.update_or_create(
        authority=authority, defaults={"rows_kept_years": rows_kept_years, "looks_kept_months": looks_kept_months}
    )
    events.record(
        SETTINGS_CHANGED,
        by=by,
        at=at,
        authority=authority,
        subject=authority,
        rows_before=before.rows_kept_years,
        rows_now=rows_kept_years,
        looks_before=before.looks_kept_months,
        looks_now=looks_kept_months,
    )
    return settled


@transaction.atomic
def look(
    *,
    authority: Authority,
    what: str,
    why: str,
    children: int,
    by: Person,
    at: datetime,
    subject: Model | None = None,
) -> Look:
    """Write down that a person is shown rows about single children; call it before the rows are shown."""
    kept = queries.settings_of(authority).looks_kept_months
    return Look.objects.create(
        authority=authority,
        what=what,
        why=why,
        children=children,
        by=by,
        at=at,
        subject=events.subject_of(subject) if subject is not None else "",
        keep_until=months_after(timezone.localdate(at), kept),
    )


@transaction.atomic
def clear_looks(*, authority: Authority, by: Person | None, at: datetime) -> int:
    """Clear the looks whose time is over, and say so in the record; return how many."""
    over = queries.looks_over(authority, timezone.localdate(at))
    last = over.order_by("-keep_until").values_list("keep_until", flat=True).first()
    if last is None:
        raise NotNow("No look has been kept past its time. Nothing was cleared.")
    count, _ = over.delete()
    events.record(
        LOOKS_CLEARED, by=by, at=at, authority=authority, subject=authority, count=count, until=last.isoformat()
    )
    return count


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
