"""Short ways to build what a test needs: articles, facts, points, items and quizzes.

Whatever a learner may not read before answering (explanations, reasons, sources of proofs,
accepted answers) carries the word KEPT_BACK, so that a test can look for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from quizzes.domain.codec import digest, encode
from quizzes.domain.facts import Term
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Entry,
    Form,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    Pair,
    Proof,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.models import (
    Article,
    Entity,
    Fact,
    Item,
    ItemVersion,
    Passage,
    Point,
    Quiz,
    Slot,
    Topic,
    Unit,
)
from quizzes.models.base import PublicationStatus, set_text

KEPT_BACK = "kept-back"
NOW = datetime(2025, 7, 6, 4, 0, tzinfo=UTC)
LANGUAGES = ("en", "zh-hans")


def both(en: str, zh: str | None = None) -> Text:
    """A text in both languages; the Chinese one is made from the English where none is given."""
    return Text.of({"en": en, "zh-hans": f"中文 {en}" if zh is None else zh})


def make_article(
    key: str = "cotton", *, topics: Sequence[str] = ("people",), passages: int = 3
) -> Article:
    """An article with topics and numbered passages."""
    article = Article(key=key, published_on=date(2025, 7, 6), language="zh-hans")
    set_text(article, "title", both(f"Title of {key}", f"{key}的标题"))
    set_text(article, "publisher", both("People's Daily", "人民日报"))
    article.save()
    for position, name in enumerate(topics):
        topic = Topic(article=article, key=name, position=position)
        set_text(topic, "name", both(name.capitalize(), f"主题{position}"))
        topic.save()
    Passage.objects.bulk_create(
        Passage(article=article, number=number, text=f"第{number}段。")
        for number in range(1, passages + 1)
    )
    return article


def make_unit(key: str = "person", **columns: Any) -> Unit:
    """A unit, found again by its key."""
    defaults = {"dimension": key, "name_en": key, "name_zh_hans": "人", "plural_en": f"{key}s"}
    return Unit.objects.get_or_create(key=key, defaults=defaults | columns)[0]


def make_entity(key: str = "aksu", **columns: Any) -> Entity:
    """A place, found again by its key."""
    defaults = {
        "kind": "place",
        "category": "city",
        "name_en": key.capitalize(),
        "name_zh_hans": "阿克苏",
    }
    return Entity.objects.get_or_create(key=key, defaults=defaults | columns)[0]


def make_fact(
    article: Article,
    key: str = "trained",
    *,
    topic: str = "",
    passage: int = 1,
    status: str = Fact.Status.PUBLISHED,
    **columns: Any,
) -> Fact:
    """A published fact without points; its statement has the gap {count}."""
    topics = article.topics.filter(key=topic) if topic else article.topics.all()
    fact = Fact(
        key=key,
        article=article,
        topic=topics[0],
        passage=article.passages.get(number=passage),
        status=status,
        **columns,
    )
    set_text(
        fact,
        "statement",
        both(f"{KEPT_BACK} {key}: {{count}} people.", f"{KEPT_BACK}{key}：{{count}}人。"),
    )
    fact.save()
    return fact


def make_point(
    fact: Fact, name: str = "count", amount: str | None = "9500", **columns: Any
) -> Point:
    """A point of a fact: an exact quantity of people, unless the columns say otherwise."""
    if "kind" not in columns:
        columns = {
            "kind": "quantity",
            "amount": Decimal(amount or 0),
            "unit": make_unit(),
            "bound": "exact",
        } | columns
    question = {
        "question_en": f"How many at {fact.key}?",
        "question_zh_hans": f"{fact.key}有多少？",
    }
    return Point.objects.create(
        **{"fact": fact, "name": name, "exclusive": True} | question | columns
    )


def choice_body(right: str = "9,500", wrong: Sequence[str] = ("8,500", "7,500")) -> ChoiceBody:
    """Options "a" (the key), "b", "c"…, each with a reason, the wrong ones with a proof."""
    key = Option("a", both(right, right), is_key=True, reason=both(f"{KEPT_BACK}: right"))
    proof = Proof(
        "disjoint", "trained.count", Term(both(f"{KEPT_BACK} value")), f"{KEPT_BACK}-source"
    )
    distractors = (
        Option(
            chr(98 + place),
            both(text, text),
            False,
            None,
            proof,
            both(f"{KEPT_BACK}: wrong {text}"),
        )
        for place, text in enumerate(wrong)
    )
    return ChoiceBody((key, *distractors))


def true_false_body(truth: bool = True) -> TrueFalseBody:
    return TrueFalseBody(truth, None, both(f"{KEPT_BACK}: truth"))


def numeric_body(amount: str = "9500") -> NumericBody:
    units = {"people": Decimal(1), "人": Decimal(1)}
    return NumericBody(Quantity(Decimal(amount), "person"), both("people", "人"), units=units)


def text_body(answer: str = f"{KEPT_BACK} answer") -> TextBody:
    return TextBody(both(answer, answer), (answer, f"{KEPT_BACK} alias"))


def matching_body() -> MatchingBody:
    """Left "1" and "2" belong to right "b" and "a"; "c" is spare."""
    return MatchingBody(
        left=(Entry("1", both("Aksu", "阿克苏")), Entry("2", both("Hotan", "和田"))),
        right=tuple(Entry(each, both(f"right {each}", f"右{each}")) for each in "abc"),
        pairs=(Pair("1", "b"), Pair("2", "a")),
        proofs=(Proof("different", "x.y", Term(both(f"{KEPT_BACK} value"))),),
    )


def ordering_body() -> OrderingBody:
    """The right order is b, d, a, c."""
    entries = tuple(Entry(each, both(f"thing {each}", f"事{each}")) for each in "abcd")
    return OrderingBody(entries, ("b", "d", "a", "c"))


def cloze_body() -> ClozeBody:
    """A figure in gap "a", a name in gap "b"."""
    text = both("There were {a} people in {b}.", "{b}有{a}人。")
    return ClozeBody(text, (Gap("a", numeric_body()), Gap("b", text_body())))


PARTS = {
    Form.MULTIPLE_CHOICE: choice_body,
    Form.MATCHING: matching_body,
    Form.ORDERING: ordering_body,
    Form.CLOZE: cloze_body,
}
"""The forms whose answers have parts."""

BODIES = {
    Form.SINGLE_CHOICE: choice_body,
    Form.TRUE_FALSE: true_false_body,
    Form.NUMERIC: numeric_body,
    Form.SHORT_TEXT: text_body,
}


def make_item(
    source: Point | Article,
    form: Form = Form.SINGLE_CHOICE,
    *,
    key: str = "",
    body: Body | None = None,
    status: str = PublicationStatus.PUBLISHED,
    languages: Sequence[str] = LANGUAGES,
    stem: Text | None = None,
) -> Item:
    """A published item of a point (as if generated), or of an article (a teacher's own)."""
    point = source if isinstance(source, Point) else None
    article = point.fact.article if point else source
    asks = (f"{point.fact.key}.{point.name}",) if point else ()
    key = key or f"{asks[0] if asks else article.key}.{form.value}"
    item = Item.objects.create(
        key=key,
        article=article,
        point=point,
        form=form.value,
        origin=Item.Origin.GENERATED if point else Item.Origin.TEACHER,
        status=status,
    )
    content = ItemContent(
        form=form,
        points=asks,
        stem=_in(stem or both(f"Stem of {key}"), languages),
        explanation=_in(both(f"{KEPT_BACK}: explanation of {key}"), languages),
        body=body or (BODIES | PARTS)[form](),
        shows=asks,
        languages=tuple(languages),
    )
    add_version(item, content)
    return item


def _in(text: Text, languages: Sequence[str]) -> Text:
    return Text.of({language: text[language] for language in languages})


def add_version(item: Item, content: ItemContent) -> ItemVersion:
    """Make a content the current version of an item."""
    version = ItemVersion(
        item=item,
        number=item.versions.count() + 1,
        body=encode(content.body),
        asks=list(content.points),
        shows=list(content.shows),
        languages=list(content.languages),
        digest=digest(content),
        created_at=NOW,
    )
    set_text(version, "stem", content.stem)
    set_text(version, "explanation", content.explanation)
    version.save()
    item.current = version
    item.save()
    return version


def make_bank(
    article: Article, count: int, forms: Sequence[Form] = (Form.SINGLE_CHOICE,)
) -> list[Item]:
    """Published items, each on a fact and point of its own; forms and topics in turn."""
    topics = list(article.topics.all())
    first = article.facts.count()
    items = []
    for number in range(first, first + count):
        fact = make_fact(article, f"{article.key}-{number}", topic=topics[number % len(topics)].key)
        items.append(
            make_item(make_point(fact, amount=str(1000 + number)), forms[number % len(forms)])
        )
    return items


def make_quiz(
    article: Article,
    key: str = "",
    *,
    items: Sequence[Item] = (),
    drawn: int = 0,
    topic: Topic | None = None,
    status: str = PublicationStatus.PUBLISHED,
    **settings: Any,
) -> Quiz:
    """A published quiz: fixed slots for the items, then so many slots to be drawn."""
    key = key or f"{article.key}-quiz"
    quiz = Quiz(key=key, article=article, topic=topic, status=status, **settings)
    set_text(quiz, "title", both(f"Quiz on {article.key}", f"{article.key}测验"))
    quiz.save()
    contents: list[Item | None] = [*items, *([None] * drawn)]
    Slot.objects.bulk_create(
        Slot(quiz=quiz, position=position, item=item) for position, item in enumerate(contents, 1)
    )
    return quiz


def quiz_of_every_form(key: str = "every-form") -> Quiz:
    """An article with one item of each form that exists, and a quiz that asks them in order."""
    article = make_article(key)
    return make_quiz(article, items=make_bank(article, len(BODIES), tuple(BODIES)))


def quiz_of_parts(key: str = "in-parts") -> Quiz:
    """An article with one item of each form whose answers have parts, asked in that order."""
    article = make_article(key)
    return make_quiz(article, items=make_bank(article, len(PARTS), tuple(PARTS)))
