"""What is asked of the rows of a template beside what each cell holds; one that fails is set aside with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from suffice.engine.returns.sheets import Row, Sheet
from suffice.engine.returns.templates.layouts import Template, measure_called, scales
from suffice.engine.words import prose

WORDS = "words"


def ask(sheet: Sheet, template: Template, *, today: date) -> None:
    """Set aside, and remark upon, the rows of `sheet` that cannot stand.

    Args:
        sheet: as read by the layout of the template.
        template: which.
        today: nothing has happened after it.
    """
    day = "month" if template is Template.FIGURES else "date"
    for row in sheet.rows:
        if row[day] > today:
            wrong = f"{prose(row[day])} is after today, {prose(today)}: correct it"
            sheet.set_aside("date-in-the-future", row.line, day, row[day].isoformat(), wrong)
        elif template in _ROWS:
            _ROWS[template](sheet, row)
    _keep_one(sheet, template)
    if template is Template.AUDIT:
        _look_over_audits(sheet)
    if template is Template.SURVEY:
        _look_over_questions(sheet)


def _answer(sheet: Sheet, row: Row) -> None:
    answer, scale = row["answer"], scales().get(row["scale"] or WORDS)
    if answer is None and row["words"] is None:
        wrong = "there is neither an answer nor words: fill one in, or remove the row"
        sheet.set_aside("nothing-answered", row.line, "answer", None, wrong)
    elif answer is not None and scale is not None and scale.spelt(answer) is None:
        wrong = (
            f"it is no answer of the scale {row['scale']}: write one of {', '.join((*scale.answers, *scale.neither))}"
        )
        sheet.set_aside("answer-not-on-the-scale", row.line, "answer", answer, wrong)
    elif row["asked"] is not None and (row["count"] or 0) > row["asked"]:
        wrong = (
            f"{row['count']:,} gave the answer, more than the {row['asked']:,} who were asked: correct one of the two"
        )
        sheet.set_aside("more-answers-than-asked", row.line, "count", str(row["count"]), wrong)


def _figure(sheet: Sheet, row: Row) -> None:
    found = measure_called(row["measure"])
    number, above, below = row["number"], row["numerator"], row["denominator"]
    share = above is not None and below is not None
    if share == (number is not None) or (above is None) != (below is None):
        wrong = "give either a number, or both a numerator and a denominator"
        sheet.set_aside("figure-incomplete", row.line, "number", None, wrong)
    elif share and not 0 < below >= above:
        wrong = f"{above:,} out of {below:,} is no share of a whole: correct the numerator or the denominator"
        sheet.set_aside("more-than-all", row.line, "numerator", str(above), wrong)
    elif found is not None and found.percent != share:
        asked = "a numerator and a denominator" if found.percent else "a number"
        sheet.set_aside(
            "figure-of-another-kind",
            row.line,
            "measure",
            row["measure"],
            f"{found.title} is given as {asked}: write it so",
        )
    elif found is None:
        told = f"{row['measure']!r} is not one of the measures known, so it is kept as one of the council's own"
        sheet.remark("measure-not-known", row.line, "measure", row["measure"], told)


_ROWS: Mapping[Template, Callable[[Sheet, Row], None]] = {
    Template.SURVEY: _answer,
    Template.FIGURES: _figure,
}


def _keep_one(sheet: Sheet, template: Template) -> None:
    """Set aside a second judgement of one standard of an audit, and a second figure of one month."""
    if template is Template.SURVEY:  # two people may well say the same
        return
    audit = template is Template.AUDIT
    first: dict[tuple[object, ...], Row] = {}
    for row in sheet.rows:
        key = (row["audit"], row["standard"]) if audit else _of_one_month(row)
        before = first.setdefault(key, row)
        if before is not row:
            what = "judges the same of the same audit" if audit else "gives the same measure for the same month"
            code, column = ("judged-twice", "audit") if audit else ("figure-twice", "measure")
            wrong = f"row {before.line} already {what}: keep the right one"
            sheet.set_aside(code, row.line, column, row[column], wrong)


def _of_one_month(row: Row) -> tuple[object, ...]:
    found = measure_called(row["measure"])
    return (found.code if found else row["measure"].casefold(), row["month"], row["service"], row["team"])


def _look_over_audits(sheet: Sheet) -> None:
    audits: dict[str, list[Row]] = {}
    for row in sheet.rows:
        audits.setdefault(row["audit"], []).append(row)
    for name, rows in audits.items():
        if all(row["standard"] is not None for row in rows):
            told = f"audit {name} judges standards and gives no overall judgement, so it is in no count of outcomes"
            sheet.remark("no-overall-judgement", rows[0].line, "standard", None, told)
        for row in rows[1:]:
            if any(row[field] != rows[0][field] for field in ("date", "exercise", "service")):
                told = f"audit {name} has another date, exercise or service here than row {rows[0].line}, which counts"
                sheet.remark("audit-disagrees", row.line, "audit", name, told)


def _look_over_questions(sheet: Sheet) -> None:
    asked: dict[tuple[object, ...], list[Row]] = {}
    for row in sheet.rows:
        key = tuple(row[name] for name in ("survey", "date", "group", "service", "team", "question"))
        asked.setdefault(key, []).append(row)
    for rows in asked.values():
        number = max((row["asked"] for row in rows if row["asked"] is not None), default=None)
        answered = sum(answers(row) for row in rows)
        if number is not None and answered > number:
            told = f"the answers to {rows[0]['question']!r} are {answered:,} together, more than the {number:,} asked"
            sheet.remark("more-answers-than-asked", rows[0].line, "asked", str(number), told)


def answers(row: Row) -> int:
    """Return how many answers a row of a survey counts for: those that it says, or one."""
    return 1 if row["count"] is None else int(row["count"])
