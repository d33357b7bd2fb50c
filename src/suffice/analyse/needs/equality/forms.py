from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from suffice.engine.measures.living import BY, OTHERS, GroupsUnreadable, Living, label_of, living_in_text, unfit
from suffice.engine.measures.splitting import SPLITS

TYPED = tuple(one for one in BY if SPLITS[one].groups)
"""Groupings whose groups are known beforehand; others come in a file."""


class ByForm(forms.Form):
    """Which grouping to write down."""

    by = forms.ChoiceField(
        label="By",
        choices=[(one, SPLITS[one].title) for one in TYPED],
        error_messages={"required": "Say by what the children are grouped."},
    )


class GroupsForm(forms.Form):
    """The children of each group of one grouping, a year and a source."""

    unit = forms.ChoiceField(
        label="What the source gives",
        choices=(("children", "Numbers of children"), ("per_cent", "Per cent of all children")),
        widget=forms.RadioSelect,
        initial="children",
        error_messages={"required": "Say whether these are numbers of children or per cent."},
    )
    year = forms.IntegerField(
        label="Year that it is of",
        min_value=1991,
        max_value=2100,
        error_messages={"required": "Give the year, as 2021.", "invalid": "Give the year, as 2021."},
    )
    source = forms.CharField(
        label="Where it was published",
        max_length=300,
        help_text="The document and the table or page, so that anybody can find it.",
        error_messages={"required": "Say where it was published: every page will repeat it."},
    )

    def __init__(self, *args: Any, by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by
        groups = [*SPLITS[by].groups, *([OTHERS] if by == "ethnicity" else [])]
        amounts: Mapping[str, forms.Field] = {
            f"group-{one}": forms.FloatField(
                label=label_of(by, one),
                min_value=0,
                required=False,
                help_text="Only where the source does not tell these groups apart." if one == OTHERS else "",
                error_messages={"invalid": "Give a number, or leave it empty."},
            )
            for one in groups
        }
        self.fields = {**amounts, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Hold the groups together."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and (why := unfit(self._groups(typed), {typed["unit"] == "per_cent"})):
            self.add_error(None, why[0].upper() + why[1:])
        return typed

    def _groups(self, typed: Mapping[str, Any]) -> dict[str, float]:
        amounts = {name.removeprefix("group-"): value for name, value in typed.items() if name.startswith("group-")}
        return {group: value for group, value in amounts.items() if value is not None}

    def living(self) -> Living:
        """Return what was typed as `recording.record` wants it."""
        typed = self.cleaned_data
        return Living(self._by, self._groups(typed), typed["unit"] == "per_cent", typed["year"], typed["source"])


class FileForm(forms.Form):
    """A file of children by group."""

    file = forms.FileField(
        label="File of children by group",
        help_text="CSV, by the template: a row a group, with by, group, children, year and source.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty: choose another."},
    )

    def clean_file(self) -> tuple[Living, ...]:
        """Read it; what cannot be read is said where it is."""
        brought: UploadedFile[bytes] = self.cleaned_data["file"]
        if (brought.size or 0) > 1_000_000:
            raise forms.ValidationError("The file is larger than 1 MB, so it cannot be a list of groups.")
        try:
            return living_in_text(brought.read(), name=brought.name or "the file")
        except GroupsUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
