"""The people of the house, as roles described in plain words; a role is given to a person at one authority."""

from __future__ import annotations

from typing import ClassVar


class Role:
    """What a person does here. `code` is kept in the database, the rest is read by people."""

    code: ClassVar[str]
    display_name: ClassVar[str]
    description: ClassVar[str]


class Analyst(Role):
    code = "analyst"
    display_name = "Analyst"
    description = "Brings in the returns, owns the figures and makes the projections."


class Commissioner(Role):
    code = "commissioner"
    display_name = "Commissioner"
    description = "Plans what children will need, buys it and reviews whether it worked."


class ContractManager(Role):
    code = "contract-manager"
    display_name = "Contract manager"
    description = "Watches contracts and the providers that hold them."


class PracticeLead(Role):
    code = "practice-lead"
    display_name = "Practice lead"
    description = "Audits the quality of practice and sees what children's records say."


class Leader(Role):
    code = "leader"
    display_name = "Leader"
    description = "Reads, decides and answers for the children in the council's care."


class BoardMember(Role):
    code = "board-member"
    display_name = "Board member"
    description = "Reads what comes to the board and challenges it."


class Provider(Role):
    code = "provider"
    display_name = "Provider"
    description = "Runs homes or services for children, and sees its own contracts only."


class YoungAdviser(Role):
    code = "young-adviser"
    display_name = "Young adviser"
    description = "Has been in care, scores tenders, answers surveys and sees what changed."


class Administrator(Role):
    code = "administrator"
    display_name = "Administrator"
    description = "Says who may come in and as what, sets how long records are kept, and reads the record of events."


ROLES: tuple[type[Role], ...] = (
    Analyst,
    Commissioner,
    ContractManager,
    PracticeLead,
    Leader,
    BoardMember,
    Provider,
    YoungAdviser,
    Administrator,
)
# Those who work for the council, and so may read its totals before they are published.
COUNCIL: tuple[type[Role], ...] = (
    Analyst,
    Commissioner,
    ContractManager,
    PracticeLead,
    Leader,
    BoardMember,
    Administrator,
)
_BY_CODE = {role.code: role for role in ROLES}


def role(code: str) -> type[Role]:
    """Return the role kept as `code`; a KeyError when there is none."""
    return _BY_CODE[code]


def choices() -> list[tuple[str, str]]:
    """Return every role as a pair for a form or a field."""
    return [(one.code, one.display_name) for one in ROLES]
