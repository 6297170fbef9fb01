"""Facts and questions from a spreadsheet and into one: upload, dry run, confirmation, export."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import user_of
from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.domain.formats.columns import Kind
from quizzes.domain.formats.tables import CellProblem
from quizzes.domain.formats.workbooks import UnreadableFileError
from quizzes.models import Fact, Item, User
from quizzes.permissions import is_teacher
from quizzes.services.sheet_export import csv_of, export_facts, export_items, template, workbook
from quizzes.services.sheet_messages import cell_problem_text, file_problem_text, place_text
from quizzes.services.sheet_plans import OUTCOMES, ImportPlan
from quizzes.services.sheet_uploads import drop_upload, keep_upload, kept_upload
from quizzes.services.spreadsheets import (
    Applied,
    BadRowsError,
    ChangedMeanwhileError,
    apply_import,
    plan_import,
)

_A_PAGE = 100
_PLAN_KEPT = 3600  # seconds; afterwards it is made again
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ORDER = {"bad": 0, "changed": 1, "new": 2, "unchanged": 3}


class UploadForm(forms.Form):
    """The file; what is in it is looked at by the services."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        help_text=_(".xlsx or .csv, at most 10 MB and 20,000 rows."),
    )


class Spreadsheets(OfModelAdmin):
    """For the admin of facts and of questions."""

    sheet_kind: ClassVar[Kind]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = f"quizzes_{self.opts.model_name}"
        return [
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("import/template.xlsx", wrap(self.template_view), name=f"{name}_template"),
            path("import/<str:token>/", wrap(self.plan_view), name=f"{name}_import_plan"),
            path("export/<str:kind>/", wrap(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    # Import --------------------------------------------------------------------------------------

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file; it is kept, and its dry run follows."""
        user = self._importer(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                token = keep_upload(user, file.name, file.chunks())
                _plan(user, token, *_content(user, token))
            except UnreadableFileError as error:
                form.add_error("file", file_problem_text(error))
            else:
                return redirect(self._address("import_plan", token))
        return own_page(self, request, "spreadsheets/upload", self._title(), {"form": form})

    def plan_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """What would become of every row; confirmed by POST."""
        user = self._importer(request)
        name, content = _content(user, token)
        kept = None if request.method == "POST" else cache.get(_place(user, token))
        try:
            plan = kept or _plan(user, token, name, content)
        except UnreadableFileError as error:
            self.message_user(request, file_problem_text(error), messages.ERROR)
            return redirect(self._address("import"))
        if request.method == "POST":
            done = self._apply(request, plan, user)
            if done:
                drop_upload(user, token)
                return redirect(self._address("changelist"))
        context = self._shown(request, plan, name)
        title = gettext("What the import would do")
        return own_page(self, request, "spreadsheets/plan", title, context)

    def _apply(self, request: HttpRequest, plan: ImportPlan, user: User) -> bool:
        try:
            if request.POST.get("seen", plan.mark) != plan.mark:
                raise ChangedMeanwhileError
            applied = apply_import(plan, user, timezone.now(), "skip_bad" in request.POST)
        except BadRowsError:
            text = gettext("Nothing was imported: some rows are bad.")
        except ChangedMeanwhileError:
            text = gettext("Nothing was imported: something was changed meanwhile. Look again.")
        else:
            self._log(user, applied)
            self.message_user(request, _told(applied), messages.SUCCESS)
            return True
        self.message_user(request, text, messages.ERROR)
        return False

    def _log(self, user: User, applied: Applied) -> None:
        said = gettext("Imported from a spreadsheet.")
        changed = {(type(each), each.pk) for each in applied.changed}
        for model, records in ((Fact, applied.facts), (Item, applied.items)):
            for flag in (ADDITION, CHANGE):
                is_change = flag == CHANGE
                keys = [each.pk for each in records if ((model, each.pk) in changed) == is_change]
                if keys:
                    saved = model._default_manager.filter(pk__in=keys)
                    LogEntry.objects.log_actions(user.pk, saved, flag, change_message=said)

    def _shown(self, request: HttpRequest, plan: ImportPlan, name: str) -> dict[str, Any]:
        chosen = request.GET.get("show", "")
        records = [each for each in plan.records if chosen in {"", each.outcome}]
        records.sort(key=lambda each: _ORDER[each.outcome])
        page = Paginator(records, _A_PAGE).get_page(request.GET.get("p"))
        return {
            "plan": plan,
            "file_name": name,
            "chosen": chosen,
            "outcomes": [(code, label, plan.counts[code]) for code, label in OUTCOMES.items()],
            "file_problems": [_in_words(each) for each in plan.file_problems],
            "notices": [_in_words(each) for each in plan.notices],
            "page": page,
            "query": urlencode({"show": chosen}) if chosen else "",
            "rows": [
                (each, OUTCOMES[each.outcome], [_in_words(problem) for problem in each.problems])
                for each in page
            ],
            "write_count": len(plan.to_write),
            "bad_count": len(plan.bad),
        }

    # Export --------------------------------------------------------------------------------------

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """All that the list shows, filtered and searched as it is."""
        if not self.has_view_permission(request) or kind not in {"xlsx", "csv"}:
            raise Http404
        return self._file(self.get_changelist_instance(request).get_queryset(request), kind)

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """An empty sheet with headings and help, in the language asked for."""
        self._importer(request)
        language = "en" if request.GET.get("language") == "en" else "zh-hans"
        return _download(template(None, language), f"template-{language}.xlsx", _XLSX)

    @admin.action(description=_("Export the chosen ones as .xlsx"), permissions=["view"])
    def export_xlsx(self, request: HttpRequest, records: Any) -> HttpResponse:
        return self._file(records, "xlsx")

    @admin.action(description=_("Export the chosen ones as .csv"), permissions=["view"])
    def export_csv(self, request: HttpRequest, records: Any) -> HttpResponse:
        return self._file(records, "csv")

    def _file(self, records: Any, kind: str) -> HttpResponse:
        language = get_language() or "en"
        keys = records.order_by().values("pk")
        page = (
            export_facts(Fact.objects.filter(pk__in=keys), language)
            if self.sheet_kind == "facts"
            else export_items(Item.objects.filter(pk__in=keys), language)
        )
        if kind == "csv":
            return _download(csv_of(page), f"{self.sheet_kind}.csv", "text/csv; charset=utf-8")
        return _download(workbook([page]), f"{self.sheet_kind}.xlsx", _XLSX)

    # What both share -----------------------------------------------------------------------------

    def _importer(self, request: HttpRequest) -> User:
        user = user_of(request)
        if not (is_teacher(user) and self.has_add_permission(request)):
            raise PermissionDenied
        return user

    def _address(self, name: str, *args: str) -> str:
        return reverse(f"admin:quizzes_{self.opts.model_name}_{name}", args=args)

    def _title(self) -> str:
        return gettext("Import from a spreadsheet")


def _plan(user: User, token: str, name: str, content: bytes) -> ImportPlan:
    """A new plan; its pages are then turned without making it again."""
    plan = plan_import(content, name, user)
    cache.set(_place(user, token), plan.without_drafts(), _PLAN_KEPT)
    return plan


def _place(user: User, token: str) -> str:
    return f"import-plan:{user.pk}:{hashlib.sha256(token.encode()).hexdigest()}"


def _content(user: User, token: str) -> tuple[str, bytes]:
    found = kept_upload(user, token)
    if found is None:
        raise Http404
    return found


def _in_words(problem: CellProblem) -> tuple[str, str]:
    return place_text(problem.cell), cell_problem_text(problem)


def _told(applied: Applied) -> str:
    said = gettext("Imported: %(facts)d facts, %(items)d questions.") % {
        "facts": len(applied.facts),
        "items": len(applied.items),
    }
    skipped = gettext("Left out as bad: %(n)d.") % {"n": applied.skipped}
    return f"{said} {skipped}" if applied.skipped else said


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
