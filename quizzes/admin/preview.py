"""What a fact would yield, as the preview page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from quizzes.admin.shown import ShownCard, ShownQuestion, show_card, show_content
from quizzes.admin.trying import TryBox, try_box
from quizzes.domain.facts import PointKind
from quizzes.models import Fact
from quizzes.models.base import content_languages, text_of
from quizzes.models.facts import KIND_NAMES
from quizzes.models.items import FORM_NAMES
from quizzes.services.previews import FormPreview, PointPreview, preview_record
from quizzes.services.trying import is_written


@dataclass(frozen=True)
class ShownStatement:
    """The fact's statement in one language, placeholders and all."""

    language: str
    text: str


@dataclass(frozen=True)
class ShownItem:
    """One form of a question: its name, the question in each language, a box to try an answer."""

    form: str
    questions: list[ShownQuestion]
    box: TryBox | None


@dataclass(frozen=True)
class ShownRefusal:
    """A form that was not made, and why."""

    form: str
    reason: str


@dataclass(frozen=True)
class ShownPoint:
    """All that one point yields."""

    name: str
    kind: str
    cards: list[ShownCard]
    card_reason: str
    items: list[ShownItem]
    refusals: list[ShownRefusal]
    is_name: bool


@dataclass(frozen=True)
class ShownFact:
    """The preview of a fact."""

    statements: list[ShownStatement]
    points: list[ShownPoint]


def show_fact(fact: Fact, request: HttpRequest) -> ShownFact:
    """What a kept fact would yield, point by point, with what the request tries as an answer."""
    statement = text_of(fact, "statement")
    return ShownFact(
        [
            ShownStatement(each, statement[each])
            for each in content_languages()
            if each in statement
        ],
        [_point(point, request) for point in preview_record(fact)],
    )


def _point(preview: PointPreview, request: HttpRequest) -> ShownPoint:
    name = preview.point.name
    return ShownPoint(
        name=name,
        kind=str(KIND_NAMES[preview.point.kind]),
        cards=show_card(preview.card) if preview.card else [],
        card_reason=preview.card_reason,
        items=[item for form in preview.forms if (item := _item(form, name, request))],
        refusals=[
            ShownRefusal(_name(form), form.reason) for form in preview.forms if not form.content
        ],
        is_name=preview.point.kind in (PointKind.ENTITY, PointKind.TERM),
    )


def _item(form: FormPreview, point: str, request: HttpRequest) -> ShownItem | None:
    content = form.content
    if content is None:
        return None
    box = try_box(request, content, f"try-{point}") if is_written(content) else None
    return ShownItem(_name(form), show_content(content), box)


def _name(form: FormPreview) -> str:
    return str(FORM_NAMES[form.form])
