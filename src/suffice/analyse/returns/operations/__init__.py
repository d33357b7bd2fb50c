from suffice.analyse.returns.operations.agreement import ask_agreement, make_agreement
from suffice.analyse.returns.operations.bringing import bring
from suffice.analyse.returns.operations.clearing import clear_child_rows
from suffice.analyse.returns.operations.deciding import accept, accept_all, refuse, withdraw
from suffice.analyse.returns.operations.mapping import Answer, explain, forget, take_mapping
from suffice.analyse.returns.operations.population import bring_population, give_population
from suffice.analyse.returns.operations.reading import read_files
from suffice.analyse.returns.operations.rereading import read_again

__all__ = [
    "Answer",
    "accept",
    "accept_all",
    "ask_agreement",
    "bring",
    "bring_population",
    "clear_child_rows",
    "explain",
    "forget",
    "give_population",
    "make_agreement",
    "read_again",
    "read_files",
    "refuse",
    "take_mapping",
    "withdraw",
]
