"""Import facts and questions from a spreadsheet."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from quizzes.domain.formats.workbooks import UnreadableFileError
from quizzes.models import User
from quizzes.services.sheet_messages import cell_problem_text, file_problem_text, place_text
from quizzes.services.sheet_plans import ImportPlan
from quizzes.services.spreadsheets import BadRowsError, apply_import, plan_import


class Command(BaseCommand):
    """`import_sheet`: all or nothing, and the same file again changes nothing."""

    help = "Import facts and questions from a spreadsheet (.xlsx or .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", help="Who imports; by default the first superuser.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done.")
        parser.add_argument("--skip-bad", action="store_true", help="Leave bad rows out.")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = self._user(options["user"])
        path: Path = options["file"]
        try:
            plan = plan_import(path.read_bytes(), path.name, user)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableFileError as error:
            raise CommandError(f"{path}: {file_problem_text(error)}") from error
        self._print(plan, options["verbosity"])
        if options["dry_run"]:
            self.stdout.write("Nothing was written: this is what would be done.")
            return
        quiet = options["verbosity"] == 0
        bar = tqdm(total=len(plan.to_write), unit=" records", file=sys.stderr, disable=quiet)
        try:
            with bar:
                apply_import(plan, user, timezone.now(), options["skip_bad"], bar.update)
        except BadRowsError as error:
            raise CommandError(
                "Nothing was imported. Mend what is listed above, or leave it out: --skip-bad."
            ) from error
        if not quiet:
            self.stdout.write(f"Imported: {len(plan.to_write)}.")

    def _user(self, name: str | None) -> User:
        users = User.objects.filter(is_active=True)
        found = users.filter(username=name) if name else users.filter(is_superuser=True)
        user = found.order_by("pk").first()
        if user is None:
            raise CommandError("There is no such user: name one who may write facts with --user.")
        return user

    def _print(self, plan: ImportPlan, verbosity: int) -> None:
        for problem in (*plan.file_problems, *plan.notices):
            self.stderr.write(f"{place_text(problem.cell)}: {cell_problem_text(problem)}")
        for record in plan.records:
            if verbosity > 1:
                rows = f"{record.first_row}-{record.last_row}"
                self.stdout.write(f"{record.sheet} {rows} {record.key}: {record.outcome}")
            for problem in record.problems:
                self.stderr.write(f"{place_text(problem.cell)}: {cell_problem_text(problem)}")
        if verbosity:
            counts = ", ".join(f"{plan.counts[each]} {each}" for each in plan.counts)
            self.stdout.write(f"{plan.row_count} rows: {counts}")
