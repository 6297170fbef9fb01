"""What learners read about articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from quizzes.models import Article, Fact
from quizzes.models.base import PublicationStatus
from quizzes.permissions import Anyone, visible_articles, visible_quizzes
from quizzes.selectors.met_facts import FactView, met_counts, met_facts
from quizzes.selectors.quizzes import QuizEntry, quiz_entries, with_size
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class ArticleEntry:
    """An article in a list: how many facts and quizzes it has, how many facts the user met."""

    key: str
    title: Words
    publisher: Words
    published_on: date
    summary: Words
    facts: int
    quizzes: int
    met: int = 0


def _entry(article: Article, language: str, facts: int, quizzes: int, met: int) -> ArticleEntry:
    return ArticleEntry(
        key=article.key,
        title=words_of(article, "title", language),
        publisher=words_of(article, "publisher", language),
        published_on=article.published_on,
        summary=words_of(article, "summary", language),
        facts=facts,
        quizzes=quizzes,
        met=met,
    )


def list_articles(user: Anyone, language: str) -> list[ArticleEntry]:
    """The articles that a user may see, newest first. Three queries, one for a visitor."""
    counted = visible_articles(user, Article.objects.all()).annotate(
        fact_count=Count("facts", distinct=True, filter=Q(facts__status=Fact.Status.PUBLISHED)),
        quiz_count=Count(
            "quizzes", distinct=True, filter=Q(quizzes__status=PublicationStatus.PUBLISHED)
        ),
    )
    met = met_counts(user)
    return [_entry(row, language, row.fact_count, row.quiz_count, met[row.key]) for row in counted]


@dataclass(frozen=True)
class TopicPage:
    """A topic with its quizzes, the facts that the learner met, and how many wait."""

    key: str
    name: Words
    quizzes: tuple[QuizEntry, ...]
    facts: tuple[FactView, ...]
    total: int

    @property
    def unmet(self) -> int:
        """How many facts are yet to be met."""
        return max(0, self.total - len(self.facts))


@dataclass(frozen=True)
class ArticlePage:
    """An article as a learner reads about it. `quizzes` are those on the whole of it."""

    entry: ArticleEntry
    url: str
    quizzes: tuple[QuizEntry, ...]
    topics: tuple[TopicPage, ...]


def article_page(user: Anyone, article: Article, language: str) -> ArticlePage:
    """The article with its topics and quizzes. A constant number of queries."""
    quizzes = list(with_size(visible_quizzes(user, article.quizzes.all())).select_related("topic"))
    entries = quiz_entries(user, quizzes, language)
    topics = article.topics.annotate(
        total=Count("facts", filter=Q(facts__status=Fact.Status.PUBLISHED))
    )
    met = met_facts(user, article, language)
    pages = tuple(
        TopicPage(
            key=topic.key,
            name=words_of(topic, "name", language),
            quizzes=tuple(entry for entry in entries if entry.topic == topic.key),
            facts=tuple(met.get(topic.key, ())),
            total=topic.total,
        )
        for topic in topics
    )
    return ArticlePage(
        entry=_entry(
            article,
            language,
            facts=sum(page.total for page in pages),
            quizzes=len(quizzes),
            met=sum(len(page.facts) for page in pages),
        ),
        url=article.url,
        quizzes=tuple(entry for entry in entries if not entry.topic),
        topics=pages,
    )
