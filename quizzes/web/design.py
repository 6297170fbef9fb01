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

from quizzes.domain.progress.mastery import Mastery
from quizzes.selectors.words import Words
from quizzes.web.certainty import levels
from quizzes.web.progress import legend_of
from quizzes.web.progress_charts import parts

COLOURS = (
    *("paper", "sheet", "wash", "ink", "ink-soft", "hairline", "line", "seal", "seal-press"),
    *("right", "right-wash", "wrong", "wrong-wash", "series-1", "series-2", "series-3"),
)
SPACES = ("u1", "u2", "u3", "u4", "u5", "u6", "u8", "u10", "u12", "u16")
SHARES = (0.4, 0.6, 0.5, 0.7, 0.8, 0.8, 0.9)
DAY = dt.date(2025, 7, 6)
PUBLISHER = Words("新华社", "zh-hans")


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As you want to be called.")
    count = forms.IntegerField(label="How many", max_value=10)
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES)
    sign = forms.ChoiceField(
        label="Sign", choices=[("sun", "Sun"), ("moon", "Moon")], widget=forms.RadioSelect
    )
    keep = forms.BooleanField(label="Keep it", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    days = [DAY + dt.timedelta(days=3 * n) for n in range(7)]
    counts = {each: 12 - 2 * place for place, each in enumerate(Mastery)}
    context = {
        "colours": COLOURS,
        "spaces": SPACES,
        "questions": _questions(),
        "levels": levels(),
        "jumps": [_jump(n) for n in range(1, 11)],
        "verdicts": ("right", "wrong", "partly", "none", "waiting"),
        "outcomes": _outcomes(),
        "notices": ("info", "success", "warning", "error"),
        "ratings": _ratings(),
        "shares": SHARES,
        "series": [(f"{day:%m-%d}", share) for day, share in zip(days, SHARES, strict=True)],
        "legend": legend_of(counts),
        "parts": parts(counts),
        "form": SampleForm({"name": "", "count": 40, "language": "en", "sign": "sun"}),
        "day": DAY,
        "publisher": PUBLISHER,
        "attempt": Sample(source=Sample(publisher=PUBLISHER, published_on=DAY)),
        "page": Paginator(range(40), 10).page(2),
    }
    return render(request, "design/gallery.html", context)


def _question(form: str, stem: str, language: str = "en", **more: object) -> Sample:
    fields = {"answer": {}, "options": (), "problem": "", "unit": "", "parts": {}, **more}
    return Sample(form=form, stem=stem, language=language, pre=f"{form}-", **fields)


def _entries(*texts: str) -> list[Sample]:
    return [Sample(id=str(place), text=text) for place, text in enumerate(texts, 1)]


def _questions() -> list[Sample]:
    """One of each form; what they look like while they are answered."""
    gap = Sample(id="a", number=1, is_number=True, hint=_("in kilometres"))
    towns = _entries("Aksu", "Hotan", "Kashgar")
    return [
        _question(
            "single_choice",
            "据文章，截至2024年底，阿克苏市培育了多少名电商人才？",
            "zh-hans",
            options=_entries("3500名", "9500名", "30000名"),
            answer={"option": "2"},
        ),
        _question(
            "multiple_choice",
            "Which dwarf planets does the article name?",
            options=_entries("Ceres", "Eris", "Juno"),
            answer={"options": ["1", "2"]},
        ),
        _question("true_false", "According to the article, 19 provinces and cities take part."),
        _question(
            "numeric",
            "How many e-commerce workers had Aksu City trained by the end of 2024?",
            unit="people",
            problem=_("This could not be read as a number."),
        ),
        _question("short_text", "哪座城市开展了“蒲公英计划”？", "zh-hans"),
        _question(
            "cloze",
            "",
            statement=[
                Sample(text="Earth is about ", gap=gap),
                Sample(text=" kilometres across at its equator.", gap=None),
            ],
            gaps=[gap],
        ),
        _question("matching", "Match each town.", left=towns[:2], options=towns, parts={"1": "1"}),
        _question("ordering", "Put these in order, the largest first.", options=towns),
    ]


def _jump(number: int) -> Sample:
    flagged = Sample(is_flagged=number == 2)
    return Sample(position=number, answered=number < 3, url="#main", question=flagged)


def _outcomes() -> list[Sample]:
    """A question with options looked back on, and one for each other verdict."""
    picks = [
        Sample(text="9500", is_key=True, is_chosen=False, reason=""),
        Sample(text="3500", is_key=False, is_chosen=True, reason="文章说的是9500，不是3500。"),
    ]
    kinds = ("wrong", "right", "partly", "none", "waiting")
    return [
        Sample(
            verdict=verdict,
            counted="",
            corrected=(),
            reviewed=Sample(
                question=Sample(position=place, language="zh-hans", stem="培育了多少名电商人才？"),
                options=picks,
                explanation="截至2024年底，阿克苏市培育了9500多名电商人才。",
                passage=Sample(number=23, text="第二十三段的原文。", language="zh-hans"),
            ),
        )
        for place, verdict in enumerate(kinds, 1)
    ]


def _ratings() -> list[Sample]:
    offered = (
        (_("Again"), _("1 min")),
        (_("Hard"), _("6 min")),
        (_("Good"), _("3 days")),
        (_("Easy"), _("8 days")),
    )
    return [Sample(value=n, word=word, due=due) for n, (word, due) in enumerate(offered, 1)]
