"""A teacher writes facts, looks at what they yield, and publishes them."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from quizzes.models import Fact, Item, Member, Point
from quizzes.models.base import PublicationStatus
from tests.factories import make_article, make_fact, make_point

ADD = reverse("admin:quizzes_fact_add")
LIST = reverse("admin:quizzes_fact_changelist")


def address(name: str, fact: Fact) -> str:
    return reverse(f"admin:quizzes_fact_{name}", args=[fact.pk])


def errors(response) -> str:
    """All messages at fields, of the fact and of its points."""
    form = response.context["adminform"].form
    (points,) = response.context["inline_admin_formsets"]
    return " ".join(
        [
            str(form.errors),
            *(str(row.errors) for row in points.formset.forms),
            str(points.formset.non_form_errors()),
        ]
    )


def test_labels_of_chinese_pages_end_in_chinese_punctuation(teacher_client, article):
    teacher_client.cookies["django_language"] = "zh-hans"
    page = teacher_client.get(ADD, {"article": article.pk}).content.decode()
    assert "主题：</label>" in page
    assert "：:" not in page
    assert "？:" not in page
    assert "？：" not in page


def test_a_fact_with_two_points_is_kept_as_a_draft(teacher_client, fact_data):
    response = teacher_client.post(ADD, fact_data())
    assert response.status_code == 302, errors(response)
    fact = Fact.objects.get(key="aksu-trained")
    assert fact.status == Fact.Status.DRAFT
    assert fact.passage.number == 2
    city, trained = fact.points.all()
    assert (city.kind, city.entity.key) == ("entity", "aksu")
    assert (trained.amount, trained.bound, trained.exclusive) == (Decimal(9500), "over", True)
    assert not Item.objects.exists()


def test_a_fact_without_a_key_gets_one_from_its_english_statement(teacher_client, fact_data):
    for _time in range(2):
        teacher_client.post(ADD, fact_data(key=""))
    assert sorted(Fact.objects.values_list("key", flat=True)) == [
        "had-trained-e-commerce-workers",
        "had-trained-e-commerce-workers-2",
    ]


def test_the_article_is_asked_first_unless_there_is_only_one(teacher_client, article):
    response = teacher_client.get(ADD)
    assert response["Location"] == f"{ADD}?article={article.pk}"
    make_article("silk")
    page = teacher_client.get(ADD).content.decode()
    assert "Title of cotton" in page
    assert "Title of silk" in page


def test_only_topics_and_passages_of_the_article_are_offered(teacher_client, article, fact_data):
    other = make_article("silk", topics=("looms",))
    page = teacher_client.get(f"{ADD}?article={article.pk}").content.decode()
    assert "People" in page
    assert "Looms" not in page
    response = teacher_client.post(ADD, fact_data(topic=other.topics.get().pk))
    assert "topic" in response.context["adminform"].form.errors


def test_a_point_that_the_statement_lacks_is_named_with_its_fact(teacher_client, fact_data):
    response = teacher_client.post(ADD, fact_data(statement_en="{city} had trained workers."))
    assert response.status_code == 200
    field = response.context["adminform"].form.errors["statement_en"]
    assert "aksu-trained" in str(field)
    assert "{trained}" in str(field)
    assert not Fact.objects.exists()


def test_messages_are_in_the_readers_language(teacher_client, fact_data):
    teacher_client.cookies["django_language"] = "zh-hans"
    response = teacher_client.post(ADD, fact_data(**{"points-1-unit": ""}))
    (points,) = response.context["inline_admin_formsets"]
    (message,) = points.formset.forms[1].errors["unit"]
    assert message.startswith("aksu-trained.trained")
    assert "A quantity needs" not in message
    assert "单位" in message


@pytest.mark.parametrize(
    ("changed", "place", "field"),
    [
        ({"points-1-bound": ""}, 1, "bound"),
        ({"points-1-unit": ""}, 1, "unit"),
        ({"points-1-amount": ""}, 1, "amount"),
        ({"points-1-amount": "many"}, 1, "amount"),
        ({"points-1-bound": "range"}, 1, "upper"),
        ({"points-0-entity": ""}, 0, "entity"),
        ({"points-0-entity": "亚特兰蒂斯"}, 0, "entity"),
        ({"points-0-name": "The City"}, 0, "name"),
        ({"points-0-amount": "5"}, 0, "amount"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_said_at_its_field(teacher_client, fact_data, changed, place, field):
    response = teacher_client.post(ADD, fact_data(**changed))
    assert response.status_code == 200
    (points,) = response.context["inline_admin_formsets"]
    assert field in points.formset.forms[place].errors, errors(response)
    assert not Fact.objects.exists()


def test_a_date_is_as_exact_as_it_is_written(teacher_client, fact_data):
    changed = {
        "points-0-kind": "date",
        "points-0-entity": "",
        "points-0-date": "2024年8月",
    }
    response = teacher_client.post(ADD, fact_data(**changed))
    assert response.status_code == 302, errors(response)
    point = Point.objects.get(name="city")
    assert (str(point.date), point.precision) == ("2024-08-01", "month")


def test_members_are_written_one_on_a_line(teacher_client, fact_data):
    changed = {
        "points-0-kind": "set",
        "points-0-entity": "",
        "points-0-members": "阿克苏市\nhotan\n喀什｜Kashgar | 疏附; Kashi",
        "points-0-complete": "on",
    }
    response = teacher_client.post(ADD, fact_data(**changed))
    assert response.status_code == 302, errors(response)
    aksu, hotan, kashgar = Member.objects.order_by("position")
    assert (aksu.entity.key, hotan.entity.key) == ("aksu", "hotan")
    assert (kashgar.term_zh_hans, kashgar.term_en) == ("喀什", "Kashgar")
    assert kashgar.aliases == "疏附\nKashi"
    page = teacher_client.get(address("change", aksu.point.fact)).content.decode()
    assert "喀什 | Kashgar | 疏附; Kashi" in page


def test_a_member_that_is_no_entity_is_named_with_its_line(teacher_client, fact_data):
    changed = {
        "points-0-kind": "set",
        "points-0-entity": "",
        "points-0-members": "阿克苏市\n亚特兰蒂斯",
    }
    response = teacher_client.post(ADD, fact_data(**changed))
    (points,) = response.context["inline_admin_formsets"]
    (message,) = points.formset.forms[0].errors["members"]
    assert "2" in message
    assert "亚特兰蒂斯" in message


def kept(teacher_client, fact_data) -> Fact:
    teacher_client.post(ADD, fact_data())
    return Fact.objects.get()


def test_save_and_preview_shows_every_form_in_both_languages(teacher_client, fact_data):
    response = teacher_client.post(ADD, fact_data(_preview="1"), follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0].endswith("/preview/")
    assert "阿克苏市培育了多少名电商人才" in page
    assert "how many e-commerce workers had Aksu City trained?" in page
    assert "9,500" in page
    assert "Short text" in page or "Number" in page
    assert "not made." in page  # a place alone has nothing to be told from


def test_a_preview_without_saving_saves_nothing(teacher_client, fact_data):
    response = teacher_client.post(ADD, fact_data(_try="1"))
    assert response.status_code == 200
    assert "阿克苏市培育了多少名电商人才" in response.content.decode()
    assert not Fact.objects.exists()
    fact = kept(teacher_client, fact_data)
    changed = {**existing(fact, fact_data), "statement_zh_hans": "{trained}：{city}。"}
    response = teacher_client.post(address("change", fact), {**changed, "_try": "1"})
    assert "{trained}：{city}。" in response.content.decode()
    fact.refresh_from_db()
    assert fact.statement_zh_hans.startswith("{city}")


def test_a_preview_of_something_wrong_shows_what_is_wrong(teacher_client, fact_data):
    response = teacher_client.post(ADD, fact_data(statement_en="{city}", _try="1"))
    assert "statement_en" in response.context["adminform"].form.errors


def existing(fact: Fact, fact_data) -> dict[str, object]:
    """The fields of the change page of a fact as it is."""
    data = fact_data(seen_version=fact.version, **{"points-INITIAL_FORMS": "2"})
    for number, point in enumerate(fact.points.all()):
        data |= {f"points-{number}-id": point.pk, f"points-{number}-fact": fact.pk}
    return data


def test_publishing_puts_the_questions_into_the_bank(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    response = teacher_client.post(address("publish", fact), follow=True)
    fact.refresh_from_db()
    assert fact.status == Fact.Status.PUBLISHED
    published = Item.objects.filter(status=PublicationStatus.PUBLISHED)
    assert published.filter(point__name="trained").exists()
    assert "1 fact published." in response.content.decode()


def test_publishing_needs_a_press_of_the_button(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    assert teacher_client.get(address("publish", fact)).status_code == 405
    fact.refresh_from_db()
    assert fact.status == Fact.Status.DRAFT


def test_facts_are_published_and_withdrawn_in_bulk(teacher_client, fact_data):
    first = kept(teacher_client, fact_data)
    teacher_client.post(ADD, fact_data(key="second"))
    chosen = [fact.pk for fact in Fact.objects.all()]
    teacher_client.post(LIST, {"action": "publish", "_selected_action": chosen})
    assert Fact.objects.filter(status=Fact.Status.PUBLISHED).count() == 2
    assert Item.objects.filter(status=PublicationStatus.PUBLISHED).exists()
    teacher_client.post(LIST, {"action": "withdraw", "_selected_action": [first.pk]})
    first.refresh_from_db()
    assert first.status == Fact.Status.DRAFT
    items = Item.objects.filter(point__fact=first, status=PublicationStatus.PUBLISHED)
    assert not items.exists()


def test_a_fact_without_points_is_not_published_and_says_why(teacher_client, article):
    fact = make_fact(article, "bare", status=Fact.Status.DRAFT)
    response = teacher_client.post(LIST, {"action": "publish", "_selected_action": [fact.pk]})
    said = " ".join(map(str, get_messages(response.wsgi_request)))
    assert "bare" in said
    fact.refresh_from_db()
    assert fact.status == Fact.Status.DRAFT


def test_changing_a_published_fact_renews_its_questions(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    teacher_client.post(address("publish", fact))
    fact.refresh_from_db()
    item = Item.objects.filter(point__name="trained").first()
    changed = {**existing(fact, fact_data), "points-1-amount": "8800", "change": "wording"}
    response = teacher_client.post(address("change", fact), changed)
    assert response.status_code == 200
    confirmed = {**changed, "_confirmed": response.context["plan"].digest}
    response = teacher_client.post(address("change", fact), confirmed)
    assert response.status_code == 302, errors(response)
    fact.refresh_from_db()
    assert fact.version == 3  # written, published, changed
    assert item.versions.count() == 2
    assert "8,800" in item.versions.latest("number").explanation_en


def test_who_comes_second_is_told_that_somebody_changed_the_fact(teacher_client, fact_data):
    fact = kept(teacher_client, fact_data)
    stale = existing(fact, fact_data)
    teacher_client.post(address("change", fact), {**stale, "points-1-amount": "1"})
    response = teacher_client.post(address("change", fact), {**stale, "points-1-amount": "2"})
    assert response.status_code == 200
    assert "Somebody else" in response.content.decode()
    assert Point.objects.get(name="trained").amount == 1


@pytest.mark.parametrize("words", ["电商", "e-commerce", "阿克苏", "Aksu", "多少名", "workers had"])
def test_the_list_is_searched_in_both_languages(teacher_client, fact_data, words):
    fact = kept(teacher_client, fact_data)
    make_point(make_fact(fact.article, "other"))
    found = teacher_client.get(LIST, {"q": words}).context["cl"].queryset
    assert [each.key for each in found] == ["aksu-trained"]


def test_the_list_is_filtered(teacher_client, fact_data, article):
    fact = kept(teacher_client, fact_data)
    make_fact(make_article("silk"), "other")
    for query in (
        {"article__id__exact": article.pk},
        {"article__id__exact": article.pk, "topic": fact.topic_id},
        {"status__exact": "draft"},
    ):
        found = teacher_client.get(LIST, query).context["cl"].queryset
        assert [each.key for each in found] == ["aksu-trained"], query


def test_text_from_facts_is_escaped_everywhere(teacher_client, fact_data):
    evil = "<script>alert(1)</script>"
    data = fact_data(statement_en=evil + "{city} {trained}", **{"points-1-question_en": evil + "?"})
    teacher_client.post(ADD, data)
    fact = Fact.objects.get()
    for page in (LIST, address("change", fact), address("preview", fact)):
        text = teacher_client.get(page).content.decode()
        assert evil not in text
        assert "&lt;script&gt;" in text


COPIED = "当地已经先后建成了一批现代化的纺织产业园区"


def copying(fact_data, **fields):
    """A statement with more than twelve characters in a row that its passage has too."""
    statement = f"{COPIED}，{{city}}培育了{{trained}}名电商人才。"
    return fact_data(statement_zh_hans=statement, **fields)


@pytest.fixture
def with_text(article):
    article.passages.filter(number=2).update(text=f"报道说，{COPIED}。")


def test_words_of_the_article_are_told_when_a_fact_is_kept_and_published(
    teacher_client, with_text, fact_data
):
    teacher_client.post(ADD, copying(fact_data))
    fact = Fact.objects.get()
    for page in ("change", "preview"):
        text = teacher_client.get(address(page, fact)).content.decode()
        assert "In the article&#x27;s words:" in text or "In the article's words:" in text
        assert COPIED[:13] in text
    published = teacher_client.post(address("publish", fact), follow=True)
    said = [str(each) for each in get_messages(published.wsgi_request)] or [
        str(each) for each in published.context["messages"]
    ]
    assert any(COPIED[:13] in each and "own words" in each for each in said)


def test_words_of_the_article_are_told_while_a_form_is_wrong_and_in_ones_own_words_nothing_is(
    teacher_client, with_text, fact_data
):
    wrong = teacher_client.post(ADD, copying(fact_data, **{"points-1-amount": "many"}))
    assert COPIED[:13] in wrong.context["copied"].text
    teacher_client.post(ADD, fact_data())
    page = teacher_client.get(address("change", Fact.objects.get()))
    assert not page.context["copied"]
    assert "article's words" not in page.content.decode()
