"""Teachers give learners extra time."""

from importlib import import_module

from django.db import migrations

TEACHERS = "Teachers"
NAMES = [f"{action}_extratime" for action in ("add", "change", "view", "delete")]


def _permissions(apps, alias):
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    return permissions.filter(content_type__app_label="quizzes", codename__in=NAMES)


def allow(apps, schema_editor):
    alias = schema_editor.connection.alias
    earlier = import_module("quizzes.migrations.0008_teachers_and_courses")
    earlier._create_permissions(apps, alias)
    group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=TEACHERS)
    group.permissions.add(*_permissions(apps, alias))


def disallow(apps, schema_editor):
    alias = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=TEACHERS):
        group.permissions.remove(*_permissions(apps, alias))


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0012_extra_time_is_said")]

    operations = [migrations.RunPython(allow, disallow)]
