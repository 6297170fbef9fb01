"""The teacher's desk: every page that the admin's own addresses lead a teacher to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse

from quizzes.models import User
from tests.browser.pages.desk_records import one_of_each, records_of_sign_ins
from tests.browser.pages.visits import Visit, choose, click, in_turn
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


def superuser() -> User:
    return User.objects.create_superuser("superuser")


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
    yield visit("index", teacher)
    yield Visit("app_list", "/admin/quizzes/", teacher)
    for model in shown_to(teacher)[part::PARTS]:
        yield from _of(model, teacher)


def of_superusers() -> Iterator[Visit]:
    """What Django makes of the models that no teacher may see: people, groups, sign-ins."""
    somebody = superuser()
    records_of_sign_ins()
    teacher = a_teacher()
    yield visit("index", somebody)
    for model in shown_to(somebody):
        if model not in shown_to(teacher):
            yield from _of(model, somebody)
    yield visit("auth_user_password_change", somebody, teacher.pk)
    chosen = in_turn(
        click("[name=_selected_action]"),
        choose("select[name=action]", "delete_selected"),
        click("#changelist .actions [type=submit]"),
    )
    yield visit("quizzes_token_changelist", somebody, act=chosen, shows="[name=post]~[type=submit]")


def shown_to(user: User) -> list[type[Model]]:
    request = _by(user)
    return [
        model for model, its in admin.site._registry.items() if its.has_view_permission(request)
    ]


def _by(user: User) -> HttpRequest:
    request = HttpRequest()
    request.user = user
    return request


def _of(model: type[Model], user: User) -> Iterator[Visit]:
    its, request = admin.site._registry[model], _by(user)
    yield visit(name_of(model, "changelist"), user)
    if its.has_add_permission(request):
        query = "?article=1" if model._meta.model_name in OF_AN_ARTICLE else ""
        yield visit(name_of(model, "add"), user, query=query)
    records = list(model._default_manager.all())
    assert records, f"there is no {model.__name__} to look at"
    for action in ("change", "history"):
        yield visit(name_of(model, action), user, records[0].pk)
    doomed = [each for each in records if its.has_delete_permission(request, each)]
    if doomed:
        yield visit(name_of(model, "delete"), user, doomed[0].pk)
