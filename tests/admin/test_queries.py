"""The lists take the same number of queries however much there is in them."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import (
    Article,
    Course,
    Enrolment,
    ExtraTime,
    Fact,
    Item,
    Pinyin,
    Point,
    Regrade,
    User,
)
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.validation import PointDraft
from tests.factories import (
    NOW,
    make_article,
    make_bank,
    make_entity,
    make_fact,
    make_point,
    make_quiz,
    make_unit,
)

LISTS = [
    "fact",
    "item",
    "quiz",
    "attempt",
    "article",
    "course",
    "extratime",
    "regrade",
    "entity",
    "unit",
    "pinyin",
]
MOST = 14


def grow(start: int, count: int) -> Article:
    """More of everything: an article with a bank, quizzes, and an attempt of a new learner each."""
    article = make_article(f"article-{start}")
    make_bank(article, count)
    for number in range(start, start + count):
        make_entity(f"entity-{number}", part_of=make_entity("whole"))
        make_unit(f"unit-{number}")
        learner = User.objects.create_user(f"learner-{number}")
        quiz = make_quiz(article, f"quiz-{number}", drawn=2, topic=article.topics.first())
        attempt = start_attempt(learner, quiz, "en", NOW)
        submit(attempt.pk, learner, NOW)
        rows = {"reason": "why", "old_score": 0, "new_score": 1, "created_by": learner}
        Regrade.objects.create(attempt=attempt, created_at=NOW, marks=[], **rows)
        course = Course.objects.create(key=f"course-{number}", name_en=f"Course {number}")
        course.articles.add(article)
        Enrolment.objects.create(course=course, learner=learner)
        ExtraTime.objects.create(learner=learner, quiz=quiz, minutes=5)
        Pinyin.objects.create(word=f"和田{number}", reading="hé tián")
    return article


def queries(get: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        get()
    return len(captured)


@pytest.mark.parametrize("model", LISTS)
def test_a_list_takes_the_same_queries_for_more_content(teacher_client, model):
    address = reverse(f"admin:quizzes_{model}_changelist")
    grow(0, 3)
    teacher_client.get(address)  # fills caches of content types and permissions
    before = queries(lambda: teacher_client.get(address))
    grow(10, 8)
    after = queries(lambda: teacher_client.get(address))
    assert before == after <= MOST


def test_a_facts_page_takes_the_same_queries_for_more_points(teacher_client):
    article = grow(0, 2)
    fact = article.facts.first()
    address = reverse("admin:quizzes_fact_change", args=[fact.pk])
    teacher_client.get(address)
    before = queries(lambda: teacher_client.get(address))
    entity = make_entity("aksu")
    for number in range(6):
        Point.objects.create(fact=fact, name=f"p{number}", kind="entity", entity=entity)
    grow(10, 3)
    after = queries(lambda: teacher_client.get(address))
    assert before == after <= 20


PAGES = ["article_coverage", "quiz_coverage", "quiz_example", "fact_preview", "fact_leeches"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_the_same_queries_for_more_content(teacher_client, page):
    article = grow(0, 3)
    records = {
        "article": article,
        "quiz": make_quiz(article, "all", drawn=3),
        "fact": article.facts.first(),
    }
    model, _line, name = page.partition("_")
    keys = [] if name == "leeches" else [records[model].pk]
    address = reverse(f"admin:quizzes_{page}", args=keys)
    teacher_client.get(address)
    before = queries(lambda: teacher_client.get(address))
    make_bank(article, 12)
    grow(10, 3)
    assert queries(lambda: teacher_client.get(address)) == before <= 24


def test_the_page_of_an_attempt_takes_the_same_queries_for_more_questions(teacher_client):
    article, taken = grow(0, 2), []
    for count in (2, 3, 12):  # the first fills caches
        items = make_bank(article, count)
        learner = User.objects.create_user(f"of-{count}")
        attempt = start_attempt(learner, make_quiz(article, f"of-{count}", items=items), "en", NOW)
        submit(attempt.pk, learner, NOW)
        address = reverse("admin:quizzes_attempt_change", args=[attempt.pk])
        taken.append(queries(partial(teacher_client.get, address)))
    assert taken[1] == taken[2] <= 24


def test_the_page_of_a_course_takes_the_same_queries_for_more_learners(teacher_client):
    grow(0, 2)
    course = Course.objects.get(key="course-0")
    address = reverse("admin:quizzes_course_change", args=[course.pk])
    teacher_client.get(address)
    before = queries(lambda: teacher_client.get(address))
    for number in range(20):
        learner = User.objects.create_user(f"more-{number}")
        Enrolment.objects.create(course=course, learner=learner)
    assert queries(lambda: teacher_client.get(address)) == before <= 20


# Marking anew, accepting an answer ----------------------------------------------------------------


@pytest.fixture
def sat(db: None) -> Callable[[str, int], Item]:
    """Make a question of that form, which so many learners have answered wrong."""
    article, given = (
        make_article(),
        {"numeric": {"number": "8800"}, "short_text": {"text": "Bosten"}},
    )

    def asked(form: str, count: int) -> Item:
        key = f"{form.replace('_', '-')}-{count}"
        fact = make_fact(article, key, status=Fact.Status.DRAFT)
        name = {"kind": "term", "term_en": f"Lake {count}", "term_zh_hans": f"第{count}湖"}
        make_point(fact, **({} if form == "numeric" else name))
        publish_facts([fact], NOW)
        item = Item.objects.get(point__fact=fact, form=form)
        quiz = make_quiz(article, key, items=[item])
        for number in range(count):
            learner = User.objects.create_user(f"{key}-{number}")
            attempt = start_attempt(learner, quiz, "en", NOW, seed=1)
            save_response(attempt.pk, learner, 1, given[form], NOW)
            submit(attempt.pk, learner, NOW)
        return item

    return asked


def test_marking_anew_takes_the_same_queries_for_more_attempts(teacher, teacher_client, sat):
    taken = []
    for count in (1, 3, 15):  # the first fills caches
        item = sat("numeric", count)
        address = reverse("admin:quizzes_item_regrade", args=[item.pk])
        set_right(item.point.fact, teacher)
        plan = teacher_client.get(address).context["plan"]
        assert len(plan.changes) == count
        looking = queries(partial(teacher_client.get, address))
        doing = queries(partial(teacher_client.post, address, {"digest": plan.digest}))
        assert Regrade.objects.filter(attempt__quiz__slots__item=item).count() == count
        taken.append((looking, doing))
    assert taken[1] == taken[2]
    assert taken[2][0] <= MOST


def set_right(fact: Fact, teacher: User) -> None:
    """8800 was right after all: put in as if it were a wording, so that nobody has the score."""

    def drafts() -> tuple[Fact, list[PointDraft], str]:
        changed = Fact.objects.get(pk=fact.pk)
        point = changed.points.get()
        point.amount = Decimal(8800)
        return changed, [PointDraft(point)], "wording"

    digest = preview_correction(*drafts(), NOW).digest
    apply_correction(*drafts(), digest, teacher, NOW)


def test_accepting_takes_the_same_queries_for_more_answers(teacher_client, sat):
    taken = []
    for count in (1, 3, 15):  # the first fills caches
        point = sat("short_text", count).point
        address = reverse("admin:quizzes_fact_answers", args=[point.fact_id, point.name])
        sent = {"text": "Bosten"}
        plan = teacher_client.post(address, sent).context["plan"]
        assert len(plan.regrade.changes) == count
        listing = queries(partial(teacher_client.get, address))
        looking = queries(partial(teacher_client.post, address, sent))
        confirmed = sent | {"digest": plan.digest}
        doing = queries(partial(teacher_client.post, address, confirmed))
        assert Regrade.objects.filter(attempt__quiz__key=f"short-text-{count}").count() == count
        taken.append((listing, looking, doing))
        point.aliases = ""
        point.save()
    assert taken[1] == taken[2]
    assert taken[2][0] <= MOST
