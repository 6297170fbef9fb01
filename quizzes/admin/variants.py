"""A generated question is swapped for another variant, after both were looked at side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext

from quizzes.admin.base import Admin, user_of
from quizzes.admin.pages import own_page
from quizzes.admin.shown import show_content
from quizzes.models import Item
from quizzes.services.variants import other_variant, swap_variant


class Swapping(Admin):
    """For the admin of questions: a page that proposes another variant, and makes it the present
    one when confirmed.
    """

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.variant_view)
        return [path("<int:pk>/variant/", view, name="quizzes_item_variant"), *super().get_urls()]

    def variant_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item: Item | None = self.get_object(request, str(pk))
        is_generated = item is not None and item.origin == Item.Origin.GENERATED
        if item is None or not is_generated or not self.has_change_permission(request):
            raise Http404
        if request.method == "POST":
            return self._swap(request, item)
        after = request.GET.get("after", "")
        found = other_variant(item, int(after) if after.isdecimal() and len(after) < 9 else None)
        now = item.current.to_content() if item.current else None
        context = {
            "item": item,
            "now": show_content(now) if now else [],
            "found": show_content(found) if found else [],
            "seed": found.seed if found else None,
            "is_passed": bool(after),
        }
        return own_page(self, request, "item/variant", gettext("Another variant"), context)

    def _swap(self, request: HttpRequest, item: Item) -> HttpResponse:
        seed = request.POST.get("seed", "")
        is_seed = seed.isdecimal() and len(seed) < 9
        author, now = user_of(request), timezone.now()
        if is_seed and swap_variant(item, int(seed), author, now):
            self.message_user(request, gettext("Swapped. What learners have seen stays as it was."))
            return redirect("admin:quizzes_item_change", item.pk)
        told = gettext("This variant is not to be had any more. Look at the next one.")
        self.message_user(request, told, messages.WARNING)
        return redirect("admin:quizzes_item_variant", item.pk)
