"""What a class did at one glance: learners by quizzes, and of a quiz who is missing and what was
hard.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext

from quizzes.admin.base import Admin
from quizzes.admin.export import csv_file
from quizzes.admin.pages import own_page
from quizzes.models import Course
from quizzes.permissions import is_teacher
from quizzes.selectors.class_results import (
    LearnerRow,
    class_results,
    quiz_results,
    quizzes_of,
)
from quizzes.selectors.words import words_of

ROWS = 50


class ClassResultViews(Admin):
    """For the admin of courses: the addresses of a class's results."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/results/", wrap(self.results_view), name="quizzes_course_results"),
            path("<int:pk>/results.csv", wrap(self.csv_view), name="quizzes_course_results_csv"),
            path(
                "<int:pk>/results/<int:quiz>/",
                wrap(self.quiz_results_view),
                name="quizzes_course_quiz",
            ),
            *super().get_urls(),
        ]

    def results_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        course = self._course(request, pk)
        context = {"course": course, "found": class_results(course)}
        return own_page(self, request, "course/results", gettext("Results of the class"), context)

    def csv_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        course = self._course(request, pk)
        found = class_results(course)
        heading = [gettext("User name"), gettext("Name"), gettext("Quizzes handed in")]
        heading += [str(column.quiz) for column in found.quizzes]
        return csv_file(f"results-{course.key}", heading, map(_csv_row, found.rows))

    def quiz_results_view(self, request: HttpRequest, pk: int, quiz: int) -> HttpResponse:
        course = self._course(request, pk)
        record = get_object_or_404(quizzes_of(course), pk=quiz)
        found, language = quiz_results(course, record), get_language() or "en"
        page = Paginator(found.questions, ROWS).get_page(request.GET.get("p"))
        context = {
            "course": course,
            "found": found,
            "page": page,
            "questions": [(each, words_of(each.version, "stem", language)) for each in page],
        }
        return own_page(self, request, "course/quiz", str(record), context)

    def _course(self, request: HttpRequest, pk: int) -> Course:
        course: Course | None = self.get_object(request, str(pk))
        if course is None or not is_teacher(request.user):
            raise Http404
        return course


def _csv_row(row: LearnerRow) -> list[object]:
    shares = (None if cell.share is None else round(100 * cell.share, 1) for cell in row.cells)
    return [row.learner.get_username(), row.learner.get_full_name(), row.handed_in, *shares]
