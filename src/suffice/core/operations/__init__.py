from suffice.core.operations.founding import AlreadyLivedIn, UnknownAuthority, found_house, open_authority
from suffice.core.operations.people import add_person, bar, end_role, give_role, let_in, make_link, welcome
from suffice.core.operations.retention import change_settings, clear_looks, look

__all__ = [
    "AlreadyLivedIn",
    "UnknownAuthority",
    "add_person",
    "bar",
    "change_settings",
    "clear_looks",
    "end_role",
    "found_house",
    "give_role",
    "let_in",
    "look",
    "make_link",
    "open_authority",
    "welcome",
]
