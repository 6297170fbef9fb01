"""How pages say what templates fill in: when something comes, what stands between sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from quizzes.templatetags.ui import near

SENTENCES = Template('{% load ui %}A.{% gap %}<a href="/">B</a>')


@pytest.mark.parametrize(
    ("days", "en", "zh"), [(0, "today, 12:30", "今天12:30"), (1, "tomorrow, 12:30", "明天12:30")]
)
def test_today_and_tomorrow_are_called_by_their_names(days: int, en: str, zh: str) -> None:
    now = timezone.localtime()
    moment = now.replace(hour=12, minute=30) + timedelta(days=days)
    for language, words in (("en", en), ("zh-hans", zh)):
        with override(language):
            assert near(moment) == words


def test_a_later_day_is_called_by_its_date() -> None:
    moment = timezone.localtime() + timedelta(days=2)
    with override("en"):
        assert str(moment.year) in near(moment)


def test_only_sentences_of_other_languages_stand_apart() -> None:
    with override("en"):
        assert SENTENCES.render(Context()).startswith("A. <a")
    with override("zh-hans"):
        assert SENTENCES.render(Context()).startswith("A.<a")
