"""Export an article's cards as a deck for Anki."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from quizzes.domain.formats.anki.package import write_package
from quizzes.domain.formats.anki.tsv import write_tsv
from quizzes.models import Article, Fact, Point
from quizzes.selectors.anki import anki_deck


class Command(BaseCommand):
    """`export_anki`: the same card is the same note each time, so that Anki updates it."""

    help = "Export an article's cards for Anki: .apkg, or .tsv for its text import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--article", metavar="KEY", required=True)
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="Of the cards; by default the article's.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix not in {".apkg", ".tsv"}:
            raise CommandError(f"{path}: the name must end with .apkg or .tsv.")
        article = Article.objects.filter(key=options["article"]).first()
        if article is None:
            raise CommandError(f"There is no article {options['article']}.")
        points = Point.objects.filter(fact__article=article, fact__status=Fact.Status.PUBLISHED)
        quiet = options["verbosity"] == 0
        with tqdm(total=points.count(), unit=" points", file=sys.stderr, disable=quiet) as bar:
            deck = anki_deck(
                article, options["language"] or article.language, lambda _key: bar.update()
            )
        is_package = path.suffix == ".apkg"
        try:
            path.write_bytes(write_package(deck, timezone.now()) if is_package else write_tsv(deck))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if not quiet:
            self.stdout.write(f"{len(deck.notes)} notes: {path}")
