"""A teacher accepts an answer: it becomes another name, and earlier answers count by it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from quizzes.models import Attempt, Entity, Fact, FactVersion, Item, Point, Regrade, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.bank import refresh_items
from tests.factories import NOW, make_quiz

pytestmark = pytest.mark.django_db
KEY = "planets-uranus-discovery.astronomer"
GIVEN = "老赫歇尔"


@pytest.fixture(autouse=True)
def _article() -> None:
    call_command("loaddata", "units", "eight_planets", verbosity=0)
    refresh_items(["eight-planets"], NOW, only_fact="planets-uranus-discovery")


def sit(learner: User, text: str, key: str = f"{KEY}.short_text") -> Attempt:
    item = Item.objects.get(key=key)
    quiz = make_quiz(item.article, f"q-{uuid4().hex[:8]}", items=[item])
    attempt = start_attempt(learner, quiz, "zh-hans", NOW, seed=1)
    save_response(attempt.pk, learner, 1, {"text": text}, NOW)
    return submit(attempt.pk, learner, NOW)


@pytest.fixture
def attempts(student: User, student2: User) -> list[Attempt]:
    """Two who gave the same name in other characters, one who was wrong, one who was right."""
    texts = ((student, GIVEN), (student2, "老赫歇爾"), (student, "伽利略"), (student2, "赫歇尔"))
    return [sit(learner, text) for learner, text in texts]


@pytest.fixture
def address() -> str:
    fact = Fact.objects.get(key="planets-uranus-discovery")
    return reverse("admin:quizzes_fact_answers", args=[fact.pk, "astronomer"])


def scores() -> list[float | None]:
    return list(Attempt.objects.order_by("started_at", "quiz_id").values_list("score", flat=True))


def herschel() -> Entity:
    found = Point.objects.get(fact__key="planets-uranus-discovery", name="astronomer").entity
    assert found is not None
    return found


def test_what_was_not_accepted_is_listed_with_counts_the_most_frequent_first(
    teacher_client, attempts, address
):
    found = teacher_client.get(address)
    listed = [(each.text, each.count) for each in found.context["answers"]]
    assert [count for _text, count in listed] == [2, 1]
    assert listed[1] == ("伽利略", 1)
    assert "赫歇尔" not in [text for text, _count in listed]


def test_a_look_at_what_follows_changes_nothing(teacher_client, attempts, address):
    before = herschel().aliases
    page = teacher_client.post(address, {"text": GIVEN})
    assert "2 attempts get another score." in page.content.decode()
    assert herschel().aliases == before
    assert scores() == [0, 0, 0, 1]
    assert not Regrade.objects.exists()


def test_confirming_makes_it_a_name_and_gives_the_scores_and_the_memory_follows(
    teacher_client, teacher, student2, attempts, address
):
    digest = teacher_client.post(address, {"text": GIVEN}).context["plan"].digest
    done = teacher_client.post(address, {"text": GIVEN, "digest": digest}, follow=True)
    assert "2 scores were given anew" in done.content.decode()
    assert GIVEN in herschel().aliases.splitlines()
    assert scores() == [1, 1, 0, 1]
    assert set(Regrade.objects.values_list("created_by", flat=True)) == {teacher.pk}
    assert all(GIVEN in reason for reason in Regrade.objects.values_list("reason", flat=True))
    ratings = student2.reviews.filter(source="quiz").values_list("rating", flat=True)
    assert set(ratings) == {3}
    left = [each.text for each in teacher_client.get(address).context["answers"]]
    assert left == ["伽利略"]


def test_from_then_on_it_is_right_also_for_an_attempt_that_was_open(
    teacher_client, student, attempts, address
):
    item = Item.objects.get(key=f"{KEY}.short_text")
    quiz = make_quiz(item.article, "open", items=[item])
    started = start_attempt(student, quiz, "zh-hans", NOW, seed=1)
    save_response(started.pk, student, 1, {"text": GIVEN}, NOW)
    digest = teacher_client.post(address, {"text": GIVEN}).context["plan"].digest
    teacher_client.post(address, {"text": GIVEN, "digest": digest})
    assert submit(started.pk, student, NOW).score == 1
    assert sit(student, "老赫歇爾").score == 1


def test_a_name_of_something_else_is_refused_and_says_whose_it_is(
    teacher_client, attempts, address
):
    other = Entity.objects.exclude(pk=herschel().pk).order_by("pk")[0]
    name = other.name_zh_hans
    page = teacher_client.post(address, {"text": name}, follow=True).content.decode()
    assert "two right answers" in page
    assert other.key in page
    assert name not in herschel().aliases.splitlines()


@pytest.mark.parametrize(("text", "told"), [("。", "nothing to accept"), ("赫歇爾", "already")])
def test_what_is_empty_or_accepted_already_is_refused(teacher_client, address, text, told):
    assert told in teacher_client.post(address, {"text": text}, follow=True).content.decode()


def test_a_plan_that_does_not_hold_any_more_is_shown_again(
    teacher_client, student, attempts, address
):
    digest = teacher_client.post(address, {"text": GIVEN}).context["plan"].digest
    sit(student, GIVEN)
    page = teacher_client.post(address, {"text": GIVEN, "digest": digest}).content.decode()
    assert "Look again" in page
    assert "3 attempts get another score." in page
    assert GIVEN not in herschel().aliases


def test_a_term_gets_the_name_in_its_fact_with_a_version_of_it(teacher_client, teacher, student):
    point = Point.objects.filter(kind="term", exclusive=True, fact__status="published")[0]
    fact = point.fact
    refresh_items(["eight-planets"], NOW, only_fact=fact.key)
    sit(student, "某个别名", f"{fact.key}.{point.name}.short_text")
    address = reverse("admin:quizzes_fact_answers", args=[fact.pk, point.name])
    digest = teacher_client.post(address, {"text": "某个别名"}).context["plan"].digest
    teacher_client.post(address, {"text": "某个别名", "digest": digest})
    point.refresh_from_db()
    assert "某个别名" in point.aliases.splitlines()
    version = FactVersion.objects.filter(fact=fact).order_by("-number")[0]
    assert (version.change, version.created_by) == ("wording", teacher)
    assert Attempt.objects.get().score == 1


def test_the_pages_of_fact_and_question_lead_there(teacher_client, address):
    fact = Fact.objects.get(key="planets-uranus-discovery")
    preview = reverse("admin:quizzes_fact_preview", args=[fact.pk])
    assert address in teacher_client.get(preview).content.decode()
    item = Item.objects.get(key=f"{KEY}.short_text")
    page = teacher_client.get(reverse("admin:quizzes_item_change", args=[item.pk]))
    assert address in page.content.decode()


def test_the_page_speaks_chinese(teacher_client, attempts, address):
    teacher_client.cookies["django_language"] = "zh-hans"
    assert "采纳" in teacher_client.get(address).content.decode()
    page = teacher_client.post(address, {"text": GIVEN}).content.decode()
    assert "2次答题的得分会改变" in page


def test_students_and_outsiders_accept_nothing(student_client, client, address):
    for each in (student_client, client):
        assert each.get(address).status_code == 302
        assert each.post(address, {"text": GIVEN}).status_code == 302


# By API ------------------------------------------------------------------------------------------

API = f"/api/v1/points/{KEY}/"


def test_by_api_the_same_in_two_steps(teacher_api, attempts):
    listed = teacher_api.get(f"{API}answers/").json()
    assert [each["count"] for each in listed] == [2, 1]
    told = teacher_api.post(f"{API}accept/", {"text": GIVEN, "dry_run": True}).json()
    assert [each["new_score"] for each in told["scores"]] == [1.0, 1.0]
    assert f"{KEY}.short_text" in told["items"]
    assert scores() == [0, 0, 0, 1]
    done = teacher_api.post(f"{API}accept/", {"text": GIVEN, "digest": told["digest"]})
    assert done.status_code == 200
    assert scores() == [1, 1, 0, 1]


@pytest.mark.parametrize("way", ["page", "api"])
def test_whichever_way_it_was_accepted_the_history_tells_who_and_what(
    teacher_client, teacher_api, teacher, attempts, address, way
):
    digest = teacher_client.post(address, {"text": GIVEN}).context["plan"].digest
    assert not LogEntry.objects.exists()
    sent = {"text": GIVEN, "digest": digest}
    if way == "page":
        teacher_client.post(address, sent)
    else:
        teacher_api.post(f"{API}accept/", sent)
    fact, entity = LogEntry.objects.order_by("content_type__model").reverse()
    assert (fact.content_type.model, fact.object_id) == ("fact", address.split("/")[4])
    assert (entity.content_type.model, entity.object_id) == ("entity", str(herschel().pk))
    for entry in (fact, entity):
        assert entry.user == teacher
        assert f"“{GIVEN}” is accepted from now on. 2 scores" in entry.get_change_message()


def test_by_api_what_is_refused_has_a_code(teacher_api, attempts):
    def code(**sent):
        answer = teacher_api.post(f"{API}accept/", sent)
        return answer.status_code, answer.json()["code"]

    other = Entity.objects.exclude(pk=herschel().pk).order_by("pk")[0]
    assert code(text=other.name_zh_hans, dry_run=True) == (409, "name_taken")
    assert code(text="赫歇尔", dry_run=True) == (409, "already_accepted")
    assert code(text=GIVEN, digest="0" * 64) == (409, "plan_changed")
    assert GIVEN not in herschel().aliases
    bare = teacher_api.post(f"{API}accept/", {"text": GIVEN})
    assert bare.json()["errors"][0]["code"] == "digest_missing"
    figure = teacher_api.post(
        "/api/v1/points/planets-venus-diameter.diameter/accept/", {"text": "a", "dry_run": True}
    )
    assert figure.json()["code"] == "not_a_name"


def test_by_api_learners_accept_nothing(student_api, outsider_api):
    for api, status in ((student_api, 403), (outsider_api, 401)):
        assert api.get(f"{API}answers/").status_code == status
        assert api.post(f"{API}accept/", {"text": "x", "dry_run": True}).status_code == status
