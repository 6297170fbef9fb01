"""Cards whose answer is typed: it is marked, and the back suggests how to rate it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from quizzes.domain.marking.short_text import MAX_TEXT
from quizzes.domain.responses import MalformedResponseError
from quizzes.services.card_check import CheckedCard, KeptBackError, check_card
from quizzes.services.explaining import accepted_text, answer_problem_text
from quizzes.services.trying import NotWrittenError
from quizzes.web.languages import content_language
from quizzes.web.posting import posted
from quizzes.web.study import back_page, card_page, read_scope, to_page
from quizzes.web.theme import back_to
from quizzes.web.users import learner_of


@dataclass(frozen=True)
class Typed:
    """What was typed, and what marking makes of it in words."""

    text: str
    checked: CheckedCard

    @property
    def accepted(self) -> str:
        return accepted_text(self.checked.mark.rule or "")


@never_cache
@posted("study")
def check(request: HttpRequest, point: str) -> HttpResponse:
    """The back with the mark; the front again where the answer cannot be read."""
    text = request.POST.get("text", "").strip()[:MAX_TEXT]
    scope = read_scope(request)
    if not text:  # nothing came to mind: the answer is shown, and the learner rates
        return to_page("card", scope, point)
    try:
        checked = check_card(learner_of(request), point, text, content_language(request))
    except KeptBackError:
        messages.info(request, _("This card waits until you hand in your quiz."))
        return to_page("study", scope)
    except NotWrittenError:
        return to_page("card", scope, point)
    except MalformedResponseError as error:
        return card_page(request, point, {"problem": answer_problem_text(error), "typed": text})
    return back_page(request, point, checked and Typed(text, checked))


@posted("study")
def choose_typing(request: HttpRequest) -> HttpResponse:
    """Whether answers are typed, chosen on the card itself, which is shown again."""
    learner = learner_of(request)
    learner.types_answers = request.POST.get("typing") == "1"
    learner.save(update_fields=["types_answers"])
    return HttpResponseRedirect(back_to(request))
