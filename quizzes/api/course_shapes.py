"""Courses as teachers read and write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.validators import UniqueValidator

from quizzes.api.fields import LearnersField, NamedField, TextField, WholeTextField
from quizzes.models import Article, Course, User
from quizzes.services.courses import members_named

MOST = 500
"""Learners, or articles, that are sent at once."""


class EnrolmentShape(serializers.Serializer):
    """A learner in a course."""

    learner = serializers.CharField(source="learner.username")
    desired_retention = serializers.FloatField(
        allow_null=True, help_text="What the learner chose for this course; null: the course's."
    )


class CourseShape(serializers.Serializer):
    """A class, the articles it learns from, and its learners."""

    key = serializers.CharField()
    name = TextField()
    desired_retention = serializers.FloatField(
        allow_null=True, help_text="0.70 to 0.97; null: what each learner chose."
    )
    articles = serializers.SerializerMethodField(help_text="Keys of the articles.")
    enrolments = EnrolmentShape(many=True)

    def get_articles(self, course: Course) -> list[str]:
        return sorted(article.key for article in course.articles.all())


class MembersField(NamedField):
    """Learners of the course in the context, by their user names."""

    default_error_messages = {"does_not_exist": _("“{name}” is not in this course.")}

    def find(self, names: list[str]) -> Mapping[str, User]:
        return members_named(self.context["course"], names)


class ArticlesField(NamedField):
    """Articles by their keys."""

    default_error_messages = {"does_not_exist": _("There is no article of the key “{name}”.")}

    def find(self, names: list[str]) -> Mapping[str, Article]:
        return Article.objects.in_bulk(names, field_name="key")


class ChangeCourseShape(serializers.Serializer):
    """What can be changed of a course. The articles sent take the place of those before."""

    key = serializers.SlugField(max_length=80, required=False, help_text="It never changes.")
    name = WholeTextField(max_length=200)
    desired_retention = serializers.FloatField(
        allow_null=True,
        required=False,
        min_value=0.7,
        max_value=0.97,
        help_text="0.70 to 0.97; null: what each learner chose.",
    )
    articles = ArticlesField(required=False, max_length=MOST, help_text="Keys of articles.")

    def validate_key(self, key: str) -> str:
        course = self.context["course"]
        if key != course.key:
            raise serializers.ValidationError(_("A key never changes."), code="fixed")
        return key


class NewCourseShape(ChangeCourseShape):
    """A course to be made, with who is in it."""

    key = serializers.SlugField(
        max_length=80,
        required=False,
        validators=[UniqueValidator(Course.objects.all(), message=_("This key is taken."))],
        help_text="Without it one is made from the English name.",
    )
    learners = LearnersField(required=False, max_length=MOST, help_text="User names.")

    def validate_key(self, key: str) -> str:
        return key


class EnrolShape(serializers.Serializer[Any]):
    """Whom to put in."""

    learners = LearnersField(max_length=MOST, help_text="User names.")


class TakeOutShape(serializers.Serializer[Any]):
    """Whom to take out."""

    learners = MembersField(max_length=MOST, help_text="User names.")
