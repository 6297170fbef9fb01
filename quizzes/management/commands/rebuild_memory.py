"""Derive what learners remember from their reviews again, and correct what differs."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from quizzes.models import User
from quizzes.services.study_rebuild import RebuildReport, count_learners, rebuild_memory


class Command(BaseCommand):
    help = "Derive memories from the events of review again; report and correct differences."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learner", metavar="USERNAME", help="only this learner")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        learner = self._learner(options["learner"])
        is_quiet = options["verbosity"] < 1
        with tqdm(
            total=count_learners(learner), unit=" learners", disable=is_quiet, leave=False
        ) as progress:
            report = rebuild_memory(learner, options["dry_run"], progress.update)
        if not is_quiet:
            self._say(report, options["dry_run"])

    def _learner(self, username: str | None) -> User | None:
        if username is None:
            return None
        try:
            return User.objects.get(username=username)
        except User.DoesNotExist as error:
            raise CommandError(
                _("There is no learner named %(name)s.") % {"name": username}
            ) from error

    def _say(self, report: RebuildReport, is_dry_run: bool) -> None:
        self.stdout.write(
            _("Learners: %(learners)d, memories: %(memories)d.")
            % {"learners": report.learners, "memories": report.memories}
        )
        if not report.differences:
            self.stdout.write(_("No differences: every memory agrees with its reviews."))
            return
        self.stdout.write(
            _(
                "Differences: %(missing)d missing, %(changed)d changed, %(stale)d without reviews,"
                " %(notes)d notes of the memory before a review."
            )
            % {
                "missing": report.missing,
                "changed": report.changed,
                "stale": report.stale,
                "notes": report.notes,
            }
        )
        done = _("Nothing was changed.") if is_dry_run else _("They are put right.")
        self.stdout.write(done)
