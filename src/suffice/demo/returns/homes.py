"""Imaginary addresses and providers: valid in shape, nobody's."""

from __future__ import annotations

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import Home
from suffice.engine.episodes.model import PlacementState as State

_UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_HOME_SECTORS = (
    "WV1 1", "WV1 2", "WV1 4", "WV2 1", "WV2 2", "WV2 3", "WV2 4", "WV3 0", "WV3 7", "WV4 5", "WV4 6", "WV6 0",
    "WV6 8", "WV6 9", "WV10 0", "WV10 6", "WV10 8", "WV10 9", "WV11 1", "WV11 2", "WV11 3", "WV13 3", "WV14 0",
    "WV14 6", "WV14 8", "WV14 9",
)  # fmt: skip
_NEAR_SECTORS = (
    "WS1 2", "WS2 0", "WS2 9", "WS3 1", "WS3 2", "WS10 8", "WS11 5", "DY1 3", "DY2 9", "DY3 1", "DY3 3", "DY4 8",
    "DY6 8", "WV5 8", "WV7 3", "WV8 1", "WV9 5", "WV12 4", "WV15 5", "B70 6", "B71 3",
)  # fmt: skip
_FAR_SECTORS = ("ST5 9", "ST16 3", "TF1 6", "TF7 4", "SY3 5", "DE14 2", "LE3 1", "B31 2", "WR5 1", "CV6 3", "DY10 3")

_FOSTERING_SERVICE = "9336001"
_ADOPTION_SERVICE = "9336002"
_AGENCIES = tuple((f"9410{number:03d}", "PR5" if number % 5 == 0 else "PR4") for number in range(1, 17))
_CHILDRENS_HOMES = tuple((f"9520{number:03d}", "PR1" if number <= 2 else "PR4") for number in range(1, 31))
_RESIDENTIAL = {"S1": ("9630001", "PR4"), "R1": ("9630002", "PR5"), "R3": ("9630003", "PR4")}
_SECURE = (("PR2", "ST16 3AB", "9740001"), ("PR2", "LE3 1XD", "9740002"))

_AREAS = {
    State.IN_HOUSE_FOSTER: {_HOME_SECTORS: 0.74, _NEAR_SECTORS: 0.24, _FAR_SECTORS: 0.02},
    State.FRIENDS_AND_FAMILY: {_HOME_SECTORS: 0.68, _NEAR_SECTORS: 0.22, _FAR_SECTORS: 0.10},
    State.AGENCY_FOSTER: {_HOME_SECTORS: 0.20, _NEAR_SECTORS: 0.60, _FAR_SECTORS: 0.20},
    State.SUPPORTED_ACCOMMODATION: {_HOME_SECTORS: 0.65, _NEAR_SECTORS: 0.28, _FAR_SECTORS: 0.07},
    State.PLACED_FOR_ADOPTION: {_HOME_SECTORS: 0.12, _NEAR_SECTORS: 0.48, _FAR_SECTORS: 0.40},
}


def post_in(chance: Chance, sectors: tuple[str, ...]) -> str:
    """Return a postcode of one of `sectors`."""
    return chance.one_of(sectors) + chance.one_of(_UNIT_LETTERS) + chance.one_of(_UNIT_LETTERS)


def home_post(chance: Chance) -> str:
    """Return a family's postcode in the city."""
    return post_in(chance, _HOME_SECTORS)


def _fixed_post(urn: str, *, far: bool) -> str:
    """Return the one postcode of a home: always the same for its URN."""
    number = int(urn)
    sectors = _FAR_SECTORS if far else _NEAR_SECTORS
    letters = _UNIT_LETTERS[number % 20] + _UNIT_LETTERS[number // 7 % 20]
    return sectors[number % len(sectors)] + letters


def _from_register(chance: Chance, register: tuple[tuple[str, str], ...]) -> Home:
    urn, provider = chance.one_of(register)
    return Home(provider, _fixed_post(urn, far=int(urn) % 3 == 0), urn)


def home_for(chance: Chance, state: State, code: str, *, parents: str) -> Home:
    """Return a home for placement `code`: its provider, postcode and URN as a return would give them."""
    match state:
        case State.AGENCY_FOSTER:
            urn, provider = chance.one_of(_AGENCIES)
        case State.IN_HOUSE_FOSTER | State.FRIENDS_AND_FAMILY:
            urn, provider = _FOSTERING_SERVICE, "PR1"
        case State.PLACED_FOR_ADOPTION:
            urn, provider = _ADOPTION_SERVICE, "PR1"
        case State.SUPPORTED_ACCOMMODATION:
            urn, provider = "", chance.pick({"PR4": 0.55, "PR5": 0.30, "PR1": 0.15})
        case _:
            return Home("PR0", parents, "") if code == "P1" else _institution(chance, code)
    return Home(provider, post_in(chance, chance.pick(_AREAS[state])), urn)


def _institution(chance: Chance, code: str) -> Home:
    if code == "K2":
        return _from_register(chance, _CHILDRENS_HOMES)
    if code == "K1":
        return Home(*chance.one_of(_SECURE))
    if code in _RESIDENTIAL:
        return _from_register(chance, (_RESIDENTIAL[code],))
    return Home("PR3", post_in(chance, _FAR_SECTORS), "")


def away_home(chance: Chance, code: str) -> Home:
    """Return where a child is during a temporary placement; only T4 names its provider."""
    return Home("PR1" if code == "T4" else "", post_in(chance, _HOME_SECTORS + _NEAR_SECTORS), "")
