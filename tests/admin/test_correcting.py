"""A teacher changes a published fact: is asked what changes, sees what follows, confirms."""

import pytest

from quizzes.models import Attempt, Correction, Fact, FactVersion, Item, Regrade
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.admin.test_facts import ADD, address, existing
from tests.factories import NOW, make_quiz


@pytest.fixture
def fact(teacher_client, fact_data) -> Fact:
    teacher_client.post(ADD, fact_data())
    fact = Fact.objects.get()
    teacher_client.post(address("publish", fact))
    return Fact.objects.get()


@pytest.fixture
def attempt(fact, student) -> Attempt:
    item = Item.objects.get(point__name="trained", form="numeric")
    started = start_attempt(student, make_quiz(fact.article, items=[item]), "en", NOW, seed=1)
    save_response(started.pk, student, 1, {"number": "8800"}, NOW)
    return submit(started.pk, student, NOW)


def change(fact: Fact, fact_data, **fields):
    return {**existing(fact, fact_data), "points-1-amount": "8800", **fields}


def test_a_change_of_a_published_fact_must_say_what_changes(teacher_client, fact, fact_data):
    response = teacher_client.post(address("change", fact), change(fact, fact_data))
    assert "change" in response.context["adminform"].form.errors
    fact.refresh_from_db()
    assert fact.version == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1 attempt gets another score.", "1 learner gets a card", "Confirm and save"]),
        ("zh-hans", ["1次答题的得分会改变", "1名学习者", "确认并保存"]),
    ],
)
def test_what_follows_is_shown_and_nothing_is_saved(
    teacher_client, fact, attempt, fact_data, language, words
):
    teacher_client.cookies["django_language"] = language
    fields = change(fact, fact_data, change="truth")
    page = teacher_client.post(address("change", fact), fields).content.decode()
    for each in words:
        assert each in page
    assert "9,500" in page
    assert "8,800" in page
    fact.refresh_from_db()
    assert fact.version == 2
    assert FactVersion.objects.count() == 2
    assert not Regrade.objects.exists()


def test_confirming_does_it_and_says_so(teacher_client, teacher, fact, attempt, fact_data):
    fields = change(fact, fact_data, change="truth", note="Miscounted")
    digest = teacher_client.post(address("change", fact), fields).context["plan"].digest
    fields["_confirmed"] = digest
    response = teacher_client.post(address("change", fact), fields, follow=True)
    assert "scores changed: 1" in response.content.decode()
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    assert Regrade.objects.get().created_by == teacher
    assert Correction.objects.get().point.name == "trained"
    version = FactVersion.objects.get(number=3)
    assert (version.change, version.note, version.created_by) == ("truth", "Miscounted", teacher)


def test_what_changed_meanwhile_is_shown_again(teacher_client, fact, attempt, fact_data):
    fields = change(fact, fact_data, change="truth", _confirmed="of another plan")
    response = teacher_client.post(address("change", fact), fields)
    assert "Look again" in response.content.decode()
    fact.refresh_from_db()
    assert fact.version == 2
    assert not Correction.objects.exists()
