from suffice.review.performance.operations.choosing import choose, put_back
from suffice.review.performance.operations.drawing import ask_to_draw, draw
from suffice.review.performance.operations.keeping import rebase, set_target, withdraw_rebase, withdraw_target
from suffice.review.performance.operations.making import ask, make
from suffice.review.performance.operations.viewing import ask_day, ask_days, delete_view, make_days, save_view
from suffice.review.performance.operations.writing import comment, revise, sign

__all__ = [
    "ask",
    "ask_day",
    "ask_days",
    "ask_to_draw",
    "choose",
    "comment",
    "delete_view",
    "draw",
    "make",
    "make_days",
    "put_back",
    "rebase",
    "revise",
    "save_view",
    "set_target",
    "sign",
    "withdraw_rebase",
    "withdraw_target",
]
