"""What stands on a card for a learner: by their choices, and by what its point allows."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.domain.facts import FactBase, PointKind
from quizzes.domain.generation import make_card, make_reverse, plan_item
from quizzes.domain.items import Card, CardStyle, Form, ItemContent, Refusal
from quizzes.domain.marking.writings import writings
from quizzes.models import User
from quizzes.selectors.words import Words, words


@dataclass(frozen=True)
class WrittenCard:
    """A card whose answer can be typed: what is asked, saying its unit or how exact a date.

    `writings` are usual ones of the right answer: of the back of the card, never of its front.
    """

    stem: Words
    is_number: bool
    writings: tuple[str, ...]


@dataclass(frozen=True)
class CardSides:
    """Front and back in one language; `written` only for learners who type, where one can."""

    style: CardStyle
    front: Words
    back: Words
    explanation: Words
    written: WrittenCard | None


def sides_of(
    learner: User, base: FactBase, point: str, language: str, *, is_turned: bool = False
) -> CardSides | None:
    """The sides of a point's card; None where its fact is written in no language.

    `base` is without questions for a learner who chose gaps. With `is_turned` it has to hold the
    whole article, and the card is the other way round if its point is one to one: that one is not
    typed, since no marking tells whether a sentence of one's own says what the statement says.
    """
    reverse = make_reverse(base, point) if is_turned else None
    if reverse is not None:
        return _sides(reverse, CardStyle.REVERSED, language)
    made = make_card(base, point)
    if isinstance(made, Refusal):
        return None
    has_question = base.points[point].question.get(words(made.front, language).language)
    style = CardStyle.QUESTION if has_question else CardStyle.CLOZE
    written = _written(base, point, language) if learner.types_answers else None
    return _sides(made, style, language, written)


def _sides(
    made: Card, style: CardStyle, language: str, written: WrittenCard | None = None
) -> CardSides:
    return CardSides(
        style=style,
        front=words(made.front, language),
        back=words(made.back, language),
        explanation=words(made.explanation, language),
        written=written,
    )


def _written(base: FactBase, point: str, language: str) -> WrittenCard | None:
    """How a card is asked for typing; None where its value is not written, as a list is not."""
    is_number = base.points[point].kind is PointKind.QUANTITY
    content = plan_item(base, point, Form.NUMERIC if is_number else Form.SHORT_TEXT)
    if not isinstance(content, ItemContent):
        return None
    return WrittenCard(words(content.stem, language), is_number, writings(content))
