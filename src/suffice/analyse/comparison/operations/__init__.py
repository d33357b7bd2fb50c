from suffice.analyse.comparison.operations.writing import write_down_comparators

__all__ = ["write_down_comparators"]
