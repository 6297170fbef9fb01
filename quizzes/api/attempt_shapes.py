"""Attempts as learners read and write them before submission: no shape here can hold a key."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.fields import WithPinyin, WordsShape
from quizzes.permissions import is_teacher
from quizzes.services.attempts import MAX_REVISION

MOST_PARTS = 50


class StartShape(serializers.Serializer):
    """What an attempt is started with."""

    quiz = serializers.CharField(max_length=160, help_text="The key of the quiz.")
    language = serializers.ChoiceField(
        settings.LANGUAGES,
        required=False,
        help_text="Without it: the language of questions that the account chose.",
    )
    access_code = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="For a new attempt at a quiz that needs one.",
    )


class OptionShape(serializers.Serializer):
    """One option. Its id says nothing about whether it is right."""

    id = serializers.CharField()
    text = serializers.CharField()


class GapShape(serializers.Serializer):
    """One gap of a statement, by its number in the stem."""

    id = serializers.CharField()
    number = serializers.IntegerField()
    is_number = serializers.BooleanField(help_text="Whether a figure is asked, else a text.")
    hint = serializers.CharField(help_text="How exactly (year and month), or empty.")


@extend_schema_field({"type": "object", "additionalProperties": True})
class AnswerField(serializers.DictField):
    """An answer as it was sent."""


class KeptShape(serializers.Serializer):
    """The learner's own answer, as it is kept."""

    answer = AnswerField()
    revision = serializers.IntegerField(help_text="How many times it was saved, or as you count.")
    saved_at = serializers.DateTimeField()
    certainty = serializers.IntegerField(
        allow_null=True, help_text="How sure the learner is: 1 to 3, or null."
    )


class SlotShape(serializers.Serializer):
    """One question. All of its text is in `language`."""

    position = serializers.IntegerField()
    form = serializers.CharField()
    language = serializers.CharField()
    stem = serializers.CharField()
    options = OptionShape(
        many=True, help_text="What to choose from; of ordering, what is to be put in order."
    )
    left = OptionShape(many=True, help_text="Matching: what each is given one of the options.")
    gaps = GapShape(many=True, help_text="Cloze: the gaps, in the order of the stem.")
    unit = serializers.CharField(help_text="The unit that a number is asked in; else empty.")
    flagged = serializers.BooleanField(help_text="Whether the learner wants to come back to it.")
    tries_left = serializers.IntegerField(
        allow_null=True,
        help_text="How often it can still be checked; null where feedback comes later.",
    )
    response = serializers.SerializerMethodField(help_text="The answer so far, or null.")

    @extend_schema_field(KeptShape(allow_null=True))
    def get_response(self, question: Any) -> dict[str, Any] | None:
        return KeptShape(question).data if question.answer is not None else None


class ArticleRefShape(serializers.Serializer):
    """The article that a quiz is about: its figures are what this publisher reported."""

    key = serializers.CharField(source="article")
    title = WordsShape()
    publisher = WordsShape()
    published_on = serializers.DateField()


class AttemptShape(WithPinyin):
    """An attempt with its questions, in the order that this learner sees."""

    id = serializers.UUIDField()
    quiz = serializers.CharField(help_text="The key of the quiz.")
    title = WordsShape()
    article = ArticleRefShape(source="source")
    language = serializers.CharField()
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    deadline_at = serializers.DateTimeField(
        allow_null=True, help_text="When it is submitted as it is; null: no limit."
    )
    seconds_left = serializers.IntegerField(
        allow_null=True,
        help_text="Until then, by the clock of the server; null: no limit, or submitted.",
    )
    expired = serializers.BooleanField(help_text="Whether it was submitted because time was up.")
    total = serializers.IntegerField(help_text="The number of questions.")
    is_forward = serializers.BooleanField(
        help_text="Whether one goes forward only: `slots` end with the one at `reached`, the only "
        "one that can be answered."
    )
    reached = serializers.IntegerField()
    mode = serializers.CharField(help_text="test, practice or certainty.")
    feedback = serializers.CharField(help_text="each, submitted or closed: when answers are told.")
    answered = serializers.IntegerField(help_text="How many questions have an answer.")
    slots = SlotShape(many=True, source="questions")


class AttemptEntryShape(serializers.Serializer):
    """An attempt in a list; the score exists once it is submitted, and may be told."""

    id = serializers.UUIDField()
    quiz = serializers.CharField(source="quiz.key")
    learner = serializers.CharField(source="learner.username")
    language = serializers.CharField()
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    score = serializers.SerializerMethodField()
    max_score = serializers.FloatField()

    def get_score(self, attempt: Any) -> float | None:
        asks = getattr(self.context.get("request"), "user", AnonymousUser())
        return attempt.score if is_teacher(asks) or not attempt.is_withheld else None


class AnswerShape(serializers.Serializer):
    """An answer: the members that the form asks for, and no others; null clears it."""

    option = serializers.CharField(
        required=False, allow_null=True, max_length=80, help_text="Single choice: an id."
    )
    options = serializers.ListField(
        child=serializers.CharField(max_length=80),
        required=False,
        allow_null=True,
        max_length=MOST_PARTS,
        help_text="Multiple choice: ids.",
    )
    value = serializers.BooleanField(required=False, allow_null=True, help_text="True or false.")
    number = serializers.CharField(
        required=False,
        allow_null=True,
        max_length=200,
        allow_blank=True,
        help_text='A number as written: "9500", "9,500", "九千五百".',
    )
    unit = serializers.CharField(
        required=False,
        allow_null=True,
        max_length=80,
        allow_blank=True,
        help_text="With a number, if it has one.",
    )
    text = serializers.CharField(
        required=False, allow_null=True, max_length=1000, allow_blank=True, help_text="Short text."
    )
    gaps = serializers.DictField(
        child=serializers.CharField(max_length=1000, allow_blank=True),
        required=False,
        allow_null=True,
        help_text="Cloze: text by the name of the gap.",
    )
    pairs = serializers.DictField(
        child=serializers.CharField(max_length=80),
        required=False,
        allow_null=True,
        help_text="Matching: the id chosen for each id on the left.",
    )
    order = serializers.ListField(
        child=serializers.CharField(max_length=80),
        required=False,
        allow_null=True,
        max_length=MOST_PARTS,
        help_text="Ordering: ids, first to last.",
    )
    certainty = serializers.ChoiceField(
        [1, 2, 3],
        required=False,
        help_text="How sure the learner is: 1 not very, 2 fairly, 3 very. Right answers earn 1, 2 "
        "or 3 thirds, wrong ones 0, -2 or -6. Only where the quiz marks by it.",
    )
    revision = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_REVISION,
        help_text="The number you give to this answer: an older one never replaces a newer one.",
    )

    def to_internal_value(self, data: Any) -> Any:
        """What has more parts than any question is not looked through."""
        for name, value in data.items() if isinstance(data, dict) else ():
            if isinstance(value, dict | list) and len(value) > MOST_PARTS:
                many = serializers.ErrorDetail(str(_("No question has so many parts.")), "too_many")
                raise serializers.ValidationError({str(name): many})
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            refused = _("An answer has no such member.")
            raise serializers.ValidationError(
                {
                    str(name): serializers.ErrorDetail(str(refused), code="unknown_member")
                    for name in sorted(unknown)
                }
            )
        if not set(attrs) - {"revision", "unit", "certainty"}:
            raise serializers.ValidationError(_("An answer is missing."), code="required")
        return attrs


class FlagShape(serializers.Serializer):
    """Whether a question is to be come back to."""

    flagged = serializers.BooleanField()


class SavedShape(KeptShape):
    """An answer that was kept."""

    position = serializers.IntegerField()


class SubmittedShape(serializers.Serializer):
    """What a submitted attempt earned."""

    id = serializers.UUIDField()
    quiz = serializers.CharField(source="quiz.key")
    submitted_at = serializers.DateTimeField()
    score = serializers.SerializerMethodField(
        help_text="The sum over the questions, 0 at least; null while the result is withheld."
    )
    max_score = serializers.FloatField(help_text="The number of questions.")
    expired = serializers.BooleanField(help_text="Whether it was submitted because time was up.")
    withheld = serializers.BooleanField(
        source="is_withheld",
        help_text="Whether the score is told later: when the quiz closes, or when another open "
        "attempt that asks the same is handed in.",
    )

    def get_score(self, attempt: Any) -> float | None:
        return None if attempt.is_withheld else attempt.score
