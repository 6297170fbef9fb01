"""What becomes of a question, with who and when; and a generated one in a teacher's hands."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Item, ItemStatusChange, Slot, User
from quizzes.services.attempts import start_attempt
from quizzes.services.bank import refresh_items
from quizzes.services.item_status import move_items, take_over
from tests.factories import NOW, make_article, make_bank, quiz_of_every_form

pytestmark = pytest.mark.django_db


def generated() -> Item:
    make_bank(make_article(), 4)
    refresh_items(None, NOW)
    return Item.objects.filter(origin="generated", status="published").order_by("pk")[0]


def test_every_form_can_be_taken_over_and_says_the_same(teacher: User) -> None:
    quiz = quiz_of_every_form()
    for slot in Slot.objects.filter(quiz=quiz).select_related("item__current"):
        item = slot.item
        assert item is not None
        Item.objects.filter(pk=item.pk).update(origin="generated")
        item.refresh_from_db()
        own = take_over(item, teacher, NOW)
        assert own.current is not None
        assert item.current is not None
        assert (own.current.body, own.current.stem_en) == (item.current.body, item.current.stem_en)
        slot.refresh_from_db()
        assert slot.item == own


def test_what_was_taken_over_is_not_made_again(teacher: User) -> None:
    item = generated()
    own = take_over(item, teacher, NOW)
    refresh_items(None, NOW)
    item.refresh_from_db()
    assert (item.status, own.status, own.origin) == ("retired", "published", "teacher")
    assert own.current is not None
    assert own.current.created_by == teacher


def test_an_open_attempt_keeps_what_it_saw(teacher: User, student: User) -> None:
    quiz = quiz_of_every_form()
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    before = list(attempt.slots.values_list("version", flat=True))
    item = Item.objects.filter(slots__quiz=quiz)[0]
    Item.objects.filter(pk=item.pk).update(origin="generated")
    take_over(item, teacher, NOW)
    assert list(attempt.slots.values_list("version", flat=True)) == before


def test_only_a_generated_question_is_taken_over(teacher: User) -> None:
    own = take_over(generated(), teacher, NOW)
    with pytest.raises(ValueError, match=own.key):
        take_over(own, teacher, NOW)


def test_each_change_of_status_is_kept_once(teacher: User) -> None:
    item = generated()
    assert move_items([item], "retired", teacher, NOW) == [item]
    assert move_items([item], "retired", teacher, NOW) == []
    change = ItemStatusChange.objects.get(item=item)
    assert (change.status, change.by, change.at) == ("retired", teacher, NOW)


def test_the_history_tells_who_rejected_a_question(teacher_client, teacher: User) -> None:
    item = generated()
    address = reverse("admin:quizzes_item_status", args=[item.pk])
    teacher_client.post(address, {"status": "retired"})
    page = teacher_client.get(reverse("admin:quizzes_item_history", args=[item.pk]))
    assert "Status · retired" in page.content.decode()
    assert "teacher" in page.content.decode()


def test_a_teacher_edits_a_generated_question_as_their_own(teacher_client) -> None:
    item = generated()
    page = teacher_client.get(reverse("admin:quizzes_item_change", args=[item.pk]))
    take = reverse("admin:quizzes_item_take_over", args=[item.pk])
    assert take in page.content.decode()
    answer = teacher_client.post(take)
    own = Item.objects.get(origin="teacher", point=item.point, form=item.form)
    assert answer["Location"] == reverse("admin:quizzes_item_change", args=[own.pk])
    assert "stem_en" in teacher_client.get(answer["Location"]).context["adminform"].form.fields


def test_programs_take_over_and_are_told_when_they_cannot(teacher_api, student_api) -> None:
    item = generated()
    address = f"/api/v1/items/{item.key}/take-over/"
    assert student_api.post(address).status_code == 403
    made = teacher_api.post(address)
    assert (made.status_code, made.json()["origin"]) == (201, "teacher")
    again = teacher_api.post(f"/api/v1/items/{made.json()['key']}/take-over/")
    assert (again.status_code, again.json()["code"]) == (409, "not_generated")
