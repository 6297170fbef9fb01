"""A generated question is swapped for another variant of it, seen beside the present one."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from quizzes.models import Item
from quizzes.services.bank import refresh_items
from quizzes.services.variants import MOST_PASSED
from tests.factories import NOW


@pytest.fixture
def item(db):
    call_command("loaddata", "units", "xinjiang_aid", verbosity=0)
    refresh_items(["xinjiang-aid"], NOW, only_fact="aid-aksu-trained")
    return Item.objects.get(key="aid-aksu-trained.trained.single_choice")


def address(item: Item) -> str:
    return reverse("admin:quizzes_item_variant", args=[item.pk])


def options(item: Item) -> list[str]:
    return [each.text["en"] for each in item.current.to_content().body.options]


def test_both_are_shown_and_nothing_is_changed_by_looking(teacher_client, item):
    response = teacher_client.get(address(item))
    assert response.context["now"] != response.context["found"]
    assert item.versions.count() == 1


def test_a_swap_is_a_new_version_by_the_teacher_and_survives_regeneration(
    teacher_client, item, teacher
):
    before, seed = options(item), teacher_client.get(address(item)).context["seed"]
    teacher_client.post(address(item), {"seed": seed})
    item = Item.objects.get(pk=item.pk)
    assert item.current.number == 2
    assert item.current.created_by == teacher
    assert item.current.seed == seed
    swapped = options(item)
    assert swapped != before
    refresh_items(["xinjiang-aid"], NOW, only_fact="aid-aksu-trained")
    item = Item.objects.get(pk=item.pk)
    assert (item.current.number, options(item)) == (2, swapped)


def test_what_was_replaced_is_not_proposed_again(teacher_client, item):
    seen = [options(item)]
    for _turn in range(4):
        seed = teacher_client.get(address(item)).context["seed"]
        teacher_client.post(address(item), {"seed": seed})
        item = Item.objects.get(pk=item.pk)
        seen.append(options(item))
    assert len({tuple(each) for each in seen}) == 5


def test_the_next_one_can_be_looked_at_first(teacher_client, item):
    first = teacher_client.get(address(item)).context["seed"]
    assert teacher_client.get(address(item), {"after": first}).context["seed"] > first


def test_what_was_passed_over_is_not_shown_again(teacher_client, item):
    shown, after = [], ""
    for _turn in range(8):
        context = teacher_client.get(address(item), {"after": after}).context
        shown.append(str(context["found"]))
        after = context["seed"]
    assert len(set(shown)) == 8


def test_when_all_were_looked_at_the_first_can_be_shown_again(teacher_client, item):
    page = teacher_client.get(address(item), {"after": MOST_PASSED + 100}).content.decode()
    assert "was not shown yet" in page
    assert "Show the first one again" in page


@pytest.mark.parametrize("seed", ["x", "0"])
def test_a_seed_that_was_not_shown_changes_nothing(teacher_client, item, seed):
    response = teacher_client.post(address(item), {"seed": seed}, follow=True)
    assert "not to be had" in response.content.decode()
    assert item.versions.count() == 1


def test_only_teachers_swap(student_client, item):
    assert student_client.get(address(item)).status_code in {302, 403}
