"""Places: where a postcode lies, how far two are apart, which authority, locality and small area they belong to."""

from suffice.engine.places.bringing import read_places
from suffice.engine.places.directory import Directory, read_directory
from suffice.engine.places.distances import Distances, Why, distances, miles
from suffice.engine.places.localities import Deprivation, Localities, read_deprivation, read_localities

__all__ = [
    "Deprivation",
    "Directory",
    "Distances",
    "Localities",
    "Why",
    "distances",
    "miles",
    "read_deprivation",
    "read_directory",
    "read_localities",
    "read_places",
]
