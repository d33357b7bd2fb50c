"""Mixtures of the story that are only plausible."""

from __future__ import annotations

SOURCES = {
    "6": 0.27, "2A": 0.17, "2B": 0.02, "3A": 0.015, "3B": 0.02, "3C": 0.01, "3D": 0.05, "3E": 0.04, "3F": 0.03,
    "5A": 0.06, "5B": 0.09, "5C": 0.05, "1A": 0.04, "1B": 0.015, "1C": 0.005, "1D": 0.02, "4": 0.015, "7": 0.05,
    "8": 0.05, "9": 0.03,
}  # fmt: skip
NEED = {
    "N1": 0.55, "N2": 0.05, "N3": 0.05, "N4": 0.11, "N5": 0.18, "N6": 0.025, "N7": 0.005, "N8": 0.015, "N9": 0.015,
}  # fmt: skip
AGE = {(-1, -1): 0.025, (0, 0): 0.075, (1, 4): 0.24, (5, 9): 0.29, (10, 15): 0.30, (16, 17): 0.07}
FAMILY_SIZE = {1: 0.50, 2: 0.28, 3: 0.15, 4: 0.07}
ETHNIC = {
    "WBRI": 0.49, "WIRI": 0.003, "WIRT": 0.002, "WOTH": 0.05, "WROM": 0.01, "MWBC": 0.08, "MWBA": 0.01, "MWAS": 0.035,
    "MOTH": 0.03, "AIND": 0.09, "APKN": 0.03, "ABAN": 0.005, "AOTH": 0.03, "BCRB": 0.035, "BAFR": 0.045, "BOTH": 0.02,
    "CHNE": 0.003, "OOTH": 0.02, "REFU": 0.002, "NOBT": 0.01,
}  # fmt: skip
ABUSE = {"NEG": 0.44, "EMO": 0.37, "PHY": 0.09, "SAB": 0.05, "MUL": 0.05}
DISABILITIES = {"LD": 0.32, "AUT": 0.25, "BEH": 0.16, "COMM": 0.10, "MOB": 0.07, "PC": 0.03, "HEAR": 0.03, "DDA": 0.04}
DISABLED = 0.08
CLOSED = {"RC7": 0.96, "RC5": 0.025, "RC3": 0.015}
NOT_IN_NEED = {"RC8": 0.72, "RC9": 0.28}

ANY, TWO, THREE = 11_430, 2_870, 730
"""Children in households with any, two or more, and all of domestic abuse, alcohol or drugs, and mental ill-health."""
