import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import quizzes.domain.facts
import quizzes.domain.items
import quizzes.domain.values.dates
import quizzes.domain.values.quantities
import quizzes.models.base
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "title_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="title"),
                ),
                ("title_en", models.CharField(max_length=300, null=True, verbose_name="title")),
                ("publisher", models.CharField(max_length=200, verbose_name="publisher")),
                (
                    "publisher_zh_hans",
                    models.CharField(max_length=200, null=True, verbose_name="publisher"),
                ),
                (
                    "publisher_en",
                    models.CharField(max_length=200, null=True, verbose_name="publisher"),
                ),
                ("published_on", models.DateField(verbose_name="published on")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        max_length=16,
                        verbose_name="language",
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="address")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "summary_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="summary"),
                ),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-published_on", "key"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "content_language",
                    models.CharField(
                        blank=True,
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        help_text="Empty: the language of the pages.",
                        max_length=16,
                        verbose_name="language of questions",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(blank=True, max_length=64, verbose_name="time zone"),
                ),
                (
                    "desired_retention",
                    models.FloatField(
                        default=0.9,
                        help_text="The share of cards you want to remember when they come back, 0.70 to 0.97.",
                        validators=[
                            django.core.validators.MinValueValidator(0.7),
                            django.core.validators.MaxValueValidator(0.97),
                        ],
                        verbose_name="desired retention",
                    ),
                ),
                (
                    "new_cards_per_day",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(500)],
                        verbose_name="new cards a day",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        max_length=16,
                        verbose_name="language",
                    ),
                ),
                ("seed", models.BigIntegerField(verbose_name="seed")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                ("score", models.FloatField(blank=True, null=True, verbose_name="score")),
                ("max_score", models.FloatField(verbose_name="highest possible score")),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="learner",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("place", "place"),
                            ("organisation", "organisation"),
                            ("programme", "programme"),
                            ("person", "person"),
                            ("thing", "thing"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "category",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="A finer type, such as province or hospital: like is compared with like.",
                        max_length=40,
                        verbose_name="category",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "aliases",
                    models.TextField(
                        blank=True, help_text="One on each line.", verbose_name="other names"
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="quizzes.entity",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity",
                "verbose_name_plural": "entities",
                "ordering": ["kind", "category", "key"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=160, unique=True, verbose_name="key")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            (quizzes.domain.items.Form["SINGLE_CHOICE"], "single choice"),
                            (quizzes.domain.items.Form["MULTIPLE_CHOICE"], "multiple choice"),
                            (quizzes.domain.items.Form["TRUE_FALSE"], "true or false"),
                            (quizzes.domain.items.Form["NUMERIC"], "figure to enter"),
                            (quizzes.domain.items.Form["SHORT_TEXT"], "short text"),
                            (quizzes.domain.items.Form["CLOZE"], "fill the gaps"),
                            (quizzes.domain.items.Form["MATCHING"], "matching"),
                            (quizzes.domain.items.Form["ORDERING"], "ordering"),
                        ],
                        max_length=16,
                        verbose_name="form",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("generated", "generated"), ("teacher", "written by a teacher")],
                        max_length=9,
                        verbose_name="origin",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("retired", "retired"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="quizzes.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["article", "id"],
            },
        ),
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("stem", models.TextField(verbose_name="stem")),
                ("stem_zh_hans", models.TextField(null=True, verbose_name="stem")),
                ("stem_en", models.TextField(null=True, verbose_name="stem")),
                ("explanation", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "explanation_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="explanation"),
                ),
                (
                    "explanation_en",
                    models.TextField(blank=True, null=True, verbose_name="explanation"),
                ),
                (
                    "body",
                    models.JSONField(
                        encoder=quizzes.models.base.ReadableJSONEncoder, verbose_name="body"
                    ),
                ),
                (
                    "asks",
                    models.JSONField(
                        default=list,
                        encoder=quizzes.models.base.ReadableJSONEncoder,
                        verbose_name="points asked",
                    ),
                ),
                (
                    "shows",
                    models.JSONField(
                        default=list,
                        encoder=quizzes.models.base.ReadableJSONEncoder,
                        verbose_name="values shown",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        default=list,
                        encoder=quizzes.models.base.ReadableJSONEncoder,
                        verbose_name="languages",
                    ),
                ),
                ("seed", models.BigIntegerField(default=0, verbose_name="seed")),
                (
                    "fact_version",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="version of the fact"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="quizzes.item",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a question",
                "verbose_name_plural": "versions of questions",
                "ordering": ["item", "-number"],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes.itemversion",
                verbose_name="current version",
            ),
        ),
        migrations.CreateModel(
            name="AttemptSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("option_order", models.JSONField(default=list, verbose_name="order of options")),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="quizzes.attempt",
                        verbose_name="attempt",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="quizzes.itemversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of an attempt",
                "verbose_name_plural": "questions of attempts",
                "ordering": ["attempt", "position"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="quizzes.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage",
                "verbose_name_plural": "passages",
                "ordering": ["article", "number"],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                (
                    "statement",
                    models.TextField(
                        help_text="In your own words, with {name} where each point stands.",
                        verbose_name="statement",
                    ),
                ),
                (
                    "statement_zh_hans",
                    models.TextField(
                        help_text="In your own words, with {name} where each point stands.",
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                (
                    "statement_en",
                    models.TextField(
                        help_text="In your own words, with {name} where each point stands.",
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            (quizzes.domain.facts.Modality["ACTUAL"], "actual"),
                            (quizzes.domain.facts.Modality["PLANNED"], "planned"),
                            (quizzes.domain.facts.Modality["EXPECTED"], "expected"),
                        ],
                        default=quizzes.domain.facts.Modality["ACTUAL"],
                        max_length=8,
                        verbose_name="modality",
                    ),
                ),
                (
                    "attributed_to",
                    models.CharField(
                        blank=True,
                        help_text="Who says so in the article, by role. Empty: the publisher itself.",
                        max_length=200,
                        verbose_name="attributed to",
                    ),
                ),
                (
                    "attributed_to_zh_hans",
                    models.CharField(
                        blank=True,
                        help_text="Who says so in the article, by role. Empty: the publisher itself.",
                        max_length=200,
                        null=True,
                        verbose_name="attributed to",
                    ),
                ),
                (
                    "attributed_to_en",
                    models.CharField(
                        blank=True,
                        help_text="Who says so in the article, by role. Empty: the publisher itself.",
                        max_length=200,
                        null=True,
                        verbose_name="attributed to",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "relation",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Facts with the same relation say the same of different subjects, one to one: they can be matched.",
                        max_length=80,
                        verbose_name="relation",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="quizzes.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="quizzes.passage",
                        verbose_name="passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact",
                "verbose_name_plural": "facts",
                "ordering": ["article", "topic__position", "passage__number", "id"],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z0-9_]*\\Z",
                                "A name is lower-case Latin letters, digits and underscores.",
                            )
                        ],
                        verbose_name="name",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (quizzes.domain.facts.PointKind["QUANTITY"], "quantity"),
                            (quizzes.domain.facts.PointKind["DATE"], "date"),
                            (quizzes.domain.facts.PointKind["ENTITY"], "entity"),
                            (quizzes.domain.facts.PointKind["TERM"], "term"),
                            (quizzes.domain.facts.PointKind["SET"], "set"),
                            (quizzes.domain.facts.PointKind["SEQUENCE"], "sequence"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "exclusive",
                    models.BooleanField(
                        default=False,
                        help_text="Only this value makes the statement true: wrong options can be proven.",
                        verbose_name="exclusive",
                    ),
                ),
                ("question", models.TextField(blank=True, verbose_name="question")),
                (
                    "question_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="question"),
                ),
                ("question_en", models.TextField(blank=True, null=True, verbose_name="question")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=8,
                        max_digits=28,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=8,
                        max_digits=28,
                        null=True,
                        verbose_name="upper end",
                    ),
                ),
                (
                    "bound",
                    models.CharField(
                        blank=True,
                        choices=[
                            (quizzes.domain.values.quantities.Bound["EXACT"], "exactly"),
                            (quizzes.domain.values.quantities.Bound["ABOUT"], "about"),
                            (quizzes.domain.values.quantities.Bound["OVER"], "over (多, 余)"),
                            (quizzes.domain.values.quantities.Bound["AT_LEAST"], "at least"),
                            (quizzes.domain.values.quantities.Bound["MORE_THAN"], "more than"),
                            (quizzes.domain.values.quantities.Bound["AT_MOST"], "at most"),
                            (quizzes.domain.values.quantities.Bound["LESS_THAN"], "less than"),
                            (quizzes.domain.values.quantities.Bound["RANGE"], "from … to …"),
                        ],
                        max_length=9,
                        verbose_name="bound",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("date_end", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            (quizzes.domain.values.dates.Precision["YEAR"], "to the year"),
                            (quizzes.domain.values.dates.Precision["MONTH"], "to the month"),
                            (quizzes.domain.values.dates.Precision["DAY"], "to the day"),
                            (quizzes.domain.values.dates.Precision["PERIOD"], "a period"),
                        ],
                        max_length=6,
                        verbose_name="precision",
                    ),
                ),
                ("term", models.CharField(blank=True, max_length=200, verbose_name="term")),
                (
                    "term_zh_hans",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="term"),
                ),
                (
                    "term_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="term"),
                ),
                (
                    "aliases",
                    models.TextField(
                        blank=True, help_text="One on each line.", verbose_name="other names"
                    ),
                ),
                (
                    "category",
                    models.SlugField(
                        blank=True, db_index=False, max_length=40, verbose_name="category"
                    ),
                ),
                (
                    "complete",
                    models.BooleanField(
                        default=False,
                        help_text="Nothing else belongs to the set.",
                        verbose_name="complete",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="quizzes.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="quizzes.fact",
                        verbose_name="fact",
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "verbose_name_plural": "points",
                "ordering": ["fact", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Memory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("learning", "learning"),
                            ("review", "review"),
                            ("relearning", "relearning"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="learning step"
                    ),
                ),
                ("stability", models.FloatField(verbose_name="stability")),
                ("difficulty", models.FloatField(verbose_name="difficulty")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                ("reviewed_at", models.DateTimeField(verbose_name="last reviewed at")),
                ("repetitions", models.PositiveIntegerField(default=0, verbose_name="repetitions")),
                ("lapses", models.PositiveIntegerField(default=0, verbose_name="lapses")),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memories",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="learner",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memories",
                        to="quizzes.point",
                        verbose_name="point",
                    ),
                ),
            ],
            options={
                "verbose_name": "memory",
                "verbose_name_plural": "memories",
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("term", models.CharField(blank=True, max_length=200, verbose_name="term")),
                (
                    "term_zh_hans",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="term"),
                ),
                (
                    "term_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="term"),
                ),
                ("aliases", models.TextField(blank=True, verbose_name="other names")),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="quizzes.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="quizzes.point",
                        verbose_name="point",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["point", "position"],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="point",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="quizzes.point",
                verbose_name="point",
            ),
        ),
        migrations.CreateModel(
            name="Quiz",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=160, unique=True, verbose_name="key")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_zh_hans",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                ("title_en", models.CharField(max_length=200, null=True, verbose_name="title")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("retired", "retired"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quizzes",
                        to="quizzes.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "quiz",
                "verbose_name_plural": "quizzes",
                "ordering": ["article", "topic__position", "key"],
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="quiz",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="quizzes.quiz",
                verbose_name="quiz",
            ),
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.JSONField(
                        encoder=quizzes.models.base.ReadableJSONEncoder, verbose_name="answer"
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("score", models.FloatField(blank=True, null=True, verbose_name="score")),
                ("rule", models.CharField(blank=True, max_length=40, verbose_name="rule")),
                ("read", models.CharField(blank=True, max_length=200, verbose_name="read as")),
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="response",
                        to="quizzes.attemptslot",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "response",
                "verbose_name_plural": "responses",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "again"), (2, "hard"), (3, "good"), (4, "easy")],
                        verbose_name="rating",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("card", "card"), ("quiz", "quiz")],
                        max_length=4,
                        verbose_name="source",
                    ),
                ),
                ("reviewed_at", models.DateTimeField(verbose_name="reviewed at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "guessing_chance",
                    models.FloatField(default=0, verbose_name="chance of guessing"),
                ),
                (
                    "after_feedback",
                    models.BooleanField(
                        default=False,
                        help_text="Practice: it tells nothing of the memory.",
                        verbose_name="after feedback",
                    ),
                ),
                (
                    "desired_retention",
                    models.FloatField(default=0.9, verbose_name="desired retention"),
                ),
                (
                    "time_zone",
                    models.CharField(default="UTC", max_length=64, verbose_name="time zone"),
                ),
                (
                    "parameters",
                    models.CharField(max_length=40, verbose_name="version of the parameters"),
                ),
                (
                    "before",
                    models.JSONField(
                        encoder=quizzes.models.base.ReadableJSONEncoder,
                        null=True,
                        verbose_name="memory before",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="learner",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="quizzes.point",
                        verbose_name="point",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "ordering": ["-reviewed_at"],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: drawn from the article or topic at the start of each attempt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="quizzes.item",
                        verbose_name="question",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="quizzes.quiz",
                        verbose_name="quiz",
                    ),
                ),
            ],
            options={
                "verbose_name": "slot",
                "verbose_name_plural": "slots",
                "ordering": ["quiz", "position"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80, verbose_name="key")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="quizzes.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["article", "position", "key"],
            },
        ),
        migrations.AddField(
            model_name="quiz",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: the whole article.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quizzes",
                to="quizzes.topic",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facts",
                to="quizzes.topic",
                verbose_name="topic",
            ),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="key")),
                (
                    "dimension",
                    models.SlugField(
                        help_text="Units of one dimension can be converted into each other.",
                        max_length=40,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "factor",
                    models.DecimalField(
                        decimal_places=10,
                        default=1,
                        help_text="The size in the dimension's base unit: a kilometre is 1000 metres.",
                        max_digits=24,
                        verbose_name="factor",
                    ),
                ),
                (
                    "symbol",
                    models.CharField(
                        blank=True,
                        help_text="Written attached to the number: %.",
                        max_length=8,
                        verbose_name="symbol",
                    ),
                ),
                (
                    "measure_word",
                    models.CharField(blank=True, max_length=8, verbose_name="measure word"),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=40, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=40, null=True, verbose_name="name")),
                ("plural", models.CharField(blank=True, max_length=40, verbose_name="plural")),
                (
                    "plural_zh_hans",
                    models.CharField(blank=True, max_length=40, null=True, verbose_name="plural"),
                ),
                (
                    "plural_en",
                    models.CharField(blank=True, max_length=40, null=True, verbose_name="plural"),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["dimension", "factor"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("factor__gt", 0)), name="unit_factor_positive"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="point",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="quizzes.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("desired_retention__gte", 0.7), ("desired_retention__lte", 0.97)
                ),
                name="user_desired_retention_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("part_of", models.F("id")), _negated=True),
                name="entity_not_part_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="item_version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="item_version_number_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="attemptslot",
            constraint=models.UniqueConstraint(
                fields=("attempt", "position"), name="attempt_slot_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="passage_number_once_an_article"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="passage_number_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="memory",
            index=models.Index(fields=["learner", "due_at"], name="memory_learner_due"),
        ),
        migrations.AddConstraint(
            model_name="memory",
            constraint=models.UniqueConstraint(
                fields=("learner", "point"), name="memory_once_a_learner_and_point"
            ),
        ),
        migrations.AddConstraint(
            model_name="memory",
            constraint=models.CheckConstraint(
                condition=models.Q(("stability__gt", 0)), name="memory_stability_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="memory",
            constraint=models.CheckConstraint(
                condition=models.Q(("difficulty__gte", 1), ("difficulty__lte", 10)),
                name="memory_difficulty_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("point", "position"), name="member_position_once_a_point"
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["article", "status"], name="item_article_status"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("origin", "generated")),
                fields=("point", "form"),
                name="item_generated_once_a_point_and_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "form__in",
                        [
                            "single_choice",
                            "multiple_choice",
                            "true_false",
                            "numeric",
                            "short_text",
                            "cloze",
                            "matching",
                            "ordering",
                        ],
                    )
                ),
                name="item_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "teacher"),
                    models.Q(("origin", "generated"), ("point__isnull", False)),
                    _connector="OR",
                ),
                name="item_generated_has_point",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["learner", "submitted_at"], name="attempt_learner_submitted"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["quiz", "submitted_at"], name="attempt_quiz_submitted"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submitted_at__isnull", True)),
                fields=("quiz", "learner"),
                name="attempt_one_open_a_learner_and_quiz",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("score__isnull", True), ("submitted_at__isnull", True)),
                    models.Q(("score__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="attempt_scored_when_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True),
                    models.Q(("score__gte", 0), ("score__lte", models.F("max_score"))),
                    _connector="OR",
                ),
                name="attempt_score_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True),
                    models.Q(("score__gte", 0), ("score__lte", 1)),
                    _connector="OR",
                ),
                name="response_score_in_range",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["learner", "-reviewed_at"], name="review_learner_time"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                fields=["point", "learner", "reviewed_at"], name="review_point_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating__gte", 1), ("rating__lte", 4)),
                name="review_rating_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("guessing_chance__gte", 0), ("guessing_chance__lt", 1)),
                name="review_guessing_chance_below_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("quiz", "position"), name="slot_position_once_a_quiz"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("item__isnull", False)),
                fields=("quiz", "item"),
                name="slot_item_once_a_quiz",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="slot_position_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                fields=("article", "key"), name="topic_key_once_an_article"
            ),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["article", "status"], name="fact_article_status"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("modality__in", ["actual", "planned", "expected"])),
                name="fact_modality_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "published", "superseded"])),
                name="fact_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="fact_version_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.UniqueConstraint(
                fields=("fact", "name"), name="point_name_once_a_fact"
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["quantity", "date", "entity", "term", "set", "sequence"])
                ),
                name="point_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__isnull", False),
                        ("kind", "quantity"),
                        ("unit__isnull", False),
                        (
                            "bound__in",
                            [
                                "exact",
                                "about",
                                "over",
                                "at_least",
                                "more_than",
                                "at_most",
                                "less_than",
                                "range",
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(("kind", "quantity"), _negated=True),
                        ("amount__isnull", True),
                        ("bound", ""),
                        ("unit__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="point_quantity_has_amount_unit_and_bound",
                violation_error_message="A quantity, and nothing else, has an amount, a unit and a bound.",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bound", "range"), ("upper__gt", models.F("amount"))),
                    models.Q(models.Q(("bound", "range"), _negated=True), ("upper__isnull", True)),
                    _connector="OR",
                ),
                name="point_range_has_upper_end",
                violation_error_message="A range, and nothing else, has an upper end above its amount.",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("date__isnull", False),
                        ("kind", "date"),
                        ("precision__in", ["year", "month", "day", "period"]),
                    ),
                    models.Q(
                        models.Q(("kind", "date"), _negated=True),
                        ("date__isnull", True),
                        ("precision", ""),
                    ),
                    _connector="OR",
                ),
                name="point_date_has_precision",
                violation_error_message="A date, and nothing else, has a date and its precision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date_end__gte", models.F("date")), ("precision", "period")),
                    models.Q(
                        models.Q(("precision", "period"), _negated=True), ("date_end__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="point_period_has_last_day",
                violation_error_message="A period, and nothing else, has a last day, not before its first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entity__isnull", False), ("kind", "entity")),
                    models.Q(models.Q(("kind", "entity"), _negated=True), ("entity__isnull", True)),
                    _connector="OR",
                ),
                name="point_entity_is_named",
                violation_error_message="An entity point, and no other, names an entity.",
            ),
        ),
    ]
