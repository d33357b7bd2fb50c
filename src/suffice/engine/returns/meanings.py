"""What remarks on published files and templates mean, in words that hold no row of anybody's data."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    "published-file": "A file that others publish: what it is and what it holds",
    "published-unreadable": "A published file of which nothing can be read",
    "published-table-unknown": "A file in the shape of a published table, of a kind that is not known here",
    "small-areas-as-workbook": "The population of small areas as a workbook that is too large to be read whole",
    "published-column-missing": "A column that the published table should have and the file has not",
    "published-column-new": "A column of a published table that is not known here",
    "published-marks": "Cells in which the publisher put a mark in place of a figure",
    "published-cell-unknown": "A cell that is neither a figure nor one of the publishers' marks",
    "published-rounded": "Figures of England and regions rounded to ten, those of authorities not",
    "published-joint-return": "Authorities that make one return together",
    "published-areas-overlap": "Figures of an authority beside those of the ones that took its place",
    "published-row-not-used": "A row of a published file that could not be used",
    "provider-row-not-used": "A row of the inspectorate's list of providers that could not be used",
    "template-unreadable": "A file by template that could not be read",
    "cell-missing": "A cell that must be filled in and is empty",
    "cell-unusable": "A cell that cannot be what its column asks for",
    "sheets-not-read": "Sheets beside the one that was read",
    "columns-not-read": "Columns that are not part of the template",
    "date-in-the-future": "A date that has not been yet",
    "nothing-answered": "A row of a survey without an answer",
    "answer-not-on-the-scale": "An answer that is not on the scale of its question",
    "more-answers-than-asked": "More answers to a survey than people were asked",
    "figure-incomplete": "A figure without a number, or with half of a share",
    "more-than-all": "A share of more than all",
    "figure-of-another-kind": "A number where a share is meant, or the other way about",
    "measure-not-known": "A measure under a name that is not known here",
    "judged-twice": "The same audit judged twice on one standard",
    "figure-twice": "The same figure told twice",
    "no-overall-judgement": "An audit without an overall judgement",
    "audit-disagrees": "Rows of one audit that say different things of it",
    "postcodes-no-postcode": "Rows of the directory without a whole postcode",
    "postcodes-twice": "Postcodes told twice in the directory",
    "postcodes-nowhere": "Postcodes without a place on the grid",
    "locality-twice": "An area in two localities",
    "small-areas-of-another-year": "Small areas that the other file, of another year, does not know",
}
"""The title of each remark, by code."""
