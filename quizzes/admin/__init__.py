"""The teachers' admin, one module a subject. Importing a module registers its models."""

from quizzes.admin import (
    articles,
    attempts,
    courses,
    entities,
    extra_time,
    facts,
    groups,
    items,
    people,
    pinyin,
    quizzes,
    regrades,
    sign_ins,
)

__all__ = [
    "articles",
    "attempts",
    "courses",
    "entities",
    "extra_time",
    "facts",
    "groups",
    "items",
    "people",
    "pinyin",
    "quizzes",
    "regrades",
    "sign_ins",
]
