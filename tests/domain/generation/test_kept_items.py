"""What was made stays as it was where the facts that it rests on did not change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizzes.domain.facts import FactBase, Value
from quizzes.domain.generation import plan_item, verify
from quizzes.domain.generation.kept import proofs_of
from quizzes.domain.items import Form, ItemContent
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Quantity
from tests.domain.generation.every_item import every_item

# pytest-django makes a database only for tests that are marked so.
pytestmark = pytest.mark.django_db


def test_a_changed_fact_renews_its_own_items_and_no_others(articles_base: FactBase) -> None:
    """Its old figure may stand among the options of others: there it is as wrong as before."""
    before = {(point.key, content.form): content for point, content in every_item(articles_base, 0)}
    fact = articles_base.facts["aid-aksu-trained"]
    points = tuple(
        replace(each, value=replace(each.value, amount=Decimal(8600)))
        if isinstance(each.value, Quantity)
        else each
        for each in fact.points
    )
    changed = replace(
        articles_base,
        facts={**articles_base.facts, fact.key: replace(fact, points=points, version=2)},
    )
    renewed = {
        key
        for (key, form), old in before.items()
        if plan_item(changed, key, form, 0, keep=old) != old
    }
    assert renewed
    assert {key.partition(".")[0] for key in renewed} == {fact.key}


@pytest.mark.parametrize("form", Form)
def test_changes_of_facts_that_are_not_asked_leave_an_item_of_any_form_as_it_was(
    articles_base: FactBase, form: Form
) -> None:
    """Every other figure and date is changed at once; what is then not proven wrong may go."""
    found = 0
    for point, old in every_item(articles_base, 0):
        if old.form is form:
            asked = {each.rpartition(".")[0] for each in (*old.points, *spares_of(old))}
            changed = with_others_changed(articles_base, point.fact, asked)
            if all(verify(proof, changed) for proof in proofs_of(old)):
                assert plan_item(changed, point.key, form, 0, keep=old) == old
                found += 1
    assert found


def spares_of(content: ItemContent) -> list[str]:
    """The points beside those asked whose values a matching question shows."""
    return [each.source for each in getattr(content.body, "proofs", ())]


def with_others_changed(base: FactBase, key: str, asked: set[str]) -> FactBase:
    """The base with other figures and dates in every fact of an article, save those asked."""
    article = base.facts[key].article
    facts = {
        each.key: each
        if each.key in asked or each.article != article
        else replace(each, points=tuple(replace(p, value=_other(p.value)) for p in each.points))
        for each in base.facts.values()
    }
    return replace(base, facts=facts)


def _other(value: Value) -> Value:
    """Another figure or date of its kind; anything else as it is."""
    if isinstance(value, Quantity) and value.upper is None:
        return replace(value, amount=value.amount * 3)
    if isinstance(value, PartialDate) and value.end is None:
        return replace(value, start=value.start.replace(year=value.start.year - 40))
    return value


def test_what_was_made_before_is_made_again_when_it_is_kept(articles_base: FactBase) -> None:
    for seed in (0, 1):
        for point, content in every_item(articles_base, seed):
            again = plan_item(articles_base, point.key, content.form, seed, keep=content)
            assert again == content
