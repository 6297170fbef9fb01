"""Fit the parameters of scheduling to the reviews of a learner, of a course, or of all."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from quizzes.domain.memory.fitting import LEAST_REVIEWS
from quizzes.models import Course, User
from quizzes.services.fitting import Fitting, OptimiserMissingError, fit, installed_optimiser


class Command(BaseCommand):
    help = "Fit scheduling to reviews; the new numbers are kept only when they foretell better."

    def add_arguments(self, parser: CommandParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--learner", metavar="USERNAME", help="the reviews of one learner")
        who.add_argument("--course", metavar="KEY", help="the reviews of one course")
        who.add_argument(
            "--all", action="store_true", help="every course, and every learner who has enough"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            optimise = installed_optimiser()
        except OptimiserMissingError as error:
            raise CommandError(
                _("Fitting needs a package: pip install fsrs-rs-python. All else works without it.")
            ) from error
        now = timezone.now()
        owners = self._owners(options)
        is_quiet = options["verbosity"] < 1
        for owner in tqdm(owners, unit=" fitted", disable=is_quiet or len(owners) < 2, leave=False):
            found = fit(owner, now, optimise)
            if not is_quiet and (found.fitted or not options["all"]):
                self.stdout.write(_line(found))

    def _owners(self, options: dict[str, Any]) -> list[User | Course]:
        try:
            if options["learner"]:
                return [User.objects.get(username=options["learner"])]
            if options["course"]:
                return [Course.objects.get(key=options["course"])]
        except User.DoesNotExist as error:
            raise CommandError(
                _("There is no learner named %(name)s.") % {"name": options["learner"]}
            ) from error
        except Course.DoesNotExist as error:
            raise CommandError(
                _("There is no course named %(name)s.") % {"name": options["course"]}
            ) from error
        learners = User.objects.filter(is_active=True).order_by("pk")
        return [*Course.objects.order_by("pk"), *learners]


def _line(found: Fitting) -> str:
    if found.fitted is None:
        return _("%(name)s: %(count)d reviews, %(least)d are needed.") % {
            "name": found.owner,
            "count": found.review_count,
            "least": LEAST_REVIEWS,
        }
    numbers = {
        "name": found.owner,
        "count": found.fitted.held_out_count,
        "before": f"{found.fitted.log_loss_before:.4f}",
        "after": f"{found.fitted.log_loss_after:.4f}",
    }
    if found.is_kept:
        text = _(
            "%(name)s: log loss of %(count)d held-out reviews %(before)s, fitted %(after)s: kept."
        )
    else:
        text = _(
            "%(name)s: log loss of %(count)d held-out reviews %(before)s, fitted %(after)s:"
            " not better, not used."
        )
    return text % numbers
