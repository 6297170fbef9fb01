"""Why a point has no question, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from quizzes.domain.facts import FactBase
from quizzes.domain.generation import MADE_ELSEWHERE, forms_for, plan_item
from quizzes.domain.items import Form, Refusal
from quizzes.models import Article, Fact
from quizzes.models.base import PublicationStatus
from quizzes.models.items import FORM_NAMES
from quizzes.selectors.coverage import PointCoverage
from quizzes.selectors.fact_base import load_fact_base
from quizzes.services.explaining import refusal_text


def why_not_asked(article: Article, points: Iterable[PointCoverage]) -> dict[str, list[str]]:
    """The reasons by the key of each of these points that has no published question.

    Each point costs some milliseconds: ask for those of a page, not for all. At most six queries.
    """
    lacking = [point for point in points if not point.questions]
    base = load_fact_base([article.key]) if lacking else None
    return {point.key: _reasons(point, base) for point in lacking if base is not None}


def _reasons(point: PointCoverage, base: FactBase) -> list[str]:
    if point.fact_status != Fact.Status.PUBLISHED:
        return [gettext("The fact is a draft: publish it.")]
    if point.waiting:
        return [_waiting(status, n) for status, n in sorted(point.waiting.items())]
    forms = forms_for(base, point.key)
    found = [_planned(base, point.key, form) for form in forms]
    return [text for text in found if text] or [gettext("No form suits its value.")]


def _waiting(status: str, count: int) -> str:
    if status == PublicationStatus.RETIRED:
        text = ngettext("%(n)d question is retired.", "%(n)d questions are retired.", count)
    else:
        text = ngettext("%(n)d question is a draft.", "%(n)d questions are drafts.", count)
    return text % {"n": count}


def _planned(base: FactBase, key: str, form: Form) -> str:
    """Why there is no question in the form; "" where it stands at another point."""
    planned = plan_item(base, key, form)
    if not isinstance(planned, Refusal):
        reason = gettext("It can be made: generate the article’s questions.")
    elif planned.code == MADE_ELSEWHERE:
        return ""
    else:
        reason = refusal_text(planned)
    return gettext("%(form)s: %(reason)s") % {"form": capfirst(FORM_NAMES[form]), "reason": reason}
