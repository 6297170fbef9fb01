"""The teachers' admin, one module a subject. Importing a module registers its models."""

from quizzes.admin import articles, attempts, entities, facts, items, people, quizzes

__all__ = ["articles", "attempts", "entities", "facts", "items", "people", "quizzes"]
