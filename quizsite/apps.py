"""Which admin site Django's admin is."""

from django.contrib.admin.apps import AdminConfig


class TeachersAdminConfig(AdminConfig):
    # Not in quizzes.admin: importing that package registers models, for which there must be a site.
    default_site = "quizsite.admin_site.TeachersSite"
