"""The day's cards for a device that may lose its connection, and what it did meanwhile."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from quizzes.domain.memory.settings import Rating
from quizzes.domain.text import is_storable
from quizzes.selectors.card_sides import WrittenCard
from quizzes.selectors.corrected import CorrectionNote, correction_notes
from quizzes.selectors.study import CardView, due_cards
from quizzes.services.device_reviews import receive_reviews
from quizzes.services.study import ReviewInput
from quizzes.templatetags.ui import bcp47
from quizzes.web.languages import content_language
from quizzes.web.ratings import ratings_of
from quizzes.web.users import learner_of

MOST_CARDS = 200
MOST_REVIEWS = 500
LONGEST_KEY = 130  # characters: of a fact and the name of its point

REASONS = {
    "unknown_point": lambda: _("This card is no longer among your cards."),
    "review_id_taken": lambda: _("It was sent before for another card or by another learner."),
    "unreadable": lambda: _("It cannot be read."),
}


@never_cache
@gzip_page  # many pieces that are much alike; the token among them is masked each time
@require_safe
def cards(request: HttpRequest) -> JsonResponse:
    """The learner's queue of today as pieces of HTML, and the token to send reviews with."""
    if not request.user.is_authenticated:
        return _refusal("signed_out", 401)
    return JsonResponse(_to_keep(request))


@never_cache
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Take `{"learner", "reviews"}`: each review once by its id; say of each what became of it."""
    if not request.user.is_authenticated:
        return _refusal("signed_out", 401)
    learner = learner_of(request)
    sent = _object(request.body)
    if sent is None or len(sent["reviews"]) > MOST_REVIEWS:
        return _refusal("unreadable", 400)
    if sent.get("learner") != learner.pk:  # nobody's reviews are taken as another's
        return _refusal("another_learner", 409)
    read = [(entry, _review(entry)) for entry in sent["reviews"]]
    received = receive_reviews(learner, [each for _entry, each in read if each], timezone.now())
    codes = {str(key): code for key, code in received.refused.items()}
    codes |= {_id(entry): "unreadable" for entry, each in read if each is None}
    body = {
        "stored": [str(each) for each in received.stored],
        "refused": [{"id": key, "reason": REASONS[code]()} for key, code in codes.items()],
    }
    return JsonResponse(body | _to_keep(request))


def _refusal(code: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code}, status=status)


def _to_keep(request: HttpRequest) -> dict[str, Any]:
    learner, language = learner_of(request), content_language(request)
    views, counts = due_cards(learner, timezone.now(), language, limit=MOST_CARDS)
    notes = correction_notes(learner, [view.point for view in views], language)
    return {
        "learner": learner.pk,
        "token": get_token(request),
        "reviewed_today": counts.reviewed_today,
        "cards": [_kept(request, view, notes.get(view.point)) for view in views],
    }


def _kept(request: HttpRequest, card: CardView, note: CorrectionNote | None) -> dict[str, Any]:
    context = {"card": card, "correction": note, "ratings": ratings_of(card, learner_of(request))}
    return {
        "point": card.point,
        "title": card.front.text,
        "front": render_to_string("study/card_front.html", context, request),
        "back": render_to_string("study/card_back.html", context, request),
        "ratings": render_to_string("study/ratings.html", context, request),
        "typed": card.written and _typed(card.written),
    }


def _typed(written: WrittenCard) -> dict[str, Any]:
    """How an answer is typed on the device, and by which writings it is told to be right there."""
    return {
        "language": bcp47(written.stem.language),
        "is_number": written.is_number,
        "writings": written.writings,
    }


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):  # or nested too deeply
        return None
    is_whole = isinstance(sent, dict) and isinstance(sent.get("reviews"), list)
    return sent if is_whole else None


def _id(entry: object) -> str:
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


def _review(entry: Any) -> ReviewInput | None:
    try:
        point, at = str(entry["point"]), _moment(entry["reviewed_at"])
        review = ReviewInput(UUID(entry["id"]), point, Rating(entry["rating"]), at)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return review if len(point) <= LONGEST_KEY and is_storable(point) else None


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None or moment.tzinfo is None:
        raise ValueError(text)
    return moment
