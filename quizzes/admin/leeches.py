"""The points that learners forget again and again: a hint that a fact should be written better."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext

from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.domain.memory.leeches import LEECH_LAPSES
from quizzes.models import Item
from quizzes.selectors.leeches import leech_points

ROWS = 50


class LeechList(OfModelAdmin):
    """For the admin of facts: an address of the list. It counts learners and names none."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.leeches_view)
        return [path("leeches/", view, name="quizzes_fact_leeches"), *super().get_urls()]

    def leeches_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(leech_points(), ROWS).get_page(request.GET.get("p"))
        facts = [row.fact_id for row in page.object_list]
        items = Item.objects.filter(point__fact__in=facts).order_by("pk")
        by_point: dict[tuple[int, str], list[tuple[int, str]]] = {}
        for item in items.select_related("point"):
            assert item.point is not None
            place = item.point.fact_id, item.point.name
            by_point.setdefault(place, []).append((item.pk, item.get_form_display()))
        context = {
            "page": page,
            "rows": [(r, by_point.get((r.fact_id, r.point_name), [])) for r in page.object_list],
            "lapses": LEECH_LAPSES,
        }
        return own_page(self, request, "fact/leeches", gettext("Hard to keep"), context)
