"""Import the notes of a deck of Anki as draft facts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from quizzes.domain.formats.anki.notes import UnreadableDeckError
from quizzes.models import Article
from quizzes.services.anki_import import (
    OUTCOMES,
    AnkiPlan,
    file_problem,
    keep_notes,
    note_problem,
    plan_notes,
)
from quizzes.services.proposals import AcceptedProblemsError
from quizzes.services.validation import message


class Command(BaseCommand):
    """`import_anki`: drafts for a teacher to look through; the same file again adds nothing."""

    help = "Import the notes of a deck of Anki (.apkg) or of a text with tabs as draft facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--article", metavar="KEY", required=True, help="Where they go.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done.")
        parser.add_argument(
            "--keep-text", action="store_true", help="Keep the notes' text as passages."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        article = Article.objects.filter(key=options["article"]).first()
        if article is None:
            raise CommandError(f"There is no article {options['article']}.")
        plan = self._plan(options["file"])
        if options["verbosity"]:
            self._print(plan)
        if options["dry_run"]:
            self.stdout.write("Nothing was written: this is what would be done.")
            return
        quiet = options["verbosity"] == 0
        bar = tqdm(total=plan.counts["new"], unit=" notes", file=sys.stderr, disable=quiet)
        try:
            with bar:
                facts = keep_notes(plan, article, options["keep_text"], bar.update)
        except AcceptedProblemsError as error:
            raise CommandError(_problems(plan, error)) from error
        if not quiet:
            self.stdout.write(f"Drafts kept: {len(facts)}.")

    def _plan(self, path: Path) -> AnkiPlan:
        try:
            return plan_notes(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableDeckError as error:
            raise CommandError(f"{path}: {file_problem(error)}") from error

    def _print(self, plan: AnkiPlan) -> None:
        for code, label in OUTCOMES.items():
            self.stdout.write(f"{plan.counts[code]:6} {label}")
        for planned in plan.notes:
            if planned.problem:
                self.stderr.write(f"note {planned.note.place}: {note_problem(planned)}")
        if plan.media:
            self.stderr.write(f"Pictures and sounds left out: {len(plan.media)}")
            for name in sorted(plan.media):
                self.stderr.write(f"  {name}")


def _problems(plan: AnkiPlan, error: AcceptedProblemsError) -> str:
    lines = [
        f"note {plan.new[index].note.place}: {message(problem)}"
        for index, problems in error.problems.items()
        for problem in problems
    ]
    return "\n".join(["Nothing was imported.", *lines])
