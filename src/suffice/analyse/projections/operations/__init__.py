from suffice.analyse.projections.operations.asking import ask, ask_again, ask_as_ever
from suffice.analyse.projections.operations.making import make
from suffice.analyse.projections.operations.testing import ask_test, ask_test_as_ever, make_test
from suffice.analyse.projections.operations.writing import write_arithmetic

__all__ = [
    "ask",
    "ask_again",
    "ask_as_ever",
    "ask_test",
    "ask_test_as_ever",
    "make",
    "make_test",
    "write_arithmetic",
]
