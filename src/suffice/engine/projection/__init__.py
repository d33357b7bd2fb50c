"""How many children in care there may be: the strategy's own arithmetic, and a simulated projection with its range.

Nothing is imported here, so that ``published`` answers without NumPy and the compiler is loaded only by
``suffice.engine.projection.project``.
"""
