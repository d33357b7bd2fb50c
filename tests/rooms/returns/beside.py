"""Small files of every kind beside the SSDA903, right in every word."""

from __future__ import annotations

from tests.engine.returns.annex_a.building import book
from tests.engine.returns.cin import building as cin
from tests.engine.returns.published.test_reading import IN_CARE, ON_31_MARCH, WOLVERHAMPTON
from tests.engine.returns.workforce import building as workforce

CENSUS = {"census.xml": cin.census(cin.ANN, cin.BEN)}
WORKBOOK = {"annex.xlsx": book()}
WORKERS = {
    "workforce.xml": workforce.census(
        workforce.worker(1), workforce.worker(2), header={**workforce.HEADER, "LEA": "336"}
    )
}
AUDITS = {
    "audits.csv": "audit,date,exercise,service,team,tool,standard,grade,themes,auditor,child\n"
    "A-1,2025-04-14,case_audit,Children in care,Team 1,Case file audit,,good,,Team manager,\n"
    "A-2,2025-05-06,case_audit,Children in care,Team 1,Case file audit,,outstanding,,Team manager,\n"
}
SURVEY = {
    "survey.csv": "survey,date,group,service,team,question,scale,answer,count,words,asked\n"
    "Your voice 2025,2025-03-31,children_in_care,,,I feel safe where I live,agreement,Agree,63,,160\n"
}
FIGURES = {
    "figures.csv": "measure,month,number,numerator,denominator,service,team,source\n"
    "early_help_assessments,2025-04,64,,,Early help,Hub 3,Early help module\n"
}
TABLE = {"in_care.csv": f"{IN_CARE}\n2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77\n"}
NEIGHBOURS = {
    "neighbours.csv": "old_la_code,la_name,rank,neighbour_old_la_code,closeness\n"
    "336,Wolverhampton,1,333,Close\n336,Wolverhampton,2,335,Very close\n"
}
POSTCODES = {
    "postcodes.csv": "pcds,laua,oseast1m,osnrth1m,lsoa21\nWV1 1AA,E08000031,391500,298500,E01010521\n"
    "WV2 2BB,E08000031,392500,297500,E01010522\n"
}
