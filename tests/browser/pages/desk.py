"""The teacher's desk: every page that the admin's own addresses lead a teacher to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse

from quizzes.models import User
from tests.browser.pages.desk_records import one_of_each
from tests.browser.pages.visits import Visit
from tests.personas import teachers

PARTS = 2
"""Into which the models are shared out, so that two processes can look at them."""

OF_AN_ARTICLE = ("fact", "item", "quiz")
"""They are added to an article, which is asked for first."""


def addresses(patterns: list[Any] | None = None) -> Iterator[str]:
    """The names of the admin's addresses, from its registry."""
    for each in admin.site.get_urls() if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns)
        elif isinstance(each, URLPattern) and each.name:
            yield each.name


def name_of(model: type[Model], action: str) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_{action}"


def made_by_django() -> set[str]:
    """The names of what Django makes of every model that is registered."""
    actions = ("changelist", "add", "change", "history", "delete")
    return {name_of(model, action) for model in admin.site._registry for action in actions}


def a_teacher() -> User:
    teacher = User.objects.create_user("teacher", is_staff=True)
    teacher.groups.add(teachers())
    return teacher


def visit(name: str, teacher: User, *args: object, query: str = "", **more: Any) -> Visit:
    return Visit(name, reverse(f"admin:{name}", args=args) + query, teacher, **more)


def of_models(part: int) -> Iterator[Visit]:
    """What Django makes of each model: the pages that a teacher may open, of one record each.

    A part is every so many models.
    """
    teacher = a_teacher()
    one_of_each(teacher)
    request = HttpRequest()
    request.user = teacher
    yield visit("index", teacher)
    yield Visit("app_list", "/admin/quizzes/", teacher)
    models = list(admin.site._registry.items())
    for model, its in models[part::PARTS]:
        if its.has_view_permission(request):
            yield from _of(model, its, request, teacher)


def _of(
    model: type[Model], its: ModelAdmin[Any], request: HttpRequest, teacher: User
) -> Iterator[Visit]:
    yield visit(name_of(model, "changelist"), teacher)
    if its.has_add_permission(request):
        query = "?article=1" if model._meta.model_name in OF_AN_ARTICLE else ""
        yield visit(name_of(model, "add"), teacher, query=query)
    records = list(model._default_manager.all())
    assert records, f"there is no {model.__name__} to look at"
    for action in ("change", "history"):
        yield visit(name_of(model, action), teacher, records[0].pk)
    doomed = [each for each in records if its.has_delete_permission(request, each)]
    if doomed:
        yield visit(name_of(model, "delete"), teacher, doomed[0].pk)
