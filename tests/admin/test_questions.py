"""A teacher writes questions, and looks after those that were made from facts."""

from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext, override

from quizzes.domain.codec import decode
from quizzes.domain.items import Form
from quizzes.domain.writing.bodies import order_of
from quizzes.models import Item
from quizzes.models.base import PublicationStatus
from tests.factories import make_article, make_fact, make_item, make_point, make_unit
from tests.services.test_sheet_forms import written

ADD = reverse("admin:quizzes_item_add")
LIST = reverse("admin:quizzes_item_changelist")


# What the page sends of the versions, which are only looked at.
VERSIONS = {"versions-TOTAL_FORMS": "1", "versions-INITIAL_FORMS": "1"}


def change(item: Item) -> str:
    return reverse("admin:quizzes_item_change", args=[item.pk])


@pytest.fixture
def choice(article):
    """The fields of a good question with three options; keyword arguments change some."""

    def fields(**changed):
        return {
            "article": article.pk,
            "form": "single_choice",
            "stem_zh_hans": "哪座城市培育了电商人才？",
            "stem_en": "Which city trained e-commerce workers?",
            "options-key": "1",
            "options-0-zh-hans": "和田",
            "options-0-en": "Hotan",
            "options-0-why-en": "That is elsewhere.",
            "options-1-zh-hans": "阿克苏",
            "options-1-en": "Aksu",
            "options-2-zh-hans": "喀什",
            "options-2-en": "Kashgar",
            "explanation_zh_hans": "阿克苏市培育了电商人才。",
            "explanation_en": "Aksu City trained them.",
            **changed,
        }

    return fields


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


CLOZE = {
    "form": "cloze",
    "stem_en": "{Aksu City | Aksu} had trained {9500} workers.",
    "stem_zh_hans": "共有{2: 9500}人在{1: 阿克苏市}受训。",
}
MATCHING = {
    "form": "matching",
    **{
        f"pairs-{row}-{side}-{language}": f"{side} {row} {language}"
        for row, sides in ((1, ("left", "right")), (2, ("left", "right")), (3, ("right",)))
        for side in sides
        for language in ("en", "zh-hans")
    },
}
ORDERING = {
    "form": "ordering",
    **{
        f"order-{row}-what-{language}": f"{text} {language}"
        for row, text in enumerate(("cab", "abc", "bca"), 1)
        for language in ("en", "zh-hans")
    },
}
SEVERAL = {"form": "multiple_choice", "options-key": ["0", "2"]}


@pytest.mark.parametrize(
    "fields", [CLOZE, MATCHING, ORDERING, SEVERAL], ids=lambda fields: fields["form"]
)
def test_a_form_in_parts_is_written_shown_again_and_saved_without_a_new_version(
    teacher_client, choice, fields
):
    response = teacher_client.post(ADD, choice(**fields))
    assert response.status_code == 302, response.context["adminform"].form.errors
    item = Item.objects.get()
    assert (item.form, sorted(item.current.languages)) == (fields["form"], ["en", "zh-hans"])
    shown = teacher_client.get(change(item))
    for name, text in fields.items():
        if name.startswith(("pairs", "order")):
            assert f'name="{name}" value="{text}"' in shown.content.decode()
        if name.startswith("stem"):
            assert shown.context["adminform"].form[name].value() == text
    again = teacher_client.post(change(item), choice(**fields, **VERSIONS))
    assert again.status_code == 302, again.context["adminform"].form.errors
    assert item.versions.count() == 1


def test_rows_are_put_in_another_order_by_their_numbers(teacher_client, choice):
    teacher_client.post(ADD, choice(**ORDERING, **{"order-3-place": "1", "order-1-place": "1"}))
    body = decode(Item.objects.get().current.body)
    assert [text["en"] for text in order_of(body)] == ["bca en", "cab en", "abc en"]


def test_several_options_are_marked_as_right_and_told_as_such(teacher_client, choice):
    teacher_client.post(ADD, choice(**SEVERAL))
    options = decode(Item.objects.get().current.body).options
    assert [option.is_key for option in options] == [True, False, True]
    page = teacher_client.get(change(Item.objects.get())).content.decode()
    assert page.count('type="checkbox" name="options-key"') == 6


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({**CLOZE, "stem_en": "No gap."}, "stem_en", "at least one gap"),
        ({**CLOZE, "stem_zh_hans": "{甲}"}, "stem_zh_hans", "Here are 1 gaps"),
        ({**CLOZE, "stem_en": "{Aksu"}, "stem_en", "A brace is open"),
        ({**MATCHING, "pairs-2-right-en": ""}, "pairs", "Row 2 is missing in this language: En"),
        (
            {**MATCHING, "pairs-2-right-en": "", "pairs-2-right-zh-hans": ""},
            "pairs",
            "Row 2: write what belongs to",
        ),
        ({**MATCHING, "pairs-2-right-en": "right 1 en"}, "pairs", "stands twice"),
        ({**ORDERING, "order-3-what-en": ""}, "order", "Row 3 is missing"),
        (
            {**ORDERING, "order-3-what-en": "", "order-3-what-zh-hans": ""},
            "order",
            "At least 3 things",
        ),
        ({**SEVERAL, "options-key": ["0", "1", "2"]}, "options", "at least one wrong"),
        ({**SEVERAL, "form": "single_choice"}, "options", "2 are marked"),
    ],
)
def test_what_is_wrong_with_parts_is_said_at_them(teacher_client, choice, fields, field, said):
    response = teacher_client.post(ADD, choice(**fields))
    assert response.status_code == 200
    assert said in str(response.context["adminform"].form.errors.get(field))
    assert not Item.objects.exists()


def test_the_spare_choices_of_matching_are_told(teacher_client):
    item = make_item(make_point(make_fact(make_article())), Form.MATCHING)
    page = teacher_client.get(change(item)).content.decode()
    assert "Spare choices: right c" in page


class Fields(HTMLParser):
    """What a browser sends of the fields of a page when nothing is touched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.name = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "textarea":
            self.name = said["name"]
        elif tag == "select":
            self.selected = said.get("name", "")
        elif (tag == "option" and "selected" in said and self.selected) or (
            tag == "input"
            and said.get("type") not in {"submit", "file"}
            and (said.get("type") not in {"radio", "checkbox"} or "checked" in said)
        ):
            name = self.selected if tag == "option" else said.get("name", "")
            self.sent.setdefault(name, []).append(said.get("value") or "")

    def handle_data(self, data):
        if self.name:
            # A browser drops the one line break with which Django begins a text area.
            self.sent[self.name] = [data.removeprefix("\r\n").removeprefix("\n")]

    def handle_endtag(self, tag):
        self.name = "" if tag == "textarea" else self.name


def test_what_the_api_wrote_opens_in_the_admin_and_is_saved_unchanged(
    teacher_client, teacher_api, article
):
    make_unit("person")
    cache.clear()
    for item in Item.objects.filter(key__in=written(teacher_api)):
        page = teacher_client.get(change(item)).content.decode()
        answer = teacher_client.post(change(item), Fields(page).sent)
        assert answer.status_code == 302, answer.context["adminform"].form.errors
        assert item.versions.count() == 1, (item.form, decode(item.current.body))
