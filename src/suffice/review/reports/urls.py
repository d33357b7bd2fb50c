from __future__ import annotations

from django.urls import path

from suffice.review.reports.views import editions, meetings, plain, questions, sets

app_name = "reports"
urlpatterns = [
    path("reports/", sets.reports, name="reports"),
    path("reports/library/", sets.library_page, name="library"),
    path("reports/add/", sets.add, name="add"),
    path("reports/calendar/", sets.calendar, name="calendar"),
    path("reports/<int:pk>/", sets.report, name="report"),
    path("reports/<int:pk>/change/", sets.change, name="change"),
    path("reports/<int:pk>/retire/", sets.retire, name="retire"),
    path("reports/<int:pk>/make/", editions.make, name="make"),
    path("reports/<int:pk>/sent/", editions.sent_elsewhere, name="sent_elsewhere"),
    path("reports/editions/<int:pk>/", editions.edition, name="edition"),
    path("reports/editions/<int:pk>/progress.json", editions.progress, name="progress"),
    path("reports/editions/<int:pk>/ask/", questions.ask, name="ask"),
    path("reports/questions/<int:pk>/", questions.question, name="question"),
    path("reports/questions/<int:pk>/answer/", questions.answer, name="answer"),
    path("reports/questions/<int:pk>/promise/", questions.promise, name="promise_answer"),
    path("reports/editions/<int:pk>/sign/", editions.sign, name="sign"),
    path("reports/editions/<int:pk>/send/", editions.send, name="send"),
    path("reports/editions/<int:pk>/report.<str:kind>", editions.document, name="document"),
    path("how-we-are-doing/", plain.reports, name="plain"),
    path("how-we-are-doing/<int:pk>/", plain.report, name="plain_report"),
    path("how-we-are-doing/<int:pk>/report.<str:kind>", plain.document, name="plain_document"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/call/", meetings.call, name="call"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/minute/", meetings.minute, name="minute"),
    path("meetings/<int:pk>/promise/", meetings.promise, name="promise"),
    path("meetings/<int:pk>/close/", meetings.close, name="close"),
]
