"""A record of each model that a teacher keeps or looks at."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from quizzes.domain.memory.leeches import LEECH_LAPSES
from quizzes.models import (
    Article,
    Course,
    ExtraTime,
    Fact,
    FailedSignIn,
    Item,
    ParameterSet,
    Pinyin,
    SignIn,
    Token,
    User,
)
from quizzes.services.corrections import apply_correction, preview_correction
from tests.factories import (
    BODIES,
    PARTS,
    make_article,
    make_bank,
    make_entity,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)
from tests.services.corrected import LATER, correct, counted, only_amount, sit
from tests.web.test_leeches import forget

FORMS = (*BODIES, *PARTS)


def one_of_each(teacher: User) -> Article:
    """Also drafts that may be deleted, a class, and questions of every form; the article."""
    learner, other = (User.objects.create_user(each) for each in ("student", "student2"))
    fact = counted()
    article = fact.article
    sit(Item.objects.get(key="f0.count.numeric"), learner, {"number": "8800"})
    sit(Item.objects.get(key="f1.count.numeric"), other, {"number": "8800"})
    correct(fact, only_amount("8800"), teacher)
    as_wording(Fact.objects.get(key="f1"), teacher)
    make_point(make_fact(article, "draft", status=Fact.Status.DRAFT))
    for form in FORMS:
        make_item(article, form)
    make_item(article, key="own-draft", status="draft")
    make_quiz(article, "drawn", drawn=3, status="draft")
    make_entity("aksu", name_zh_hans="阿克苏市", name_en="Aksu City")
    Pinyin.objects.create(word="阿克苏", reading="ā kè sū")
    ExtraTime.objects.create(learner=learner, factor=1.5)
    _a_class(article, learner)
    make_bank(make_article("hard"), 1)
    forget(learner, LEECH_LAPSES, point="hard-0.count")
    return article


def records_of_sign_ins() -> None:
    """One who is locked out, one who mistyped, one that went well, and a program's token."""
    who = {
        "username": "student",
        "path_info": "/accounts/login/",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
    }
    for address, failures in (("192.0.2.7", 9), ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:1", 3)):
        FailedSignIn.objects.create(failures_since_start=failures, ip_address=address, **who)
    SignIn.objects.create(ip_address="192.0.2.7", **who)
    Token.objects.create(User.objects.create_user("program"))


def as_wording(fact: Fact, teacher: User) -> None:
    """A wrong key put right as if it were a wording: scores are then to be given anew."""
    drafts: Any = only_amount("8800")
    digest = preview_correction(fact, drafts(fact), "wording", LATER).digest
    apply_correction(fact, drafts(fact), "wording", digest, teacher, LATER)


def _a_class(article: Article, learner: User) -> None:
    course = Course.objects.create(key="class-7", name_en="Class 7", name_zh_hans="七班")
    course.articles.add(article)
    course.enrolments.create(learner=learner)
    ParameterSet.objects.create(
        key="class-7-1",
        course=course,
        weights=[float(Decimal("0.4"))] * 21,
        status="in_force",
        fitted_at=timezone.now(),
        review_count=512,
        held_out_count=128,
        log_loss_before=0.4,
        log_loss_after=0.38,
    )
