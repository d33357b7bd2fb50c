"""Faults in the returns beside the 903: the CIN census, Annex A and the workforce census, with their answers."""

from suffice.demo.faults.beside.plant import Spoilt, plant_beside

__all__ = ["Spoilt", "plant_beside"]
