"""What the account that asks remembers: forecast, retention, study days, stability, mastery."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WordsShape
from quizzes.api.schema import problems
from quizzes.domain.progress.mastery import Mastery
from quizzes.domain.progress.retention import LEAST_RECALLS, Retention
from quizzes.domain.progress.spread import LEAST_VALUES
from quizzes.models import Article
from quizzes.permissions import visible_articles
from quizzes.selectors.mastery import mastery_map
from quizzes.selectors.progress import progress


class DayCountShape(serializers.Serializer):
    """How much falls on a study day, which begins at 4 a.m. in your zone."""

    day = serializers.DateField()
    count = serializers.IntegerField()


class ForecastShape(serializers.Serializer):
    """Cards that fall due on each of 30 days, if none is studied before; today is the first."""

    today = serializers.IntegerField(help_text="Due today or earlier.")
    overdue = serializers.IntegerField(help_text="Of today's, those due on an earlier day.")
    days = DayCountShape(many=True)


class RetentionShape(serializers.Serializer):
    """Known cards that came back a study day or more after their last review, in 30 days."""

    first = serializers.DateField()
    last = serializers.DateField()
    n = serializers.IntegerField()
    recalled = serializers.IntegerField(help_text="Rated above again.")
    share = serializers.FloatField(allow_null=True, help_text="recalled of n; null without any.")
    low = serializers.SerializerMethodField(help_text="Lower end of the 95 % Wilson interval.")
    high = serializers.SerializerMethodField(help_text="Upper end of it.")
    desired = serializers.FloatField(
        allow_null=True, help_text="Mean of the retention desired at each of these reviews."
    )
    is_enough = serializers.BooleanField(help_text=f"Whether n is {LEAST_RECALLS} at least.")

    @extend_schema_field(serializers.FloatField(allow_null=True))
    def get_low(self, period: Retention) -> float | None:
        return period.interval[0] if period.interval else None

    @extend_schema_field(serializers.FloatField(allow_null=True))
    def get_high(self, period: Retention) -> float | None:
        return period.interval[1] if period.interval else None


class TopicStabilityShape(serializers.Serializer):
    """Days until recall falls to 90 %, of the points of a topic that were recalled on a card."""

    key = serializers.CharField()
    name = WordsShape()
    article = serializers.CharField()
    n = serializers.IntegerField(source="stability.n")
    median = serializers.FloatField(source="stability.median")
    lower_quartile = serializers.FloatField(source="stability.low")
    upper_quartile = serializers.FloatField(source="stability.high")
    is_enough = serializers.BooleanField(
        source="stability.is_enough", help_text=f"Whether n is {LEAST_VALUES} at least."
    )


class MasteryCountsShape(serializers.Serializer):
    """How many points stand how. Kept back: an open quiz asks about them."""

    new = serializers.IntegerField()
    learning = serializers.IntegerField()
    known = serializers.IntegerField()
    slipping = serializers.IntegerField()
    kept_back = serializers.IntegerField()


class ArticleMasteryShape(serializers.Serializer):
    """An article of which something was met."""

    key = serializers.CharField()
    title = WordsShape()
    publisher = WordsShape()
    published_on = serializers.DateField()
    counts = MasteryCountsShape()


class ProgressShape(serializers.Serializer):
    """Your own memory. What an open quiz asks about is counted as kept back and nowhere else."""

    today = serializers.DateField(help_text="The study day.")
    desired_retention = serializers.FloatField(source="desired")
    forecast = ForecastShape()
    retention = RetentionShape(many=True, help_text="Oldest first.")
    study_days = DayCountShape(many=True, help_text="Answers on each day of 26 weeks.")
    topics = TopicStabilityShape(many=True)
    articles = ArticleMasteryShape(many=True)


class PointMasteryShape(serializers.Serializer):
    """A point by its number in the order of reading; its key and question once it was met."""

    number = serializers.IntegerField()
    mastery = serializers.ChoiceField([each.value for each in Mastery])
    point = serializers.CharField(allow_null=True)
    question = WordsShape(allow_null=True)
    chance = serializers.FloatField(
        allow_null=True, help_text="Of recall now, 0 to 1; null before its steps are passed."
    )
    due_on = serializers.DateField(allow_null=True, help_text="The study day of its next review.")


class TopicMasteryShape(serializers.Serializer):
    """A topic with its points."""

    key = serializers.CharField()
    name = WordsShape()
    points = PointMasteryShape(many=True)


class MasteryMapShape(ArticleMasteryShape):
    """How you stand with each published point of an article.

    New: never met. Learning: its first steps are not passed. Slipping: was known, and was forgotten
    since, is overdue, or its chance of recall is more than 0.05 below what is desired. Known: none
    of these.
    """

    desired_retention = serializers.FloatField(source="desired")
    topics = TopicMasteryShape(many=True)


class ProgressView(ApiView):
    """The progress of the account that asks."""

    @extend_schema(
        operation_id="progress_retrieve",
        summary="What you remember: forecast, retention, study days, stability and mastery",
        responses=ProgressShape,
    )
    def get(self, request: Request) -> Response:
        found: Any = progress(self.user, timezone.now(), self.content_language())
        return Response(ProgressShape(found).data)


class MasteryView(ApiView):
    """The mastery map of an article, of the account that asks."""

    @extend_schema(
        operation_id="articles_mastery",
        summary="How you stand with each point of an article",
        parameters=[
            OpenApiParameter("key", str, OpenApiParameter.PATH, description="Of the article.")
        ],
        responses={200: MasteryMapShape, **problems(404)},
    )
    def get(self, request: Request, key: str, **_kwargs: Any) -> Response:
        article = get_object_or_404(visible_articles(self.user, Article.objects.all()), key=key)
        found: Any = mastery_map(self.user, article, timezone.now(), self.content_language())
        return Response(MasteryMapShape(found).data)
