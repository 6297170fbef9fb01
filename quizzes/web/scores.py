"""A learner's scores over time, per article and per topic."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from quizzes.selectors.quizzes import taken_quizzes
from quizzes.selectors.scores import ArticleScores, Score, own_scores
from quizzes.services.attempts import submit_expired
from quizzes.web.languages import content_language
from quizzes.web.users import learner_of


def _series(scores: tuple[Score, ...]) -> list[tuple[str, float]]:
    return [
        (date_format(timezone.localtime(score.submitted_at), "MONTH_DAY_FORMAT"), score.share)
        for score in scores
    ]


def _article(found: ArticleScores) -> dict[str, Any]:
    return {
        "found": found,
        "series": _series(found.scores),
        "attempts": list(reversed(found.scores)),
        "topics": [
            {
                "topic": topic,
                "latest": topic.scores[-1],
                "best": max(score.share for score in topic.scores),
                "shares": [score.share for score in topic.scores],
            }
            for topic in found.topics
        ],
    }


@login_required
@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    learner, language = learner_of(request), content_language(request)
    submit_expired(timezone.now(), learner)
    taken = taken_quizzes(learner, language)
    found = own_scores(learner, language)
    articles = [{**_article(one), "quizzes": taken.get(one.key, [])} for one in found]
    return render(request, "scores/scores.html", {"articles": articles})
