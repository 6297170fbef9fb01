"""A teacher writes questions, and looks after those that were made from facts."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from quizzes.domain.codec import decode
from quizzes.models import Item
from quizzes.models.base import PublicationStatus
from tests.admin.question_pages import ADD, LIST, VERSIONS, change
from tests.factories import make_article, make_fact, make_item, make_point, make_unit


def test_a_choice_is_written_in_both_languages(teacher_client, teacher, choice):
    response = teacher_client.post(ADD, choice(_publish="1"))
    assert response.status_code == 302, response.context["adminform"].form.errors
    item = Item.objects.get()
    assert (item.origin, item.status) == ("teacher", PublicationStatus.PUBLISHED)
    assert item.created_by == teacher
    assert item.current.languages == ["zh-hans", "en"] or item.current.languages == [
        "en",
        "zh-hans",
    ]
    options = decode(item.current.body).options
    assert [(option.text["en"], option.is_key) for option in options] == [
        ("Hotan", False),
        ("Aksu", True),
        ("Kashgar", False),
    ]
    assert options[0].reason["en"] == "That is elsewhere."


def test_the_id_of_an_option_does_not_tell_that_the_key_was_written_first(teacher_client, choice):
    for number in range(12):
        stem = f"Which city trained {number} workers?"
        teacher_client.post(
            ADD, choice(**{"stem_en": stem, "options-key": "0", "options-0-en": f"City {number}"})
        )
    keys = {
        option.id
        for item in Item.objects.all()
        for option in decode(item.current.body).options
        if option.is_key
    }
    assert keys == {"a", "b", "c"}


def test_saving_a_choice_again_unchanged_makes_no_new_version(teacher_client, choice):
    teacher_client.post(ADD, choice())
    teacher_client.post(change(Item.objects.get()), choice(**VERSIONS))
    assert Item.objects.get().current.number == 1


def test_saved_without_publishing_it_stays_a_draft(teacher_client, choice):
    teacher_client.post(ADD, choice(_save="1"))
    assert Item.objects.get().status == PublicationStatus.DRAFT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"options-key": ""}, "right option"),
        ({"options-key": "4"}, "Option D is missing"),
        ({"options-1-en": "hotan"}, "twice"),
        ({"options-2-en": ""}, "Option C is missing in this language: English"),
        (
            {f"options-{row}-{lang}": "" for row in (0, 2) for lang in ("en", "zh-hans", "why-en")},
            "at least 2 options",
        ),
    ],
    ids=["no key", "an empty key", "the same twice", "one language lacks", "only one"],
)
def test_what_is_wrong_with_the_options_is_said_at_them(teacher_client, choice, changed, said):
    response = teacher_client.post(ADD, choice(**changed))
    assert response.status_code == 200
    assert said in str(response.context["adminform"].form.errors.get("options"))
    assert "阿克苏" in response.content.decode()
    assert not Item.objects.exists()


def test_the_messages_are_in_chinese_for_chinese_readers(teacher_client, choice):
    teacher_client.cookies["django_language"] = "zh-hans"
    response = teacher_client.post(ADD, choice(**{"options-2-en": ""}))
    (message,) = response.context["adminform"].form.errors["options"]
    with override("zh-hans"):
        expected = gettext("Option %(letter)s is missing in this language: %(language)s.")
    assert message == expected % {"letter": "C", "language": "English"}


def test_a_question_may_exist_in_one_language_only(teacher_client, choice):
    english = {name: "" for name in choice() if name.endswith("zh-hans") or "zh_hans" in name}
    response = teacher_client.post(ADD, choice(**english))
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert Item.objects.get().current.languages == ["en"]


@pytest.mark.parametrize(
    ("form", "fields", "missing"),
    [
        ("true_false", {"truth": "false", "reason_en": "No.", "reason_zh_hans": "不对。"}, "truth"),
        ("numeric", {"amount": "9,500", "tolerance": "50"}, "amount"),
        (
            "short_text",
            {"answer_en": "Aksu", "answer_zh_hans": "阿克苏", "accepted": "Aqsu\nAk-su"},
            "answer_en",
        ),
    ],
)
def test_every_other_form_is_written_and_shown_again(teacher_client, choice, form, fields, missing):
    unit = make_unit()
    data = {
        **{name: text for name, text in choice().items() if not name.startswith("options")},
        "form": form,
        "unit": unit.pk,
        **fields,
    }
    refused = teacher_client.post(ADD, {**data, missing: ""})
    assert missing in refused.context["adminform"].form.errors
    response = teacher_client.post(ADD, data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    item = Item.objects.get()
    page = teacher_client.get(change(item))
    shown = page.context["adminform"].form
    for name, text in fields.items():
        assert str(shown[name].value()).replace(",", "") == text.replace(",", ""), name


def test_a_change_makes_a_new_version_and_overwrites_nothing(teacher_client, choice):
    teacher_client.post(ADD, choice(_publish="1"))
    item = Item.objects.get()
    old = item.current
    response = teacher_client.post(
        change(item), choice(**VERSIONS, stem_en="Which city trained workers for online trade?")
    )
    assert response.status_code == 302, response.context["adminform"].form.errors
    item.refresh_from_db()
    old.refresh_from_db()
    assert old.stem_en == "Which city trained e-commerce workers?"
    assert item.current.number == 2
    assert item.current.stem_en.endswith("online trade?")
    page = teacher_client.get(change(item)).content.decode()
    assert "Which city trained e-commerce workers?" in page


def test_saving_the_same_again_makes_no_new_version(teacher_client, choice):
    teacher_client.post(ADD, choice())
    item = Item.objects.get()
    assert teacher_client.post(change(item), choice(**VERSIONS)).status_code == 302
    assert item.versions.count() == 1


def test_a_generated_question_is_read_and_rejected_but_not_written(teacher_client):
    item = make_item(make_point(make_fact(make_article())))
    page = teacher_client.get(change(item)).content.decode()
    assert "9,500" in page
    assert 'name="stem_en"' not in page
    assert teacher_client.post(change(item), {"stem_en": "Mine"}).status_code == 403
    address = reverse("admin:quizzes_item_status", args=[item.pk])
    teacher_client.post(address, {"status": "retired"})
    item.refresh_from_db()
    assert item.status == PublicationStatus.RETIRED
    assert teacher_client.post(address, {"status": "nonsense"}).status_code == 404


def test_questions_are_rejected_and_published_in_bulk(teacher_client):
    article = make_article()
    items = [make_item(article, key=f"own-{number}") for number in range(3)]
    chosen = [item.pk for item in items[:2]]
    teacher_client.post(LIST, {"action": "reject", "_selected_action": chosen})
    assert Item.objects.filter(status=PublicationStatus.RETIRED).count() == 2
    teacher_client.post(LIST, {"action": "publish", "_selected_action": chosen})
    assert Item.objects.filter(status=PublicationStatus.PUBLISHED).count() == 3


@pytest.mark.parametrize("words", ["培育了", "e-commerce", "喀什", "Kashgar"])
def test_questions_are_found_by_stem_and_by_option(teacher_client, choice, article, words):
    teacher_client.post(ADD, choice())
    make_item(article, key="other")
    found = teacher_client.get(LIST, {"q": words}).context["cl"].queryset
    assert [item.origin for item in found] == ["teacher"]
    assert found.get().current.stem_en.startswith("Which city")


def test_the_lint_asks_to_look_again_without_standing_in_the_way(teacher_client, choice):
    data = choice(stem_en="Which city has not trained workers?")
    response = teacher_client.post(ADD, data, follow=True)
    assert Item.objects.count() == 1
    assert "asks for what is not" in response.content.decode()


def test_what_teachers_write_is_escaped(teacher_client, choice):
    evil = '"><script>alert(1)</script>'
    teacher_client.post(ADD, choice(stem_en=evil, **{"options-0-en": evil}))
    item = Item.objects.get()
    for page in (LIST, change(item)):
        text = teacher_client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text
