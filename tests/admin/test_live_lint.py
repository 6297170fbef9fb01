"""While a teacher writes a question, the admin says what could be better in it."""

import pytest
from django.urls import reverse

from quizzes.models import Item
from tests.factories import make_item

NEW = reverse("admin:quizzes_item_lint_new")
ADD = reverse("admin:quizzes_item_add")


@pytest.fixture
def writing(article):
    """The fields of a question that is being written, far from whole."""

    def fields(**changed):
        return {
            "article": article.pk,
            "form": "single_choice",
            "stem_en": "Which city is not in the south?",
            "options-0-en": "Hotan",
            "options-1-en": "All of the above",
            **changed,
        }

    return fields


def test_the_offending_words_are_marked_in_their_text(teacher_client, writing):
    page = teacher_client.post(NEW, writing()).content.decode()
    assert "Which city is <mark>not</mark> in the south?" in page
    assert "<mark>All of the above</mark>" in page
    assert "ask for what is" in page


def test_chinese_is_looked_at_as_well_and_marked_as_chinese(teacher_client, writing):
    page = teacher_client.post(NEW, writing(stem_zh_hans="下列哪个城市没有工厂？")).content.decode()
    assert 'lang="zh-Hans"' in page
    assert "下列哪个城市<mark>没有</mark>工厂？" in page


def test_what_is_merely_not_written_yet_is_no_flaw(teacher_client, writing):
    page = teacher_client.post(NEW, {**writing(), "options-1-en": "", "stem_en": "Which city?"})
    assert "find nothing" in page.content.decode()


@pytest.mark.parametrize("changed", [{"form": ""}, {"stem_en": ""}, {"form": "numeric"}])
def test_before_anything_is_asked_there_is_nothing_to_say(teacher_client, writing, changed):
    page = teacher_client.post(NEW, writing(**changed))
    assert page.status_code == 200
    assert "appears here" in page.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"form": "true_false", "stem_en": "It is always so."},
        {"form": "numeric", "stem_en": "How many do not come?", "amount": "x"},
        {"form": "short_text", "stem_en": "Where is _____?", "answer_en": "where is"},
        {"form": "no_such_form"},
        {"article": "0"},
    ],
)
def test_whatever_is_typed_gets_an_answer(teacher_client, writing, changed):
    assert teacher_client.post(NEW, writing(**changed)).status_code == 200


def test_writing_keeps_nothing(teacher_client, writing):
    teacher_client.post(NEW, writing())
    assert not Item.objects.exists()


def test_a_question_of_ones_own_is_looked_at_anew(teacher_client, article, writing):
    item = make_item(article, key="own")
    address = reverse("admin:quizzes_item_lint", args=[item.pk])
    before = item.current
    page = teacher_client.post(address, writing()).content.decode()
    assert "<mark>not</mark>" in page
    item.refresh_from_db()
    assert item.current == before


def test_the_page_says_where_to_ask_and_what_only_a_person_sees(teacher_client, article):
    page = teacher_client.get(ADD, {"article": article.pk}).content.decode()
    assert f'data-lint="{NEW}"' in page
    assert "quizzes/admin/lint.js" in page
    assert 'aria-live="polite"' in page
    assert "Could an expert defend one of the wrong options?" in page


def test_learners_and_outsiders_are_not_told(student_client, client, writing):
    assert student_client.post(NEW, writing()).status_code in (302, 403)
    assert client.post(NEW, writing()).status_code == 302


def test_it_is_asked_by_post(teacher_client, article):
    assert teacher_client.get(NEW).status_code == 405
