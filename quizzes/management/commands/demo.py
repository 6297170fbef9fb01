"""Make the demo accounts and their class."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.models import Course
from quizzes.services.demo import (
    CLASS,
    DemoRefusedError,
    fill_demo_class,
    make_demo_accounts,
)


class Command(BaseCommand):
    help = (
        "Make the demo accounts (a teacher, two students) and their class; refused under "
        "production settings."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            accounts = make_demo_accounts()
        except DemoRefusedError as error:
            raise CommandError(
                _("Demo accounts have a public password: not under production settings.")
            ) from error
        for account in accounts:
            self._tell(account.username, account.is_new)
        is_new = not Course.objects.filter(key=CLASS).exists()
        if is_new:
            call_command("loaddata", "demo_class", verbosity=0)
            fill_demo_class(Course.objects.get(key=CLASS))
        self._tell(CLASS, is_new)

    def _tell(self, name: str, is_new: bool) -> None:
        self.stdout.write(f"{name}: {_('made') if is_new else _('there already')}")
