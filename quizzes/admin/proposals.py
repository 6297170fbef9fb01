"""Facts from a text: what was found in a pasted article is shown, and kept where it is accepted.

All that the page knows travels with its forms, so nothing is lost by an error or a pause, and
nothing is kept that the teacher has not ticked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, override

from quizzes.admin.entity_book import EntityBook
from quizzes.admin.found import marked
from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.admin.proposal_forms import CandidateForm, SourceForm, TopicForm, ValueForm
from quizzes.domain.facts import EntityRef
from quizzes.domain.proposals import Candidate, Language, NewName, Reader, copied_run
from quizzes.domain.proposals import propose as propose_facts
from quizzes.domain.proposals.candidates import Proposed
from quizzes.domain.proposals.found import Figure
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, write_date
from quizzes.models import Article, Unit
from quizzes.models.base import content_languages
from quizzes.selectors.reading import make_reader
from quizzes.services.keys import new_key
from quizzes.services.proposals import (
    Accepted,
    AcceptedProblemsError,
    Kept,
    Source,
    keep_proposals,
)
from quizzes.services.validation import PointDraft, message

MOST_FACTS, MOST_VALUES = 20, 110
"""On one page, so that the form stays below Django's limit on fields; the rest follows."""


@dataclass
class Row:
    """A proposed fact on the page."""

    form: CandidateForm
    values: list[ValueForm]
    marked: SafeString
    copied: str = ""

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(value.is_valid() for value in self.values)])


class FromText(OfModelAdmin):
    """For the admin of facts: the page that proposes facts from a text."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.from_text_view)
        return [path("from-text/", view, name="quizzes_fact_from_text"), *super().get_urls()]

    def from_text_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        page = _Page(request)
        if request.method != "POST" or "_back" in request.POST or not page.is_valid():
            return self._answer(request, page, [], 0)
        if "_keep" not in request.POST:
            return self._proposals(request, page, 0)
        rows = page.posted()
        kept = page.keep(rows)
        if kept is None:
            return self._answer(request, page, rows, page.start)
        for fact in kept.made:
            self.log_addition(request, fact, gettext("From a text."))
        self._tell(request, kept)
        if any(row.copied for row in rows if row.form.cleaned_data["keep"]):
            warning = gettext(
                "Some still say it in the article's words: change them before you publish."
            )
            self.message_user(request, warning, messages.WARNING)
        return self._after(request, page, page.start + len(rows))

    def _tell(self, request: HttpRequest, kept: Kept) -> None:
        if n := len(kept.known):
            said = ngettext(
                "%(n)d fact was there already: no second draft was made of it.",
                "%(n)d facts were there already: no second drafts were made of them.",
                n,
            )
            self.message_user(request, said % {"n": n}, messages.INFO)
        if kept.made or not kept.known:
            n = len(kept.made)
            said = ngettext("%(n)d draft kept.", "%(n)d drafts kept.", n)
            self.message_user(request, said % {"n": n}, messages.SUCCESS)

    def _after(self, request: HttpRequest, page: _Page, start: int) -> HttpResponse:
        """The next proposals, or, after the last, the article's drafts."""
        if start < page.total():
            page.go_on()
            return self._proposals(request, page, start)
        article = page.article
        query = f"?article__id__exact={article.pk}&status__exact=draft" if article.pk else ""
        return redirect(reverse("admin:quizzes_fact_changelist") + query)

    def _proposals(self, request: HttpRequest, page: _Page, start: int) -> HttpResponse:
        rows = page.proposed(start)
        if not rows:
            self.message_user(
                request, gettext("No sentence with a value was found."), messages.WARNING
            )
        return self._answer(request, page, rows, start)

    def _answer(
        self, request: HttpRequest, page: _Page, rows: list[Row], start: int
    ) -> HttpResponse:
        context = {
            "source": page.source,
            "topic": page.topic if rows else None,
            "rows": rows,
            "start": start,
            "total": page.total() if rows else 0,
            "end": start + len(rows),
            "language": page.language if rows else "",
            "entity_names": page.book.suggestions() if rows else (),
            "media": self.media + page.source.media,
        }
        return own_page(self, request, "fact/from_text", gettext("Facts from a text"), context)


class _Page:
    """One request's text and proposals."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        initial = {"article": request.GET.get("article"), "language": request.LANGUAGE_CODE}
        self.source = SourceForm(request.POST or None, initial=initial)
        self.book = EntityBook()
        self.units = [("", "---------"), *((unit.pk, str(unit)) for unit in Unit.objects.all())]
        self.unit_keys = dict(Unit.objects.values_list("key", "pk"))
        self._reader: Reader | None = None
        self._candidates: list[Candidate] | None = None

    def is_valid(self) -> bool:
        if not self.source.is_valid():
            return False
        self.article: Article = self.source.article_meant()
        if self.article._state.adding and not self.request.user.has_perm("quizzes.add_article"):
            raise PermissionDenied
        self.topic = TopicForm(self._if_keeping(), article=self.article)
        return True

    def go_on(self) -> None:
        """To the next proposals: a new article is one of the kept ones now."""
        data = self.request.POST.copy()
        data["article"] = str(self.article.pk or "")
        self.source = SourceForm(data)
        self.source.is_valid()
        self.topic = TopicForm(article=self.article)

    def _if_keeping(self) -> QueryDict | None:
        return self.request.POST if "_keep" in self.request.POST else None

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def start(self) -> int:
        start = self.request.POST.get("start", "")
        return int(start) if start.isdecimal() and len(start) < 7 else 0

    @property
    def reader(self) -> Reader:
        self._reader = self._reader or make_reader()
        return self._reader

    @property
    def published(self) -> date:
        return self.article.published_on

    def candidates(self) -> list[Candidate]:
        if self._candidates is None:
            language = Language(self.language)
            marked = propose_facts(self.source.passages, language, self.published, self.reader)
            self._candidates = [each for passage in marked for each in passage.candidates]
        return self._candidates

    def total(self) -> int:
        return len(self.candidates())

    # What is shown at first ------------------------------------------------------------------

    def proposed(self, start: int) -> list[Row]:
        """The proposals from a place on, as many as fit on a page."""
        rows: list[Row] = []
        values = 0
        for candidate in self.candidates()[start : start + MOST_FACTS]:
            values += len(candidate.points)
            if rows and values > MOST_VALUES:
                break
            rows.append(self._row(candidate, f"c{len(rows)}"))
        return rows

    def _row(self, candidate: Candidate, prefix: str) -> Row:
        initial = {
            "statement": candidate.statement,
            "sentence": candidate.sentence,
            "passage": candidate.passage,
            "values": len(candidate.points),
        }
        values = [
            self._value_form(f"{prefix}v{place}", initial=self._written(point))
            for place, point in enumerate(candidate.points)
        ]
        found = [point.found for point in candidate.points]
        return Row(
            CandidateForm(prefix=prefix, initial=initial),
            values,
            marked(candidate.sentence, found),
            copied_run(candidate.statement, candidate.sentence),
        )

    def _value_form(self, prefix: str, **options: Any) -> ValueForm:
        return ValueForm(prefix=prefix, book=self.book, units=self.units, **options)

    def _written(self, point: Proposed) -> dict[str, Any]:
        found = point.found
        words: dict[str, Any] = {"name": point.name, "kind": found.kind.value}
        match found.value:
            case Figure(amount=amount, upper=upper, unit=unit, bound=bound):
                end = "" if upper is None else f"-{upper.normalize():f}"
                words |= {"written": f"{amount.normalize():f}{end}", "bound": bound.value}
                words["unit"] = self.unit_keys.get(unit, "")
            case PartialDate() as value:
                words["written"] = write_date(value, self.language)
            case EntityRef(key=key):
                words["written"] = self.book.write(self.book.candidates(key)[0])
            case NewName(name=name, kind=kind, category=category):
                words |= {"written": name, "shape": f"{kind}/{category}"}
        return words

    # What comes back -------------------------------------------------------------------------

    def posted(self) -> list[Row]:
        """The rows as the teacher left them: from the form alone, whatever was found since."""
        return list(self._posted())

    def _posted(self) -> Iterator[Row]:
        data = self.request.POST
        for number in range(MOST_FACTS):
            form = CandidateForm(data, prefix=f"c{number}")
            count = data.get(f"c{number}-values", "")
            if not count.isdecimal():
                return
            values = [
                self._value_form(f"c{number}v{place}", data=data)
                for place in range(min(int(count), 400))
            ]
            sentence = data.get(f"c{number}-sentence", "")
            found = self.reader.read(sentence[:1000], Language(self.language), self.published)
            statement = data.get(f"c{number}-statement", "")
            yield Row(form, values, marked(sentence, found), copied_run(statement, sentence))

    def keep(self, rows: list[Row]) -> Kept | None:
        """The drafts of the rows that are ticked; None where something is wrong, told at it."""
        ticked = [row for row in rows if f"{row.form.prefix}-keep" in self.request.POST]
        # What is dropped need not be in order.
        are_valid = [row.is_valid() for row in ticked]
        for row in rows:
            row.form.is_valid()
        if not (all(are_valid) and self.topic.is_valid()):
            return None
        accepted = [self._accepted(row) for row in ticked]
        if any(value.errors for row in ticked for value in row.values):
            return None
        try:
            return keep_proposals(self._kept_source(), accepted, new_key) if accepted else Kept()
        except AcceptedProblemsError as error:
            for place, problems in error.problems.items():
                for problem in problems:
                    said = f"{problem.where.partition('.')[2]} {message(problem)}".strip()
                    ticked[place].form.add_error("statement", said)
            return None

    def _accepted(self, row: Row) -> Accepted:
        statement = row.form.cleaned_data["statement"]
        drafts = []
        for value in row.values:
            place = f"{{{value.cleaned_data['name']}}}"
            is_used = place in statement
            point = value.point(self.language) if is_used else None
            if point is None:
                statement = statement.replace(place, value.cleaned_data["written"])
            else:
                self._check_right(point)
                drafts.append(PointDraft(point))
        return Accepted(row.form.cleaned_data["passage"], self.language, statement, drafts)

    def _check_right(self, point: Any) -> None:
        entity = point.entity
        may = self.request.user.has_perm("quizzes.add_entity")
        if entity is not None and entity._state.adding and not may:
            raise PermissionDenied

    def _kept_source(self) -> Source:
        names = {}
        for language in content_languages():
            with override(language):
                names[language] = gettext("Facts")
        return Source(
            self.article,
            self.source.passages,
            self.topic.cleaned_data["topic"],
            Text.of(names),
            self.source.cleaned_data["may_keep"],
        )
