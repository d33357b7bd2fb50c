from suffice.analyse.needs.operations.making import ask, make
from suffice.analyse.needs.operations.published import record, withdraw

__all__ = ["ask", "make", "record", "withdraw"]
