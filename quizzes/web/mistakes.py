"""The mistakes book: what was missed and why, on the screen, on paper, and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.domain.formats.csv_text import csv_text
from quizzes.domain.mistakes import DAYS_TO_LEAVE
from quizzes.selectors.answer_words import given_words, right_words
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.mistake_entries import MistakeEntry, mistake_entries
from quizzes.selectors.mistakes import mistakes, to_practise
from quizzes.web.keys import key_in
from quizzes.web.languages import content_language
from quizzes.web.users import learner_of

PAGE = 50
"""Entries on a page."""

PLACES = ("beside", "end", "none")
"""Where the answers stand: below each question, in a part of their own, nowhere."""


@dataclass(frozen=True)
class Line:
    """An entry with its number on the page, and the answers in words.

    They are in the language of the question, or of the pages where `in_page_language`.
    """

    number: int
    entry: MistakeEntry
    given: str
    right: str
    in_page_language: bool


@never_cache
@login_required
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    learner, now = learner_of(request), timezone.now()
    article = key_in(request.GET, "article")
    place = request.GET.get("answers", "")
    found = mistakes(learner, now, article)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    entries = mistake_entries(learner, list(page.object_list), content_language(request))
    context = {
        "lines": [_line(number, e) for number, e in enumerate(entries, page.start_index())],
        "page": page,
        "total": len(found),
        "due": len(to_practise(found)),
        "article": article or "",
        "days": DAYS_TO_LEAVE,
        "answers": place if place in PLACES else PLACES[0],
        "places": _places(),
        "has_open": bool(facts_being_asked(learner)),
    }
    return render(request, "mistakes/book.html", context)


def _places() -> list[tuple[str, str]]:
    return [("beside", _("with each")), ("end", _("at the end")), ("none", _("not shown"))]


def _line(number: int, entry: MistakeEntry) -> Line:
    return Line(
        number=number,
        entry=entry,
        given=_joined(given_words(entry.reviewed), entry.reviewed.question.language),
        right=_joined(right_words(entry.reviewed), entry.reviewed.question.language),
        in_page_language=entry.reviewed.truth is not None,
    )


def _joined(texts: tuple[str, ...], language: str) -> str:
    return ("；" if language.startswith("zh") else "; ").join(texts)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole book as a table."""
    learner = learner_of(request)
    found = mistakes(learner, timezone.now(), key_in(request.GET, "article"))
    entries = mistake_entries(learner, found, content_language(request))
    heading = [
        *(_("Article"), _("Topic"), _("Question"), _("Your answer"), _("Right answer")),
        *(_("Why"), _("Passage"), _("Times missed"), _("Last missed"), _("Right on days since")),
    ]
    text = csv_text(heading, (list(_cells(_line(0, entry))) for entry in entries))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mistakes.csv"'
    return response


def _cells(line: Line) -> Iterator[str]:
    entry, reviewed = line.entry, line.entry.reviewed
    yield from (entry.title.text, entry.topic_name.text, reviewed.question.stem)
    given = _("right at a later try") if reviewed.is_right else line.given
    yield from (given, line.right, reviewed.explanation or reviewed.reason)
    yield str(reviewed.passage.number if reviewed.passage else "")
    yield str(entry.mistake.standing.missed)
    yield date_format(timezone.localtime(entry.mistake.missed.at), "Y-m-d")
    yield str(entry.mistake.standing.right_days)
