from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from suffice.analyse.returns.limits import LIMIT_WORDS, MEGABYTE
from suffice.analyse.returns.operations.mapping import Answer
from suffice.analyse.returns.queries.mapping import Question
from suffice.core.pages.file_names import fits_on_a_disk
from suffice.core.pages.words import counted
from suffice.engine.returns.annex_a.mapping import MOST_BYTES
from suffice.engine.returns.sources import WORKBOOKS
from suffice.engine.returns.workbooks import MAX_BYTES, too_large

HALF_WAY = (
    "The files stopped arriving before the end, so nothing was kept and nothing has changed. Bring them again; "
    "if it happens twice, bring fewer at a time."
)
_BOOK = f"A workbook may hold {MAX_BYTES // MEGABYTE} MB."
_LEAVE_OUT = "Take out the sheets that are none of the lists, and pictures, and bring it again."
_REASON = "Give a reason: whoever reads the record later needs it."


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return every file; an empty one is let through, as the reading says what it is."""
        several = data if isinstance(data, list | tuple) else [data]
        files: list[UploadedFile[Any]] = [
            forms.FileField.clean(self, one, initial) for one in several if one is not None
        ]
        if not files:
            raise forms.ValidationError(self.error_messages["required"])
        return files


class BringForm(forms.Form):
    chosen = _FilesField(
        label="Files",
        allow_empty_file=True,
        max_length=255,
        validators=[fits_on_a_disk],
        widget=_ManyFiles(attrs={"multiple": True, "accept": ".csv,.xml,.zip,.txt,.xlsx"}),
        help_text=f"CSV tables, XML files, a workbook, or a zip of them. {LIMIT_WORDS} {_BOOK}",
        error_messages={
            "required": "Choose the files of a return: CSV tables, an XML file, a workbook, or a zip.",
        },
    )
    # The last field of the form: where it is missing, so is the end of what was sent.
    whole = forms.CharField(required=False, widget=forms.HiddenInput, initial="yes")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.data.get("whole") != "yes":
            self.errors.clear()
            raise forms.ValidationError(HALF_WAY)
        for one in cleaned.get("chosen", []):
            if str(one.name).lower().endswith(WORKBOOKS) and one.size > MAX_BYTES:
                self.add_error("chosen", f"{one.name} was not read: {too_large(one.size).reason}. {_LEAVE_OUT}")
        names = Counter(one.name for one in cleaned.get("chosen", []))
        twice = sorted(str(name) for name, count in names.items() if count > 1)
        if twice:
            self.add_error(
                "chosen",
                f"Two files are called {twice[0]}. Put each year's files in a folder of its own, "
                "and bring the folders as one zip.",
            )
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea, error_messages={"required": _REASON})


class DayForm(forms.Form):
    """The day that a workbook tells of, which nothing in it says."""

    as_at = forms.DateField(
        label="The day that it tells of",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        help_text="Leave it empty where the day that was found is right. Such as 31/03/2026.",
        error_messages={"invalid": "Give the day as figures, such as 31/03/2026."},
    )


class ExplainForm(DayForm):
    """What each sheet, heading and value of a workbook means, one choice a question."""

    def __init__(self, data: Any = None, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        for one in questions:
            rows = "" if one.rows is None else f" ({counted(one.rows, 'row')})"
            self.fields[one.key] = forms.ChoiceField(
                label=f"“{one.written}”{rows}", choices=[("", "Not decided yet"), *one.choices], required=False
            )

    def bound_day(self) -> forms.BoundField:
        """Return the field of the day."""
        return self["as_at"]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the questions under what they stand in: a heading and its fields."""
        found: dict[str, list[forms.BoundField]] = {}
        for one in self.questions:
            title = one.where or "Sheets that are none of the lists"
            found.setdefault(title, []).append(self[one.key])
        return list(found.items())

    def answers(self) -> list[Answer]:
        """Return what was chosen; a question that was left alone is not among it."""
        said = [(one, self.cleaned_data.get(one.key, "")) for one in self.questions]
        return [Answer(one.part, one.within, one.written, means) for one, means in said if means]


class MappingFileForm(forms.Form):
    file = forms.FileField(
        label="Mapping file",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text="A file that was downloaded here, or that the command line wrote.",
        error_messages={"required": "Choose the mapping file."},
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"{file.name} is larger than a mapping file can be. Check the file.")
        return file


class FindChildForm(forms.Form):
    reference = forms.CharField(
        label="The child's reference",
        max_length=100,
        help_text="As it stands in the returns: CHILD of the SSDA903, LAchildID of the census.",
        error_messages={"required": "Give the reference, as it stands in the CHILD column of the returns."},
    )
    reason = forms.CharField(
        label="Why you are looking",
        max_length=200,
        help_text="It is kept in the register of looks, with your name.",
        error_messages={"required": "Say why you are looking: it is kept in the register of looks."},
    )


class DifferencesForm(forms.Form):
    """Which differences between returns somebody wants to see, and why."""

    what = forms.ChoiceField(label="What differs", required=False)
    pair = forms.ChoiceField(label="Between which returns", required=False)
    order = forms.ChoiceField(
        label="In order of",
        required=False,
        choices=[("", "The child's reference"), ("what", "What differs"), ("one_return", "The return")],
    )
    reason = forms.CharField(
        label="Why you are looking",
        max_length=200,
        help_text="It is kept in the register of looks, with your name.",
        error_messages={"required": "Say why you are looking: it is kept in the register of looks."},
    )

    def __init__(self, data: Any = None, *, counts: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(data)
        differ = [one for one in counts if one["differ"]]
        whats = sorted({one["what"] for one in differ})
        pairs = sorted({(one["one"], one["other"]) for one in differ})
        self.fields["what"].choices = [("", "Anything"), *((one, one.capitalize()) for one in whats)]  # type: ignore[attr-defined]
        self.fields["pair"].choices = [  # type: ignore[attr-defined]
            ("", "Any two"),
            *((f"{one}|{other}", f"{one[:1].upper()}{one[1:]} and {other}") for one, other in pairs),
        ]


class PopulationFileForm(forms.Form):
    file = forms.FileField(
        label="Mid-year estimates file",
        max_length=255,
        validators=[fits_on_a_disk],
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        help_text="A CSV of the ONS mid-year estimates with children 0 to 17 by local authority.",
        error_messages={"required": "Choose the file of mid-year estimates."},
    )
    whole = forms.CharField(required=False, widget=forms.HiddenInput, initial="yes")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.data.get("whole") != "yes":
            self.errors.clear()
            raise forms.ValidationError(HALF_WAY)
        return cleaned


class PopulationForm(forms.Form):
    mid_year = forms.IntegerField(
        label="Year",
        min_value=1961,
        max_value=2200,
        help_text="The estimate is for 30 June of this year.",
        error_messages={"required": "Give the year of the estimate.", "invalid": "Give the year as four figures."},
    )
    number = forms.IntegerField(
        label="Children aged 0 to 17",
        min_value=1,
        max_value=5_000_000,
        help_text="Living in the area on that day.",
        error_messages={"required": "Give the number of children.", "invalid": "Give a whole number of children."},
    )
    source = forms.CharField(
        label="Where the figure comes from",
        max_length=300,
        help_text="Such as: ONS mid-year population estimates, release of July 2024.",
        error_messages={"required": "Say where the figure comes from: every rate will repeat it."},
    )
