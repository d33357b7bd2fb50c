from suffice.core.models.action import Action, ProgressNote
from suffice.core.models.authority import Authority, AuthoritySettings, Organisation
from suffice.core.models.chart import Chart
from suffice.core.models.event import Event
from suffice.core.models.grant import Grant
from suffice.core.models.look import Look
from suffice.core.models.made import Made
from suffice.core.models.person import Person
from suffice.core.models.work import Work

__all__ = [
    "Action",
    "Authority",
    "AuthoritySettings",
    "Chart",
    "Event",
    "Grant",
    "Look",
    "Made",
    "Organisation",
    "Person",
    "ProgressNote",
    "Work",
]
