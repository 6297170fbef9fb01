"""Fields that several shapes share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import SkipField

from quizzes.domain.text import Text
from quizzes.domain.values.figures import plain
from quizzes.models import User
from quizzes.models.base import lines, text_of
from quizzes.selectors.pinyin import readings_in
from quizzes.services.courses import learners_named

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


@extend_schema_field(
    {
        "type": "object",
        "description": "A text by language code; a language that it lacks is left out.",
        "properties": {code: {"type": "string"} for code in _LANGUAGES},
        "additionalProperties": False,
        "example": {"en": "Aksu City", "zh-hans": "阿克苏市"},
    }
)
class TextField(serializers.Field):
    """A text in every language: `{"zh-hans": "…", "en": "…"}`, of a model's translated columns."""

    default_error_messages = {
        "not_a_text": _("Give an object of texts by language code."),
        "unknown_language": _("“{language}” is not a language of this site."),
    }

    def __init__(self, *, max_length: int = 5000, **options: Any) -> None:
        super().__init__(**options)
        self.child = serializers.CharField(allow_blank=True, max_length=max_length)

    def get_attribute(self, instance: Any) -> Text:
        if isinstance(instance, dict):
            if self.field_name not in instance:
                raise SkipField
            return instance[self.field_name]
        source = self.source or ""
        value = getattr(instance, source)
        return value if isinstance(value, Text) else text_of(instance, source)

    def to_representation(self, value: Text) -> dict[str, str]:
        return dict(value)

    def to_internal_value(self, data: Any) -> Text:
        if not isinstance(data, dict):
            self.fail("not_a_text")
        for language in data:
            if language not in _LANGUAGES:
                self.fail("unknown_language", language=language)
        return Text.of({code: self.child.run_validation(text) for code, text in data.items()})


class WholeTextField(TextField):
    """A text that must be there in every language, as the admin asks for it too."""

    def to_internal_value(self, data: Any) -> Text:
        text = super().to_internal_value(data)
        missing = [language for language in _LANGUAGES if not text.get(language)]
        if missing:
            error = serializers.ErrorDetail(str(self.error_messages["required"]), code="required")
            raise serializers.ValidationError({language: [error] for language in missing})
        return text


class AliasesField(serializers.ListField):
    """Other names: a list here, one a line in the column."""

    child = serializers.CharField(max_length=200)

    def to_representation(self, data: Any) -> list[str]:
        return list(lines(data) if isinstance(data, str) else data)

    def to_internal_value(self, data: Any) -> list[str]:
        return ["".join(alias.splitlines()) for alias in super().to_internal_value(data)]


class ReferenceField(serializers.SlugRelatedField[Any]):
    """A record by its key or name; what no key can be is refused before a database is asked."""

    def to_internal_value(self, data: Any) -> Any:
        name = serializers.CharField(max_length=160).run_validation(data)
        return super().to_internal_value(name)


class NamedField(serializers.ListField):
    """Records by their names, read by one query; each name that none has is told at its place.

    A kind of it says in `find` which records there are, and its message for a name that none has.
    """

    child = serializers.CharField(max_length=160)

    def find(self, names: list[str]) -> Mapping[str, Any]:
        """The records by name; names that none has are left out."""
        raise NotImplementedError

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list) and self.max_length and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)  # before they are looked up
        names = list(super().to_internal_value(data))
        found = self.find(names)
        unknown: dict[Any, Any] = {
            place: [self._unknown(name)] for place, name in enumerate(names) if name not in found
        }
        if unknown:
            raise serializers.ValidationError(unknown)
        return [found[name] for name in dict.fromkeys(names)]

    def _unknown(self, name: str) -> serializers.ErrorDetail:
        message = str(self.error_messages["does_not_exist"]).format(name=name)
        return serializers.ErrorDetail(message, code="does_not_exist")


class LearnersField(NamedField):
    """Accounts by their user names."""

    default_error_messages = {"does_not_exist": _("There is nobody of the name “{name}”.")}

    def find(self, names: list[str]) -> Mapping[str, User]:
        return learners_named(names)


class AmountField(serializers.DecimalField):
    """A decimal as a string without trailing zeros: no digit is lost, none is made up."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=28, decimal_places=8, **options)

    def to_representation(self, value: Any) -> str:
        return plain(Decimal(value))


class ReadingShape(serializers.Serializer):
    """A Chinese word and the pinyin that a teacher gave for it, a syllable for each character."""

    word = serializers.CharField()
    pinyin = serializers.CharField()


class WithPinyin(serializers.Serializer):
    """A shape whose texts come with the pinyin of their words, apart from them."""

    pinyin = serializers.SerializerMethodField(
        help_text="Words in these texts with their pinyin; the longest word goes first."
    )

    @extend_schema_field(ReadingShape(many=True))
    def get_pinyin(self, shown: Any) -> list[dict[str, str]]:
        return [asdict(reading) for reading in readings_in(shown)]


class WordsShape(serializers.Serializer):
    """A text with the code of the language it is in."""

    text = serializers.CharField()
    language = serializers.CharField()
