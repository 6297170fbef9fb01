"""A teacher writes questions whose answers have parts: gaps, pairs, orders, several options."""

from html.parser import HTMLParser

import pytest
from django.core.cache import cache

from quizzes.domain.codec import decode
from quizzes.domain.items import Form
from quizzes.domain.writing.bodies import order_of
from quizzes.models import Item
from tests.admin.question_pages import ADD, VERSIONS, change
from tests.factories import make_article, make_fact, make_item, make_point, make_unit
from tests.services.test_sheet_forms import written

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
