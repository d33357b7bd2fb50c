"""Work that goes on while nobody waits for it: started from a page, done by the worker, shown as it goes.

@work.job("returns.read")
def read(progress: Progress, *, upload: int) -> str: ...          # returns the address of the result's page

work.start("returns.read", words="Reading the files", inputs={"upload": 3}, authority=a, by=person, at=now)
"""

from suffice.core.work.asking import ask, failed, latest, told
from suffice.core.work.jobs import Progress, WorkFailed, job, run, run_waiting, start, tidy
from suffice.core.work.warming import warm, warms

__all__ = [
    "Progress",
    "WorkFailed",
    "ask",
    "failed",
    "job",
    "latest",
    "run",
    "run_waiting",
    "start",
    "tidy",
    "told",
    "warm",
    "warms",
]
