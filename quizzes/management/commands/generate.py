"""Make or refresh items from facts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from quizzes.models import Article, Fact, Point
from quizzes.services.bank import Outcome, Report, Settings, refresh_items
from quizzes.services.default_quizzes import ensure_quizzes
from quizzes.services.explaining import refusal_text

HEADLINES = {
    Outcome.MADE: "made",
    Outcome.RENEWED: "given a new version",
    Outcome.UNCHANGED: "unchanged",
    Outcome.WITHDRAWN: "withdrawn (they can no longer be made, or their fact is a draft)",
    Outcome.RETIRED: "retired (their fact is superseded)",
    Outcome.KEPT: "retired before and left alone",
}


class Command(BaseCommand):
    """`generate`: idempotent, safe to run while the site is in use."""

    help = "Make or refresh items and quizzes from the published facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--article",
            action="append",
            metavar="KEY",
            help="Only this article; may be given several times.",
        )
        parser.add_argument(
            "--seed",
            type=int,
            help="Draw other wrong options (by default each item keeps its own).",
        )
        parser.add_argument("--options", type=int, choices=[3, 4], help="Options of a choice.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, and do nothing."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        keys = options["article"]
        self._check(keys)
        points = Point.objects.filter(fact__status=Fact.Status.PUBLISHED)
        if keys:
            points = points.filter(fact__article__key__in=keys)
        quiet = options["verbosity"] == 0
        bar = tqdm(total=points.count(), unit=" points", file=sys.stderr, disable=quiet)
        with bar:
            report = refresh_items(
                keys,
                timezone.now(),
                Settings(options["seed"], options["options"]),
                options["dry_run"],
                progress=lambda _key: bar.update(),
            )
        made = [] if options["dry_run"] else ensure_quizzes(keys)
        if not quiet:
            self._print(report, len(made), options["verbosity"], options["dry_run"])

    def _check(self, keys: list[str] | None) -> None:
        known = sorted(Article.objects.values_list("key", flat=True))
        unknown = sorted(set(keys or ()) - set(known))
        if unknown:
            raise CommandError(
                f"There is no article {', '.join(unknown)}. "
                f"The articles are: {', '.join(known) or 'none yet'}."
            )

    def _print(self, report: Report, quizzes: int, verbosity: int, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Nothing was written: this is what would be done.")
        self.stdout.write(f"Points asked about: {report.points}")
        self.stdout.write("Items:")
        for outcome, headline in HEADLINES.items():
            if count := report.count(outcome):
                self.stdout.write(f"{count:6} {headline}")
        self._print_refusals(report, verbosity)
        if quizzes:
            self.stdout.write(f"New quizzes: {quizzes}")

    def _print_refusals(self, report: Report, verbosity: int) -> None:
        if report.elsewhere:
            self.stdout.write(f"{len(report.elsewhere):6} made at another point of theirs")
        self.stdout.write(f"{len(report.refused):6} refused")
        for (form, code), count in sorted(report.reasons.items()):
            self.stdout.write(f"{count:12} {form.value}: {code}")
        if verbosity > 1:
            for refusal in report.refused:
                reason = refusal_text(refusal)
                self.stdout.write(f"  {refusal.point} {refusal.form.value}: {reason}")
        if report.barren:
            self.stdout.write(f"Points without an item (their card stays): {len(report.barren)}")
            for key in report.barren if verbosity > 1 else ():
                self.stdout.write(f"  {key}")
