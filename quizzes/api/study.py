"""Cards that are due, and reviews of cards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WithPinyin, WordsShape
from quizzes.api.schema import problems
from quizzes.domain.memory.settings import Rating
from quizzes.domain.problems import Problem, ProblemsError
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.study import due_cards
from quizzes.selectors.study_exam import exam_cards
from quizzes.services.study import ReviewError, ReviewInput, ReviewOutcome, record_reviews

MAX_CARDS = 200
MAX_REVIEWS = 500


class DueQuery(serializers.Serializer):
    """Which cards are asked for."""

    article = serializers.CharField(required=False, max_length=80, help_text="Key of an article.")
    topic = serializers.CharField(required=False, max_length=80, help_text="Key of a topic.")
    exam = serializers.DateField(
        required=False,
        help_text="Day of an exam on the article: every card of it once a day, due or not, the "
        "likeliest forgotten first.",
    )
    limit = serializers.IntegerField(
        default=50, min_value=1, max_value=MAX_CARDS, help_text="How many cards at most."
    )

    def validate(self, query: dict[str, Any]) -> dict[str, Any]:
        if "exam" in query and "article" not in query:
            raise serializers.ValidationError(
                {"article": _("Say which article the exam is on.")}, code="article_missing"
            )
        return query


class CardSourceShape(serializers.Serializer):
    """Where a card comes from: show it with the back."""

    article = serializers.CharField(help_text="The key of the article.")
    title = WordsShape()
    publisher = WordsShape()
    published_on = serializers.DateField()
    passage = serializers.IntegerField(help_text="The number of the passage.")
    attributed_to = WordsShape(help_text="Who says so in the article; empty: the publisher.")


class PreviewShape(serializers.Serializer):
    """What a rating would do."""

    rating = serializers.IntegerField(help_text="1 again, 2 hard, 3 good, 4 easy.")
    due_at = serializers.DateTimeField()
    days = serializers.IntegerField(allow_null=True, help_text="Study days; null for minutes.")


class MemoryShape(serializers.Serializer):
    """The memory of a point: stability in days, difficulty 1 to 10."""

    state = serializers.CharField()
    stability = serializers.FloatField()
    difficulty = serializers.FloatField()
    due_at = serializers.DateTimeField()
    reviewed_at = serializers.DateTimeField()
    repetitions = serializers.IntegerField()
    lapses = serializers.IntegerField()


class WrittenCardShape(serializers.Serializer):
    """How a card is asked of a learner who types the answer."""

    stem = WordsShape(help_text="The front, saying its unit or how exact a date is asked.")
    is_number = serializers.BooleanField()


class CardShape(serializers.Serializer):
    """A card to recall: show the front, and the back when the learner asks for it."""

    point = serializers.CharField()
    kind = serializers.CharField(help_text="new, learning, review or relearning.")
    style = serializers.CharField(  # type: ignore[assignment]  # a member of the JSON object
        help_text="question; cloze: its statement with a gap; reversed: from its value to the "
        "statement, which is not typed."
    )
    front = WordsShape()
    back = WordsShape()
    explanation = WordsShape()
    source = CardSourceShape()  # type: ignore[assignment]  # a member of the JSON object
    previews = PreviewShape(many=True)
    memory = MemoryShape(allow_null=True)
    written = WrittenCardShape(
        allow_null=True,
        help_text="null where the value is not written, or where you answer in mind.",
    )


class CountsShape(serializers.Serializer):
    """What waits now, and what was done today."""

    due = serializers.IntegerField()
    has_more_due = serializers.BooleanField(help_text="More cards are due than `due` counts.")
    new = serializers.IntegerField()
    soon = serializers.IntegerField()
    learned_today = serializers.IntegerField()
    reviewed_today = serializers.IntegerField()
    next_due_at = serializers.DateTimeField(allow_null=True)


class DueShape(WithPinyin):
    """Cards in the order of study: due ones, new ones, then steps that end soon."""

    cards = CardShape(many=True)
    kept_back = serializers.IntegerField(
        help_text="Cards left out, due or not, because an open attempt asks about the same fact."
    )
    counts = CountsShape()


class ReviewShape(serializers.Serializer):
    """One act of recall, with an id that the client makes: it counts once, however often sent."""

    id = serializers.UUIDField()
    point = serializers.CharField(max_length=130)
    rating = serializers.ChoiceField(
        [(rating.value, rating.name.lower()) for rating in Rating],
        help_text="1 again, 2 hard, 3 good, 4 easy.",
    )
    reviewed_at = serializers.DateTimeField()


class OutcomeShape(serializers.Serializer):
    """A review that is kept, and the memory right after it."""

    id = serializers.UUIDField()
    point = serializers.CharField()
    rating = serializers.IntegerField()
    reviewed_at = serializers.DateTimeField()
    is_new = serializers.BooleanField(help_text="False where the id was recorded before.")
    memory = MemoryShape(
        allow_null=True, help_text="null while an open attempt asks about the same fact."
    )


ONE_OR_MANY_REVIEWS = PolymorphicProxySerializer(
    component_name="ReviewOrReviews",
    serializers=[ReviewShape, ReviewShape(many=True)],
    resource_type_field_name=None,
    many=False,
)
ONE_OR_MANY_OUTCOMES = PolymorphicProxySerializer(
    component_name="OutcomeOrOutcomes",
    serializers=[OutcomeShape, OutcomeShape(many=True)],
    resource_type_field_name=None,
    many=False,
)
EXAMPLE = {
    "id": "0b8f9a54-6a3f-4f0e-9c80-3f7f4f5d2a11",
    "point": "aksu-trained.trained",
    "rating": 3,
    "reviewed_at": "2025-07-06T12:00:00+08:00",
}


class DueCards(ApiView):
    """Cards to study now."""

    @extend_schema(
        operation_id="cards_due",
        summary="Cards to study now",
        description="A card whose fact is asked by an open attempt is left out until that attempt "
        "is submitted: its back would give the answer away.",
        parameters=[DueQuery],
        responses={200: DueShape, **problems(400)},
    )
    def get(self, request: Request) -> Response:
        query = DueQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = dict(query.validated_data)
        find = exam_cards if "exam" in asked else due_cards
        cards, counts = find(self.user, timezone.now(), self.content_language(), **asked)
        members = {"cards": cards, "kept_back": counts.kept_back, "counts": counts}
        return Response(DueShape(members).data)


class Reviews(ApiView):
    """Reviews of cards."""

    @extend_schema(
        operation_id="reviews_create",
        summary="Record one review, or a list of them",
        description="All or none are recorded. Sending a review again changes nothing and gives "
        "the same outcome.",
        request=ONE_OR_MANY_REVIEWS,
        responses={
            201: OpenApiResponse(ONE_OR_MANY_OUTCOMES, "Recorded."),
            200: OpenApiResponse(ONE_OR_MANY_OUTCOMES, "All of them were recorded before."),
            **problems(400),
        },
        examples=[OpenApiExample("One review", EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        is_list = isinstance(request.data, list)
        if is_list and len(request.data) > MAX_REVIEWS:  # before each is looked at
            raise serializers.ValidationError(
                _("Send at most %(count)d reviews at a time.") % {"count": MAX_REVIEWS},
                code="too_many",
            )
        given: Any = ReviewShape(data=request.data, many=is_list)
        given.is_valid(raise_exception=True)
        reviews = given.validated_data if is_list else [given.validated_data]
        outcomes = self._record([_input(review) for review in reviews], is_list)
        body: Any = OutcomeShape(self._told(outcomes), many=True).data
        is_new = any(outcome.is_new for outcome in outcomes)
        return Response(
            body if is_list else body[0],
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )

    def _told(self, outcomes: list[ReviewOutcome]) -> list[ReviewOutcome]:
        """Without the memories that would tell how a question was answered."""
        asked = facts_being_asked(self.user)
        return [
            replace(each, memory=None) if each.point.rpartition(".")[0] in asked else each
            for each in outcomes
        ]

    def _record(self, reviews: list[ReviewInput], is_list: bool) -> list[ReviewOutcome]:
        try:
            return record_reviews(self.user, reviews, timezone.now())
        except ReviewError as error:
            places = {f"review {review.id}": place for place, review in enumerate(reviews)}
            raise ProblemsError(
                [
                    Problem(
                        p.code,
                        p.where,
                        f"{places[p.where]}.{p.field}" if is_list else p.field,
                        p.params,
                    )
                    for p in error.problems
                ]
            ) from error


def _input(given: dict[str, Any]) -> ReviewInput:
    return ReviewInput(
        given["id"], given["point"], Rating(int(given["rating"])), given["reviewed_at"]
    )
