"""Audits and monthly figures that a council brings by template are measured, and said to be missing where they are."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Measure, measure, scene_of
from suffice.engine.returns.model import Return
from suffice.engine.returns.templates.layouts import Template, known_measures
from suffice.engine.returns.templates.reading import TemplateReturn

ON = date(2026, 6, 30)
AUDITS = """audit,date,exercise,service,team,standard,grade
A1,2026-04-01,,Care,T1,,Good
A1,2026-04-01,,Care,T1,Plans,Inadequate
A2,2026-05-01,case audit,Care,T2,,Inadequate
A3,2025-07-01,case audit,Care,T2,,Outstanding
A4,2025-06-30,case audit,Care,T2,,Outstanding
A5,2026-05-02,case audit,Care,T2,Plans,Good
D1,2026-05-02,dip sample,Care,T1,,Requires improvement
"""
FIGURES = """measure,month,number,numerator,denominator,service,team
early_help_assessments,2026-04,60,,,,
early_help_assessments,2026-05,64,,,,
early_help_assessments,2026-05,40,,,,Hub 1
trained_restorative,2026-03,,30,40,,Hub 1
trained_restorative,2026-03,,10,40,,Hub 2
short_breaks,2025-05,12,,,,
supervision_in_time,2026-07,,1,1,,
"""


def filled(template: Template, text: str, name: str = "file.csv") -> Return:
    opened = TemplateReturn(template).read(text.encode(), name=name, folder="", sha256="", today=date(2026, 8, 1))
    return opened.returns[0]


def told(code: str, *returns: Return) -> Measure:
    return measure(INDICATORS[code], scene_of(assemble([]), ON, returns=returns))


@pytest.mark.parametrize(
    ("code", "above", "below", "value"),
    [
        # A4 was finished a day before the year; A5 has no overall judgement
        ("audits_number", 4, None, 4),
        ("audits_good", 2, 3, 200 / 3),
        ("audits_inadequate", 1, 3, 100 / 3),
        ("dip_samples_number", 1, None, 1),
        ("dip_samples_good", 0, 1, 0),
        ("evaluations_number", 0, None, 0),
    ],
)
def test_audits_of_the_year_are_counted_once_each(code: str, above: int, below: int | None, value: float) -> None:
    found = told(code, filled(Template.AUDIT, AUDITS))
    assert (found.counted.above, found.counted.below) == (above, below)
    assert found.value == pytest.approx(value)


def test_audits_can_be_split_by_team() -> None:
    found = told("audits_good", filled(Template.AUDIT, AUDITS))
    assert [(part.key, part.counted.numerator, part.counted.denominator) for part in found.by("team")] == [
        ("T1", 1, 1),
        ("T2", 1, 2),
    ]


@pytest.mark.parametrize(
    ("code", "above", "below", "value"),
    [
        ("brought_early_help_assessments", 64, None, 64),
        ("brought_trained_restorative", 40, 80, 50),
        ("brought_short_breaks", None, None, None),
        ("brought_supervision_in_time", None, None, None),
        ("brought_unallocated", None, None, None),
    ],
)
def test_the_latest_month_by_the_day_is_told_the_whole_before_its_parts(
    code: str, above: float | None, below: float | None, value: float | None
) -> None:
    found = told(code, filled(Template.FIGURES, FIGURES))
    assert (found.counted.above, found.counted.below, found.value) == (above, below, value)


def test_a_file_brought_later_tells_a_figure_again() -> None:
    again = "measure,month,number\nearly_help_assessments,May 2026,65\n"
    both = [filled(Template.FIGURES, text, name) for text, name in ((FIGURES, "a.csv"), (again, "b.csv"))]
    assert told("brought_early_help_assessments", *both).value == 65


SURVEY = """survey,date,group,question,scale,answer,count,words
S,2026-04-01,children in care,Safe?,agreement,Strongly agree,10,
S,2026-04-01,children in care,Safe?,agreement,Agree,5,
S,2026-04-01,children in care,Safe?,agreement,Disagree,4,
S,2026-04-01,children in care,Safe?,agreement,Don't know,3,
S,2026-04-01,children in care,Happy?,yes_no,no,,
S,2026-04-01,children in care,What else?,words,,,More outings
S,2025-04-01,children in care,Safe?,agreement,Agree,99,
"""


def test_answers_weigh_as_many_as_gave_them_and_those_on_no_side_are_in_no_share() -> None:
    filled_in = filled(Template.SURVEY, SURVEY)
    good = told("survey_good", filled_in)
    assert (good.counted.above, good.counted.below, good.value) == (15, 20, 75)
    by_question = {part.key: part.value for part in good.by("question")}
    assert by_question == {"Happy?": 0.0, "Safe?": pytest.approx(1500 / 19), "What else?": None}
    assert told("survey_answers", filled_in).value == 24


STAFF = """survey,date,group,question,scale,answer,count
W,2026-04-01,staff,I have supervision that helps me think,agreement,Agree,30
W,2026-04-01,staff,I have supervision that helps me think,agreement,Disagree,10
W,2026-04-01,staff,I have supervision that helps me think,agreement,Don't know,7
W,2026-04-01,staff,I am supervised when it is due,frequency,Often,18
W,2026-04-01,staff,I am supervised when it is due,frequency,Rarely,6
W,2026-04-01,staff,My caseload lets me do good work,agreement,Agree,50
W,2026-04-01,parents,Supervision of contact was kind,agreement,Agree,90
W,2025-03-01,staff,I have supervision that helps me think,agreement,Agree,99
"""


def test_what_staff_say_of_supervision_is_read_from_their_answers() -> None:
    filled_in = filled(Template.SURVEY, STAFF)
    helps = told("survey_supervision_helps", filled_in)
    assert (helps.counted.above, helps.counted.below, helps.value) == (30, 40, 75)
    held = told("survey_supervision_held", filled_in)
    assert (held.counted.above, held.counted.below, held.value) == (18, 24, 75)


def test_a_survey_that_asks_nobody_about_supervision_tells_no_share_of_it() -> None:
    assert told("survey_supervision_helps", filled(Template.SURVEY, SURVEY)).value is None


def test_what_is_missing_is_said() -> None:
    assert "No file of audits was brought" in told("audits_number").source
    assert "No monthly figure of this was brought" in told("brought_unallocated").source


def test_every_known_measure_is_an_indicator_of_its_area() -> None:
    brought = {code: one for code, one in INDICATORS.items() if code.startswith("brought_")}
    assert brought.keys() == {f"brought_{code}" for code in known_measures()}
    assert {str(one.area) for one in brought.values()} == {one.area for one in known_measures().values()}
