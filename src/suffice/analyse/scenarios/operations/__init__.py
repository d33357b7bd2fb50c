from suffice.analyse.scenarios.operations.comparing import compare, compare_again
from suffice.analyse.scenarios.operations.making import make
from suffice.analyse.scenarios.operations.saving import change, copy, retire, save, save_all

__all__ = ["change", "compare", "compare_again", "copy", "make", "retire", "save", "save_all"]
