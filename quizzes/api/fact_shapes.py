"""Facts and points as teachers read and write them. They hold the answers: never for learners."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.fields import AliasesField, AmountField, ReferenceField, TextField
from quizzes.models import Article, Entity, Fact, Point, Unit
from quizzes.models.facts import BOUND_NAMES, KIND_NAMES, MODALITY_NAMES, PRECISION_NAMES

SLUG = r"^[-a-zA-Z0-9_]+$"


@extend_schema_field({"type": "string", "description": "A key.", "nullable": True})
class KeyField(ReferenceField):
    """A record by its key."""

    def __init__(self, model: type[Model], **options: Any) -> None:
        super().__init__("key", queryset=model._default_manager.all(), **options)


class MemberShape(serializers.Serializer):
    """One member of a set or a sequence: an entity or a term."""

    entity = KeyField(Entity, required=False, allow_null=True)
    term = TextField(required=False, max_length=200)
    aliases = AliasesField(required=False)


class PointShape(serializers.Serializer):
    """One value of a fact. Which members count follows from the kind; the others are left out."""

    name = serializers.CharField(max_length=40)
    kind = serializers.ChoiceField(list(KIND_NAMES.items()))
    exclusive = serializers.BooleanField(
        default=False, help_text="Only this value makes the statement true."
    )
    question = TextField(required=False, help_text="The question in plain words; optional.")
    amount = AmountField(required=False, allow_null=True)
    upper = AmountField(required=False, allow_null=True, help_text="The upper end of a range.")
    unit = KeyField(Unit, required=False, allow_null=True)
    bound = serializers.ChoiceField(
        list(BOUND_NAMES.items()), required=False, allow_blank=True, help_text="Quantities only."
    )
    date = serializers.DateField(required=False, allow_null=True, help_text="The first day.")
    date_end = serializers.DateField(required=False, allow_null=True, help_text="Periods only.")
    precision = serializers.ChoiceField(
        list(PRECISION_NAMES.items()), required=False, allow_blank=True, help_text="Dates only."
    )
    entity = KeyField(Entity, required=False, allow_null=True)
    term = TextField(required=False, max_length=200)
    aliases = AliasesField(required=False)
    category = serializers.RegexField(SLUG, required=False, allow_blank=True, max_length=40)
    complete = serializers.BooleanField(
        default=False, help_text="Sets only: nothing else belongs to it."
    )
    members = MemberShape(many=True, required=False)


class PointEntryShape(PointShape):
    """A point with where it stands."""

    key = serializers.SerializerMethodField(help_text='"<fact>.<name>".')
    fact = serializers.CharField(source="fact.key")
    article = serializers.CharField(source="fact.article.key")
    status = serializers.CharField(source="fact.status", help_text="That of the fact.")

    def get_key(self, point: Point) -> str:
        return f"{point.fact.key}.{point.name}"


class FactShape(serializers.Serializer):
    """A fact with its points; a PUT or PATCH with `points` replaces them all."""

    key = serializers.RegexField(SLUG, max_length=80)
    article = KeyField(Article)
    passage = serializers.IntegerField(source="passage.number", min_value=1, max_value=32767)
    topic = serializers.CharField(source="topic.key", max_length=80)
    statement = TextField(help_text="With {name} where each point stands.")
    as_of = serializers.DateField(required=False, allow_null=True)
    modality = serializers.ChoiceField(list(MODALITY_NAMES.items()), required=False)
    attributed_to = TextField(
        required=False, max_length=200, help_text="Who says so, by role; empty: the publisher."
    )
    status = serializers.ChoiceField(Fact.Status.choices, required=False)
    relation = serializers.RegexField(SLUG, required=False, allow_blank=True, max_length=80)
    version = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="Counts the changes. Send the one you read: if it is no longer the present one, "
        "nothing is changed (409).",
    )
    points = PointShape(many=True)


class ChangeFactShape(FactShape):
    """A fact as it is changed. Of a published one, say what changes and confirm what follows."""

    change = serializers.ChoiceField(
        [("wording", "wording"), ("truth", "truth")],
        required=False,
        write_only=True,
        help_text="For a published fact: whether only its words change, or what is true.",
    )
    dry_run = serializers.BooleanField(
        required=False, write_only=True, help_text="Only tell what would follow."
    )
    digest = serializers.CharField(
        required=False, write_only=True, max_length=64, help_text="That of the plan that was told."
    )
    note = serializers.CharField(
        required=False, write_only=True, allow_blank=True, max_length=300, help_text="Why."
    )
