"""What the state of an action allows."""

from __future__ import annotations

from datetime import date

from suffice.core.models import Action
from suffice.core.models.action import ActionState
from suffice.core.policies import NotNow
from suffice.engine.words import prose


def check_open(action: Action) -> None:
    """Refuse to change what is done or withdrawn."""
    if action.state != ActionState.OPEN:
        raise NotNow(f"That action is {action.get_state_display().lower()} already. Promise another if more is needed.")


def check_evidence(words: str) -> None:
    """Refuse to complete an action by saying so."""
    if not words.strip():
        raise NotNow("Say what shows that it is done: a paper, a figure, a page. An action is not done by saying so.")


def check_reason(words: str) -> None:
    """Refuse to withdraw or move an action without a reason."""
    if not words.strip():
        raise NotNow("Give the reason: who reads the list later must know why.")


def check_later(action: Action, due: date) -> None:
    """Refuse a day that is not later than the one promised."""
    check_open(action)
    if due <= action.due:
        raise NotNow(f"The action is promised for {prose(action.due)} now. Give a later day to carry it over to.")
