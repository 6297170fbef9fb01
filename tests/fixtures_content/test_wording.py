"""The seed article's facts are told in our own words, and private people by their role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzes.models import Article, Entity, Fact, Member, Point, Topic
from quizzes.models.base import lines, text_of
from tests.fixtures_content.shared_wording import hashed, repeated, runs, windows

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
SOURCE = set((HERE / "article_13grams.txt").read_text().split())
PRIVATE_NAMES = set((HERE / "private_names.txt").read_text().split())
"""Hashes of the family and given names of the private people whom the article names."""

LONG_NAME = 10
"""Shorter proper names are not cut out before texts are compared, so that the check is strict."""
NAMES_AMONG_TERMS = ("津策大中小美育一体化工作室",)


def proper_names() -> list[str]:
    found = list(NAMES_AMONG_TERMS)
    for entity in Entity.objects.all():
        found += [*text_of(entity, "name").values(), *lines(entity.aliases)]
    found += text_of(Article.objects.get(key="xinjiang-aid"), "title").values()
    return [name for name in found if sum(map(len, runs(name))) >= LONG_NAME]


def rendered(fact: Fact) -> str:
    """The Chinese statement with its names and terms in place: figures end a run anyway."""
    values = {point.name: "0" for point in fact.points.all()}
    for point in fact.points.all():
        if point.entity:
            values[point.name] = text_of(point.entity, "name")["zh-hans"]
        elif point.kind == "term":
            values[point.name] = text_of(point, "term")["zh-hans"]
        elif point.kind == "set":
            values[point.name] = "和".join(
                text_of(member.entity, "name")["zh-hans"]
                if member.entity
                else text_of(member, "term")["zh-hans"]
                for member in point.members.all()
            )
    return text_of(fact, "statement")["zh-hans"].format(**values)


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """Everything that people read of the article, with where it stands."""
    for language, text in text_of(article, "summary").items():
        yield f"summary, {language}", text
    for topic in Topic.objects.filter(article=article):
        yield f"topic {topic.key}", text_of(topic, "name")["zh-hans"]
    for fact in Fact.objects.filter(article=article):
        yield f"{fact.key}, filled in", rendered(fact)
        yield from (
            (f"{fact.key}, statement", text) for text in text_of(fact, "statement").values()
        )
        yield from (
            (f"{fact.key}, by whom", text) for text in text_of(fact, "attributed_to").values()
        )
    for point in Point.objects.filter(fact__article=article).select_related("fact"):
        where = f"{point.fact.key}.{point.name}"
        yield from ((f"{where}, question", text) for text in text_of(point, "question").values())
        yield from ((f"{where}, term", text) for text in text_of(point, "term").values())
        yield from ((f"{where}, alias", text) for text in lines(point.aliases))
    for member in Member.objects.filter(point__fact__article=article):
        yield f"member {member.pk}", text_of(member, "term").get("zh-hans", "")
        yield from ((f"member {member.pk}, alias", text) for text in lines(member.aliases))


def test_nothing_repeats_more_than_twelve_characters_of_the_article(article):
    names = proper_names()
    found = {where: repeated(text, names, SOURCE) for where, text in texts(article)}
    assert len(found) > 300
    assert {where: shared for where, shared in found.items() if shared} == {}


def test_private_people_appear_without_their_names(article):
    named = {
        run[start : start + length]
        for _where, text in texts(article)
        for run in runs(text)
        for length in range(2, 7)
        for start in range(len(run) - length + 1)
        if hashed(run[start : start + length]) in PRIVATE_NAMES
    }
    assert named == set()


def test_passages_hold_no_text_of_the_article(article):
    assert not article.passages.exclude(text="").exists()


MADE_UP = "山坡上的小火车每天清晨准时开往海边的老灯塔"


@pytest.mark.parametrize(
    ("ours", "is_repeated"),
    [
        ("听说小火车每天清晨准时开往海边的码头", True),
        ("听说小火车每天清晨准时开往湖边", False),
        ("小火车，每天清晨准时，开往海边的老灯塔", False),
        ("小火车每天清晨2准时开往海边的老灯塔", False),
    ],
)
def test_a_repeated_run_is_found_from_thirteen_characters_on(ours, is_repeated):
    source = {hashed(window) for window in windows(MADE_UP)}
    assert bool(repeated(ours, [], source)) is is_repeated


def test_a_proper_name_is_no_repetition():
    source = {hashed(window) for window in windows(MADE_UP)}
    assert repeated(MADE_UP, ["每天清晨准时开往"], source) == set()


def test_the_hashes_are_those_of_an_article():
    assert len(SOURCE) > 400
    assert len(PRIVATE_NAMES) == 18
