"""How one authority stands beside others, and how far a figure can be trusted: see docs/method/comparison.md."""
