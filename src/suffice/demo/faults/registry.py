"""Every fault that is planted, and what is not planted and why."""

from __future__ import annotations

from suffice.demo.faults import care, cells, children, records, whole_files
from suffice.demo.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    fault.code: fault
    for faults in (cells.FAULTS, children.FAULTS, care.FAULTS, records.FAULTS, whole_files.FAULTS)
    for fault in faults
}
"""The faults by code, those of single rows first: a fault of a whole file may change how it is named or written."""

NOT_PLANTED = {
    "file-too-large": "a file of hundreds of megabytes",
    "files-too-many": "ten thousand files",
    "file-unreadable": "a file without permission to read it; whoever unpacks the folder may read all of it",
    "table-in-two-files": "said of both files, so never once",
    "return-twice": "said of both returns, so never once",
}
"""What reading can find that no planted file shows, with the reason."""
