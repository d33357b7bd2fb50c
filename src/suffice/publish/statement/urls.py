from __future__ import annotations

from django.urls import path

from suffice.publish.statement.views import statements, wording

app_name = "statement"
urlpatterns = [
    path("statement/", statements.statements_page, name="statements"),
    path("statement/new/", statements.new, name="new"),
    path("statement/words/", wording.write, name="words"),
    path("statement/<int:pk>/", statements.statement, name="statement"),
    path("statement/<int:pk>/progress.json", statements.progress, name="progress"),
    path("statement/<int:pk>/publish/", statements.publish, name="publish"),
    path("statement/<int:pk>/statement.<str:kind>", statements.document, name="document"),
]
