"""A fixture that is loaded again never undoes in silence what a teacher has changed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from quizzes.models import Article, Entity, Fact, FactVersion, Passage, Pinyin, Point, Quiz
from quizzes.services.facts import save_fact
from quizzes.services.validation import PointDraft
from tests.admin.test_quizzes import SITTING
from tests.factories import NOW
from tests.loading.test_loaddata import SMALL
from tests.loading.test_quiz_fixtures import QUIZ

pytestmark = pytest.mark.django_db
CHANGED = SMALL.replace('amount: "9500"', 'amount: "9600"')


def load(path: Path, text: str, **options: object) -> str:
    """Load a fixture of that text; what the console says."""
    file, said = path / "small.yaml", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("loaddata", str(file), stdout=said, **options)
    return said.getvalue()


def edit(teacher, amount: int) -> None:
    fact = Fact.objects.get(key="jobs")
    points = list(fact.points.order_by("pk"))
    points[1].amount = amount
    save_fact(fact, [PointDraft(point) for point in points], teacher, NOW)


def amount() -> int:
    return int(Point.objects.get(name="trained").amount or 0)


def test_a_changed_file_changes_the_fact_and_leaves_a_version_of_it(tmp_path):
    load(tmp_path, SMALL)
    said = load(tmp_path, CHANGED)
    assert "kept" not in said
    assert amount() == 9600
    first, second = FactVersion.objects.order_by("number")
    assert first.content["points"]["trained"]["amount"] == "9500"
    assert second.content["points"]["trained"]["amount"] == "9600"
    assert second.change == "truth"


def test_what_a_teacher_changed_is_kept_and_told_by_record(tmp_path, teacher):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    said = load(tmp_path, CHANGED)
    assert "quizzes.point jobs trained: kept as a teacher changed it: amount" in said
    assert "quizzes.fact jobs" not in said  # of the fact itself nothing differs
    assert amount() == 8800
    assert Fact.objects.get().version == 2
    assert FactVersion.objects.count() == 2


def test_loading_again_what_a_teacher_changed_changes_nothing_ever(tmp_path, teacher):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    before = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, FactVersion)]
    for _time in range(2):
        load(tmp_path, SMALL)
    after = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, FactVersion)]
    assert after == before


def test_who_asks_for_it_overwrites_and_the_teachers_version_stays_in_the_history(
    tmp_path, teacher
):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    said = load(tmp_path, CHANGED, overwrite=True)
    assert "kept" not in said
    assert amount() == 9600
    amounts = [each.content["points"]["trained"]["amount"] for each in FactVersion.objects.all()]
    assert amounts == ["9600", "8800", "9500"]
    load(tmp_path, SMALL)
    assert amount() == 9500  # from then on it is the file's again


def test_a_point_that_a_teacher_took_away_stays_away(tmp_path, teacher):
    load(tmp_path, SMALL)
    fact = Fact.objects.get(key="jobs")
    fact.statement_zh_hans, fact.statement_en = "培训了{trained}人。", "Trained {trained} people."
    save_fact(fact, [PointDraft(fact.points.get(name="trained"))], teacher, NOW)
    said = load(tmp_path, SMALL)
    assert "quizzes.point jobs city: a teacher took it away" in said
    assert "quizzes.fact jobs: kept as a teacher changed it: statement" in said
    assert [point.name for point in Point.objects.all()] == ["trained"]


def test_a_name_that_was_accepted_stays_beside_those_of_the_file(tmp_path):
    load(tmp_path, SMALL)
    Entity.objects.filter(key="aksu").update(aliases="阿克苏")
    said = load(tmp_path, SMALL.replace("name_en: Aksu City", "name_en: City of Aksu"))
    assert "quizzes.entity aksu: kept as a teacher changed it: aliases" in said
    aksu = Entity.objects.get(key="aksu")
    assert (aksu.aliases, aksu.name_en) == ("阿克苏", "City of Aksu")


def test_an_entity_that_was_changed_in_the_admin_is_kept(tmp_path, teacher_client):
    load(tmp_path, SMALL)
    aksu = Entity.objects.get(key="aksu")
    fields = {"name_zh_hans": "阿克苏", "name_en": "Aksu", "kind": "place", "category": "city"}
    teacher_client.post(reverse("admin:quizzes_entity_change", args=[aksu.pk]), fields)
    said = load(tmp_path, SMALL)
    assert "quizzes.entity aksu: kept as a teacher changed it" in said
    aksu.refresh_from_db()
    assert (aksu.name_en, aksu.name_zh_hans) == ("Aksu", "阿克苏")


# What is changed on the page of an article -------------------------------------------------------


def save_article(client: Client, **changed: str) -> None:
    """Save the article's page as it was shown, but for what is changed and what the file left."""
    address = reverse("admin:quizzes_article_change", args=[Article.objects.get().pk])
    context = client.get(address).context
    forms = [context["adminform"].form]
    for each in context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.initial_forms]
    sent = {
        form.add_prefix(name): "" if form[name].value() is None else form[name].value()
        for form in forms
        for name in form.fields
        if name != "DELETE"
    }
    sent |= {"title_zh_hans": "新闻", "publisher_zh_hans": "一份报纸"}
    response = client.post(address, sent | changed)
    assert response.status_code == 302, response.context["errors"]


def test_a_topic_that_a_teacher_named_keeps_its_name(tmp_path, teacher_client):
    load(tmp_path, SMALL)
    save_article(teacher_client, **{"topics-0-name_en": "Jobs"})
    said = load(tmp_path, SMALL.replace("name_en: Work", "name_en: Working life"))
    assert "quizzes.topic news work: kept as a teacher changed it: name" in said
    assert "quizzes.passage" not in said
    topic = Article.objects.get().topics.get()
    assert topic.name_en == "Jobs"


def test_a_passage_that_a_teacher_wrote_keeps_its_text(tmp_path, teacher_client):
    load(tmp_path, SMALL)
    save_article(teacher_client, **{"passages-0-text": "Aksu trained people."})
    text = SMALL.replace("[news], number: 1", "[news], number: 1, text: It trained some")
    said = load(tmp_path, text)
    assert "quizzes.passage news 1: kept as a teacher changed it: text" in said
    assert Passage.objects.get().text == "Aksu trained people."
    load(tmp_path, text, overwrite=True)
    assert Passage.objects.get().text == "It trained some"


def test_a_new_topic_of_a_changed_article_is_added_for_its_facts(tmp_path, teacher_client):
    load(tmp_path, SMALL)
    save_article(teacher_client, **{"topics-0-name_en": "Jobs"})
    more = "- model: quizzes.topic\n  fields: {article: [news], key: pay, name_en: Pay}\n"
    load(tmp_path, SMALL.replace("- model: quizzes.passage", f"{more}- model: quizzes.passage"))
    names = Article.objects.get().topics.order_by("key").values_list("name_en", flat=True)
    assert list(names) == ["Pay", "Jobs"]


def test_a_text_that_only_the_database_has_stays(tmp_path):
    """As it is kept from a pasted text; the file holds the facts and not the words."""
    load(tmp_path, SMALL)
    Passage.objects.update(text="Aksu trained people.")
    said = load(tmp_path, SMALL)
    assert "quizzes.passage news 1: kept as a teacher changed it: text" in said
    assert Passage.objects.get().text == "Aksu trained people."


# Quizzes and pinyin ------------------------------------------------------------------------------


def test_a_quiz_that_a_teacher_changed_is_kept(tmp_path, teacher_client):
    load(tmp_path, QUIZ)
    quiz = Quiz.objects.get()
    teacher_client.post(
        reverse("admin:quizzes_quiz_change", args=[quiz.pk]),
        SITTING
        | {"title_en": "Mine", "title_zh_hans": "我的", "status": "draft", "drawn": "3"}
        | {"slots-TOTAL_FORMS": "0", "slots-INITIAL_FORMS": "0"},
    )
    said = load(tmp_path, QUIZ)
    assert "quizzes.quiz new-and-known: kept as a teacher changed it: " in said
    quiz = Quiz.objects.get()
    assert (quiz.title_en, quiz.status, quiz.new_share) == ("Mine", "draft", None)
    assert not quiz.topics.exists()


def test_a_quiz_that_a_teacher_made_is_kept(tmp_path, teacher):
    load(tmp_path, QUIZ)
    Quiz.objects.update(created_by=teacher, title_en="Mine")
    said = load(tmp_path, QUIZ)
    assert "quizzes.quiz new-and-known: kept as a teacher changed it: title" in said
    assert Quiz.objects.get().title_en == "Mine"


def test_a_reading_that_a_teacher_changed_is_kept(tmp_path, teacher_client):
    loaded = "- model: quizzes.pinyin\n  fields: {word: 和田, reading: hé tián}\n"
    load(tmp_path, loaded)
    address = reverse("admin:quizzes_pinyin_change", args=[Pinyin.objects.get().pk])
    teacher_client.post(address, {"word": "和田", "reading": "he1 tian2"})
    said = load(tmp_path, loaded)
    assert "quizzes.pinyin 和田: kept as a teacher changed it: reading" in said
    assert Pinyin.objects.get().reading == "hē tián"
