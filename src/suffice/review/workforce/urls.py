from __future__ import annotations

from django.urls import path

from suffice.review.workforce.views import board, workers

app_name = "workforce"
urlpatterns = [
    path("workforce/", board.board, name="board"),
    path("workforce/make/", board.make, name="make"),
    path("workforce/progress.json", board.progress, name="progress"),
    path("workforce/cases/", board.cases, name="cases"),
    path("workforce/posts/", board.posts, name="posts"),
    path("workforce/joiners-and-leavers/", board.movement, name="movement"),
    path("workforce/absence/", board.absence, name="absence"),
    path("workforce/training/", board.training, name="training"),
    path("workforce/workers/", workers.workers, name="workers"),
]
