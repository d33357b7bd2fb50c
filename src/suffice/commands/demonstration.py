"""``suffice demo``: the demonstration authority in the database, or its imaginary returns in a folder."""

from __future__ import annotations

from pathlib import Path

from suffice.commands.output import complain, progress


def demo(*, write: Path | None, seed: int, faults: bool, if_empty: bool) -> int:
    """Load or write the demonstration; return the exit status."""
    if write is not None:
        return _write(write, seed=seed, faults=faults)
    if faults:
        complain("--faults goes with --write DIR: planted faults are written to a folder, never loaded.")
        return 2
    return _load(seed=seed, if_empty=if_empty)


def _write(folder: Path, *, seed: int, faults: bool) -> int:
    from suffice.demo.faults import plant_all
    from suffice.demo.returns import generate
    from suffice.demo.returns import write as write_returns

    if folder.exists() and any(folder.iterdir()):
        complain(f"{folder} is not empty. Give a folder that does not exist yet: nothing is written over.")
        return 1
    made = generate(seed=seed)
    if faults:
        book = plant_all(made, seed=seed)
        book.write(folder)
        print(f"{len(book.answers)} faults are planted among imaginary returns in {folder}; answers.json says where.")
    else:
        write_returns(made, folder)
        print(f"Imaginary returns of {len(made.tables)} years are in {folder}. No child in them is real.")
    return 0


def _load(*, seed: int, if_empty: bool) -> int:
    from suffice.commands.house import open_house

    open_house()
    from suffice.demo.load import HouseNotEmpty, load

    try:
        with progress() as told:
            load(seed=seed, progress=told)
    except HouseNotEmpty as refusal:
        if if_empty:
            return 0
        complain(str(refusal))
        return 1
    print("The demonstration authority is ready. All its children are imaginary.")
    return 0
