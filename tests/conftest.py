"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("house", deadline=None)  # no test turns on how busy the machine is
hypothesis.settings.load_profile("house")

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The independent sample returns and public statistics beside the checkout; a visible skip without them."""
    folder = Path(os.environ.get("SUFFICE_SAMPLES", _BESIDE))
    if not folder.is_dir():
        pytest.skip(f"the sample data are not at {folder}")
    return folder
