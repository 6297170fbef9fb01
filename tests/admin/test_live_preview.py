"""While a teacher writes a fact, its page shows every form of its questions, and keeps nothing."""

from django.urls import reverse

from quizzes.models import Fact, FactVersion, Item
from tests.admin.test_facts import existing, kept

NEW = reverse("admin:quizzes_fact_live_new")


def address(fact: Fact) -> str:
    return reverse("admin:quizzes_fact_live", args=[fact.pk])


def test_every_form_is_shown_in_both_languages_and_nothing_is_saved(teacher_client, fact_data):
    page = teacher_client.post(NEW, fact_data()).content.decode()
    assert "阿克苏市培育了多少名电商人才" in page
    assert 'lang="zh-Hans"' in page
    assert 'lang="en"' in page
    assert "<html" not in page
    assert not Fact.objects.exists()
    assert not Item.objects.exists()


def test_a_button_that_saves_does_not_save_here(teacher_client, fact_data):
    teacher_client.post(NEW, fact_data(_save="1", _preview="1", _continue="1"))
    assert not Fact.objects.exists()


def test_a_change_of_a_kept_fact_is_shown_and_not_made(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    before, versions = fact.statement_zh_hans, FactVersion.objects.count()
    data = {**existing(fact, fact_data), "statement_zh_hans": "{trained}：{city}。"}
    assert "{trained}：{city}。" in teacher_client.post(address(fact), data).content.decode()
    fact.refresh_from_db()
    assert fact.statement_zh_hans == before
    assert FactVersion.objects.count() == versions


def test_a_published_fact_is_previewed_before_it_is_said_what_changes(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    teacher_client.post(reverse("admin:quizzes_fact_publish", args=[fact.pk]))
    fact.refresh_from_db()
    data = {**existing(fact, fact_data), "statement_en": "So {city} had {trained} of them."}
    page = teacher_client.post(address(fact), data).content.decode()
    assert "So {city} had {trained} of them." in page
    assert "Aksu City had" in page
    fact.refresh_from_db()
    assert not fact.statement_en.startswith("So")


def test_what_is_wrong_is_told_with_its_field_and_no_preview_is_made(teacher_client, fact_data):
    page = teacher_client.post(NEW, fact_data(statement_en="{city}")).content.decode()
    assert 'data-field="id_statement_en"' in page
    assert 'href="#id_statement_en"' in page
    assert 'data-part="preview"' not in page


def test_what_is_wrong_with_a_point_names_the_point(teacher_client, fact_data):
    page = teacher_client.post(NEW, fact_data(**{"points-1-amount": "many"})).content.decode()
    assert 'data-field="id_points-1-amount"' in page
    assert "Point 2" in page


def test_only_those_may_look_who_may_write(student_client, teacher_client, client, fact_data):
    assert client.post(NEW, fact_data()).status_code == 302
    assert student_client.post(NEW, fact_data()).status_code in {302, 403}
    assert teacher_client.get(NEW).status_code == 405


def test_the_page_says_where_its_preview_is_made(teacher_client, article):
    page = teacher_client.get(reverse("admin:quizzes_fact_add"), {"article": article.pk})
    page = page.content.decode()
    assert f'data-live="{NEW}"' in page
    assert "quizzes/admin/preview" in page
