"""A correction gives new marks in every form: by what was shown, and a credit only where it is due.

Questions are made of facts by generation, answered, and then the truth of a fact is corrected.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quizzes.domain.items import Form
from quizzes.models import Entity, Fact, Item, Member, Response
from quizzes.models.base import set_text
from quizzes.services.publishing import publish_facts
from quizzes.services.validation import PointDraft
from tests.factories import NOW, both, make_article, make_entity, make_fact, make_point
from tests.services.corrected import correct, counted, only_amount, score, sit

pytestmark = pytest.mark.django_db
CITIES = ("aksu", "hotan", "kashgar", "turpan", "karamay", "ili", "altay", "hami")
NAMES = dict(zip(CITIES, "阿和喀吐克伊泰密", strict=True))


@pytest.fixture(autouse=True)
def _cities() -> None:
    for key in CITIES:
        make_entity(key, name_zh_hans=f"{NAMES[key]}市")


def city(key: str) -> Entity:
    return Entity.objects.get(key=key)


def stated(fact: Fact, en: str, zh: str, **columns: Any) -> Fact:
    set_text(fact, "statement", both(en, zh))
    for name, value in columns.items():
        setattr(fact, name, value)
    fact.save()
    return fact


def listed(kind: str, members: tuple[str, ...]) -> Fact:
    """A published fact whose one point is a set or a sequence of cities."""
    fact = make_fact(make_article(), "list", status=Fact.Status.DRAFT)
    stated(fact, "Helped were {count}.", "受援的有{count}。")
    point = make_point(
        fact,
        kind=kind,
        complete=True,
        question_en="Which cities were helped?",
        question_zh_hans="受援的是哪些城市？",
    )
    Member.objects.bulk_create(members_of(members, point=point))
    publish_facts([fact], NOW)
    return Fact.objects.get()


def members_of(keys: tuple[str, ...], **columns: Any) -> list[Member]:
    return [
        Member(entity=city(key), position=position, **columns)
        for position, key in enumerate(keys, 1)
    ]


def with_members(*keys: str) -> Any:
    return lambda fact: [PointDraft(fact.points.get(), members_of(keys))]


def ids(item: Item, *keys: str) -> list[str]:
    """The ids of the options or entries that are these cities."""
    body = item.current.body
    found = {each["value"]["key"]: each["id"] for each in body.get("options") or body["entries"]}
    return [found[key] for key in keys]


def keys_of(item: Item, right: bool) -> list[str]:
    options = item.current.body["options"]
    return [o["value"]["key"] for o in options if o["is_key"] is right]


# Multiple choice ---------------------------------------------------------------------------------


def test_multiple_choice_is_marked_by_what_belongs_to_the_set_today(teacher, student, student2):
    fact = listed("set", ("aksu", "hotan", "kashgar"))
    item = Item.objects.get(form=Form.MULTIPLE_CHOICE)
    right, wrong = keys_of(item, True), keys_of(item, False)
    was_right = sit(item, student, {"options": ids(item, *right)})
    others = {"aksu", "hotan", "kashgar"} - {right[1]}
    of_today = [key for key in right if key in others] + wrong[:1]
    was_wrong = sit(item, student2, {"options": ids(item, *of_today)})
    correct(fact, with_members(*sorted(others), wrong[0]), teacher)
    assert score(was_wrong) == 1.0
    lost = score(was_right)
    assert lost is not None
    assert lost < 1.0


def test_multiple_choice_without_any_right_option_left_is_credited(teacher, student):
    fact = listed("set", ("aksu", "hotan", "kashgar"))
    item = Item.objects.get(form=Form.MULTIPLE_CHOICE)
    attempt = sit(item, student, {"options": ids(item, keys_of(item, False)[0])})
    shown = {*keys_of(item, True), *keys_of(item, False)}
    unseen = [key for key in CITIES if key not in shown][:2]
    for key in ("new-1", "new-2"):
        make_entity(key, name_zh_hans=f"{key}市")
    correct(fact, with_members(*unseen, "new-1", "new-2"), teacher)
    assert score(attempt) == 1.0


# Ordering ----------------------------------------------------------------------------------------


def test_ordering_is_marked_by_the_order_of_today(teacher, student, student2):
    first, new = ("aksu", "hotan", "kashgar", "turpan"), ("hotan", "aksu", "kashgar", "turpan")
    fact = listed("sequence", first)
    item = Item.objects.get(form=Form.ORDERING)
    by_old = sit(item, student, {"order": ids(item, *first)})
    by_new = sit(item, student2, {"order": ids(item, *new)})
    correct(fact, with_members(*new), teacher)
    assert score(by_new) == 1.0
    assert score(by_old) == pytest.approx(2 / 3)


def test_ordering_of_something_that_has_no_place_any_more_is_credited(teacher, student):
    fact = listed("sequence", ("aksu", "hotan", "kashgar", "turpan"))
    item = Item.objects.get(form=Form.ORDERING)
    attempt = sit(item, student, {"order": ids(item, "turpan", "kashgar", "hotan", "aksu")})
    correct(fact, with_members("ili", "hotan", "kashgar", "turpan"), teacher)
    assert score(attempt) == 1.0


# Matching ----------------------------------------------------------------------------------------


def related() -> Item:
    """A published matching question on facts of one relation: a city each, and how many helped."""
    article = make_article()
    for number, key in enumerate(CITIES[:6]):
        fact = make_fact(article, f"m-{key}", status=Fact.Status.DRAFT)
        stated(fact, "{city} was sent {count} people.", "{city}接收了{count}人。", relation="sent")
        make_point(fact, "city", kind="entity", entity=city(key), position=1)
        make_point(fact, "count", amount=str(1100 + 700 * number), position=2)
    publish_facts(Fact.objects.all(), NOW)
    return Item.objects.get(form=Form.MATCHING)


def pairs(item: Item) -> dict[str, str]:
    return {p["left"]: p["right"] for p in item.current.body["pairs"]}


def amount(value: str) -> Any:
    def drafts(fact: Fact) -> list[PointDraft]:
        points = list(fact.points.order_by("position"))
        points[1].amount = Decimal(value)
        return [PointDraft(point) for point in points]

    return drafts


def not_at_home(item: Item) -> dict[str, Any]:
    """A pair of a matching question whose fact is not the one that the question hangs on."""
    asked = item.current.body["pairs"]
    home = item.point.fact.key
    return next(pair for pair in asked if not pair["point"].startswith(f"{home}."))


def test_a_pair_whose_fact_was_corrected_is_marked_by_its_partner_of_today(
    teacher, student, student2
):
    item = related()
    body, right = item.current.body, pairs(item)
    pair = not_at_home(item)
    spare = next(e for e in body["right"] if e["id"] not in right.values())
    as_it_was = sit(item, student, {"pairs": right})
    as_it_is = sit(item, student2, {"pairs": {**right, pair["left"]: spare["id"]}})
    fact = Fact.objects.get(key=pair["point"].rpartition(".")[0])
    correct(fact, amount(spare["value"]["amount"]), teacher)
    assert score(as_it_is) == 1.0
    assert score(as_it_was) == pytest.approx(1 - 1 / len(right))


def test_a_pair_whose_partner_was_not_shown_is_credited_and_the_others_keep_their_marks(
    teacher, student
):
    item = related()
    right, pair = pairs(item), not_at_home(item)
    half_wrong = dict.fromkeys(right, next(iter(right.values())))
    attempt = sit(item, student, {"pairs": half_wrong})
    before = score(attempt)
    was_right = half_wrong[pair["left"]] == right[pair["left"]]
    fact = Fact.objects.get(key=pair["point"].rpartition(".")[0])
    correct(fact, amount("99999"), teacher)
    assert before is not None
    assert score(attempt) == pytest.approx(before + (0 if was_right else 1 / len(right)))


def test_a_question_on_several_facts_follows_each_of_them(teacher):
    item = related()
    pair = not_at_home(item)
    fact = Fact.objects.get(key=pair["point"].rpartition(".")[0])
    correct(fact, amount("99999"), teacher)
    item.refresh_from_db()
    assert item.versions.count() == 2
    shown = {e["value"]["amount"] for e in item.current.body["right"]}
    assert "99999" in shown


# Cloze -------------------------------------------------------------------------------------------


def gapped() -> Fact:
    article = make_article()
    fact = make_fact(article, "gaps", status=Fact.Status.DRAFT)
    stated(fact, "{city} was sent {count} people.", "{city}接收了{count}人。")
    where = {"question_en": "Which city in the west was sent people?", "question_zh_hans": "哪里？"}
    make_point(fact, "city", kind="entity", entity=city("aksu"), position=1, **where)
    make_point(fact, "count", amount="1100", position=2)
    publish_facts([fact], NOW)
    return Fact.objects.get()


def test_cloze_marks_the_corrected_gap_anew_and_leaves_the_other(teacher, student, student2):
    fact = gapped()
    item = Item.objects.get(form=Form.CLOZE)
    ids_by_point = {g["point"]: g["id"] for g in item.current.body["gaps"]}
    assert len(ids_by_point) == 2
    first, second = ids_by_point["gaps.city"], ids_by_point["gaps.count"]
    by_old = sit(item, student, {"gaps": {first: "Aksu", second: "1100"}})
    by_new = sit(item, student2, {"gaps": {first: "Hotan", second: "1500"}})
    correct(fact, amount("1500"), teacher)
    assert score(by_old) == 0.5
    assert score(by_new) == 0.5


# True or false, single choice, numeric -----------------------------------------------------------


def test_a_statement_that_is_not_made_any_more_is_credited(teacher, student, student2):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.TRUE_FALSE)
    attempts = [sit(item, who, {"value": who == student}) for who in (student, student2)]
    correct(fact, only_amount("8800"), teacher)
    item.refresh_from_db()
    is_same = item.current.stem == item.versions.get(number=1).stem
    assert [score(each) for each in attempts] == ([1.0, 1.0] if not is_same else [0.0, 1.0])


def test_a_choice_is_credited_only_where_the_right_option_was_not_offered(teacher, student):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.SINGLE_CHOICE)
    wrong = next(o for o in item.current.body["options"] if not o["is_key"])
    attempt = sit(item, student, {"option": wrong["id"]})
    correct(fact, only_amount("123"), teacher)
    assert score(attempt) == 1.0
    assert Response.objects.get(slot__attempt=attempt).rule == "credited"
