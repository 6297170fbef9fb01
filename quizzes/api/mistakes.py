"""The mistakes book: what the account that asks missed and has not yet put right."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.attempt_shapes import AnswerField
from quizzes.api.base import ApiView
from quizzes.api.fields import WordsShape
from quizzes.api.pagination import Pagination
from quizzes.api.result_shapes import PassageShape
from quizzes.api.schema import problems
from quizzes.selectors.answer_words import given_words, right_words
from quizzes.selectors.mistake_entries import MistakeEntry, mistake_entries
from quizzes.selectors.mistakes import mistakes, to_practise


class MistakesQuery(serializers.Serializer):
    """Which part of the book."""

    article = serializers.CharField(required=False, max_length=80, help_text="Key of an article.")
    topic = serializers.CharField(required=False, max_length=80, help_text="Key of a topic.")
    page = serializers.IntegerField(required=False, min_value=1)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=200)


class ToldShape(serializers.Serializer):
    """One answer that told of the point."""

    at = serializers.DateTimeField()
    is_right = serializers.BooleanField()
    is_card = serializers.BooleanField(help_text="On its card, as the learner judged; else a quiz.")


class MistakeShape(serializers.Serializer):
    """A point that was missed, with the question in which it was missed last.

    It leaves the book when it was right on two study days since.
    """

    point = serializers.CharField(source="mistake.point")
    article = serializers.CharField()
    topic = serializers.CharField()
    missed = serializers.IntegerField(
        source="mistake.standing.missed", help_text="Wrong answers in quizzes, ever."
    )
    right_days = serializers.IntegerField(
        source="mistake.standing.right_days", help_text="Study days with a right answer since."
    )
    is_due = serializers.BooleanField(
        source="mistake.is_due", help_text="A right answer today brings it nearer to leaving."
    )
    title = WordsShape(help_text="Of the article.")
    publisher = WordsShape()
    published_on = serializers.DateField()
    language = serializers.CharField(source="reviewed.question.language")
    form = serializers.CharField(source="reviewed.question.form")
    stem = serializers.CharField(source="reviewed.question.stem")
    answer = serializers.SerializerMethodField(
        help_text="The answer that is kept: that of the last try."
    )
    given = serializers.SerializerMethodField(help_text="The same, in words.")
    right = serializers.SerializerMethodField(help_text="What would have been right, in words.")
    reason = serializers.CharField(source="reviewed.reason")
    explanation = serializers.CharField(source="reviewed.explanation")
    passage = PassageShape(source="reviewed.passage", allow_null=True)
    history = ToldShape(source="mistake.answers", many=True, help_text="Oldest first.")

    @extend_schema_field(AnswerField())
    def get_answer(self, entry: MistakeEntry) -> dict[str, Any]:
        return dict(entry.reviewed.question.answer or {})

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_given(self, entry: MistakeEntry) -> list[str]:
        return list(given_words(entry.reviewed))

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_right(self, entry: MistakeEntry) -> list[str]:
        return list(right_words(entry.reviewed))


class MistakesShape(serializers.Serializer):
    """A page of the book."""

    count = serializers.IntegerField()
    due = serializers.IntegerField(help_text="How many can be practised today.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = MistakeShape(many=True)


class Mistakes(ApiView):
    """The mistakes book."""

    @extend_schema(
        operation_id="mistakes_list",
        summary="What you missed and have not yet put right",
        description="Points answered wrong in quizzes, until they were answered right on two "
        "study days since, in a quiz or on a card. What an open attempt asks is left out until "
        "that is submitted.",
        parameters=[MistakesQuery],
        responses={200: MistakesShape, **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        query = MistakesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        found = mistakes(self.user, timezone.now(), asked.get("article"), asked.get("topic"))
        pages = Pagination()
        page = pages.paginate_queryset(found, request, view=self)
        entries = mistake_entries(self.user, page or [], self.content_language())
        members = {
            "count": len(found),
            "due": len(to_practise(found)),
            "next": pages.get_next_link(),
            "previous": pages.get_previous_link(),
            "results": entries,
        }
        return Response(MistakesShape(members).data)
