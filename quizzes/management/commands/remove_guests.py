"""Remove guests who have not been here for a while, with all they did."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from quizzes.services.guests import remove_unused_guests, unused_guests


class Command(BaseCommand):
    help = "Remove guests who did nothing for so many days, with their attempts and reviews."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, default=30, metavar="DAYS", dest="days")
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["days"] <= 36_500:
            raise CommandError(_("--older-than takes a number of days from 1 to 36500."))
        since = timezone.now() - timedelta(days=options["days"])
        count, is_quiet = unused_guests(since).count(), options["verbosity"] < 1
        if options["dry_run"]:
            self.stdout.write(_("Guests that would be removed: %(count)d.") % {"count": count})
            return
        removed = 0
        with tqdm(total=count, unit=" guests", disable=is_quiet, leave=False) as progress:
            for portion in remove_unused_guests(since):
                removed += portion
                progress.update(portion)
        if not is_quiet:
            self.stdout.write(_("Guests removed: %(count)d.") % {"count": removed})
