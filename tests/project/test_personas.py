"""The people of the tests are those of the site."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from tests.personas import teachers


@pytest.mark.django_db
def test_the_group_of_teachers_made_again_may_do_what_the_migrations_let_it() -> None:
    """A test that empties the database takes the group along; those after it need it whole."""

    def allowed() -> set[tuple[str, str]]:
        rows = teachers().permissions.values_list("content_type__model", "codename")
        return {(model, codename) for model, codename in rows}

    before = allowed()
    Group.objects.all().delete()
    assert allowed() == before
