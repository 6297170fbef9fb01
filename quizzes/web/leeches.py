"""Cards that were set aside: what may help, and bringing them back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.domain.memory.leeches import LEECH_LAPSES
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.leeches import cards_aside
from quizzes.services.leeches import bring_back
from quizzes.web.languages import content_language
from quizzes.web.posting import posted
from quizzes.web.users import learner_of


@never_cache
@login_required
@require_safe
def aside(request: HttpRequest) -> HttpResponse:
    """The cards that are set aside, without their backs; an open quiz keeps its own back."""
    learner = learner_of(request)
    context = {
        "cards": cards_aside(learner, timezone.now(), content_language(request)),
        "has_open": bool(facts_being_asked(learner)),
        "lapses": LEECH_LAPSES,
    }
    return render(request, "study/aside.html", context)


@posted("aside")
def back(request: HttpRequest, point: str) -> HttpResponse:
    if bring_back(learner_of(request), point):
        messages.success(request, _("The card is back among the others."))
    return redirect("aside")
