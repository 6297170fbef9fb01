"""Decks of Anki: an article's cards as a file, and a file's notes as drafts to look through."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import user_of
from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.domain.formats.anki.notes import MOST_BYTES, UnreadableDeckError
from quizzes.domain.formats.anki.package import write_package
from quizzes.domain.formats.anki.tsv import write_tsv
from quizzes.domain.formats.workbooks import UnreadableFileError
from quizzes.domain.text import Text
from quizzes.models import Article, Fact
from quizzes.models.base import set_text
from quizzes.permissions import is_teacher
from quizzes.selectors.anki import anki_deck
from quizzes.services.anki_import import (
    BAD,
    NEW,
    OUTCOMES,
    AnkiPlan,
    file_problem,
    keep_notes,
    note_problem,
    plan_notes,
    without,
)
from quizzes.services.proposals import AcceptedProblemsError
from quizzes.services.sheet_messages import file_problem_text
from quizzes.services.sheet_uploads import drop_upload, keep_upload, kept_upload
from quizzes.services.validation import message

MOST_SHOWN = 500
"""Notes listed on the page; the others can only be kept or left with all."""

_TYPES = {"apkg": "application/octet-stream", "tsv": "text/tab-separated-values; charset=utf-8"}


class DeckForm(forms.Form):
    """The file; what is in it is looked at by the services."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".apkg,.colpkg,.tsv,.txt,.csv"}),
        help_text=_(
            "A deck exported from Anki (.apkg), or text with tabs (.tsv, .txt): front, back."
        ),
    )


class DestinationForm(forms.Form):
    """The article whose facts the notes become: one that is kept already, or a new one."""

    article = forms.ModelChoiceField(
        Article.objects.all(), label=_("Article"), required=False, empty_label=_("a new article")
    )
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    publisher = forms.CharField(
        label=_("Publisher"),
        max_length=200,
        required=False,
        help_text=_("Who says what the notes say: every question names it."),
    )
    published_on = forms.DateField(
        label=_("Published on"), required=False, widget=AdminDateWidget(attrs={"size": "10"})
    )
    may_keep = forms.BooleanField(
        label=_("The text of the notes may be kept here, as passages"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("article") is None and "article" not in self.errors:
            for field in ("title", "publisher", "published_on"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, gettext("A new article needs this."))
        return cleaned

    def article_meant(self, language: str) -> Article:
        """The article chosen, or a new one in a language, not kept yet."""
        chosen: Article | None = self.cleaned_data["article"]
        if chosen is not None:
            return chosen
        article = Article(published_on=self.cleaned_data["published_on"], language=language)
        for field in ("title", "publisher"):
            set_text(article, field, Text.of({language: self.cleaned_data[field]}))
        return article


class AnkiExport(OfModelAdmin):
    """For the admin of articles: the cards of one as a file."""

    change_form_template = "admin/quizzes/article/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.anki_view)
        name = "quizzes_article_anki"
        return [
            path("<int:pk>/cards-<slug:language>.<str:kind>", view, name=name),
            *super().get_urls(),
        ]

    def anki_view(self, request: HttpRequest, pk: int, language: str, kind: str) -> HttpResponse:
        """A deck for Anki, or the same as text with tabs."""
        article = self.get_queryset(request).filter(pk=pk).first()
        if not (self.has_view_permission(request, article) and is_teacher(user_of(request))):
            raise PermissionDenied
        if article is None or kind not in _TYPES or language not in dict(settings.LANGUAGES):
            raise Http404
        deck = anki_deck(article, language)
        content = write_package(deck, timezone.now()) if kind == "apkg" else write_tsv(deck)
        response = HttpResponse(content, content_type=_TYPES[kind])
        name = f"{article.key}-{language}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class AnkiImport(OfModelAdmin):
    """For the admin of facts: a file, what would become of its notes, then drafts."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("anki/", wrap(self.anki_view), name="quizzes_fact_anki"),
            path("anki/<str:token>/", wrap(self.anki_plan_view), name="quizzes_fact_anki_plan"),
            *super().get_urls(),
        ]

    def anki_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file; it is kept for a day, and what would become of it follows."""
        self._check_may_import(request)
        user = user_of(request)
        form = DeckForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                token = keep_upload(user, file.name, file.chunks(), MOST_BYTES)
                _plan(request, token)
            except UnreadableFileError as error:
                form.add_error("file", file_problem_text(error))
            except UnreadableDeckError as error:
                drop_upload(user, token)
                form.add_error("file", file_problem(error))
            else:
                return redirect("admin:quizzes_fact_anki_plan", token)
        context = {"form": form, "media": self.media + form.media}
        return own_page(self, request, "anki/upload", gettext("Import from Anki"), context)

    def anki_plan_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Every note with what would become of it; drafts by POST."""
        self._check_may_import(request)
        plan = _plan(request, token)
        initial = {"title": plan.name, "article": request.GET.get("article")}
        form = DestinationForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            facts = self._keep(request, plan, form)
            if facts is not None:
                drop_upload(user_of(request), token)
                return self._after_import(request, facts)
        context = _shown(plan, form) | {"media": self.media + form.media}
        return own_page(self, request, "anki/plan", gettext("What the import would do"), context)

    def _keep(
        self, request: HttpRequest, plan: AnkiPlan, form: DestinationForm
    ) -> list[Fact] | None:
        """The drafts; None where something is wrong, told at the form."""
        article = form.article_meant(plan.language.value)
        if article._state.adding and not request.user.has_perm("quizzes.add_article"):
            raise PermissionDenied
        left = [int(place) for place in request.POST.getlist("leave") if place.isdecimal()]
        may_keep = form.cleaned_data["may_keep"]
        plan = without(plan, left)
        try:
            return keep_notes(plan, article, may_keep)
        except AcceptedProblemsError as error:
            for index, problems in error.problems.items():
                for problem in problems:
                    place = {"n": plan.new[index].note.place, "said": message(problem)}
                    form.add_error(None, gettext("Note %(n)s: %(said)s") % place)
            return None

    def _after_import(self, request: HttpRequest, facts: list[Fact]) -> HttpResponse:
        for fact in facts:
            self.log_addition(request, fact, gettext("From a deck of Anki."))
        said = ngettext("%(n)d draft kept.", "%(n)d drafts kept.", len(facts))
        self.message_user(request, said % {"n": len(facts)}, messages.SUCCESS)
        address = reverse("admin:quizzes_fact_changelist")
        if facts:
            address += f"?article__id__exact={facts[0].article_id}&status__exact=draft"
        return redirect(address)

    def _check_may_import(self, request: HttpRequest) -> None:
        if not (is_teacher(user_of(request)) and self.has_add_permission(request)):
            raise PermissionDenied


def _plan(request: HttpRequest, token: str) -> AnkiPlan:
    found = kept_upload(user_of(request), token)
    if found is None:
        raise Http404
    name, content = found
    return plan_notes(content, name)


def _shown(plan: AnkiPlan, form: DestinationForm) -> dict[str, Any]:
    order = {BAD: 0, NEW: 1}
    notes = sorted(plan.notes, key=lambda each: order.get(each.outcome, 2))
    return {
        "form": form,
        "plan": plan,
        "counts": [(label, plan.counts[code]) for code, label in OUTCOMES.items()],
        "media_names": sorted(plan.media),
        "rows": [(each, OUTCOMES[each.outcome], note_problem(each)) for each in notes[:MOST_SHOWN]],
        "more": max(0, len(notes) - MOST_SHOWN),
        "new_count": plan.counts[NEW],
        "reader_language": get_language(),
    }
