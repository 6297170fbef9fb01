"""A teacher's program reads and changes by which rule a quiz draws, and sees what it would draw."""

import pytest

from quizzes.domain.items import Form
from quizzes.models import Memory, Quiz
from quizzes.services.default_quizzes import ensure_quizzes
from tests.factories import NOW, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/quizzes/cotton-quiz/rule/"
EXAMPLE = "/api/v1/quizzes/cotton-quiz/example/"
RULE = {
    "questions": 6,
    "topics": ["trade", "roads"],
    "forms": ["true_false"],
    "new_share": 50,
    "known_share": None,
    "draw_seed": None,
}


@pytest.fixture
def quiz() -> Quiz:
    """Three topics of four points each, forms in turn; one question is chosen by hand."""
    article = make_article(topics=("people", "trade", "roads"))
    bank = make_bank(article, 12, (Form.SINGLE_CHOICE, Form.TRUE_FALSE))
    return make_quiz(article, items=bank[:1], drawn=3)


def test_a_rule_is_written_and_read_back(teacher_api, quiz):
    answer = teacher_api.put(ADDRESS, RULE)
    assert answer.status_code == 200, answer.content
    assert answer.json() == {**RULE, "points": 4}
    assert teacher_api.get(ADDRESS).json() == answer.json()
    assert [slot.item_id is None for slot in quiz.slots.all()] == [False, *[True] * 6]


def test_a_rule_that_a_teacher_set_is_not_changed_when_the_bank_grows(teacher_api, quiz):
    """The quizzes that an article has from the start grow with it, but not against a teacher."""
    (start, *_others) = ensure_quizzes(["cotton"])
    assert start.slots.count() > 2
    teacher_api.put(f"/api/v1/quizzes/{start.key}/rule/", {"questions": 2})
    ensure_quizzes(["cotton"])
    assert start.slots.count() == 2


def test_what_is_left_out_is_set_back(teacher_api, quiz):
    teacher_api.put(ADDRESS, RULE)
    rule = teacher_api.put(ADDRESS, {"questions": 2}).json()
    assert rule == {
        "questions": 2,
        "topics": [],
        "forms": [],
        "new_share": None,
        "known_share": None,
        "draw_seed": None,
        "points": 12,
    }


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"questions": 51}, "questions", "max_value"),
        ({"questions": None}, "questions", "null"),
        ({"topics": ["trade", "looms"]}, "topics.1", "topic_not_of_article"),
        ({"forms": ["guess"]}, "forms.0", "invalid_choice"),
        ({"forms": ["cloze", "cloze"]}, "forms", "unknown_form"),
        ({"new_share": 101}, "new_share", "max_value"),
        ({"known_share": 60}, "", "invalid"),
        ({"draw_seed": 3}, "", "invalid"),
        ({"draw_seed": -1}, "draw_seed", "min_value"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_nothing_changes(
    teacher_api, quiz, change, field, code
):
    answer = teacher_api.put(ADDRESS, {**RULE, **change})
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert quiz.slots.filter(item=None).count() == 3
    assert not quiz.topics.exists()


def test_an_example_follows_the_rule_and_comes_again_for_its_seed(teacher_api, quiz):
    teacher_api.put(ADDRESS, {**RULE, "questions": 4})
    drawn = teacher_api.get(EXAMPLE, {"seed": 5, "language": "en"}).json()
    assert drawn == teacher_api.get(EXAMPLE, {"seed": 5, "language": "en"}).json()
    assert (drawn["seed"], drawn["missing"]) == (5, 0)
    fixed, *others = drawn["questions"]
    assert fixed["is_fixed"]
    assert {each["form"] for each in others} == {"true_false"}
    assert {each["topic"] for each in others} == {"trade", "roads"}
    assert {each["familiarity"] for each in others} == {"new"}


def test_an_example_is_drawn_for_a_learner(teacher_api, student, quiz):
    for item in quiz.article.items.all()[4:8]:
        Memory.objects.create(
            learner=student,
            point=item.point,
            state="review",
            stability=1,
            difficulty=5,
            due_at=NOW,
            reviewed_at=NOW,
        )
    teacher_api.put(ADDRESS, {"questions": 4, "known_share": 100})
    drawn = teacher_api.get(EXAMPLE, {"learner": "student"}).json()["questions"]
    assert [each["familiarity"] for each in drawn if not each["is_fixed"]] == ["known"] * 4


def test_an_example_says_how_many_places_stay_empty(teacher_api, quiz):
    teacher_api.put(ADDRESS, {"questions": 20})
    assert teacher_api.get(EXAMPLE).json()["missing"] == 9


@pytest.mark.parametrize(
    "query", [{"seed": "x"}, {"language": "la"}, {"learner": "nobody"}, {"learner": "\x00"}]
)
def test_an_example_for_nobody_is_a_clear_error(teacher_api, quiz, query):
    answer = teacher_api.get(EXAMPLE, query)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == list(query)


@pytest.mark.parametrize("address", [ADDRESS, EXAMPLE])
def test_rules_and_examples_are_for_teachers(student_api, outsider_api, quiz, address):
    assert student_api.get(address).status_code == 403
    assert student_api.put(address, RULE).status_code in {403, 405}
    assert outsider_api.get(address).status_code == 401
