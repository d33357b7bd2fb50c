"""How good the projection has been: the same method run from past days, and held against what then happened.

Nothing is imported here, so that the compiler is loaded only by `suffice.engine.projection.backtest.run`.
"""
