"""Submit the attempts whose time is up and whose learners did not come back."""

from __future__ import annotations

import time
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from quizzes.services.attempts import expired_attempts, submit_expired


class Command(BaseCommand):
    help = (
        "Submit attempts whose time is up, with what was saved. Run it every minute or so, or"
        " with --every; several at once do no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, and look again so often"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]
        if every is not None and every < 1:
            self.stderr.write(_("--every needs at least one second."))
            raise SystemExit(2)
        self._once(options["verbosity"])
        while every is not None:
            time.sleep(every)
            close_old_connections()
            self._once(options["verbosity"])

    def _once(self, verbosity: int) -> None:
        now = timezone.now()
        with tqdm(
            total=expired_attempts(now).count(),
            unit=" attempts",
            disable=verbosity < 1,
            leave=False,
        ) as progress:
            done = submit_expired(now, on_progress=progress.update)
        if verbosity >= 1:
            text = ngettext("%(n)d attempt submitted.", "%(n)d attempts submitted.", done)
            self.stdout.write(text % {"n": done})
