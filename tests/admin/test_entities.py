"""What cannot be true of an entity or a unit is said at its field, in the teacher's words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from quizzes.models import Entity, Unit
from tests.factories import make_entity

pytestmark = pytest.mark.django_db
UNIT = {"name_en": "li", "name_zh_hans": "里", "dimension": "length", "key": "li"}


@pytest.mark.parametrize("factor", ["0", "-500"])
def test_a_factor_is_more_than_nothing(teacher_client, factor):
    sent = UNIT | {"factor": factor}
    response = teacher_client.post(reverse("admin:quizzes_unit_add"), sent)
    assert response.context["adminform"].errors == {"factor": ["A factor is more than 0."]}
    assert not Unit.objects.exists()


def test_a_factor_is_listed_without_the_zeros_of_its_column(teacher_client):
    teacher_client.post(reverse("admin:quizzes_unit_add"), UNIT | {"factor": "500"})
    page = teacher_client.get(reverse("admin:quizzes_unit_changelist")).content.decode()
    assert '<td class="field-plain_factor">500</td>' in page


def test_nothing_is_a_part_of_itself(teacher_client):
    aksu = make_entity("aksu")
    sent = {"name_en": "Aksu", "name_zh_hans": "阿克苏", "kind": "place", "part_of": aksu.pk}
    response = teacher_client.post(reverse("admin:quizzes_entity_change", args=[aksu.pk]), sent)
    errors = response.context["adminform"].errors
    assert errors == {"part_of": ["Nothing is a part of itself."]}
    assert Entity.objects.get().part_of is None
