"""The fact base of both fixture articles, read once."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from quizzes.domain.facts import FactBase
from quizzes.selectors.fact_base import load_fact_base


@pytest.fixture(scope="session")
def articles_base(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> FactBase:
    """Both articles as the fixtures have them; the database is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "units", "xinjiang_aid", "eight_planets", verbosity=0)
        base = load_fact_base()
        transaction.set_rollback(True)
    return base
