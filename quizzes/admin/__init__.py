"""The teachers' admin, one module a subject. Importing a module registers its models."""

from quizzes.admin import (
    articles,
    attempts,
    courses,
    entities,
    extra_time,
    facts,
    items,
    people,
    pinyin,
    quizzes,
    regrades,
)

__all__ = [
    "articles",
    "attempts",
    "courses",
    "entities",
    "extra_time",
    "facts",
    "items",
    "people",
    "pinyin",
    "quizzes",
    "regrades",
]
