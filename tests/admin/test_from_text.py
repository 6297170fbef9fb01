"""Facts are proposed from a pasted text; a teacher decides what is kept."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.urls import reverse

from quizzes.models import Article, Entity, Fact, Passage
from quizzes.models.base import PublicationStatus
from tests.factories import make_unit

PAGE = reverse("admin:quizzes_fact_from_text")
TEXT = "阿克苏市办起了新的培训班。\n去年8月，阿克苏市加入“晨光计划”，培训电商人才约9500人。"


def source(**changed: object) -> dict[str, object]:
    return {
        "article": "",
        "title": "新的培训班",
        "publisher": "晨报",
        "published_on": "2025-07-06",
        "language": "zh-hans",
        "text": TEXT,
        **changed,
    }


def as_posted(response) -> dict[str, object]:
    """What the browser would send back of the page of proposals."""
    data = source()
    data["article"] = response.context["source"]["article"].value() or ""
    data["start"] = response.context["start"]
    for row in response.context["rows"]:
        for form in (row.form, *row.values):
            for field in form:
                value = field.value()
                if value is not None and field.name != "keep":
                    data[field.html_name] = value
    return data


@pytest.fixture
def proposed(teacher_client, article):
    return teacher_client.post(PAGE, source())


def test_the_values_of_a_pasted_text_are_marked_and_nothing_is_kept_yet(proposed):
    (row,) = proposed.context["rows"]
    assert (
        row.form["statement"].value() == "{date}，{city}加入“{programme}”，培训电商人才{people}人。"
    )
    assert row.form["passage"].value() == 2
    assert "约9500人 <small" in row.marked
    assert "date, counted from the article" in row.marked
    assert not Fact.objects.exists()
    assert not Article.objects.filter(publisher_zh_hans="晨报").exists()


def test_what_is_ticked_becomes_a_draft_with_its_points(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1"}
    data["c0-statement"] = "{date}，{city}参加{programme}，教会了{people}人。"
    response = teacher_client.post(PAGE, data)
    assert response.status_code == 302
    fact = Fact.objects.get()
    assert fact.status == PublicationStatus.DRAFT
    assert fact.passage.number == 2
    assert fact.article.publisher_zh_hans == "晨报"
    date, place, programme, people = fact.points.all()
    assert (str(date.date), date.precision) == ("2024-08-01", "month")
    assert place.entity.key == "aksu"
    assert programme.term_zh_hans == "晨光计划"
    assert (people.amount, people.bound, people.unit.key) == (9500, "about", "person")


def test_what_is_not_ticked_leaves_no_trace(teacher_client, proposed):
    teacher_client.post(PAGE, as_posted(proposed) | {"_keep": "1"})
    assert not Fact.objects.exists()
    assert not Article.objects.filter(publisher_zh_hans="晨报").exists()


def test_the_text_is_kept_only_if_the_teacher_says_that_it_may_be(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1"}
    teacher_client.post(PAGE, data)
    assert list(Fact.objects.get().article.passages.values_list("number", "text")) == [(2, "")]


def test_a_text_that_may_be_kept_is_kept_whole(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1", "may_keep": "on"}
    teacher_client.post(PAGE, data)
    assert list(Fact.objects.get().article.passages.values_list("text", flat=True)) == (
        TEXT.splitlines()
    )


def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1"}
    data |= {"c0v3-written": "许多", "c0-statement": "{people}人在{date}和{city}有{programme}。"}
    response = teacher_client.post(PAGE, data)
    (row,) = response.context["rows"]
    assert "cannot be read" in str(row.values[3].errors)
    assert row.form["statement"].value() == data["c0-statement"]
    assert "许多" in response.content.decode()
    assert not Fact.objects.exists()
    assert not Passage.objects.filter(article__publisher_zh_hans="晨报").exists()


def test_a_quantity_without_a_unit_is_refused_with_what_is_missing(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1", "c0v3-unit": ""}
    response = teacher_client.post(PAGE, data)
    (row,) = response.context["rows"]
    assert "needs a unit" in str(row.form.errors)
    assert not Fact.objects.exists()


def test_a_value_can_be_left_as_words_and_a_new_name_added(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1"}
    data |= {"c0v0-kind": "words", "c0v2-kind": "new"}
    teacher_client.post(PAGE, data)
    fact = Fact.objects.get()
    assert fact.statement_zh_hans.startswith("2024年8月，")
    assert fact.points.get(name="programme").entity == Entity.objects.get(name_zh_hans="晨光计划")
    assert Entity.objects.get(name_zh_hans="晨光计划").kind == "programme"


def test_what_is_sent_twice_is_told_and_not_made_again(teacher_client, proposed):
    data = as_posted(proposed) | {"c0-keep": "on", "_keep": "1", "c0v2-kind": "new"}
    teacher_client.post(PAGE, data, follow=True)
    again = teacher_client.post(PAGE, data, follow=True).content.decode()
    assert "1 fact was there already" in again
    assert "draft kept" not in again
    assert Fact.objects.count() == 1
    assert Article.objects.filter(publisher_zh_hans="晨报").count() == 1
    assert LogEntry.objects.filter(action_flag=ADDITION).count() == 1


def test_sentences_that_differ_in_their_values_only_are_facts_of_their_own(teacher_client, article):
    make_unit()
    text = "阿克苏市有9500人参加。阿克苏市有8000人参加。"
    data = as_posted(teacher_client.post(PAGE, source(text=text)))
    kept = {"text": text, "c0-keep": "on", "c1-keep": "on", "_keep": "1"}
    teacher_client.post(PAGE, data | kept)
    first, second = Fact.objects.all()
    assert (first.statement, first.passage) == (second.statement, second.passage)


def test_many_proposals_come_page_by_page_into_one_article(teacher_client, article):
    make_unit()
    text = "\n".join(f"某地第二年有{number}00多人参加。" for number in range(2, 32))
    response = teacher_client.post(PAGE, source(text=text))
    assert (len(response.context["rows"]), response.context["total"]) == (20, 30)
    data = as_posted(response) | {"text": text, "c0-keep": "on", "_keep": "1"}
    response = teacher_client.post(PAGE, data)
    assert len(response.context["rows"]) == 10
    data = as_posted(response) | {"text": text, "c0-keep": "on", "_keep": "1"}
    teacher_client.post(PAGE, data)
    assert Fact.objects.count() == 2
    assert Article.objects.filter(publisher_zh_hans="晨报").count() == 1


def test_a_text_of_an_article_that_is_kept_can_be_read_again(teacher_client, article):
    article.passages.filter(number=1).update(text="阿克苏市有700多人。")
    response = teacher_client.post(PAGE, {"article": article.pk, "text": ""})
    (row,) = response.context["rows"]
    assert row.form["passage"].value() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "字" * 100_001}, "Paste it in parts"),
        ({"text": ""}, "needs this"),
        ({"published_on": ""}, "needs this"),
    ],
)
def test_what_is_missing_or_too_long_is_said(teacher_client, article, changed, said):
    response = teacher_client.post(PAGE, source(**changed))
    assert said in response.content.decode()
    assert response.context["rows"] == []


def test_only_teachers_may_read_texts_here(student_client, client):
    assert student_client.get(PAGE).status_code in {302, 403}
    assert client.get(PAGE).status_code == 302
