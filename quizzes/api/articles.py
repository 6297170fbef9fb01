"""Articles and quizzes: what there is to learn. No statement of a fact is shown here."""

from __future__ import annotations

import django_filters
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import IsTeacher
from quizzes.api.coverage import CoverageViews
from quizzes.api.fields import TextField
from quizzes.api.quiz_rules import RuleViews
from quizzes.api.regrading import regrade, regrading
from quizzes.models import Article, Fact, Point, Quiz, Topic
from quizzes.models.base import PublicationStatus
from quizzes.models.sitting import Feedback, Grading, Mode, Navigation
from quizzes.permissions import visible_articles, visible_quizzes
from quizzes.selectors.quizzes import quiz_page, with_size
from quizzes.selectors.standing import CLOSED, EARLY, OPEN, USED_UP


class TopicShape(serializers.Serializer):
    """A heading of an article, with the number of its published facts."""

    key = serializers.CharField()
    name = TextField()
    facts = serializers.IntegerField(source="fact_count")


class ArticleEntryShape(serializers.Serializer):
    """An article in a list; its counts are of what is published."""

    key = serializers.CharField()
    title = TextField()
    publisher = TextField()
    published_on = serializers.DateField()
    language = serializers.CharField()
    url = serializers.CharField()
    facts = serializers.IntegerField(source="fact_count")
    points = serializers.IntegerField(source="point_count")
    quizzes = serializers.IntegerField(source="quiz_count")


class ArticleShape(ArticleEntryShape):
    """An article with its summary and topics."""

    summary = TextField()
    topics = TopicShape(many=True)


class QuizShape(serializers.Serializer):
    """A quiz; start it with POST /api/v1/attempts/."""

    key = serializers.CharField()
    title = TextField()
    article = serializers.CharField(source="article.key")
    topic = serializers.CharField(source="topic.key", default=None, allow_null=True)
    questions = serializers.IntegerField(source="slot_count")
    status = serializers.ChoiceField(PublicationStatus.choices)
    mode = serializers.ChoiceField(Mode.choices)
    feedback = serializers.ChoiceField(Feedback.choices, help_text="When it is told what is right.")
    time_limit = serializers.IntegerField(allow_null=True, help_text="Minutes; null: none.")
    attempts_allowed = serializers.IntegerField(allow_null=True, help_text="Null: any number.")
    grading = serializers.ChoiceField(Grading.choices, help_text="Which attempt counts.")
    pass_mark = serializers.FloatField(allow_null=True, help_text="0 to 1; null: none.")
    navigation = serializers.ChoiceField(Navigation.choices)
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    needs_code = serializers.SerializerMethodField(
        help_text="Whether a new attempt needs an access code."
    )
    open_to_guests = serializers.BooleanField()

    def get_needs_code(self, quiz: Quiz) -> bool:
        return bool(quiz.access_code)


class StandingShape(serializers.Serializer):
    """How you stand with a quiz."""

    state = serializers.ChoiceField(
        [EARLY, OPEN, CLOSED, USED_UP],
        help_text="Whether a new attempt can be started, or why not.",
    )
    attempts_left = serializers.IntegerField(allow_null=True, help_text="Null: any number.")
    share = serializers.FloatField(allow_null=True, help_text="The score that counts, 0 to 1.")
    is_passed = serializers.BooleanField(allow_null=True)
    untold = serializers.IntegerField(
        help_text="Results that are told when the quiz is closed, or when another open attempt "
        "that asks the same is handed in."
    )
    open_attempt = serializers.UUIDField(allow_null=True)
    minutes = serializers.IntegerField(allow_null=True, help_text="Your own time limit.")


def _count(rows: QuerySet, parent: str) -> Coalesce:
    """How many rows point at the outer row: a subquery, so that counts do not multiply."""
    counted = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


@extend_schema_view(
    list=extend_schema(operation_id="articles_list", summary="Articles, newest first"),
    retrieve=extend_schema(operation_id="articles_retrieve", summary="An article with its topics"),
)
class ArticleViewSet(CoverageViews, mixins.ListModelMixin, mixins.RetrieveModelMixin):
    """Articles of which something is published; for teachers, all."""

    queryset = Article.objects.none()
    lookup_field = "key"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Article]:
        facts = Fact.objects.filter(status=Fact.Status.PUBLISHED)
        points = Point.objects.filter(fact__status=Fact.Status.PUBLISHED)
        quizzes = Quiz.objects.filter(status=PublicationStatus.PUBLISHED)
        topics = Topic.objects.annotate(fact_count=_count(facts, "topic"))
        return (
            visible_articles(self.request.user, Article.objects.all())
            .annotate(
                fact_count=_count(facts, "article"),
                point_count=_count(points, "fact__article"),
                quiz_count=_count(quizzes, "article"),
            )
            .prefetch_related(Prefetch("topics", topics.order_by("position", "key")))
        )

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return ArticleEntryShape if self.action == "list" else ArticleShape


class QuizFilter(django_filters.FilterSet):
    """By article and topic."""

    article = django_filters.CharFilter(field_name="article__key", label="Key of the article.")
    topic = django_filters.CharFilter(field_name="topic__key", label="Key of the topic.")

    class Meta:
        model = Quiz
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(operation_id="quizzes_list", summary="Quizzes that can be taken"),
    retrieve=extend_schema(operation_id="quizzes_retrieve", summary="A quiz"),
)
class QuizViewSet(RuleViews, mixins.ListModelMixin, mixins.RetrieveModelMixin):
    """Published quizzes; for teachers, all."""

    queryset = Quiz.objects.none()
    serializer_class = QuizShape
    filterset_class = QuizFilter
    lookup_field = "key"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Quiz]:
        quizzes = visible_quizzes(
            self.request.user, Quiz.objects.select_related("article", "topic")
        )
        return with_size(quizzes).order_by("article__key", "topic__position", "key")

    @extend_schema(
        operation_id="quizzes_standing",
        summary="How you stand with a quiz",
        responses=StandingShape,
        filters=False,
    )
    @action(detail=True, filterset_class=None, pagination_class=None)
    def standing(self, request: Request, key: str) -> Response:
        page = quiz_page(self.user, self.get_object(), self.content_language())
        members = {
            **vars(page.entry.standing),
            "open_attempt": page.entry.open_attempt,
            "minutes": page.minutes,
        }
        return Response(StandingShape(members).data)

    @regrading("quizzes_regrade", "Mark a quiz anew")
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated, IsTeacher])
    def regrade(self, request: Request, key: str) -> Response:
        return regrade(self, self.get_object())
