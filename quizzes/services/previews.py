"""What a fact would yield, before anybody publishes it: made as for the bank, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.domain import facts as domain
from quizzes.domain.facts import FactBase
from quizzes.domain.generation import forms_for, make_card, plan_item
from quizzes.domain.items import Card, Form, ItemContent, Refusal
from quizzes.models import Fact
from quizzes.selectors.fact_base import fact_of, load_fact_base, with_fact, with_points
from quizzes.services.explaining import refusal_text


@dataclass(frozen=True)
class FormPreview:
    """One form of a point: the item, or why there is none (`reason`, in the active language)."""

    form: Form
    content: ItemContent | None = None
    refusal: Refusal | None = None
    reason: str = ""


@dataclass(frozen=True)
class PointPreview:
    """Everything that one point yields. `card` is None where `card_reason` says why."""

    point: domain.Point
    forms: tuple[FormPreview, ...]
    card: Card | None = None
    card_reason: str = ""

    @property
    def items(self) -> tuple[ItemContent, ...]:
        """The items that would be made."""
        return tuple(each.content for each in self.forms if each.content is not None)


def preview_fact(base: FactBase, fact: domain.Fact, seed: int = 0) -> tuple[PointPreview, ...]:
    """What each point of a fact would yield beside the other facts of the base.

    The fact need not be in the base; one of the same key is replaced.
    """
    beside = with_fact(base, fact)
    return tuple(_preview_point(beside, point, seed) for point in fact.points)


def preview_record(fact: Fact, seed: int = 0) -> tuple[PointPreview, ...]:
    """What a kept fact would yield, drafts of its article counted in. Ten queries."""
    base = load_fact_base([fact.article.key], include_drafts=True)
    record = with_points(Fact.objects.filter(pk=fact.pk)).get()
    return preview_fact(base, fact_of(record, record.points.all()), seed)


def _preview_point(base: FactBase, point: domain.Point, seed: int) -> PointPreview:
    card = make_card(base, point.key)
    forms = tuple(
        _preview_form(plan_item(base, point.key, form, seed), form)
        for form in forms_for(base, point.key)
    )
    if isinstance(card, Refusal):
        return PointPreview(point, forms, None, refusal_text(card))
    return PointPreview(point, forms, card)


def _preview_form(planned: ItemContent | Refusal, form: Form) -> FormPreview:
    if isinstance(planned, Refusal):
        return FormPreview(form, None, planned, refusal_text(planned))
    return FormPreview(form, planned)
