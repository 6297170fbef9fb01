"""A page that shows every component: for those who build pages, not for learners."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace as Sample

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quizzes.selectors.words import Words

COLOURS = (
    *("paper", "sheet", "wash", "ink", "ink-soft", "hairline", "line", "seal"),
    *("right", "right-wash", "wrong", "wrong-wash", "series-1"),
)


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As you want to be called.")
    count = forms.IntegerField(label="How many", max_value=10)
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES)


def _question(form: str, stem: str, language: str = "en", **more: object) -> Sample:
    fields = {"answer": {}, "options": (), "problem": "", "unit": "", **more}
    return Sample(form=form, stem=stem, language=language, **fields)


def _questions() -> list[Sample]:
    return [
        _question(
            "single_choice",
            "据文章，截至2024年底，阿克苏市培育了多少名电商人才？",
            "zh-hans",
            options=[Sample(id=str(n), text=f"{n}名") for n in (3500, 9500, 30000)],
            answer={"option": "9500"},
        ),
        _question("true_false", "According to the article, 19 provinces and cities take part."),
        _question(
            "numeric",
            "How many e-commerce workers had Aksu City trained by the end of 2024?",
            unit="people",
            problem=_("This could not be read as a number."),
        ),
        _question("short_text", "哪座城市开展了“蒲公英计划”？", "zh-hans"),
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    days = [dt.date(2025, 7, 6) + dt.timedelta(days=3 * n) for n in range(7)]
    shares = (0.4, 0.6, 0.5, 0.7, 0.8, 0.8, 0.9)
    context = {
        "colours": COLOURS,
        "questions": _questions(),
        "jumps": [Sample(position=n, answered=n < 3, url="#main") for n in range(1, 11)],
        "verdicts": ("right", "wrong", "partly", "none", "waiting"),
        "notices": ("info", "success", "error"),
        "ratings": [
            Sample(value=n, key=n, word=word, due=due)
            for n, (word, due) in enumerate(
                [
                    (_("Again"), _("1 min")),
                    (_("Hard"), _("6 min")),
                    (_("Good"), _("3 days")),
                    (_("Easy"), _("8 days")),
                ],
                start=1,
            )
        ],
        "series": [(f"{day:%m-%d}", share) for day, share in zip(days, shares, strict=True)],
        "form": SampleForm({"name": "", "count": 40, "language": "en"}),
        "day": days[0],
        "publisher": Words("新华社", "zh-hans"),
        "page": Paginator(range(40), 10).page(2),
    }
    return render(request, "design/gallery.html", context)
