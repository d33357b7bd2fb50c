"""Planting: one fault in one return, or one of each spread over the returns of several years."""

from __future__ import annotations

from random import Random

from suffice.demo.faults.book import Book, NoRoom, Page
from suffice.demo.faults.fault import Fault
from suffice.demo.faults.registry import FAULTS
from suffice.demo.returns.model import DemoReturns


def plant(returns: DemoReturns, fault: Fault, *, year: int, seed: int) -> Book:
    """Return the returns with one fault planted in that of `year`.

    Raises:
        NoRoom: no child in it is as the fault needs one.
    """
    book = Book.of(returns)
    _plant(book, fault, year, Random(seed))
    return book


def plant_all(returns: DemoReturns, *, seed: int) -> Book:
    """Return the returns with one of each fault that fits their years, each in a child of its own.

    The same returns and seed give the same book. Its `answers` say where every fault is.

    Raises:
        NoRoom: for one of the faults, no child in any of the returns is as it needs one.
    """
    book, chance = Book.of(returns), Random(seed)
    for fault in FAULTS.values():
        years = [year for year in book.years if fault.fits(year)]
        if years:
            _plant_somewhere(book, fault, chance.sample(years, len(years)), chance)
    return book


def _plant_somewhere(book: Book, fault: Fault, years: list[int], chance: Random) -> None:
    for year in years:
        try:
            return _plant(book, fault, year, chance)
        except NoRoom:
            continue
    raise NoRoom(f"{fault.code}: no child in any of these returns is as this fault needs one")


def _plant(book: Book, fault: Fault, year: int, chance: Random) -> None:
    book.answers.append((fault.code, fault.plant(Page(book, year, chance))))
