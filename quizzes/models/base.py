"""What several models share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from quizzes.domain.text import Text


class ReadableJSONEncoder(json.JSONEncoder):
    """JSON that keeps Chinese characters as they are, so that a search in the column finds them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "sort_keys": True})


class PublicationStatus(models.TextChoices):
    """Whether learners meet a thing."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


M = TypeVar("M", bound=models.Model)
F = TypeVar("F", bound=Callable[..., Any])


def loaded_after(*labels: str) -> Callable[[F], F]:
    """Says of a method `natural_key` which models a fixture loads first: the key names them."""

    def mark(method: F) -> F:
        vars(method)["dependencies"] = list(labels)
        return method

    return mark


class NaturalKeyManager(models.Manager[M]):
    """A manager whose natural key is the model's `key`."""

    def get_by_natural_key(self, key: str) -> M:
        return self.get(key=key)


def content_languages() -> list[str]:
    """Codes of the languages that content exists in, in the order of the settings."""
    return [code for code, _name in settings.LANGUAGES]


def text_of(instance: models.Model, field: str) -> Text:
    """A translated field in every language it is filled in."""
    return Text.of(
        {
            language: getattr(instance, build_localized_fieldname(field, language)) or ""
            for language in content_languages()
        }
    )


def set_text(instance: models.Model, field: str, text: Text) -> None:
    """Write a text into the columns of a translated field; languages it lacks are emptied."""
    for language in content_languages():
        setattr(instance, build_localized_fieldname(field, language), text.get(language, ""))


def lines(text: str) -> tuple[str, ...]:
    """The filled lines of a text: how a list of aliases is kept in one column."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
