"""Quizzes: which questions are asked together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import (
    Admin,
    ArticleColumn,
    InEveryLanguage,
    LabelledRows,
    both_of,
    in_each_language,
    is_removed,
    side_by_side,
    user_of,
)
from quizzes.admin.choose_article import OfArticle, chosen_article
from quizzes.admin.coverage import CoverageViews
from quizzes.admin.example_draw import ExampleViews
from quizzes.admin.quiz_rules import RULE_FIELDSET, RuleForm, too_few_text
from quizzes.admin.quiz_settings import SITTING, SittingForm
from quizzes.admin.regrading import Regrading
from quizzes.admin.shown import item_label
from quizzes.models import Item, Quiz, Slot, Topic
from quizzes.models.base import PublicationStatus
from quizzes.selectors.quizzes import with_size
from quizzes.services.deadlines import refresh_deadlines
from quizzes.services.keys import new_key
from quizzes.services.slots import arrange_slots

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Counts(TypedDict):
        slot_count: int
        submitted_count: int

    CountedQuiz = WithAnnotations[Quiz, Counts]

MOST_DRAWN = 50
LAST = 10_000


class QuizForm(SittingForm, RuleForm):
    """A quiz, and how many questions to draw besides those that are chosen by hand."""

    drawn = forms.IntegerField(
        label=_("Questions to draw"),
        min_value=0,
        max_value=MOST_DRAWN,
        required=False,
        help_text=_(
            "So many are drawn anew for each attempt, from the published questions of the article"
            " or topic. Questions chosen by hand, below, come on top."
        ),
    )

    class Meta:
        model = Quiz
        fields = ("article", "topic", "status", "key")  # the admin names all of them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.form = self  # for the places' formset, which is checked with the status
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _("Part of the address. Empty: made from the title.")
        if "article" in self.fields:
            self.fields["article"].widget = forms.HiddenInput()
        for name in {"topic", "topics"} & set(self.fields):
            topics: Any = self.fields[name]
            topics.queryset = Topic.objects.filter(article=chosen_article(self))
        if "drawn" in self.fields:
            drawn = self.instance.slots.filter(item=None).count() if self.instance.pk else 10
            self.fields["drawn"].initial = drawn

    def clean_key(self) -> str:
        return self.cleaned_data.get("key") or new_key(
            Quiz, self.cleaned_data.get("title_en") or "", "quiz"
        )


class FixedSlotForm(ModelForm):
    """A question chosen by hand. Positions are counted through after saving."""

    class Meta:
        model = Slot
        fields = ("position", "item")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        items: Any = self.fields.get("item")
        if items is not None:
            items.required = True
            items.help_text = ""
            items.queryset = Item.objects.select_related("current", "article")
            items.label_from_instance = item_label

    def _get_validation_exclusions(self) -> set[str]:
        """A drawn place may stand where this one goes: `arrange_slots` moves it along."""
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class FixedSlots(LabelledRows):
    def clean(self) -> None:
        super().clean()
        seen: set[Item] = set()
        for form in self.forms:
            item = form.cleaned_data.get("item") if hasattr(form, "cleaned_data") else None
            if item is None or is_removed(form):
                continue
            if item in seen:
                form.add_error("item", gettext("This question stands in the quiz already."))
            if item.article_id != self.instance.article_id:
                form.add_error("item", gettext("This question belongs to another article."))
            seen.add(item)
        self._check_published(len(seen))

    def _check_published(self, fixed: int) -> None:
        """A quiz that learners meet asks something; the status stands in the quiz's own form."""
        form = getattr(self.instance, "form", None)
        if form is None or not form.is_valid():
            return
        is_published = self.instance.status == PublicationStatus.PUBLISHED
        if not is_published or fixed:
            return
        text = ""
        if not form.cleaned_data.get("drawn"):
            text = gettext("A published quiz needs at least one question.")
        elif not form.askable():
            text = gettext(
                "There is no published question to draw on these topics, in these forms."
            )
        if text:
            form.add_error("status", text)
            raise forms.ValidationError(text, code="quiz_empty")


class FixedSlotInline(InEveryLanguage, admin.TabularInline):
    """The questions that are chosen by hand."""

    model = Slot
    form = FixedSlotForm
    formset = FixedSlots
    extra = 0
    fields = ("position", "item")
    autocomplete_fields = ("item",)
    verbose_name = _("question chosen by hand")
    verbose_name_plural = _("questions chosen by hand")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        return super().get_queryset(request).filter(item__isnull=False)


@admin.register(Quiz)
class QuizAdmin(Regrading, OfArticle, ArticleColumn, ExampleViews, CoverageViews, Admin):
    article_question = _("Which article is the quiz about?")
    form = QuizForm
    inlines = (FixedSlotInline,)
    list_display = (
        "title_in_both",
        "status",
        "question_count",
        "result_count",
        "of_article",
        "topic",
    )
    list_filter = ("status", "article", "topic")
    list_select_related = ("article", "topic")
    search_fields = (
        "key",
        "access_code",
        *in_each_language("title", "article__title", "topic__name"),
    )
    actions = ("publish", "retire")
    fieldsets = (
        (
            None,
            {
                "fields": [
                    *side_by_side("title"),
                    "article",
                    ("topic", "drawn", "status"),
                    "key",
                ]
            },
        ),
        RULE_FIELDSET,
        *SITTING,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        submitted = Q(attempts__submitted_at__isnull=False)
        return with_size(super().get_queryset(request)).annotate(
            submitted_count=Count("attempts", distinct=True, filter=submitted)
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address of a quiz, and what it is about, stay: attempts refer to them."""
        return ("key", "article") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or _is_untouched(obj))

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        if not change:
            form.instance.created_by = user_of(request)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Places are written as a whole, by the service that counts them through."""
        (fixed,) = formsets
        form.save_m2m()
        fixed.save(commit=False)  # tells the history what changed
        chosen = [
            (row.cleaned_data.get("position") or LAST, row.cleaned_data["item"])
            for row in fixed.forms
            if row.cleaned_data.get("item") and not is_removed(row)
        ]
        slots = arrange_slots(form.instance, chosen, form.cleaned_data.get("drawn") or 0)
        refresh_deadlines(quiz=form.instance)  # a new limit or close holds for open attempts
        self._warn(request, form.instance, slots)

    def _warn(self, request: HttpRequest, quiz: Quiz, slots: list[Slot]) -> None:
        drawn = sum(slot.item_id is None for slot in slots)
        if text := too_few_text(quiz, drawn):
            self.message_user(request, text, messages.WARNING)

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title_in_both(self, quiz: Quiz) -> SafeString:
        return both_of(quiz, "title")

    @admin.display(description=_("number of questions"), ordering="slot_count")
    def question_count(self, quiz: CountedQuiz) -> int:
        return quiz.slot_count

    @admin.display(description=_("results"), ordering="submitted_count")
    def result_count(self, quiz: CountedQuiz) -> SafeString:
        return format_html(
            '<a href="../attempt/?quiz__id__exact={}">{}</a>', quiz.pk, quiz.submitted_count
        )

    @admin.action(description=_("Publish the chosen quizzes"), permissions=["change"])
    def publish(self, request: HttpRequest, quizzes: QuerySet[CountedQuiz]) -> None:
        empty = {quiz.pk: str(quiz) for quiz in quizzes if quiz.slot_count == 0}
        if empty:
            text = gettext("Without a question, a quiz cannot be published: %(quizzes)s.")
            self.message_user(
                request, text % {"quizzes": ", ".join(empty.values())}, messages.ERROR
            )
        ready = [quiz.pk for quiz in quizzes if quiz.pk not in empty]
        done = Quiz.objects.filter(pk__in=ready).update(status=PublicationStatus.PUBLISHED)
        self.message_user(request, gettext("Quizzes published: %(n)d.") % {"n": done})

    @admin.action(description=_("Retire the chosen quizzes"), permissions=["change"])
    def retire(self, request: HttpRequest, quizzes: QuerySet[Quiz]) -> None:
        chosen = list(quizzes.values_list("pk", flat=True))
        done = Quiz.objects.filter(pk__in=chosen).update(status=PublicationStatus.RETIRED)
        self.message_user(request, gettext("Quizzes retired: %(n)d.") % {"n": done})


def _is_untouched(quiz: Quiz) -> bool:
    """A draft that nobody has taken: only such a one may disappear."""
    return quiz.status == PublicationStatus.DRAFT and not quiz.attempts.exists()
