"""Two windows at the same moment: the second is told what the first has done."""

from __future__ import annotations

from datetime import datetime

import pytest

from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance import operations
from suffice.review.performance.models import Choice, SavedView
from tests.rooms.at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_view_and_a_way_of_counting_are_kept_once(authority: Authority, analyst: Person, now: datetime) -> None:
    one = next(one for one in INDICATORS.values() if one.options)
    option = one.options[0]
    way = next(code for code in option.choices if code != option.default)

    def save() -> object:
        return operations.save_view(authority=authority, name="V", filters={}, shared=False, by=analyst, at=now)

    def choose() -> object:
        return operations.choose(
            authority=authority, code=one.code, option=option, choice=way, reason="x", by=analyst, at=now
        )

    for act, refusal in ((save, "You have a view called V already"), (choose, "It counts so already")):
        refused = [str(each) for each in together(act, act, act) if isinstance(each, NotNow)]
        assert len(refused) == 2
        assert all(refusal in each for each in refused)
    assert SavedView.objects.count() == Choice.objects.count() == 1
