"""Articles, their numbered passages and their topics."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.base import NaturalKeyManager, loaded_after


class Article(models.Model):
    """A source text: who published it, when, and where it can be read."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_on = models.DateField(_("published on"))
    language = models.CharField(_("language"), max_length=16, choices=settings.LANGUAGES)
    url = models.URLField(_("address"), blank=True)
    summary = models.TextField(_("summary"), blank=True)

    objects = NaturalKeyManager["Article"]()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_on", "key"]
        # New points are sought article by article, in this order, until there are enough.
        indexes = [models.Index(name="article_newest", fields=["-published_on", "id"])]

    def __str__(self) -> str:
        return self.title or self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class TopicManager(models.Manager["Topic"]):
    def get_by_natural_key(self, article: str, key: str) -> Topic:
        return self.get(article__key=article, key=key)


class Topic(models.Model):
    """A heading under which an article's facts are grouped."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="topics"
    )
    key = models.SlugField(_("key"), max_length=80, db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=120)

    objects = TopicManager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["article", "position", "key"]
        constraints = [
            models.UniqueConstraint(name="topic_key_once_an_article", fields=["article", "key"])
        ]

    def __str__(self) -> str:
        return self.name or self.key

    @loaded_after("quizzes.article")
    def natural_key(self) -> tuple[Any, ...]:
        return (*self.article.natural_key(), self.key)


class PassageManager(models.Manager["Passage"]):
    def get_by_natural_key(self, article: str, number: int) -> Passage:
        return self.get(article__key=article, number=number)


class Passage(models.Model):
    """One numbered paragraph; its text may be empty where only its facts may be held."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="passages"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)

    objects = PassageManager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                name="passage_number_once_an_article", fields=["article", "number"]
            ),
            models.CheckConstraint(name="passage_number_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"[{self.number}] {self.text[:60]}".strip()

    @loaded_after("quizzes.article")
    def natural_key(self) -> tuple[Any, ...]:
        return (*self.article.natural_key(), self.number)
