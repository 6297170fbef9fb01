"""Results: what may be read once an attempt is submitted."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.attempt_shapes import AnswerField, ArticleRefShape
from quizzes.api.fields import WithPinyin, WordsShape


class ReviewedOptionShape(serializers.Serializer):
    """One option, with whether it is right and why."""

    id = serializers.CharField()
    text = serializers.CharField()
    is_key = serializers.BooleanField()
    is_chosen = serializers.BooleanField()
    reason = serializers.CharField()


class PartShape(serializers.Serializer):
    """One pair, place or gap: what it is about, what was answered, and what is right."""

    label = serializers.CharField()  # type: ignore[assignment]  # a member of the JSON object
    given = serializers.CharField()
    right = serializers.CharField()
    is_right = serializers.BooleanField()


class PassageShape(serializers.Serializer):
    """The passage that a question goes back to."""

    number = serializers.IntegerField()
    text = serializers.CharField(
        help_text="May be empty: the facts of an article can be held without its text."
    )
    language = serializers.CharField()
    attributed_to = WordsShape(help_text="Who says so in the article; empty: the publisher.")


class CorrectedKeyShape(serializers.Serializer):
    """That the right answer was corrected since the question was answered."""

    was = serializers.ListField(
        child=serializers.CharField(), help_text="The right answer of then, in words."
    )
    was_truth = serializers.BooleanField(allow_null=True, help_text="For true/false only.")
    credited = serializers.BooleanField(
        source="is_credited",
        help_text="Whether it counts as right for everyone: today's answer could not be given.",
    )


class ScoreNoteShape(serializers.Serializer):
    """That the score was changed after submission: by a correction, or by a teacher."""

    was = serializers.FloatField()
    now = serializers.FloatField()
    reason = serializers.CharField(help_text="May be empty.")
    at = serializers.DateTimeField()


class ReviewedSlotShape(serializers.Serializer):
    """One question with the right answer, the learner's, and why."""

    position = serializers.IntegerField(source="question.position")
    form = serializers.CharField(source="question.form")
    language = serializers.CharField(source="question.language")
    stem = serializers.CharField(source="question.stem")
    options = ReviewedOptionShape(many=True)
    answer = serializers.SerializerMethodField(help_text="The learner's answer, or null.")
    withheld = serializers.BooleanField(
        help_text="Whether score and answer wait: another open attempt asks the same."
    )
    score = serializers.FloatField(allow_null=True, help_text="0 to 1; null while withheld.")
    earned = serializers.FloatField(
        allow_null=True,
        help_text="What it counts, at most 1: less for further tries, below 0 where wrong costs.",
    )
    tries = serializers.IntegerField()
    certainty = serializers.IntegerField(allow_null=True, help_text="1 to 3, or null.")
    rule = serializers.CharField(help_text="The rule that accepted the answer; else empty.")
    read = serializers.CharField(help_text="The value read from a written answer.")
    right = serializers.ListField(
        child=serializers.CharField(), help_text="The right answers as a person would write them."
    )
    parts = PartShape(many=True, help_text="Pairs, places or gaps; empty for other forms.")
    truth = serializers.BooleanField(allow_null=True, help_text="For true/false only.")
    reason = serializers.CharField()
    explanation = serializers.CharField()
    passage = PassageShape(allow_null=True)
    points = serializers.ListField(
        child=serializers.CharField(), help_text="Keys of the points that were asked."
    )
    correction = CorrectedKeyShape(
        allow_null=True,
        help_text="What was right when it was answered, where that was corrected since: all else "
        "here is as of today.",
    )

    @extend_schema_field(AnswerField(allow_null=True))
    def get_answer(self, reviewed: Any) -> dict[str, Any] | None:
        answer = reviewed.question.answer
        return None if answer is None else dict(answer)


class CheckedShape(serializers.Serializer):
    """A question that was checked. Before it is settled there is no `feedback`."""

    position = serializers.IntegerField()
    tries = serializers.IntegerField(help_text="How often it was answered and checked.")
    tries_left = serializers.IntegerField()
    score = serializers.FloatField(
        allow_null=True, help_text="How right the last answer is, 0 to 1; null: told later."
    )
    earned = serializers.FloatField(allow_null=True)
    next_worth = serializers.FloatField(help_text="What a right answer would earn now.")
    is_settled = serializers.BooleanField(help_text="Whether the answer stands and was shown.")
    feedback = ReviewedSlotShape(allow_null=True)


class LevelShape(serializers.Serializer):
    """How the answers of one level of certainty went."""

    certainty = serializers.IntegerField()
    count = serializers.IntegerField()
    mean = serializers.FloatField(help_text="How right they were, 0 to 1.")
    low = serializers.FloatField(help_text="Where the interval of the mean begins (95 %).")
    high = serializers.FloatField(help_text="Where it ends.")
    verdict = serializers.CharField(
        help_text="fits; surer or shyer (than was right); few: too few answers to tell."
    )


class ResultShape(WithPinyin):
    """A submitted attempt, question by question."""

    id = serializers.UUIDField(source="attempt.id")
    quiz = serializers.CharField(source="attempt.quiz")
    title = WordsShape(source="attempt.title")
    article = ArticleRefShape(source="attempt.source")
    language = serializers.CharField(source="attempt.language")
    started_at = serializers.DateTimeField(source="attempt.started_at")
    submitted_at = serializers.DateTimeField(source="attempt.submitted_at")
    score = serializers.FloatField(
        allow_null=True,
        help_text="null while another open attempt asks the same: it would tell of answers there.",
    )
    waits_for = serializers.UUIDField(
        allow_null=True, help_text="The open attempt that keeps the score back; null: none."
    )
    max_score = serializers.FloatField()
    share = serializers.FloatField(allow_null=True, help_text="score of max_score, 0 to 1.")
    pass_mark = serializers.FloatField(allow_null=True, help_text="0 to 1; null: none.")
    is_passed = serializers.BooleanField(allow_null=True)
    expired = serializers.BooleanField(source="attempt.expired")
    only_score = serializers.BooleanField(
        help_text="Whether the quiz tells only the score: all questions are withheld."
    )
    calibration = LevelShape(
        many=True, help_text="How sure against how right; empty where certainty was not asked."
    )
    score_changes = ScoreNoteShape(
        many=True, source="score_notes", help_text="How the score was changed since, oldest first."
    )
    slots = ReviewedSlotShape(many=True, source="questions")
