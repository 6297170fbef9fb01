"""What generated items read like: whole items, to be read in review."""

from __future__ import annotations

from dataclasses import replace

from quizzes.domain.generation import make_card, plan_item
from quizzes.domain.items import (
    Card,
    ChoiceBody,
    Form,
    ItemContent,
    NumericBody,
    TextBody,
    TrueFalseBody,
)
from tests.domain.generation.sample import sample_base


def item(key: str, form: Form, seed: int = 0) -> ItemContent:
    planned = plan_item(sample_base(), key, form, seed)
    assert isinstance(planned, ItemContent), planned
    return planned


def shown(content: ItemContent, language: str) -> str:
    """An item as a reader would note it down: the key marked with a star."""
    body = content.body
    lines = [content.stem[language]]
    if isinstance(body, ChoiceBody):
        lines += [f"{'*' if o.is_key else '-'} {o.text[language]}" for o in body.options]
    elif isinstance(body, TrueFalseBody):
        lines.append(str(body.truth))
    elif isinstance(body, TextBody):
        lines.append(body.answer[language])
    elif isinstance(body, NumericBody):
        lines.append(f"{body.quantity.amount} {body.unit_name.get(language)}")
    return "\n".join([*lines, content.explanation[language]])


def test_a_question_is_said_to_be_about_the_article() -> None:
    content = item("trained.count", Form.NUMERIC)
    assert shown(content, "en") == (
        "According to the article, by the end of 2024, how many e-commerce workers had Aksu City"
        " trained? (Enter the figure that the article gives. Unit: people.)\n"
        "9500 people\n"
        "By the end of 2024, Aksu City had trained more than 9,500 e-commerce workers."
        " (Xinhua News Agency, 6 July 2025, passage 7)"
    )
    assert shown(content, "zh-hans") == (
        "据文章，截至2024年底，阿克苏市培育了多少名电商人才？（填文章给出的数字，单位：名）\n"
        "9500 名\n"
        "截至2024年底，阿克苏市培育了9500多名电商人才。（新华社，2025年7月6日，第7段）"
    )


def test_without_a_question_the_statement_has_a_gap_and_says_who_said_it() -> None:
    content = item("jobs.city", Form.SHORT_TEXT)
    assert shown(content, "en") == (
        "According to the head of the mill, as reported in the article, the mill in _____ gave"
        " work to more than 700 people in August 2024.\n"
        "Hotan City\n"
        "The mill in Hotan City gave work to more than 700 people in August 2024."
        " (according to the head of the mill; Xinhua News Agency, 6 July 2025, passage 7)"
    )
    assert content.stem["zh-hans"] == (
        "据文章中工厂负责人介绍，＿＿＿的工厂于2024年8月吸纳超过700人就业。"
    )
    assert content.explanation["zh-hans"].endswith(
        "（工厂负责人介绍；新华社，2025年7月6日，第7段）"
    )


def test_a_gap_for_a_hedged_figure_asks_which_figure_the_article_gives() -> None:
    content = item("jobs.count", Form.SINGLE_CHOICE)
    assert content.stem["en"] == (
        "Which figure does the article report from the head of the mill?"
        " The mill in Hotan City gave work to _____ people in August 2024."
    )
    assert content.stem["zh-hans"].startswith("文章中工厂负责人给出的数字是哪一个？")


def test_the_reason_says_what_the_article_reports_instead() -> None:
    content = item("trained.count", Form.SINGLE_CHOICE)
    assert isinstance(content.body, ChoiceBody)
    wrong = next(option for option in content.body.options if not option.is_key)
    assert wrong.reason["en"] == f"The article reports more than 9,500, not {wrong.text['en']}."
    assert wrong.reason["zh-hans"] == f"文章报道的是9500多，不是{wrong.text['zh-hans']}。"


def test_what_is_expected_is_not_said_to_be_done() -> None:
    content = item("output.count", Form.TRUE_FALSE)
    assert content.stem["en"].startswith("According to the article, the mill is to employ ")
    assert content.stem["zh-hans"].startswith("据文章，工厂将雇用")


def test_a_date_says_how_exactly_it_is_asked() -> None:
    content = item("jobs.month", Form.SHORT_TEXT)
    assert content.stem["en"].endswith("(Give the month and the year.)")
    assert content.stem["zh-hans"].endswith("（答出年和月）")


def test_a_set_asks_for_one_of_its_members() -> None:
    content = item("plans.plans", Form.SINGLE_CHOICE)
    assert content.stem["en"] == (
        "According to the article, the city ran _____. Which of these belongs in the gap?"
    )
    assert content.stem["zh-hans"] == "据文章，这座城市开办了＿＿＿。下面哪一项属于空格中的内容？"


def test_the_other_values_of_a_fact_that_stand_in_the_stem_are_told() -> None:
    assert item("jobs.city", Form.SHORT_TEXT).shows == ("jobs.count", "jobs.month")
    assert item("trained.count", Form.NUMERIC).shows == ("trained.city",)


def test_a_card_asks_on_its_front_and_keeps_the_hedge_on_its_back() -> None:
    card = make_card(sample_base(), "trained.count")
    assert isinstance(card, Card)
    assert card.front["en"].endswith("had Aksu City trained?")
    assert dict(card.back) == {"en": "more than 9,500", "zh-hans": "9500多"}


def test_a_question_in_one_language_only_gives_the_other_the_statement_with_a_gap() -> None:
    base = sample_base()
    fact = base.facts["trained"]
    count = replace(fact.points[1], question=type(fact.statement).of({"en": "How many in Aksu?"}))
    base = replace(
        base, facts={**base.facts, "trained": replace(fact, points=(fact.points[0], count))}
    )
    content = plan_item(base, "trained.count", Form.NUMERIC)
    assert isinstance(content, ItemContent)
    assert content.stem["en"].startswith("According to the article, how many in Aksu?")
    assert "＿＿＿名电商人才" in content.stem["zh-hans"]
