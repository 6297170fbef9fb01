"""The seed article as it stands in the database after loading the fixtures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from quizzes.models import Article


@pytest.fixture(scope="module")
def article(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Article]:
    """Loaded once a module, which only reads it, and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "units", "xinjiang_aid", verbosity=0)
        yield Article.objects.get(key="xinjiang-aid")
        transaction.set_rollback(True)
