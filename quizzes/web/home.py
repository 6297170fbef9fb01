"""The first page: what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.permissions import Anyone
from quizzes.selectors.articles import list_articles
from quizzes.selectors.exams import upcoming_exams
from quizzes.selectors.home import Suggestion, suggested_quiz, waiting_quizzes
from quizzes.selectors.mistakes import mistakes, to_practise
from quizzes.selectors.study import StudyCounts, study_queue
from quizzes.web.languages import content_language
from quizzes.web.users import learner_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Exactly one thing is offered first: a quiz to continue, else cards, else a new quiz."""
    language = content_language(request)
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html", _welcome(request.user, language))
    waiting = waiting_quizzes(request.user, language)
    learner, now = learner_of(request), timezone.now()
    counts = study_queue(learner, now).counts
    suggestion = suggested_quiz(request.user, language)
    context = {
        "next": next_thing(bool(waiting), counts, suggestion),
        "waiting": waiting,
        "counts": counts,
        "cards": counts.due + counts.new,
        "suggestion": suggestion,
        "exams": upcoming_exams(learner, now, language),
        "mistakes": len(to_practise(mistakes(learner, now))),
    }
    return render(request, "home/home.html", context)


def _welcome(visitor: Anyone, language: str) -> dict[str, object]:
    """A quiz that a visitor can try at once, where one is open, and what there is to read."""
    return {
        "suggestion": suggested_quiz(visitor, language),
        "articles": list_articles(visitor, language)[:3],
    }


def next_thing(is_waiting: bool, counts: StudyCounts, suggestion: Suggestion | None) -> str:
    """What is offered first. New cards come after a quiz that was never taken: a quiz is the way
    to meet an article, and brings its cards with it."""
    if is_waiting:
        return "continue"
    if counts.due:
        return "cards"
    if suggestion and not suggestion.quiz.taken:
        return "quiz"
    if counts.new:
        return "cards"
    return "quiz" if suggestion else "nothing"
