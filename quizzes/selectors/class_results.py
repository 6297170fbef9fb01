"""What a class did in the quizzes on its articles: who handed in what, and what was hard."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from quizzes.domain.grading import counting_share, is_passed
from quizzes.domain.progress.retention import LEAST_RECALLS, wilson
from quizzes.domain.text import Text
from quizzes.models import Attempt, AttemptSlot, Course, ItemVersion, Quiz, User
from quizzes.models.base import PublicationStatus, text_of
from quizzes.selectors.standing import share_of


@dataclass(frozen=True)
class Cell:
    """What a learner did in a quiz.

    `share` (0 to 1) is the score that counts; None before any attempt was handed in. `attempt` is
    the last one that was handed in, or else the open one.
    """

    quiz: Quiz
    attempt: uuid.UUID | None = None
    share: float | None = None
    handed_in: int = 0
    is_open: bool = False
    is_passed: bool | None = None


@dataclass(frozen=True)
class LearnerRow:
    """A learner with what they did, in the order of the quizzes."""

    learner: User
    cells: tuple[Cell, ...]

    @property
    def begun(self) -> tuple[Cell, ...]:
        """The cells of the quizzes that the learner has begun."""
        return tuple(cell for cell in self.cells if cell.attempt is not None)

    @property
    def handed_in(self) -> int:
        """In how many of the quizzes an attempt was handed in."""
        return sum(cell.share is not None for cell in self.cells)


@dataclass(frozen=True)
class QuizColumn:
    """A quiz: how many learners began it and handed it in; the mean of the scores that count."""

    quiz: Quiz
    begun: int
    handed_in: int
    mean: float | None

    @property
    def title(self) -> Text:
        return text_of(self.quiz, "title")


@dataclass(frozen=True)
class ClassResults:
    """Learners by quizzes. In the `untouched` quizzes nobody of the class has begun."""

    quizzes: tuple[QuizColumn, ...]
    rows: tuple[LearnerRow, ...]
    untouched: tuple[Quiz, ...]


@dataclass(frozen=True)
class QuestionResult:
    """How a version of a question went, in the first attempt that each learner handed in.

    `mean` is the mean score, 0 to 1, of `n` learners, `blank` of whom gave no answer; `interval` is
    where it lies with 95 % confidence. Partial scores vary less than right and wrong, so that the
    interval of a share is wide enough for them.
    """

    version: ItemVersion
    n: int
    blank: int
    mean: float
    interval: tuple[float, float]

    @property
    def stem(self) -> Text:
        return text_of(self.version, "stem")

    @property
    def is_enough(self) -> bool:
        return self.n >= LEAST_RECALLS


@dataclass(frozen=True)
class QuizResults:
    """A quiz in a class: its figures, each learner's cell, who is `missing`, and its questions."""

    column: QuizColumn
    rows: tuple[LearnerRow, ...]
    missing: tuple[LearnerRow, ...]
    questions: tuple[QuestionResult, ...]


def class_results(course: Course) -> ClassResults:
    """All that a class did in the published quizzes on its articles. Three queries."""
    quizzes = list(quizzes_of(course))
    rows = learner_rows(course, quizzes)
    cells = zip(*(row.cells for row in rows), strict=True) if rows else [()] * len(quizzes)
    columns = [column_of(quiz, each) for quiz, each in zip(quizzes, cells, strict=True)]
    begun = [n for n, column in enumerate(columns) if column.begun]
    return ClassResults(
        tuple(columns[n] for n in begun),
        tuple(LearnerRow(row.learner, tuple(row.cells[n] for n in begun)) for row in rows),
        tuple(column.quiz for column in columns if not column.begun),
    )


def quiz_results(course: Course, quiz: Quiz) -> QuizResults:
    """What a class did in one quiz, the hardest question first. Four queries."""
    rows = learner_rows(course, [quiz])
    return QuizResults(
        column_of(quiz, [cell for row in rows for cell in row.cells]),
        rows,
        tuple(row for row in rows if not row.handed_in),
        tuple(question_results(course, quiz)),
    )


def learner_rows(course: Course, quizzes: Sequence[Quiz]) -> tuple[LearnerRow, ...]:
    """What each learner of a class did in the quizzes, by user name. Two queries."""
    did = _attempts(course, quizzes)
    return tuple(
        LearnerRow(each, tuple(_cell(quiz, did.get((each.pk, quiz.pk), ())) for quiz in quizzes))
        for each in course.learners.order_by("username")
    )


def column_of(quiz: Quiz, cells: Sequence[Cell]) -> QuizColumn:
    """The cells of a quiz, one of each learner, taken together. No query."""
    shares = [cell.share for cell in cells if cell.share is not None]
    mean = sum(shares) / len(shares) if shares else None
    return QuizColumn(quiz, sum(cell.attempt is not None for cell in cells), len(shares), mean)


def quizzes_of(course: Course) -> QuerySet[Quiz]:
    """The published quizzes on what a class learns from, by article and topic."""
    found = Quiz.objects.filter(article__courses=course, status=PublicationStatus.PUBLISHED)
    return found.select_related("article").order_by(
        "article__key", F("topic__position").asc(nulls_first=True), "key"
    )


def question_results(course: Course, quiz: Quiz) -> list[QuestionResult]:
    """The questions of a quiz as the class met them, those with the lowest mean first.

    Two queries, however many questions.
    """
    rows = (
        AttemptSlot.objects.filter(attempt__in=_first_attempts(course, quiz))
        .order_by()
        .values("version")
        .annotate(
            n=Count("pk"),
            blank=Count("pk", filter=Q(response=None)),
            total=Sum(Coalesce("response__score", 0.0)),
        )
    )
    versions = ItemVersion.objects.select_related("item").in_bulk(row["version"] for row in rows)
    found = [
        _question(versions[row["version"]], row["n"], row["blank"], row["total"]) for row in rows
    ]
    return sorted(found, key=lambda each: (each.mean, -each.n, each.version.pk))


def _attempts(
    course: Course, quizzes: Sequence[Quiz]
) -> dict[tuple[int, int], tuple[Attempt, ...]]:
    """What each learner began in each quiz, by their primary keys, in the order it was begun."""
    grouped: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    enrolled = course.enrolments.values("learner")
    attempts = Attempt.objects.filter(quiz__in=quizzes, learner__in=enrolled)
    for attempt in attempts.order_by("submitted_at", "started_at"):
        grouped[attempt.learner_id, attempt.quiz_id].append(attempt)
    return {key: tuple(found) for key, found in grouped.items()}


def _cell(quiz: Quiz, attempts: Sequence[Attempt]) -> Cell:
    handed_in = [each for each in attempts if each.submitted_at is not None]
    waiting = [each for each in attempts if each.submitted_at is None]
    share = counting_share([share_of(each) for each in handed_in], quiz.grading)
    last = (waiting + handed_in)[-1:]
    return Cell(
        quiz,
        attempt=last[0].pk if last else None,
        share=share,
        handed_in=len(handed_in),
        is_open=bool(waiting),
        is_passed=is_passed(share, quiz.pass_mark),
    )


def _first_attempts(course: Course, quiz: Quiz) -> QuerySet[Attempt]:
    handed_in = Attempt.objects.filter(quiz=quiz, submitted_at__isnull=False)
    own = handed_in.filter(learner=OuterRef("learner")).order_by("submitted_at", "pk")
    enrolled = course.enrolments.values("learner")
    return handed_in.filter(learner__in=enrolled, pk=Subquery(own.values("pk")[:1]))


def _question(version: ItemVersion, n: int, blank: int, total: float) -> QuestionResult:
    return QuestionResult(version, n, blank, total / n, wilson(min(total, n), n))
