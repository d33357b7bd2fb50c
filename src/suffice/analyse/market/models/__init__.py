from suffice.analyse.market.models.drawing import MarketDrawing
from suffice.analyse.market.models.file import BroughtFile, FileKind, FileState
from suffice.analyse.market.models.framework import Framework
from suffice.analyse.market.models.home import GRADES, OUTCOMES, Home, Judgement, Registration
from suffice.analyse.market.models.in_use import PlacesInUse
from suffice.analyse.market.models.kept import Kept, place_in_words, standing
from suffice.analyse.market.models.places import Places
from suffice.analyse.market.models.price import Price
from suffice.analyse.market.models.provider import OrganisationKind, Provider

__all__ = [
    "GRADES",
    "OUTCOMES",
    "BroughtFile",
    "FileKind",
    "FileState",
    "Framework",
    "Home",
    "Judgement",
    "Kept",
    "MarketDrawing",
    "OrganisationKind",
    "Places",
    "PlacesInUse",
    "Price",
    "Provider",
    "Registration",
    "place_in_words",
    "standing",
]
