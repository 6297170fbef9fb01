"""Make the demo accounts."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from quizzes.services.demo import DemoRefusedError, make_demo_accounts


class Command(BaseCommand):
    help = "Make the demo accounts (a teacher, two students); refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            accounts = make_demo_accounts()
        except DemoRefusedError as error:
            raise CommandError(
                _("Demo accounts have a public password: not under production settings.")
            ) from error
        for account in accounts:
            state = _("made") if account.is_new else _("there already")
            self.stdout.write(f"{account.username}: {state}")
