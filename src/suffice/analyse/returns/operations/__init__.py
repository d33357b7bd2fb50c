from suffice.analyse.returns.operations.bringing import bring
from suffice.analyse.returns.operations.clearing import clear_child_rows
from suffice.analyse.returns.operations.deciding import accept, accept_all, refuse, withdraw
from suffice.analyse.returns.operations.population import bring_population, give_population
from suffice.analyse.returns.operations.reading import read_files

__all__ = [
    "accept",
    "accept_all",
    "bring",
    "bring_population",
    "clear_child_rows",
    "give_population",
    "read_files",
    "refuse",
    "withdraw",
]
