"""Which fields exist in every language: a column for each, so that each can be searched."""

from modeltranslation.translator import TranslationOptions, translator

from quizzes.models import (
    Article,
    Course,
    Entity,
    Fact,
    ItemVersion,
    Member,
    Point,
    Quiz,
    Topic,
    Unit,
)

TRANSLATED = {
    Article: ("title", "publisher", "summary"),
    Course: ("name",),
    Entity: ("name",),
    Fact: ("statement", "attributed_to"),
    ItemVersion: ("stem", "explanation"),
    Member: ("term",),
    Point: ("question", "term"),
    Quiz: ("title",),
    Topic: ("name",),
    Unit: ("name", "plural"),
}

for _model, _fields in TRANSLATED.items():
    translator.register(
        _model, type(f"{_model.__name__}Translation", (TranslationOptions,), {"fields": _fields})
    )
