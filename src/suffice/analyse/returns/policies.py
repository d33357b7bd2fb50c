"""What the state of a return allows, as one table; who may is in the permissions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.queries import history, shelf
from suffice.core.models import Authority
from suffice.core.policies import NotNow


class Act(StrEnum):
    """What can happen to a return once it has been read."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


_ALL_CLEARED = (
    "The child-level rows of every accepted return have been cleared, as their time was over. Figures made before "
    "stay; to see rows again, bring the files again."
)
_DECIDED = "To use its files again, bring them again."
_ONLY_ACCEPTED = "Only an accepted return can be withdrawn or give way to another."
TRANSITIONS: dict[tuple[ReturnState, Act], ReturnState | str] = {
    (ReturnState.CHECKED, Act.ACCEPT): ReturnState.ACCEPTED,
    (ReturnState.CHECKED, Act.REFUSE): ReturnState.REFUSED,
    (ReturnState.CHECKED, Act.SUPERSEDE): f"has not been accepted. {_ONLY_ACCEPTED}",
    (ReturnState.CHECKED, Act.WITHDRAW): f"has not been accepted. {_ONLY_ACCEPTED}",
    (ReturnState.ACCEPTED, Act.ACCEPT): "is accepted already.",
    (ReturnState.ACCEPTED, Act.REFUSE): "is accepted already. Withdraw it instead, and say why.",
    (ReturnState.ACCEPTED, Act.SUPERSEDE): ReturnState.SUPERSEDED,
    (ReturnState.ACCEPTED, Act.WITHDRAW): ReturnState.WITHDRAWN,
    (ReturnState.REFUSED, Act.ACCEPT): f"was refused. {_DECIDED}",
    (ReturnState.REFUSED, Act.REFUSE): "is refused already.",
    (ReturnState.REFUSED, Act.SUPERSEDE): f"was refused. {_ONLY_ACCEPTED}",
    (ReturnState.REFUSED, Act.WITHDRAW): f"was refused. {_ONLY_ACCEPTED}",
    (ReturnState.SUPERSEDED, Act.ACCEPT): f"gave way to another of the same kind and year. {_DECIDED}",
    (ReturnState.SUPERSEDED, Act.REFUSE): "gave way to another of the same kind and year already.",
    (ReturnState.SUPERSEDED, Act.SUPERSEDE): "gave way to another of the same kind and year already.",
    (ReturnState.SUPERSEDED, Act.WITHDRAW): f"gave way to another of the same kind and year. {_ONLY_ACCEPTED}",
    (ReturnState.WITHDRAWN, Act.ACCEPT): f"was withdrawn. {_DECIDED}",
    (ReturnState.WITHDRAWN, Act.REFUSE): "is withdrawn already.",
    (ReturnState.WITHDRAWN, Act.SUPERSEDE): f"was withdrawn. {_ONLY_ACCEPTED}",
    (ReturnState.WITHDRAWN, Act.WITHDRAW): "is withdrawn already.",
    (ReturnState.FAILED, Act.ACCEPT): "cannot be used, for the reason given beside it.",
    (ReturnState.FAILED, Act.REFUSE): "cannot be used, so there is nothing to refuse.",
    (ReturnState.FAILED, Act.SUPERSEDE): f"cannot be used. {_ONLY_ACCEPTED}",
    (ReturnState.FAILED, Act.WITHDRAW): f"cannot be used. {_ONLY_ACCEPTED}",
}
"""For every state and every act: the state that follows, or why not, to follow the name of the return."""


def next_state(record: ReturnRecord, act: Act) -> ReturnState:
    """Return the state that `act` leads to; NotNow, with its sentence, when the state does not allow it."""
    after = TRANSITIONS[ReturnState(record.state), act]
    if isinstance(after, ReturnState):
        return after
    raise NotNow(f"{record} {after}")


def state_allows(record: ReturnRecord, act: Act) -> bool:
    """Say whether the state of the return allows `act`."""
    return isinstance(TRANSITIONS[ReturnState(record.state), act], ReturnState)


def check_kept(upload: Upload) -> None:
    """Refuse what needs rows or files that have been cleared."""
    if upload.cleared_at is not None:
        raise NotNow(
            "The child-level rows and the original files of this upload have been cleared, as its time was over. "
            "Figures made before stay; to make new ones, bring the files again."
        )


def check_history_kept(authority: Authority) -> None:
    """Refuse to look for rows where every one of them has been cleared."""
    if history.is_cleared(authority):
        raise NotNow(_ALL_CLEARED)


def check_rows_kept(authority: Authority) -> None:
    """Refuse to look for a child where the rows of every accepted return have been cleared."""
    if shelf.accepted(authority, kinds.OF_CHILDREN).exists() and not shelf.kept(authority, kinds.OF_CHILDREN).exists():
        raise NotNow(_ALL_CLEARED)


def check_read(upload: Upload) -> None:
    """Refuse what needs a finished reading."""
    if upload.state != UploadState.READ:
        raise NotNow("These files have not been read yet, or could not be. Wait for the reading, or bring them again.")


def check_not_being_read(upload: Upload) -> None:
    """Refuse to start a reading beside one that is under way."""
    if upload.state == UploadState.WAITING and not (upload.work is not None and upload.work.finished):
        raise NotNow("These files are being read at this moment. Wait until that is done.")


def check_reason(reason: str) -> str:
    """Return the reason without the space around it; refuse an empty one."""
    words = reason.strip()
    if not words:
        raise NotNow("Give a reason: whoever reads the record later needs it.")
    return words


def check_year_is_over(mid_year: int, today: date) -> None:
    """Refuse an estimate for a 30 June that has not been."""
    if date(mid_year, 6, 30) > today:
        raise NotNow(f"30 June {mid_year} has not been yet. A rate divides by an estimate, not by a projection.")
