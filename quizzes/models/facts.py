"""Facts and their points: what an article says and what of it can be asked."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.domain.facts import Modality, PointKind
from quizzes.domain.values.dates import Precision
from quizzes.domain.values.quantities import Bound
from quizzes.models.articles import Article, Passage, Topic
from quizzes.models.base import NaturalKeyManager, loaded_after
from quizzes.models.entities import Entity, Unit

BOUND_NAMES = {
    Bound.EXACT: _("exactly"),
    Bound.ABOUT: _("about"),
    Bound.OVER: _("over (多, 余)"),
    Bound.AT_LEAST: _("at least"),
    Bound.MORE_THAN: _("more than"),
    Bound.AT_MOST: _("at most"),
    Bound.LESS_THAN: _("less than"),
    Bound.RANGE: _("from … to …"),
}
PRECISION_NAMES = {
    Precision.YEAR: _("to the year"),
    Precision.MONTH: _("to the month"),
    Precision.DAY: _("to the day"),
    Precision.PERIOD: _("a period"),
}
KIND_NAMES = {
    PointKind.QUANTITY: _("quantity"),
    PointKind.DATE: _("date"),
    PointKind.ENTITY: _("entity"),
    PointKind.TERM: _("term"),
    PointKind.SET: _("set"),
    PointKind.SEQUENCE: _("sequence"),
}
MODALITY_NAMES = {
    Modality.ACTUAL: _("actual"),
    Modality.PLANNED: _("planned"),
    Modality.EXPECTED: _("expected"),
}


class Fact(models.Model):
    """A statement that an article makes, in our own words, with `{name}` where a point stands."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="facts"
    )
    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="facts"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="facts"
    )
    statement = models.TextField(
        _("statement"),
        help_text=_("In your own words, with {name} where each point stands."),
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    modality = models.CharField(
        _("modality"), max_length=8, choices=MODALITY_NAMES.items(), default=Modality.ACTUAL
    )
    attributed_to = models.CharField(
        _("attributed to"),
        max_length=200,
        blank=True,
        help_text=_("Who says so in the article, by role. Empty: the publisher itself."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    relation = models.SlugField(
        _("relation"),
        max_length=80,
        blank=True,
        db_index=False,
        help_text=_(
            "Facts with the same relation say the same of different subjects, one to one:"
            " they can be matched."
        ),
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = NaturalKeyManager["Fact"]()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["article", "topic__position", "passage__number", "id"]
        indexes = [models.Index(name="fact_article_status", fields=["article", "status"])]
        constraints = [
            models.CheckConstraint(
                name="fact_modality_known", condition=Q(modality__in=[m.value for m in Modality])
            ),
            models.CheckConstraint(
                name="fact_status_known",
                condition=Q(status__in=["draft", "published", "superseded"]),
            ),
            models.CheckConstraint(name="fact_version_positive", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class PointManager(models.Manager["Point"]):
    def get_by_natural_key(self, fact: str, name: str) -> Point:
        return self.get(fact__key=fact, name=name)


class Point(models.Model):
    """One typed value of a fact. Which columns are filled follows from `kind`."""

    fact = models.ForeignKey(
        Fact, verbose_name=_("fact"), on_delete=models.CASCADE, related_name="points"
    )
    name = models.CharField(
        _("name"),
        max_length=40,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9_]*\Z",
                _("A name is lower-case Latin letters, digits and underscores."),
            )
        ],
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=KIND_NAMES.items())
    exclusive = models.BooleanField(
        _("exclusive"),
        default=False,
        help_text=_("Only this value makes the statement true: wrong options can be proven."),
    )
    question = models.TextField(_("question"), blank=True)

    amount = models.DecimalField(
        _("amount"), max_digits=28, decimal_places=8, null=True, blank=True
    )
    upper = models.DecimalField(
        _("upper end"), max_digits=28, decimal_places=8, null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT
    )
    bound = models.CharField(_("bound"), max_length=9, blank=True, choices=BOUND_NAMES.items())

    date = models.DateField(_("date"), null=True, blank=True)
    date_end = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("precision"), max_length=6, blank=True, choices=PRECISION_NAMES.items()
    )

    entity = models.ForeignKey(
        Entity, verbose_name=_("entity"), null=True, blank=True, on_delete=models.PROTECT
    )

    term = models.CharField(_("term"), max_length=200, blank=True)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One on each line."))
    category = models.SlugField(_("category"), max_length=40, blank=True, db_index=False)

    complete = models.BooleanField(
        _("complete"), default=False, help_text=_("Nothing else belongs to the set.")
    )

    objects = PointManager()

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["fact", "position", "id"]
        constraints = [
            models.UniqueConstraint(name="point_name_once_a_fact", fields=["fact", "name"]),
            models.CheckConstraint(
                name="point_kind_known", condition=Q(kind__in=[k.value for k in PointKind])
            ),
            models.CheckConstraint(
                name="point_quantity_has_amount_unit_and_bound",
                violation_error_message=_(
                    "A quantity, and nothing else, has an amount, a unit and a bound."
                ),
                condition=(
                    Q(kind="quantity", amount__isnull=False, unit__isnull=False)
                    & Q(bound__in=[b.value for b in Bound])
                )
                | (~Q(kind="quantity") & Q(amount__isnull=True, unit__isnull=True, bound="")),
            ),
            models.CheckConstraint(
                name="point_range_has_upper_end",
                violation_error_message=_(
                    "A range, and nothing else, has an upper end above its amount."
                ),
                condition=Q(bound="range", upper__gt=F("amount"))
                | (~Q(bound="range") & Q(upper__isnull=True)),
            ),
            models.CheckConstraint(
                name="point_date_has_precision",
                violation_error_message=_(
                    "A date, and nothing else, has a date and its precision."
                ),
                condition=Q(
                    kind="date", date__isnull=False, precision__in=[p.value for p in Precision]
                )
                | (~Q(kind="date") & Q(date__isnull=True, precision="")),
            ),
            models.CheckConstraint(
                name="point_period_has_last_day",
                violation_error_message=_(
                    "A period, and nothing else, has a last day, not before its first."
                ),
                condition=Q(precision="period", date_end__gte=F("date"))
                | (~Q(precision="period") & Q(date_end__isnull=True)),
            ),
            models.CheckConstraint(
                name="point_entity_is_named",
                violation_error_message=_("An entity point, and no other, names an entity."),
                condition=Q(kind="entity", entity__isnull=False)
                | (~Q(kind="entity") & Q(entity__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @loaded_after("quizzes.fact")
    def natural_key(self) -> tuple[Any, ...]:
        return (*self.fact.natural_key(), self.name)


class MemberManager(models.Manager["Member"]):
    def get_by_natural_key(self, fact: str, name: str, position: int) -> Member:
        return self.get(point__fact__key=fact, point__name=name, position=position)


class Member(models.Model):
    """One member of a set or a sequence: an entity or a term."""

    point = models.ForeignKey(
        Point, verbose_name=_("point"), on_delete=models.CASCADE, related_name="members"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    entity = models.ForeignKey(
        Entity, verbose_name=_("entity"), null=True, blank=True, on_delete=models.PROTECT
    )
    term = models.CharField(_("term"), max_length=200, blank=True)
    aliases = models.TextField(_("other names"), blank=True)

    objects = MemberManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["point", "position"]
        constraints = [
            models.UniqueConstraint(
                name="member_position_once_a_point", fields=["point", "position"]
            )
        ]

    def __str__(self) -> str:
        return str(self.entity) if self.entity_id else self.term

    @loaded_after("quizzes.point")
    def natural_key(self) -> tuple[Any, ...]:
        return (*self.point.natural_key(), self.position)
