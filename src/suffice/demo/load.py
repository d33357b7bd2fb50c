"""Fill an empty house with the demonstration authority, through the same operations that people use."""

from __future__ import annotations

import json
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Collection
from datetime import datetime
from importlib import resources
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from suffice.analyse.comparison.operations import write_down_comparators
from suffice.analyse.returns import operations
from suffice.analyse.returns.operations.mapping import take_mapping
from suffice.analyse.returns.signals import say_changed
from suffice.analyse.scenarios.models import Scenario
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.core.roles import Analyst, Commissioner, ContractManager, Leader
from suffice.demo import people, publications, reviewing, scenarios
from suffice.demo.by_hand import write_by_hand
from suffice.demo.comparators import comparators
from suffice.demo.market import loading as market
from suffice.demo.market.files import write_census
from suffice.demo.places import write_places
from suffice.demo.returns import generate, write
from suffice.demo.story import Story, tell, write_story
from suffice.demo.story.annex_a.workbook import decisions
from suffice.review.reports.models import Meeting

Progress = Callable[[int, int, str], None]

LATER = ("projections.backtest", "performance.draw", "comparison.make", "needs.equality")
"""Work that takes long and that nothing else waits for: the worker does it once the house is open."""
_STEPS = 7
_DECIDED = "columns-of-our-own.json"


class HouseNotEmpty(NotNow):
    """Somebody lives in the house already; nothing was changed."""


def load(*, seed: int = 1, later: Collection[str] = (), progress: Progress | None = None) -> Authority:
    """Make the demonstration: its people, its population, its returns brought and accepted, and its results.

    A demonstration whose making was cut off after its returns were accepted is gone on with.

    Args:
        seed: of the imaginary children; the same seed gives the same.
        later: kinds of work that are left to the worker of the house, such as `LATER`.
        progress: called with steps done, of how many, and what is going on.

    Raises:
        HouseNotEmpty: an authority or a person is in the database, and it is not a demonstration cut off half way.
    """
    say = progress or (lambda done, total, words: None)
    authority = _cut_off()
    if authority is None:
        _check_empty()
        authority = _let_in(seed, say)
    say(4, _STEPS, "Making the figures")
    work.run_waiting(but=later)
    if not Scenario.objects.filter(authority=authority).exists():
        say(5, _STEPS, "Comparing scenarios")
        analyst, commissioner = people.person(Analyst), people.person(Commissioner)
        with transaction.atomic():
            scenarios.write_down(authority=authority, analyst=analyst, commissioner=commissioner, at=timezone.now())
    work.run_waiting(but=later)
    say(6, _STEPS, "Holding the monthly meeting")
    with transaction.atomic():
        reviewing.review(_hands(authority))
    say(_STEPS, _STEPS, "Ready")
    return authority


def _cut_off() -> Authority | None:
    """Return a demonstration that was never finished, what it still lacks being asked for again."""
    begun = Authority.objects.filter(demonstration=True).first()
    if begun is None or Meeting.objects.filter(authority=begun).exists():
        return None
    at = timezone.now()
    work.tidy(at=at)
    with transaction.atomic():
        say_changed(authority=begun, by=None, at=at)
    return begun


def _let_in(seed: int, say: Progress) -> Authority:
    """Imagine everything, and write it down whole or not at all."""
    at = timezone.now()
    with tempfile.TemporaryDirectory(prefix="suffice-demonstration-") as folder:
        say(0, _STEPS, "Imagining children")
        imagined = generate(seed=seed)
        say(1, _STEPS, "Telling their story")
        years = _zipped(tell(seed=seed, returns=imagined), Path(folder))
        census = write_census(imagined, Path(folder))
        with transaction.atomic():
            say(2, _STEPS, "Letting people in")
            authority = people.settle(at=at)
            analyst = people.person(Analyst)
            _bring_population(authority, analyst, at)
            take_mapping(
                authority=authority, content=json.dumps(decisions()).encode(), name=_DECIDED, by=analyst, at=at
            )
            say(3, _STEPS, "Reading the returns")
            _bring_returns(years, authority, analyst, at)
            market.write_down(
                authority=authority,
                by=people.person(ContractManager),
                at=at,
                organisation=people.PROVIDER,
                census=census,
            )
            publications.write_down(authority=authority, by=analyst, at=timezone.now())
            _write_comparators(authority, at)
            reviewing.aim(_hands(authority))
    return authority


def _hands(authority: Authority) -> reviewing.Hands:
    return reviewing.Hands(authority, people.person(Analyst), people.person(Leader), timezone.now())


def _check_empty() -> None:
    if Authority.objects.filter(demonstration=True).exists():
        raise HouseNotEmpty(
            "The demonstration is here already, and nothing was changed. Start it with `suffice serve`."
        )
    if Authority.objects.exists() or Person.objects.exists():
        raise HouseNotEmpty(
            "A council lives in this house, and the demonstration's imaginary children must not mix with real ones. "
            "Nothing was changed. For the demonstration, point SUFFICE_DATA at an empty folder."
        )


def _bring_population(authority: Authority, analyst: Person, at: datetime) -> None:
    text = resources.files("suffice.demo").joinpath("population.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    for year, number in facts["children"].items():
        operations.give_population(
            authority=authority, mid_year=int(year), number=number, source=facts["source"], by=analyst, at=at
        )


def _bring_returns(years: Path, authority: Authority, analyst: Person, at: datetime) -> None:
    with years.open("rb") as opened:
        upload = operations.bring(authority=authority, files=[File(opened, years.name)], by=analyst, at=at)
    work.run_waiting()
    upload.refresh_from_db()
    operations.accept_all(upload=upload, by=analyst, at=timezone.now())


def _write_comparators(authority: Authority, at: datetime) -> None:
    """Let published headline figures stand beside the demonstration's own until a person brings the whole tables."""
    published = comparators()
    write_down_comparators(
        authority=authority,
        frame=published.frame,
        neighbours=published.neighbours,
        source="Published headline figures, 2023 to 2025",
        by=None,
        at=at,
    )


def _zipped(story: Story, folder: Path) -> Path:
    """Write the returns of every kind and year, and put their folders into one zip, as a person would."""
    written = folder / "returns"
    write(story.returns, written)
    write_story(story, written)
    write_by_hand(written / "by_hand", seed=story.returns.seed)
    write_places(written / "places", seed=story.returns.seed)
    target = folder / "returns-2017-to-2022.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(written.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(written))
    return target
