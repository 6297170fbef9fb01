"""What learners see of their own memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes.domain.progress.mastery import Mastery
from quizzes.models import Article
from quizzes.permissions import visible_articles
from quizzes.selectors.mastery import mastery_map
from quizzes.selectors.progress import Progress, TopicStability, progress
from quizzes.services.attempts import submit_expired
from quizzes.web.languages import content_language
from quizzes.web.progress_charts import (
    LEVELS,
    MARKS,
    ORDER,
    SIZES,
    bar_chart,
    parts,
    place_of_days,
    range_of,
    retention_chart,
    squares,
)
from quizzes.web.users import learner_of


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Cards to come, retention, study days, stability and articles."""
    learner, now = learner_of(request), timezone.now()
    submit_expired(now, learner)
    found = progress(learner, now, content_language(request))
    return render(request, "progress/overview.html", _context(found))


@login_required
@require_safe
def article(request: HttpRequest, key: str) -> HttpResponse:
    """The mastery map of an article."""
    learner, now = learner_of(request), timezone.now()
    found = get_object_or_404(visible_articles(learner, Article.objects.all()), key=key)
    submit_expired(now, learner)
    shown = mastery_map(learner, found, now, content_language(request))
    context = {
        "map": shown,
        "legend": legend_of(shown.counts),
        "parts": parts(shown.counts),
        "total": sum(shown.counts.values()),
        "words": {each: word_of(each) for each in Mastery},
    }
    return render(request, "progress/article.html", context)


def _context(found: Progress) -> dict[str, Any]:
    latest = found.retention[-1]
    studied = [day for day in reversed(found.study_days) if day.count]
    return {
        "found": found,
        "forecast": bar_chart(found.forecast.days),
        "latest": latest,
        "retention": retention_chart(found.retention),
        "squares": squares(found.study_days),
        "sizes": list(zip(("0", *map(str, LEVELS)), SIZES, strict=True)),
        "studied": studied,
        "days_studied": len(studied),
        "answers": sum(day.count for day in studied),
        "stability": _by_article(found.topics),
        "marks": [(days, place_of_days(days)) for days in MARKS],
        "articles": [
            {"article": each, "parts": parts(each.counts), "legend": legend_of(each.counts)}
            for each in found.articles
        ],
    }


def _by_article(topics: Sequence[TopicStability]) -> list[dict[str, Any]]:
    """Topics under the title of their article, each with its range."""
    groups: dict[str, dict[str, Any]] = {}
    for topic in topics:
        group = groups.setdefault(topic.article, {"title": topic.title, "topics": []})
        days = round(topic.stability.median)
        row = {"topic": topic, "range": range_of(topic.stability), "days": days}
        group["topics"].append(row)
    return list(groups.values())


def legend_of(counts: Mapping[Mastery, int]) -> list[dict[str, Any]]:
    return [
        {"mastery": each.value, "word": word_of(each), "count": counts[each]}
        for each in ORDER
        if each is not Mastery.KEPT_BACK or counts[each]
    ]


def word_of(mastery: Mastery) -> str:
    """How a learner stands with a point, as they read it."""
    return {
        Mastery.NEW: _("Still new"),
        Mastery.LEARNING: _("Being learnt"),
        Mastery.KNOWN: _("Known"),
        Mastery.SLIPPING: _("Slipping"),
        Mastery.KEPT_BACK: _("Waits for an open quiz"),
    }[mastery]
