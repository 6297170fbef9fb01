"""Pinyin that teachers gave for words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PinyinManager(models.Manager["Pinyin"]):
    def get_by_natural_key(self, word: str) -> Pinyin:
        return self.get(word=word)


class Pinyin(models.Model):
    """A Chinese word and its reading: a syllable for each character, set apart by spaces.

    It is shown above the word wherever learners meet it, if they ask for it; it is no part of any
    content, and never of what is marked.
    """

    word = models.CharField(
        _("word"),
        max_length=40,
        unique=True,
        help_text=_("As it stands in texts. A longer word goes before a shorter one in it."),
    )
    reading = models.CharField(
        _("pinyin"),
        max_length=240,
        help_text=_("A syllable for each character: hé tián, hétián or he2 tian2."),
    )

    objects = PinyinManager()

    class Meta:
        verbose_name = _("pinyin")
        verbose_name_plural = _("pinyin")
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(
                name="pinyin_word_and_reading_filled", condition=~Q(word="") & ~Q(reading="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.reading}"

    def natural_key(self) -> tuple[str]:
        return (self.word,)
