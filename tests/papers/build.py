"""A paper with one of everything, and with words that a careless writer would run as markup."""

from __future__ import annotations

from datetime import date

from suffice.core.papers.model import (
    Bullets,
    Contents,
    Heading,
    PageBreak,
    Paper,
    Picture,
    Reference,
    References,
    Sentence,
    Table,
    Text,
    Tone,
    say,
)

WICKED = '#read("/etc/passwd") $x^2$ @nobody \\ *loud* _soft_ `code` [box] <label> https://example.org // note'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="80" viewBox="0 0 700 80">'
    '<rect width="400" height="60" fill="#1f4b4a"/></svg>'
)
ALTERNATIVE = "Chart. In-house foster care is the longest bar."


def paper(*, council: str = "Elmshire", rows: int = 40) -> Paper:
    """Return a paper of every kind of block."""
    return Paper(
        title="Sufficiency statement",
        subtitle="Homes for children in care",
        council=council,
        on=date(2026, 1, 15),
        blocks=(
            Contents(),
            PageBreak(),
            Heading("Who the children are"),
            say("On 31 March 2022 there were 585 children in care.", 1, 2, tone=Tone.LEAD),
            Text((Sentence("That is 26 fewer.", (1,)), Sentence("It was more before."))),
            Heading("By age", 2),
            Bullets((say("aged under 1: 20", 2), say("aged 1 to 4: 85"))),
            say("Bring the census.", tone=Tone.MISSING),
            say("Who leads each action.", tone=Tone.TO_WRITE),
            say("A rounded number may not add up.", tone=Tone.NOTE),
            Heading("In years", 3),
            Table(
                "Children by year",
                ("Year", "Children", "What was said"),
                tuple((str(1980 + at), f"{at:,}", "as before") for at in range(rows)),
                words=(2,),
                note="Every number is imaginary.",
                refs=(1,),
            ),
            Picture(SVG, ALTERNATIVE, "Most live with foster carers", refs=(2,)),
            Heading("Where each figure comes from"),
            References((Reference(1, "The returns."), Reference(2, "The definition."))),
        ),
    )
