"""The table of actions."""

from __future__ import annotations

from django.utils import timezone

from suffice.core.models import Action
from suffice.core.models.action import Actions, ActionState
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register


def _in_state(rows: Actions, state: str) -> Actions:
    return rows.late(timezone.localdate()) if state == "late" else rows.filter(state=state)


def state_words(action: Action) -> str:
    """Open, Late, Done or Withdrawn."""
    return "Late" if action.late(timezone.localdate()) else action.get_state_display()


ACTIONS = Register(
    name="actions",
    caption="Actions",
    noun=("action", "actions"),
    order="due",
    empty="No action is promised yet. Actions are promised at meetings, or here.",
    columns=(
        Column(
            key="title",
            heading="What",
            value=lambda one: one.title,
            sort="title",
            link=lambda one: here(one.authority, "core:action", pk=one.pk),
        ),
        Column(key="owner", heading="Who leads it", value=lambda one: one.owner, sort="owner"),
        Column(key="due", heading="By when", value=lambda one: one.due, sort="due"),
        Column(key="state", heading="State", value=state_words, sort="state"),
        Column(key="closing", heading="What shows it, or why not", value=lambda one: one.closing or None),
    ),
    filters=(
        Filter(
            key="state",
            label="State",
            apply=_in_state,
            choices=[("late", "Late"), *ActionState.choices],
        ),
        Filter(key="owner", label="Who leads it", apply=lambda rows, words: rows.filter(owner__icontains=words)),
    ),
)
