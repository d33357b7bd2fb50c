"""The front door: contacts and referrals of a workbook, how they were rated, how soon they went on, who came again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.calendar import working_days
from suffice.engine.findings import Finding, note
from suffice.engine.measures.scene import Scene
from suffice.engine.needs.model import share
from suffice.engine.words import prose

OTHER = "other:"
RATINGS = {"red": "Red", "amber": "Amber", "green": "Green", "nfa": "No further action"}
_HEADINGS = ("rag", "rating", "rated", "risk level", "priority")
_NO_ACTION = r"\bnfa\b|no further action"
_WITHIN = 1
_FOLLOWS = 28


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """Contacts and referrals that a workbook lists.

    Attributes:
        on: the day of the scene.
        contacts: how many; None where List 1 was not brought.
        sources: contacts by who made them, most first.
        ratings: contacts or referrals by rating, in order; None where no column tells one.
        unrated: those whose rating is blank or none of the four.
        referrals: how many; None where List 3 was not brought.
        no_action: referrals on which nothing was done.
        again: referrals of a child listed more than once, or with more than one in the last twelve months.
        answered: contacts that a referral of the same child followed within 28 days.
        in_time: those among them that it followed within one working day.
        findings: what cannot be told.
    """

    on: date
    contacts: int | None
    sources: tuple[tuple[str, int], ...]
    ratings: tuple[tuple[str, int], ...] | None
    unrated: int
    referrals: int | None
    no_action: int
    again: int
    answered: int
    in_time: int
    findings: tuple[Finding, ...] = field(default=())

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the front door shows, in words."""
        told = []
        if self.contacts is not None:
            told.append(f"{self.contacts:,} contacts listed up to {prose(self.on)}.")
        if self.referrals is not None:
            told.append(f"No further action on {share(self.no_action, self.referrals)} referrals.")
            told.append(f"Repeated within twelve months: {share(self.again, self.referrals)} referrals.")
        if self.contacts is not None and self.referrals is not None:
            told.append(
                f"A referral followed {share(self.answered, self.contacts)} contacts within {_FOLLOWS} days, "
                f"{share(self.in_time, self.answered)} of them within one working day."
            )
        for label, count in self.ratings or ():
            told.append(f"Rated {label.lower()}: {count:,}.")
        return (*told, *(place.sentence for one in self.findings for place in one.examples))

    def document(self) -> dict[str, Any]:
        """Return the counts as plain values, ready for JSON."""
        return {
            "on": self.on.isoformat(),
            "contacts": self.contacts,
            "sources": [{"source": source, "contacts": count} for source, count in self.sources],
            "ratings": None
            if self.ratings is None
            else [{"rating": label, "children": count} for label, count in self.ratings],
            "unrated": self.unrated,
            "referrals": self.referrals,
            "no_further_action": self.no_action,
            "repeated": self.again,
            "answered": self.answered,
            "answered_in_a_working_day": self.in_time,
            "sentences": list(self.sentences),
            "findings": [one.document() for one in self.findings],
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> FrontDoor:
        """Return the front door that `document` was made from."""
        ratings = document["ratings"]
        told = [(one["code"], place["sentence"]) for one in document["findings"] for place in one["examples"]]
        return cls(
            on=date.fromisoformat(document["on"]),
            contacts=document["contacts"],
            sources=tuple((one["source"], one["contacts"]) for one in document["sources"]),
            ratings=None if ratings is None else tuple((one["rating"], one["children"]) for one in ratings),
            unrated=document["unrated"],
            referrals=document["referrals"],
            no_action=document["no_further_action"],
            again=document["repeated"],
            answered=document["answered"],
            in_time=document["answered_in_a_working_day"],
            findings=tuple(note(code, sentence) for code, sentence in told),
        )


def front_door(scene: Scene) -> FrontDoor | None:
    """Return contacts and referrals as the workbook of the scene lists them; None where there is no workbook.

    The published lists have no rating: a column whose heading says so (RAG, rating, priority) is taken where a council
    adds one to List 1, or else to List 3.
    """
    if scene.annex_a is None:
        return None
    contacts = _up_to(scene.annex_a.get("List1"), "date_of_contact", scene.on)
    referrals = _up_to(scene.annex_a.get("List3"), "date_of_referral", scene.on)
    rated = next((found for rows in (contacts, referrals) if (found := _rated(rows)) is not None), None)
    answered, in_time = _answered(contacts, referrals)
    return FrontDoor(
        on=scene.on,
        contacts=None if contacts is None else contacts.height,
        sources=_sources(contacts),
        ratings=None if rated is None else _by_rating(rated),
        unrated=0 if rated is None else rated.null_count(),
        referrals=None if referrals is None else referrals.height,
        no_action=0 if referrals is None else referrals.filter(pl.col("referral_nfa") == "Yes").height,
        again=_again(referrals),
        answered=answered,
        in_time=in_time,
        findings=_untold(contacts, referrals, rated),
    )


def _up_to(rows: pl.DataFrame | None, day: str, on: date) -> pl.DataFrame | None:
    return None if rows is None else rows.filter((pl.col(day) <= on).fill_null(value=True))


def _sources(contacts: pl.DataFrame | None) -> tuple[tuple[str, int], ...]:
    if contacts is None:
        return ()
    counts = contacts.group_by(pl.col("contact_source").fill_null("Not told")).len()
    return tuple(counts.sort("len", "contact_source", descending=[True, False]).iter_rows())


def _rated(rows: pl.DataFrame | None) -> pl.Series | None:
    """Return the rating of each row (a key of `RATINGS`, null where it is none); None where no column tells it."""
    if rows is None:
        return None
    own = [name for name in rows.columns if name.startswith(OTHER)]
    name = next((one for one in own if _says_rating(one)), None)
    if name is None:
        return None
    text = pl.col(name).str.to_lowercase()
    said = {"nfa": _NO_ACTION, **{colour: rf"\b{colour}\b" for colour in ("red", "amber", "green")}}
    rating = pl.coalesce(pl.when(text.str.contains(words)).then(pl.lit(code)) for code, words in said.items())
    return rows.select(rating.alias("rating")).to_series()


def _by_rating(rated: pl.Series) -> tuple[tuple[str, int], ...]:
    return tuple((label, int((rated == code).sum())) for code, label in RATINGS.items())


def _says_rating(heading: str) -> bool:
    words = f" {heading.removeprefix(OTHER).lower()} "
    return any(f" {one} " in words for one in _HEADINGS)


def _again(referrals: pl.DataFrame | None) -> int:
    if referrals is None:
        return 0
    nth = pl.col("date_of_referral").rank("ordinal").over("child_unique_id")
    counted = (pl.col("number_of_referrals_in_last_12_months") > 1).fill_null(value=False)
    return referrals.filter((nth > 1).fill_null(value=False) | counted).height


def _answered(contacts: pl.DataFrame | None, referrals: pl.DataFrame | None) -> tuple[int, int]:
    """Return how many contacts a referral followed, and how many of those within one working day."""
    if contacts is None or referrals is None:
        return 0, 0
    made = referrals.select("child_unique_id", "date_of_referral").drop_nulls()
    pairs = contacts.with_row_index("contact").join(made, on="child_unique_id")
    waited = (pl.col("date_of_referral") - pl.col("date_of_contact")).dt.total_days()
    first = pairs.filter(waited.is_between(0, _FOLLOWS)).sort("date_of_referral").unique("contact", keep="first")
    soon = first.filter(working_days(pl.col("date_of_contact"), pl.col("date_of_referral")) <= _WITHIN)
    return first.height, soon.height


def _untold(
    contacts: pl.DataFrame | None, referrals: pl.DataFrame | None, rated: pl.Series | None
) -> tuple[Finding, ...]:
    told = [
        note("list-missing", f"{what} cannot be told, because {name} of Annex A was not brought.")
        for what, name, rows in (("Contacts", "List 1", contacts), ("Referrals", "List 3", referrals))
        if rows is None
    ]
    if rated is None:
        told.append(
            note("rating-not-told", "Ratings cannot be told: no column of List 1 or List 3 is headed RAG or rating.")
        )
    return tuple(told)
