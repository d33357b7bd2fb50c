from suffice.review.workforce.operations.making import ask, make

__all__ = ["ask", "make"]
