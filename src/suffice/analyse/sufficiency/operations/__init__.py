from suffice.analyse.sufficiency.operations.making import ask, make

__all__ = ["ask", "make"]
