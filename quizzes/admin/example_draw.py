"""The page that shows what a quiz would ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import LANGUAGE_NAMES, Admin
from quizzes.admin.pages import own_page
from quizzes.admin.shown import ShownQuestion, show_content
from quizzes.domain.items import Form
from quizzes.models import Quiz, User
from quizzes.models.items import FORM_NAMES, LOTS
from quizzes.selectors.words import Words, words_of
from quizzes.services.example_draws import DrawnQuestion, ExampleDraw, example_draw


class ForWhom(forms.Form):
    """For whom an example is drawn; `seed` makes it come again."""

    language = forms.ChoiceField(label=_("language"), choices=list(LANGUAGE_NAMES.items()))
    learner = forms.CharField(
        label=_("account of a learner"),
        required=False,
        help_text=_("Empty: somebody who has met nothing yet."),
    )
    seed = forms.IntegerField(min_value=0, max_value=LOTS - 1, widget=forms.HiddenInput)

    def clean_learner(self) -> User | None:
        name = self.cleaned_data["learner"]
        found = User.objects.filter(username=name).first()
        if name and found is None:
            raise forms.ValidationError(gettext("There is no such account."), code="unknown")
        return found


@dataclass(frozen=True)
class ShownDrawn:
    """A question of the draw: what it asks in the language of the draw, and why it is there."""

    drawn: DrawnQuestion
    form: str
    topic: Words | None
    questions: list[ShownQuestion]


class ExampleViews(Admin):
    """For the admin of quizzes: an address that draws and keeps nothing."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.example_view)
        return [path("<int:pk>/example/", view, name="quizzes_quiz_example"), *super().get_urls()]

    def example_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        quiz = Quiz.objects.select_related("article", "topic").filter(pk=pk).first()
        if quiz is None or not self.has_view_permission(request, quiz):
            raise Http404
        language = get_language() or "en"
        asked = ForWhom({"language": language, "seed": 0} | request.GET.dict())
        draw = _draw(quiz, asked) if asked.is_valid() else None
        context = {
            "quiz": quiz,
            "form": asked,
            "draw": draw,
            "next_seed": (draw.seed + 1) % LOTS if draw else 0,
            "questions": [_shown(each, draw.language, language) for each in draw.questions]
            if draw
            else [],
            "topics": [(words_of(t, "name", language), n) for t, n in draw.topics] if draw else [],
            "forms": [(FORM_NAMES[form], n) for form, n in draw.forms] if draw else [],
        }
        return own_page(self, request, "quiz/example", gettext("An example draw"), context)


def _draw(quiz: Quiz, asked: ForWhom) -> ExampleDraw:
    given: dict[str, Any] = asked.cleaned_data
    return example_draw(quiz, given["language"], given["seed"], given["learner"])


def _shown(drawn: DrawnQuestion, of_draw: str, of_page: str) -> ShownDrawn:
    shown = show_content(drawn.version.to_content())
    ours = [each for each in shown if each.language == of_draw]
    return ShownDrawn(
        drawn,
        str(FORM_NAMES[Form(drawn.version.item.form)]),
        words_of(drawn.topic, "name", of_page) if drawn.topic else None,
        ours or shown[:1],
    )
