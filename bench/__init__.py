"""How fast the house is, beside the open peers, in one run: ``python -m bench``."""
