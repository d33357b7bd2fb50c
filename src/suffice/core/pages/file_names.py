"""The names of files that people bring, under which a copy is read: a disk measures them in bytes, not in letters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

LONGEST = 255


def fits_on_a_disk(file: File[Any]) -> None:
    """Refuse a file whose name no disk could keep; a letter may take several bytes."""
    name = str(file.name)
    if len(name.encode()) > LONGEST:
        raise ValidationError(
            f"The name of a file is too long to be kept. It begins “{name[:30]}”. Give the file a shorter one."
        )
