"""Nothing that a fact said is overwritten: every change is a version, with who and when."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from quizzes.models import Fact, FactVersion
from quizzes.selectors.fact_history import fact_history
from quizzes.services.fact_versions import keep_loaded
from quizzes.services.facts import save_fact
from quizzes.services.publishing import publish_facts, withdraw_facts
from quizzes.services.validation import PointDraft
from tests.factories import NOW, make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def fact() -> Fact:
    fact = make_fact(make_article(), status=Fact.Status.DRAFT)
    make_point(fact)
    return fact


def drafts(fact: Fact, amount: str = "9500") -> list[PointDraft]:
    point = fact.points.get()
    point.amount = Decimal(amount)
    return [PointDraft(point)]


def told(fact: Fact) -> list[tuple[int, str]]:
    return [(each.number, each.change) for each in fact.versions.order_by("number")]


def test_what_a_fact_said_before_there_was_a_history_is_kept_by_its_first_change(fact, teacher):
    save_fact(fact, drafts(fact, "8800"), teacher, LATER)
    assert told(fact) == [(1, "created"), (2, "truth")]
    first, second = fact.versions.order_by("number")
    assert first.content["points"]["count"]["amount"] == "9500"
    assert (second.created_by, second.created_at) == (teacher, LATER)


def test_the_difference_is_told_field_by_field_in_both_languages(fact, teacher):
    fact.statement_en = "New: {count} people."
    fact.statement_zh_hans = "新：{count}人。"
    save_fact(fact, drafts(fact, "8800"), teacher, LATER)
    newest, oldest = fact_history(fact)
    found = {".".join(c.path): (c.before, c.after) for c in newest.changes}
    assert found["points.count.amount"] == ("9500", "8800")
    assert found["statement.en"][1] == "New: {count} people."
    assert found["statement.zh-hans"][1] == "新：{count}人。"
    assert len(found) == 3
    assert oldest.changes == ()


def test_a_change_of_words_is_told_from_one_of_truth(fact):
    fact.statement_en = "Other words: {count}."
    save_fact(fact, drafts(fact))
    save_fact(fact, drafts(fact, "8800"))
    save_fact(fact, drafts(fact, "8900"), change="wording", note="A slip of the pen")
    assert told(fact)[1:] == [(2, "wording"), (3, "truth"), (4, "wording")]
    assert fact.versions.get(number=4).note == "A slip of the pen"


def test_publishing_and_withdrawing_are_versions_and_doing_so_twice_is_none(fact, teacher):
    for publish in (publish_facts, publish_facts, withdraw_facts):
        publish([fact], LATER, teacher)
    assert told(fact) == [(1, "created"), (2, "status"), (3, "status")]
    assert fact_history(fact)[0].version.created_by == teacher


def test_loading_the_same_again_is_no_version_and_another_text_is_one(fact):
    keep_loaded([fact.pk], NOW)
    keep_loaded([fact.pk], NOW)
    assert told(fact) == [(1, "created")]
    fact.points.update(amount=Decimal(8800))
    keep_loaded([fact.pk], LATER)
    fact.refresh_from_db()
    assert told(fact) == [(1, "created"), (2, "truth")]
    assert fact.version == 2
    Fact.objects.update(version=1)  # as a fixture does that is loaded again
    keep_loaded([fact.pk], LATER)
    fact.refresh_from_db()
    assert (fact.version, FactVersion.objects.count()) == (2, 2)


def test_loading_costs_the_same_queries_for_any_number_of_facts(
    fact, django_assert_max_num_queries
):
    article = fact.article
    for number in range(30):
        make_point(make_fact(article, f"more-{number}"))
    with django_assert_max_num_queries(9):
        keep_loaded(Fact.objects.values_list("pk", flat=True), NOW)
    assert FactVersion.objects.count() == 31
