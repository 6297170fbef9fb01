"""The forms of the page that proposes facts: the text, and what was found in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import choice_field
from quizzes.admin.entity_book import EntityBook
from quizzes.admin.point_forms import ENTITY_LIST
from quizzes.domain.proposals import MAX_TEXT, split_passages
from quizzes.domain.text import Text
from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.numerals import read_number
from quizzes.models import Article, Entity, Passage, Point, Topic, Unit
from quizzes.models.base import set_text
from quizzes.models.facts import BOUND_NAMES, KIND_NAMES

NEW, WORDS = "new", "words"
KINDS = [
    *(
        (kind.value, name)
        for kind, name in KIND_NAMES.items()
        if kind.value in {"quantity", "date"}
    ),
    ("entity", _("name, known")),
    (NEW, _("name, to be added")),
    ("term", _("term")),
    (WORDS, _("no value: leave the words")),
]


class SourceForm(forms.Form):
    """An article that is kept already, or a new one, and its text."""

    article = forms.ModelChoiceField(
        Article.objects.all(), label=_("Article"), required=False, empty_label=_("a new article")
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, widget=AdminTextInputWidget
    )
    publisher = forms.CharField(
        label=_("Publisher"), max_length=200, required=False, widget=AdminTextInputWidget
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("“Last August” is counted from this day."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Article._meta.get_field("language").flatchoices, required=False
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=_("One passage on each line. Empty: the text that the article has already."),
    )
    may_keep = forms.BooleanField(
        label=_("The text may be kept here"),
        required=False,
        help_text=_("If not, only the facts are kept, and the numbers of their passages."),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data.get("text", "")
        if len(text) > MAX_TEXT:
            message = gettext(
                "The text has %(n)s characters; at most %(most)s can be read at once."
                " Paste it in parts."
            )
            raise forms.ValidationError(
                message % {"n": f"{len(text):,}", "most": f"{MAX_TEXT:,}"}, code="too_long"
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        article = cleaned.get("article")
        if article is None:
            for field in ("title", "publisher", "published_on", "language", "text"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, gettext("A new article needs this."))
        elif "text" in cleaned:
            self._check_text_of(article)
        return cleaned

    def _check_text_of(self, article: Article) -> None:
        if not self.passages:
            self.add_error("text", gettext("Of this article no text is kept: paste it here."))
        kept = {passage.number: passage.text for passage in self._kept}
        other = [n for n, text in self.passages if kept.get(n) and kept[n] != text]
        if other:
            message = gettext(
                "Passage %(n)s of this article reads otherwise. Leave this empty to take the text"
                " that is kept."
            )
            self.add_error("text", message % {"n": other[0]})

    @cached_property
    def _kept(self) -> list[Passage]:
        article = self.cleaned_data.get("article")
        return list(article.passages.exclude(text="")) if article else []

    @property
    def passages(self) -> list[tuple[int, str]]:
        """The numbered passages: of the text pasted, else of the article."""
        text = self.cleaned_data.get("text", "")
        return split_passages(text) or [(each.number, each.text) for each in self._kept]

    def article_meant(self) -> Article:
        """The article chosen, or a new one that is not kept yet."""
        chosen: Article | None = self.cleaned_data["article"]
        if chosen is not None:
            return chosen
        language = self.cleaned_data["language"]
        article = Article(published_on=self.cleaned_data["published_on"], language=language)
        for field in ("title", "publisher"):
            set_text(article, field, Text.of({language: self.cleaned_data[field]}))
        return article


class TopicForm(forms.Form):
    """Under which of the article's topics the accepted facts go."""

    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        if article.pk:
            field.queryset = article.topics.all()
            field.initial = article.topics.first()


class CandidateForm(forms.Form):
    """A proposed fact; nothing is kept of it unless its box is ticked."""

    keep = forms.BooleanField(label=_("Keep as a draft"), required=False)
    statement = forms.CharField(
        label=_("Statement"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sentence = forms.CharField(widget=forms.HiddenInput, strip=False)
    passage = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    values = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=400)


class ValueForm(forms.Form):
    """A value of a proposed fact, as it is written; it is read anew when it is kept."""

    name = forms.RegexField(
        r"\A[a-z][a-z0-9_]*\Z",
        label=_("Name in braces"),
        max_length=40,
        error_messages={
            "invalid": _("A name is lower-case Latin letters, digits and underscores.")
        },
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    written = forms.CharField(label=_("Value"), max_length=200)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    bound = forms.ChoiceField(
        label=_("Bound"), choices=[("", "---------"), *BOUND_NAMES.items()], required=False
    )
    shape = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)

    def __init__(
        self, *args: Any, book: EntityBook, units: list[tuple[Any, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        choice_field(self, "unit").choices = units
        self.fields["written"].widget.attrs["list"] = ENTITY_LIST
        self.fields["kind"].widget.attrs["data-chooses"] = ""

    def always(self) -> list[forms.BoundField]:
        """The fields that a value of any kind has."""
        return [self[name] for name in ("name", "kind", "written")]

    def of_quantities(self) -> list[forms.BoundField]:
        """Those of quantities alone; kinds.js shows them where that kind is chosen."""
        return [self[name] for name in ("unit", "bound")]

    def point(self, language: str) -> Point | None:
        """The point, or None where the words are to stay; errors go to the field `written`."""
        kind, written = self.cleaned_data["kind"], self.cleaned_data["written"].strip()
        if kind == WORDS:
            return None
        point = Point(name=self.cleaned_data["name"], kind="entity" if kind == NEW else kind)
        try:
            self._fill(point, kind, written, language)
        except UnreadableError:
            self.add_error("written", gettext("This cannot be read as a value of that kind."))
        except forms.ValidationError as error:
            self.add_error("written", error)
        return point

    def _fill(self, point: Point, kind: str, written: str, language: str) -> None:
        if kind == "quantity":
            read = read_number(written)
            point.amount, point.upper = read.amount, read.upper
            point.bound = self.cleaned_data["bound"] or read.bound.value
            unit = self.cleaned_data["unit"]
            point.unit = Unit.objects.get(pk=unit) if unit else None
        elif kind == "date":
            value = read_date(written)
            point.date, point.precision = value.start, value.precision.value
            point.date_end = value.end
        elif kind == "entity":
            point.entity = self.book.find(written)
        elif kind == NEW:
            point.entity = self._new_entity(written, language)
        else:
            set_text(point, "term", Text.of({language: written}))
            point.category = self.cleaned_data["shape"].partition("/")[2]

    def _new_entity(self, written: str, language: str) -> Entity:
        kind, _slash, category = self.cleaned_data["shape"].partition("/")
        known = kind if kind in Entity.Kind.values else Entity.Kind.THING.value
        entity = Entity(kind=known, category=category)
        set_text(entity, "name", Text.of({language: written}))
        return entity
