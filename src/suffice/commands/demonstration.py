"""``suffice demo``: the demonstration authority in the database, or its imaginary returns in a folder."""

from __future__ import annotations

from pathlib import Path

from suffice.commands.output import FAILED, USAGE, complain, progress


def demo(*, write: Path | None, seed: int, faults: bool, if_empty: bool, all_returns: bool = False) -> int:
    """Load or write the demonstration; return the exit status."""
    if seed < 0:
        complain(f"The seed must be a whole number from 0; {seed} was given.")
        return USAGE
    if write is not None:
        return _write(write, seed=seed, faults=faults, all_returns=all_returns)
    if faults:
        complain("--faults goes with --write DIR: planted faults are written to a folder, never loaded.")
        return USAGE
    if all_returns:
        complain("--all-returns goes with --write DIR: it says which returns are written to the folder.")
        return USAGE
    return _load(seed=seed, if_empty=if_empty)


def _write(folder: Path, *, seed: int, faults: bool, all_returns: bool) -> int:
    try:
        if folder.exists() and any(folder.iterdir()):
            complain(f"{folder} is not empty. Give a folder that does not exist yet: nothing is written over.")
            return FAILED
        make = _planted if faults else _sound
        told = make(folder, seed=seed, all_returns=all_returns)
    except OSError as trouble:
        complain(f"The returns cannot be written to {folder}: {trouble.strerror}. Give a folder that can be made.")
        return FAILED
    print(told)
    return 0


def _sound(folder: Path, *, seed: int, all_returns: bool) -> str:
    from suffice.demo.market.files import write_market
    from suffice.demo.returns import generate, write

    made = generate(seed=seed)
    write(made, folder)
    write_market(made, folder / "market")
    if all_returns:
        from suffice.demo.by_hand import write_by_hand
        from suffice.demo.places import write_places
        from suffice.demo.story import tell, write_story

        write_story(tell(seed=seed, returns=made), folder)
        write_by_hand(folder / "by_hand", seed=seed)
        write_places(folder / "places", seed=seed)
        return (
            f"Imaginary returns are in {folder}: children in care of {len(made.tables)} years, and of the same "
            "children and others in need a census a year (cin), the lists for inspection (annex_a) and the workforce "
            "census (workforce); with audits, surveys and monthly figures (by_hand), localities and their small "
            "areas (places), and places, prices and costs (market). No child, worker, provider or price is real."
        )
    return (
        f"Imaginary returns of {len(made.tables)} years are in {folder}, and places, prices, a placement census and a "
        "placement cost return in its folder market. No child, provider or price in them is real."
    )


def _planted(folder: Path, *, seed: int, all_returns: bool) -> str:
    from suffice.demo.faults import plant_all
    from suffice.demo.returns import generate

    made = generate(seed=seed)
    book = plant_all(made, seed=seed)
    answers = book.document()
    if all_returns:
        from suffice.demo.faults.beside import plant_beside
        from suffice.demo.story import tell

        beside = plant_beside(tell(seed=seed, returns=made), seed=seed)
        book.loose |= beside.files
        answers = [*answers, *beside.answers]
    book.write(folder, answers=answers)
    return f"{len(answers)} faults are planted among imaginary returns in {folder}; answers.json says where."


def _load(*, seed: int, if_empty: bool) -> int:
    from suffice.commands.house import open_house

    open_house()
    from suffice.demo.load import LATER, HouseNotEmpty, load

    try:
        with progress() as told:
            load(seed=seed, later=LATER if if_empty else (), progress=told)
    except HouseNotEmpty as refusal:
        if if_empty:
            return 0
        complain(str(refusal))
        return FAILED
    print("The demonstration authority is ready. All its children are imaginary.")
    if if_empty:
        print("Comparisons, tests of the projection and pictures of measures follow while the house is open.")
    return 0
