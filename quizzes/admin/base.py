"""What the pages of the admin share: fields in every language, and text in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from quizzes.domain.text import Text
from quizzes.models import User
from quizzes.models.base import content_languages, text_of

if TYPE_CHECKING:
    OfModelAdmin = admin.options.BaseModelAdmin[Any]
else:
    OfModelAdmin = object

LANGUAGE_NAMES = dict(settings.LANGUAGES)


def in_each_language(*fields: str) -> tuple[str, ...]:
    """The columns of translated fields: what a search looks through.

    >>> in_each_language("point__term")
    ('point__term_zh_hans', 'point__term_en')
    """
    return tuple(
        build_localized_fieldname(field, language)
        for field in fields
        for language in content_languages()
    )


def side_by_side(*fields: str) -> list[Any]:
    """A row of a form for each translated field, its languages beside each other."""
    return [in_each_language(field) for field in fields]


def choice_field(form: forms.Form | forms.ModelForm[Any], name: str) -> forms.ChoiceField:
    """A field of the form that is known to be a choice: what it offers may be set."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def is_removed(row: forms.ModelForm[Any]) -> bool:
    """Whether the row of a formset is ticked to go."""
    return bool(row.cleaned_data.get(DELETION_FIELD_NAME))


def user_of(request: HttpRequest) -> User:
    """The teacher who is signed in: the admin asks everybody to be."""
    assert isinstance(request.user, User)
    return request.user


def _name_by_language(field: forms.Field, column: Any) -> None:
    original, language = column.translated_field, column.language
    field.label = f"{capfirst(str(original.verbose_name))} · {LANGUAGE_NAMES[language]}"
    field.required = not original.blank
    field.help_text = original.help_text
    field.widget.attrs |= {"lang": language}


class InEveryLanguage(OfModelAdmin):
    """For an admin or an inline: the columns of a translated field are named by their language.

    A text that must be there must be there in every language.
    """

    formfield_overrides: ClassVar[Mapping[type[models.Field[Any, Any]], Mapping[str, Any]]] = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and hasattr(db_field, "translated_field"):
            _name_by_language(field, db_field)
        if isinstance(field, forms.SlugField):
            field.error_messages["invalid"] = gettext(
                "A key is Latin letters, digits, hyphens and underscores, without spaces."
            )
        if field is not None and isinstance(self, admin.TabularInline):
            field.widget.attrs |= {"aria-label": str(field.label)}  # the heading is far away
        return field


class LabelledRows(forms.BaseInlineFormSet):
    """Rows of a table whose box for deleting says what it is, the heading being far away."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = gettext("Delete")


class Admin(InEveryLanguage, admin.ModelAdmin):
    """What every subject's admin has in common."""

    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Headed by what it lists: Django's own headings leave spaces within Chinese."""
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        name = {"name": self.opts.verbose_name}
        if options.get("add"):
            context["title"] = gettext("New %(name)s") % name
        elif self.has_change_permission(request, options.get("obj")):
            context["title"] = gettext("Edit %(name)s") % name
        else:
            context["title"] = capfirst(str(self.opts.verbose_name))
        return super().render_change_form(request, context, *args, **options)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Deleting goes one by one: each record says for itself whether it may disappear."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class Seen(Admin):
    """A record that is looked at and never written in the admin."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ArticleColumn:
    """A list's column for the article: titles of news are long, and need not be read in full."""

    @admin.display(description=_("article"), ordering="article__key")
    def of_article(self, instance: Any) -> str:
        return Truncator(str(instance.article)).chars(24)


def both_of(instance: models.Model, field: str) -> SafeString:
    """A translated field of a record in every language, one under the other."""
    return both(text_of(instance, field))


def both(text: Text) -> SafeString:
    """A text in every language it exists in, one under the other, each marked with its language."""
    ordered: Iterable[tuple[str, str]] = (
        (language, text[language]) for language in content_languages() if language in text
    )
    return format_html(
        '<div class="both">{}</div>',
        format_html_join("", '<span class="both__text" lang="{}">{}</span>', ordered),
    )
