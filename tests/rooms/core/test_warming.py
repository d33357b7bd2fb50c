"""What a worker makes ready before anybody waits."""

from __future__ import annotations

import pytest

from suffice.core.work import warming


def test_one_that_fails_does_not_keep_the_others_cold(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    warmed: list[str] = []

    def broken() -> None:
        raise OSError("no room to write")

    def sound() -> None:
        warmed.append("sound")

    monkeypatch.setattr(warming, "_WARMERS", [])
    warming.warms(broken)
    warming.warms(sound)
    warming.warms(sound)
    warming.warm().join(10)
    assert warmed == ["sound"]
    assert "broken" in caplog.text
