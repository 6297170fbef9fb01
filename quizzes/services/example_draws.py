"""What a quiz would ask: a draw that is kept nowhere, for a teacher to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quizzes.domain.assembly import Familiarity, familiarity
from quizzes.domain.items import Form
from quizzes.domain.text import Text
from quizzes.models import ItemVersion, Quiz, Topic, User
from quizzes.models.base import text_of
from quizzes.services.drawing import met_points, versions_for


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of a draw. `is_fixed`: chosen by hand; `familiarity` is the learner's."""

    position: int
    version: ItemVersion
    is_fixed: bool
    familiarity: Familiarity

    @property
    def stem(self) -> Text:
        """What it asks, in every language that it has."""
        return text_of(self.version, "stem")

    @property
    def topic(self) -> Topic | None:
        """That of its fact; None where it asks no point."""
        point = self.version.item.point
        return point.fact.topic if point else None


@dataclass(frozen=True)
class ExampleDraw:
    """The questions in their order, and how many places nothing was found for."""

    seed: int
    language: str
    questions: tuple[DrawnQuestion, ...]
    missing: int

    @property
    def topics(self) -> list[tuple[Topic, int]]:
        """How many questions each topic has, in the topics' order."""
        counts = Counter(each.topic for each in self.questions if each.topic)
        return sorted(counts.items(), key=lambda pair: (pair[0].position, pair[0].key))

    @property
    def forms(self) -> list[tuple[Form, int]]:
        """How many questions each form has, most first."""
        return Counter(Form(each.version.item.form) for each in self.questions).most_common()

    def count(self, kind: Familiarity) -> int:
        """How many questions are new, or known, to the learner."""
        return sum(each.familiarity == kind for each in self.questions)

    @property
    def new(self) -> int:
        return self.count(Familiarity.NEW)

    @property
    def known(self) -> int:
        return self.count(Familiarity.KNOWN)


def example_draw(quiz: Quiz, language: str, seed: int, learner: User | None = None) -> ExampleDraw:
    """A draw as a learner's attempt would begin; without a learner, for one who met nothing."""
    slots = dict(quiz.slots.values_list("position", "item"))
    fixed = {item for item in slots.values() if item is not None}
    versions = versions_for(quiz, language, seed, learner)
    met = met_points(versions, learner)
    questions = tuple(
        DrawnQuestion(
            position,
            version,
            version.item_id in fixed,
            familiarity(frozenset(version.asks), met),
        )
        for position, version in enumerate(versions, 1)
    )
    return ExampleDraw(seed, language, questions, len(slots) - len(questions))
