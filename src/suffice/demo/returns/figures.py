"""The figures that shape the demonstration: published totals to meet exactly, mixtures that are only plausible."""

from __future__ import annotations

from datetime import date

from suffice.demo.returns.model import Career, Leaving
from suffice.engine.episodes.model import PlacementState as State

AUTHORITY = "336"

# Children in care at the end of a day. 31 December 2016 and 31 March 2017: the service plan for children and young
# people, 2017/18. June 2018, 2019 and 2020: the sufficiency strategy for 2021-2024. 31 March 2016 and 2018 to 2022:
# the national statistics of children looked after.
CHILDREN_IN_CARE: tuple[tuple[date, int], ...] = (
    (date(2016, 3, 31), 653),
    (date(2016, 12, 31), 635),
    (date(2017, 3, 31), 643),
    (date(2018, 3, 31), 649),
    (date(2018, 6, 30), 648),
    (date(2019, 3, 31), 625),
    (date(2019, 6, 30), 611),
    (date(2020, 3, 31), 588),
    (date(2020, 6, 30), 585),
    (date(2021, 3, 31), 540),
    (date(2022, 3, 31), 512),
)

# Fostering by who provides it. 2016: 79% of 635 in foster placements, 40% of 635 with agencies, and agencies the
# provider of 57.44% of placements that are not with friends and family. 2019 and 2020: the sufficiency strategy.
FOSTERING: tuple[tuple[date, dict[State, int]], ...] = (
    (date(2016, 12, 31), {State.AGENCY_FOSTER: 254, State.FRIENDS_AND_FAMILY: 60, State.IN_HOUSE_FOSTER: 188}),
    (date(2019, 8, 31), {State.AGENCY_FOSTER: 188, State.FRIENDS_AND_FAMILY: 82, State.IN_HOUSE_FOSTER: 177}),
    (date(2020, 7, 31), {State.AGENCY_FOSTER: 150, State.FRIENDS_AND_FAMILY: 86, State.IN_HOUSE_FOSTER: 215}),
)

AGE_AT_START: dict[tuple[int, int], float] = {(0, 0): 0.29, (1, 4): 0.18, (5, 9): 0.17, (10, 15): 0.29, (16, 17): 0.07}

FAMILY_SIZE: dict[int, float] = {1: 0.70, 2: 0.18, 3: 0.08, 4: 0.04}

ETHNIC: dict[str, float] = {
    "WBRI": 0.60, "WOTH": 0.03, "WIRI": 0.005, "WROM": 0.01, "MWBC": 0.10, "MWAS": 0.04, "MWBA": 0.01, "MOTH": 0.03,
    "BCRB": 0.05, "BAFR": 0.03, "BOTH": 0.015, "AIND": 0.025, "APKN": 0.01, "AOTH": 0.01, "OOTH": 0.025, "NOBT": 0.01,
}  # fmt: skip
ETHNIC_SEEKING_ASYLUM: dict[str, float] = {"OOTH": 0.4, "BAFR": 0.25, "AOTH": 0.2, "WOTH": 0.15}

NEED: dict[str, float] = {"N1": 0.70, "N3": 0.035, "N4": 0.085, "N5": 0.16, "N8": 0.02}

CAREER: dict[tuple[int, int], dict[Career, float]] = {
    (0, 0): {Career.BRIEF: 0.10, Career.PROCEEDINGS: 0.27, Career.ADOPTION: 0.41, Career.LONG_TERM: 0.22},
    (1, 4): {Career.BRIEF: 0.15, Career.PROCEEDINGS: 0.31, Career.ADOPTION: 0.21, Career.LONG_TERM: 0.33},
    (5, 9): {Career.BRIEF: 0.18, Career.PROCEEDINGS: 0.27, Career.ADOPTION: 0.01, Career.LONG_TERM: 0.54},
    (10, 15): {Career.BRIEF: 0.23, Career.PROCEEDINGS: 0.16, Career.LONG_TERM: 0.58, Career.REMAND: 0.03},
    (16, 17): {Career.BRIEF: 0.24, Career.LONG_TERM: 0.64, Career.REMAND: 0.12},
}

LEAVING: dict[Career, dict[Leaving, float]] = {
    Career.BRIEF: {Leaving.HOME: 0.78, Leaving.FAMILY: 0.13, Leaving.OTHER: 0.08, Leaving.TRANSFERRED: 0.01},
    Career.PROCEEDINGS: {
        Leaving.HOME: 0.37, Leaving.GUARDIAN: 0.36, Leaving.CHILD_ARRANGEMENTS: 0.13, Leaving.FAMILY: 0.08,
        Leaving.OTHER: 0.05, Leaving.TRANSFERRED: 0.01,
    },
    Career.LONG_TERM: {
        Leaving.HOME: 0.50, Leaving.GUARDIAN: 0.31, Leaving.CHILD_ARRANGEMENTS: 0.08, Leaving.FAMILY: 0.06,
        Leaving.OTHER: 0.025, Leaving.TRANSFERRED: 0.013, Leaving.ABROAD: 0.006, Leaving.DIED: 0.006,
    },
    Career.REMAND: {Leaving.REMAND_ENDED: 0.72, Leaving.CUSTODY: 0.28},
    Career.SEEKING_ASYLUM: {Leaving.ASSESSED_ADULT: 0.5, Leaving.TRANSFERRED: 0.3, Leaving.ABROAD: 0.2},
}  # fmt: skip

SEEKING_ASYLUM = 0.035
RETURNING = 0.12
"""The shares of starts that are unaccompanied children, and children who have been in care before."""


def fostering_mix(day: date) -> dict[State, float]:
    """Return how new foster placements divide: agencies first, then the council's own carers as they are recruited."""
    if day < date(2017, 1, 1):
        return {State.AGENCY_FOSTER: 0.54, State.FRIENDS_AND_FAMILY: 0.06, State.IN_HOUSE_FOSTER: 0.40}
    if day < date(2019, 9, 1):
        return {State.AGENCY_FOSTER: 0.41, State.FRIENDS_AND_FAMILY: 0.17, State.IN_HOUSE_FOSTER: 0.42}
    return {State.AGENCY_FOSTER: 0.24, State.FRIENDS_AND_FAMILY: 0.16, State.IN_HOUSE_FOSTER: 0.60}


def setting_mix(age: int) -> dict[str, float]:
    """Return where children of `age` live, fostering as one: the codes of the other states stand for themselves."""
    if age < 5:
        return {"foster": 0.88, "P1": 0.10, "R3": 0.02}
    if age < 11:
        return {"foster": 0.85, "P1": 0.11, "K2": 0.03, "S1": 0.005, "R1": 0.005}
    if age < 16:
        return {"foster": 0.725, "P1": 0.11, "K2": 0.14, "S1": 0.012, "R1": 0.008, "K1": 0.005}
    return {"foster": 0.46, "P1": 0.06, "K2": 0.15, "H5": 0.22, "P2": 0.09, "S1": 0.01, "K1": 0.01}
