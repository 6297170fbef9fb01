"""Teachers keep courses and enrolments, and look at fitted parameters."""

from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations

TEACHERS = "Teachers"
ALLOWED = {
    "course": ("add", "change", "view", "delete"),
    "enrolment": ("add", "change", "view", "delete"),
    "parameterset": ("view", "change"),
}


def _create_permissions(apps, alias):
    """Django makes permissions after all migrations; on a fresh database that is too late."""
    config = apps.get_app_config("quizzes")
    models_module = getattr(config, "models_module", None)
    config.models_module = True  # a historical app has none, and would be passed over
    create_contenttypes(config, verbosity=0, using=alias, apps=apps)
    create_permissions(config, verbosity=0, using=alias, apps=apps)
    config.models_module = models_module


def _permissions(apps, alias):
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    names = [f"{action}_{model}" for model, actions in ALLOWED.items() for action in actions]
    return permissions.filter(content_type__app_label="quizzes", codename__in=names)


def allow(apps, schema_editor):
    alias = schema_editor.connection.alias
    _create_permissions(apps, alias)
    group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=TEACHERS)
    group.permissions.add(*_permissions(apps, alias))


def disallow(apps, schema_editor):
    alias = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=TEACHERS):
        group.permissions.remove(*_permissions(apps, alias))


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0007_courses_and_parameters")]

    operations = [migrations.RunPython(allow, disallow)]
