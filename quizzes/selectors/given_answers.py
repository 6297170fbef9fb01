"""What learners wrote that was not taken for right: what a teacher may accept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform

from quizzes.domain.items import Form
from quizzes.domain.values.normalise import normalise
from quizzes.models import Item, Point, Response
from quizzes.models.base import lines, text_of

MOST_TEXTS = 500
"""Different texts looked at, the most frequent ones."""


@dataclass(frozen=True)
class GivenAnswer:
    """A text that was given and not accepted: how often, as most wrote it, in which language."""

    text: str
    count: int
    language: str


def given_answers(point: Point) -> list[GivenAnswer]:
    """The texts given to a point's question and not accepted, the most frequent first. One query.

    Texts that marking takes for the same are counted together; those accepted by now are left out.
    Needs the point's entity.
    """
    wrong = Response.objects.filter(
        slot__version__item__point=point,
        slot__version__item__form=Form.SHORT_TEXT,
        slot__version__item__origin=Item.Origin.GENERATED,
        slot__attempt__submitted_at__isnull=False,
        score=0,
    )
    texts = wrong.annotate(text=KeyTextTransform("text", "answer")).filter(text__isnull=False)
    rows = texts.values_list("text", "slot__attempt__language").annotate(n=Count("pk"))
    known, found = set(map(normalise, names_of(point))), dict[str, GivenAnswer]()
    for text, language, n in rows.order_by("-n", "text")[:MOST_TEXTS]:
        key = normalise(text)
        if key and key not in known:
            first = found.get(key, GivenAnswer(text, 0, language))
            found[key] = GivenAnswer(first.text, first.count + n, first.language)
    return sorted(found.values(), key=lambda each: -each.count)


def names_of(point: Point) -> tuple[str, ...]:
    """The names of a point's value, the first in its own languages. Needs the point's entity."""
    if point.entity is not None:
        return (*text_of(point.entity, "name").values(), *lines(point.entity.aliases))
    return (*text_of(point, "term").values(), *lines(point.aliases))
