"""Export facts and questions as a spreadsheet."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.models import Article, Fact, Item
from quizzes.services.sheet_export import csv_of, export_facts, export_items, template, workbook


class Command(BaseCommand):
    """`export_sheet`: what `import_sheet` reads back unchanged."""

    help = "Export facts and teachers' questions as .xlsx (both) or .csv (one of them)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--article", metavar="KEY", help="Only this article.")
        parser.add_argument("--kind", choices=["facts", "items"], default="facts", help="For .csv.")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")
        parser.add_argument("--template", action="store_true", help="Only headings and help.")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix not in {".xlsx", ".csv"}:
            raise CommandError(f"{path}: the name must end with .xlsx or .csv.")
        path.write_bytes(self._content(path.suffix, options))

    def _content(self, suffix: str, options: dict[str, Any]) -> bytes:
        language = options["language"]
        if options["template"]:
            return template(None, language)
        facts, items = Fact.objects.all(), Item.objects.filter(origin=Item.Origin.TEACHER)
        if key := options["article"]:
            if not Article.objects.filter(key=key).exists():
                raise CommandError(f"There is no article {key}.")
            facts, items = facts.filter(article__key=key), items.filter(article__key=key)
        if suffix == ".xlsx":
            return workbook([export_facts(facts, language), export_items(items, language)])
        if options["kind"] == "facts":
            return csv_of(export_facts(facts, language))
        return csv_of(export_items(items, language))
