"""What people write beside measures: each write with its event, and each refusal."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from suffice.core import work
from suffice.core.models import Event, Person, Work
from suffice.core.policies import NotForYou, NotNow
from suffice.engine.measures import Polarity
from suffice.review.performance import operations
from suffice.review.performance.aiming import Aim, aim, target_on
from suffice.review.performance.figures import Figure
from suffice.review.performance.models import Commentary, MeasureFigures, MeasuresResult, Rebase, Target
from suffice.review.performance.queries import board, keeping, results


def _target(made: MeasuresResult, by: Person, at: datetime, **changed: object) -> Target:
    given = {"value": 80.0, "first_day": date(2021, 4, 1), "last_day": None, "why": "agreed in March"}
    return operations.set_target(
        authority=made.authority,
        code="mix_foster",
        by=by,
        at=at,
        **{**given, **changed},  # type: ignore[arg-type]
    )


def test_a_target_is_set_with_a_reason_and_that_picture_alone_is_drawn_again(
    made: MeasuresResult, leader: Person, now: datetime
) -> None:
    _target(made, leader, now)
    event = Event.objects.get(kind="performance.target_set")
    title = "Children in care living with or in foster care"
    assert event.words == f"Set the target of “{title}” to 80.0% from 1 April 2021 on: agreed in March"
    drawing = Work.objects.get(kind=results.DRAW, state="queued")
    assert drawing.inputs["codes"] == ["mix_foster"]
    assert [one.state for one in work.run_waiting(results.DRAW)] == ["done"]


def test_of_targets_that_overlap_the_later_one_holds(made: MeasuresResult, leader: Person, now: datetime) -> None:
    _target(made, leader, now)
    later = _target(made, leader, now, value=85.0, first_day=date(2022, 1, 1), last_day=date(2022, 12, 31))
    profile = list(keeping.targets(made.authority, "mix_foster"))
    values = [found and found.value for found in (target_on(profile, on) for on in _DAYS)]
    assert values == [None, 80.0, 85.0, 80.0]
    operations.withdraw_target(target=later, by=leader, at=now)
    assert target_on(keeping.targets(made.authority, "mix_foster"), date(2022, 6, 1)).value == 80.0  # type: ignore[union-attr]
    with pytest.raises(NotNow, match="withdrawn already"):
        operations.withdraw_target(target=later, by=leader, at=now)


_DAYS = (date(2021, 3, 31), date(2021, 4, 1), date(2022, 6, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("value", "told"), [(-1.0, "below nought"), (100.5, "between 0 and 100%"), (1e308, "1e[+]308")]
)
def test_a_target_that_no_figure_could_reach_is_refused(
    made: MeasuresResult, leader: Person, now: datetime, value: float, told: str
) -> None:
    code = "cla_rate" if value > 1_000 else "mix_foster"
    with pytest.raises(NotNow, match=told):
        operations.set_target(
            authority=made.authority,
            code=code,
            value=value,
            first_day=_DAYS[0],
            last_day=None,
            why="x",
            by=leader,
            at=now,
        )
    assert not Target.objects.exists()


def test_a_target_cannot_end_before_it_begins(made: MeasuresResult, leader: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="cannot end on 31 March 2021"):
        _target(made, leader, now, last_day=date(2021, 3, 31))
    assert not Target.objects.exists()


@pytest.mark.parametrize(("value", "says"), [(-1.0, "below nought"), (101.0, "between 0 and 100%, and 101 was given")])
def test_a_target_lies_where_a_figure_can(
    made: MeasuresResult, leader: Person, now: datetime, value: float, says: str
) -> None:
    with pytest.raises(NotNow, match=says):
        _target(made, leader, now, value=value)
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("value", "low", "high", "polarity", "told"),
    [
        (82, 81, 90, Polarity.HIGH, Aim.MET),
        (82, 75, 90, Polarity.HIGH, Aim.MET_BY_CHANCE),
        (78, 70, 85, Polarity.HIGH, Aim.MISSED_BY_CHANCE),
        (70, 65, 75, Polarity.HIGH, Aim.MISSED),
        (70, 65, 75, Polarity.LOW, Aim.MET),
        (80, 75, 85, Polarity.HIGH, Aim.MET),
        (90, None, None, Polarity.LOW, Aim.MISSED),
        (90, 85, 95, Polarity.CONTEXT, Aim.ABOVE),
        (82, 75, 85, Polarity.CONTEXT, Aim.NEAR),
        (70, None, None, Polarity.CONTEXT, Aim.BELOW),
    ],
)
def test_a_target_of_80_is_met_or_missed_within_what_chance_could_do(
    value: float, low: float | None, high: float | None, polarity: Polarity, told: Aim
) -> None:
    assert aim(Figure(value, None, None, low, high), 80.0, polarity) is told


def test_a_missed_target_asks_for_attention_on_the_board(made: MeasuresResult, leader: Person, now: datetime) -> None:
    operations.set_target(
        authority=made.authority,
        code="placements_3plus",
        value=0.0,
        first_day=date(2021, 4, 1),
        last_day=None,
        why="none",
        by=leader,
        at=now,
    )
    row = next(one for one in board.rows(made) if one.indicator.code == "placements_3plus")
    assert row.aim is Aim.MET  # no child has had three, and fewer are better
    assert row.attention is board.Attention.QUIET
    words = "4 of 6 measures have a figure. 0 of the 1 measure with a target miss it by more than chance."
    assert (board.told(board.rows(made)), board.brief(made)) == (words, words)


def test_a_run_chart_begins_anew_with_a_reason(
    made: MeasuresResult, a_long_run: MeasureFigures, analyst: Person, now: datetime
) -> None:
    begun = operations.rebase(
        authority=made.authority, code="cla_start_rate", on=date(2021, 1, 1), reason="a new team", by=analyst, at=now
    )
    assert Event.objects.get(kind="performance.rebased").words.endswith("anew in January 2021: a new team")
    work.run_waiting(results.DRAW)
    a_long_run.refresh_from_db()
    assert "Mean and limits begin anew in January 2021: a new team" in a_long_run.run["notes"]
    with pytest.raises(NotNow, match="already"):
        operations.rebase(
            authority=made.authority, code="cla_start_rate", on=date(2021, 1, 1), reason="again", by=analyst, at=now
        )
    operations.withdraw_rebase(rebase=begun, by=analyst, at=now)
    assert not keeping.rebases(made.authority, "cla_start_rate").exists()
    with pytest.raises(NotNow, match="withdrawn already"):
        operations.withdraw_rebase(rebase=begun, by=analyst, at=now)


@pytest.mark.parametrize(
    "case",
    [
        ("cla_rate", date(2021, 1, 1), "no run chart to begin anew. This is a stock"),
        ("cla_start_rate", date(2022, 3, 20), "needs two points"),
        ("cla_start_rate", date(2030, 1, 1), "cannot begin anew after that day"),
    ],
    ids=["a stock", "too late", "after the end"],
)
def test_a_run_chart_does_not_begin_anew_where_it_cannot(
    a_long_run: MeasureFigures, analyst: Person, now: datetime, case: tuple[str, date, str]
) -> None:
    code, on, words = case
    with pytest.raises(NotNow, match=words):
        operations.rebase(
            authority=a_long_run.result.authority, code=code, on=on, reason="a reason", by=analyst, at=now
        )
    assert not Rebase.objects.exists()


def _commentary(made: MeasuresResult, by: Person, at: datetime) -> Commentary:
    return operations.comment(
        authority=made.authority,
        code="mix_foster",
        on=date(2022, 3, 31),
        value=75.0,
        words="Two new carers.",
        by=by,
        at=at,
    )


def test_a_commentary_is_changed_by_its_writer_until_a_leader_signs(
    made: MeasuresResult, analyst: Person, practice_lead: Person, leader: Person, now: datetime
) -> None:
    written = _commentary(made, practice_lead, now)
    with pytest.raises(NotForYou, match="alone can change it"):
        operations.revise(commentary=written, words="Three.", by=analyst, at=now)
    operations.revise(commentary=written, words="Three new carers.", by=practice_lead, at=now)
    operations.sign(commentary=written, by=leader, at=now)
    written.refresh_from_db()
    assert (written.words, written.signed_by) == ("Three new carers.", leader)
    with pytest.raises(NotNow, match="Write another commentary to follow it"):
        operations.revise(commentary=written, words="Four.", by=practice_lead, at=now)
    with pytest.raises(NotNow, match="signed this"):
        operations.sign(commentary=written, by=leader, at=now)
    kinds = ["performance.commented", "performance.revised", "performance.signed"]
    assert [Event.objects.filter(kind=one).count() for one in kinds] == [1, 1, 1]
    assert not keeping.unsigned(made.authority).exists()


def test_nobody_signs_what_they_wrote(made: MeasuresResult, leader: Person, now: datetime) -> None:
    written = _commentary(made, leader, now)
    with pytest.raises(NotForYou, match="You wrote this yourself"):
        operations.sign(commentary=written, by=leader, at=now)


def test_a_view_is_saved_shared_and_deleted_by_its_owner(
    made: MeasuresResult, analyst: Person, leader: Person, now: datetime
) -> None:
    mine = operations.save_view(
        authority=made.authority, name="Adoption", filters={"area": "Adoption"}, shared=False, by=analyst, at=now
    )
    shared = operations.save_view(
        authority=made.authority, name="Missed", filters={"attention": "missed"}, shared=True, by=analyst, at=now
    )
    assert list(keeping.views(made.authority, leader)) == [shared]
    assert set(keeping.views(made.authority, analyst)) == {mine, shared}
    with pytest.raises(NotNow, match="already"):
        operations.save_view(authority=made.authority, name="Missed", filters={}, shared=False, by=analyst, at=now)
    with pytest.raises(NotForYou, match="alone can delete it"):
        operations.delete_view(view=shared, by=leader, at=now)
    operations.delete_view(view=shared, by=analyst, at=now)
    assert not keeping.views(made.authority, leader).exists()
    assert Event.objects.filter(kind="performance.view_deleted").count() == 1
