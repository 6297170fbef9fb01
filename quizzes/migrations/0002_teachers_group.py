"""The Teachers group, with exactly the permissions that keeping facts and questions needs.

Deleting is narrowed further in the admin: only drafts that nobody has met.
"""

from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations

TEACHERS = "Teachers"

KEPT = ("add", "change", "view")
ALLOWED = {
    "article": KEPT,
    "passage": (*KEPT, "delete"),
    "topic": (*KEPT, "delete"),
    "entity": KEPT,
    "unit": KEPT,
    "fact": (*KEPT, "delete"),
    "point": (*KEPT, "delete"),
    "member": (*KEPT, "delete"),
    "item": (*KEPT, "delete"),
    "itemversion": ("view",),
    "quiz": (*KEPT, "delete"),
    "slot": (*KEPT, "delete"),
    "attempt": ("view",),
    "attemptslot": ("view",),
    "response": ("view",),
}


def _create_permissions(apps, alias):
    """Django makes permissions after all migrations; on a fresh database that is too late."""
    config = apps.get_app_config("quizzes")
    models_module = getattr(config, "models_module", None)
    config.models_module = True  # a historical app has none, and would be passed over
    create_contenttypes(config, verbosity=0, using=alias, apps=apps)
    create_permissions(config, verbosity=0, using=alias, apps=apps)
    config.models_module = models_module


def make_group(apps, schema_editor):
    alias = schema_editor.connection.alias
    _create_permissions(apps, alias)
    group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=TEACHERS)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for model, actions in ALLOWED.items():
        group.permissions.add(
            *(
                permissions.get(
                    content_type__app_label="quizzes",
                    content_type__model=model,
                    codename=f"{action}_{model}",
                )
                for action in actions
            )
        )


def remove_group(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name=TEACHERS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
