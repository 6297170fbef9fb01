"""A box to try an answer in: what it would count, by which rule, and what was read."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quizzes.domain.items import ItemContent
from quizzes.domain.marking.short_text import MAX_TEXT
from quizzes.domain.responses import MalformedResponseError
from quizzes.services.explaining import accepted_text, answer_problem_text
from quizzes.services.trying import try_content


@dataclass(frozen=True)
class TryBox:
    """The box of one question: what was written in it, and what marking makes of that.

    `name` is that of the field. Nothing was tried where `text` is "". `problem` says why the text
    cannot be read; then there is no score.
    """

    name: str
    text: str = ""
    is_right: bool = False
    score: float = 0.0
    rule: str = ""
    read: str = ""
    problem: str = ""
    most: int = MAX_TEXT


def try_box(request: HttpRequest, content: ItemContent, name: str) -> TryBox:
    """The box, filled with what the address of the page asks to try."""
    text = request.GET.get(name, "").strip()[:MAX_TEXT]
    if not text:
        return TryBox(name)
    try:
        found = try_content(content, text, get_language() or "en")
    except MalformedResponseError as error:
        return TryBox(name, text, problem=answer_problem_text(error))
    is_right = found.score >= 1
    rule = accepted_text(found.rule or "") or (_("as it is written") if is_right else "")
    return TryBox(name, text, is_right, found.score, rule, found.read)
