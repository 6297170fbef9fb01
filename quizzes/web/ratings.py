"""The buttons under a card: two by default, four for those who ask, and what each would do."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quizzes.domain.memory.settings import Rating
from quizzes.models import User
from quizzes.selectors.study import CardView
from quizzes.web.posting import posted
from quizzes.web.theme import back_to
from quizzes.web.users import learner_of
from quizzes.web.waits import wait_text

TWO = {Rating.AGAIN: lambda: _("Forgot"), Rating.GOOD: lambda: _("Remembered")}
FOUR = {
    Rating.AGAIN: lambda: _("Again"),
    Rating.HARD: lambda: _("Hard"),
    Rating.GOOD: lambda: _("Good"),
    Rating.EASY: lambda: _("Easy"),
}


def ratings_of(card: CardView, learner: User) -> list[dict[str, object]]:
    """The learner's buttons, with the key that presses each and when the card would come back."""
    words = FOUR if learner.has_four_ratings else TWO
    offered = [each for each in card.previews if each.rating in words]
    return [
        {
            "value": int(each.rating),
            "key": key,
            "word": words[each.rating](),
            "due": wait_text(each.wait, each.days),
            "date": None if each.days is None else _short_date(each.due_at),
        }
        for key, each in enumerate(offered, start=1)
    ]


@posted("study")
def choose_ratings(request: HttpRequest) -> HttpResponse:
    """Two buttons or four, chosen on the card itself, which is shown again."""
    learner = learner_of(request)
    learner.has_four_ratings = request.POST.get("ratings") == "4"
    learner.save(update_fields=["has_four_ratings"])
    return HttpResponseRedirect(back_to(request))


def _short_date(moment: datetime) -> str:
    """A day of the learner's own calendar, short enough for a button."""
    # Translators: a format of Django's date filter: "30 Nov".
    return date_format(timezone.localtime(moment), pgettext("short date", "j M"))
