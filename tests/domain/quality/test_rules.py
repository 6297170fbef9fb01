"""Each rule catches its own flaw, marks the words, and stays quiet on a clean item."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizzes.domain.facts import Value
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    Form,
    ItemContent,
    Option,
    Proof,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.quality import REGISTRY, Severity, errors, lint, text_at
from quizzes.domain.quality.flaws import FLAWS
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.services.explaining import RULES, finding_text, flaw_name, person_hint
from tests.domain.generation.sample import sample_base
from tests.domain.quality.parts import FLAWED_PARTS, QUIET_PARTS


def english(text: str) -> Text:
    return Text.of({"en": text})


def chinese(text: str) -> Text:
    return Text.of({"zh-hans": text})


def choice(*texts: str, key: int = 0, language: str = "en") -> ChoiceBody:
    return ChoiceBody(
        tuple(
            Option("abcdef"[place], Text.of({language: text}), place == key)
            for place, text in enumerate(texts)
        )
    )


def figures(*amounts: str, unit: str = "person") -> ChoiceBody:
    return ChoiceBody(
        tuple(
            Option("abcdef"[place], english(amount), place == 0, Quantity(Decimal(amount), unit))
            for place, amount in enumerate(amounts)
        )
    )


CLEAN = ItemContent(
    Form.SINGLE_CHOICE,
    ("mill.city",),
    english("In which place does the mill stand?"),
    english("The mill stands in Hotan."),
    choice("Hotan", "Aksu", "Korla"),
    languages=("en",),
)
CLEAN_ZH = replace(
    CLEAN,
    stem=chinese("工厂建在哪里？"),
    explanation=chinese("工厂建在和田。"),
    body=choice("和田", "喀什", "吐鲁番", language="zh-hans"),
    languages=("zh-hans",),
)


def with_stem(text: str) -> ItemContent:
    return replace(CLEAN, stem=english(text))


def with_body(body: Body) -> ItemContent:
    forms: dict[type, Form] = {TextBody: Form.SHORT_TEXT, TrueFalseBody: Form.TRUE_FALSE}
    return replace(CLEAN, body=body, form=forms.get(type(body), Form.SINGLE_CHOICE))


def with_body_zh(*texts: str) -> ItemContent:
    return replace(CLEAN_ZH, body=choice(*texts, language="zh-hans"))


def ask(stem: str, *texts: str) -> ItemContent:
    return replace(CLEAN, stem=english(stem), body=choice(*texts))


def ask_zh(stem: str, *texts: str) -> ItemContent:
    return replace(CLEAN_ZH, stem=chinese(stem), body=choice(*texts, language="zh-hans"))


def truth(statement: str) -> ItemContent:
    return replace(with_body(TrueFalseBody(True)), stem=english(statement))


def truth_zh(statement: str) -> ItemContent:
    return replace(
        CLEAN_ZH, form=Form.TRUE_FALSE, body=TrueFalseBody(True), stem=chinese(statement)
    )


FLAWED = [
    *FLAWED_PARTS,
    ("one_key", with_body(choice("Hotan", "Aksu", "Korla", key=9))),
    ("too_few_options", with_body(choice("Hotan"))),
    ("duplicate_options", with_body(choice("Hotan", "Aksu", " aksu "))),
    ("duplicate_options", with_body_zh("和田", "阿克苏", "阿克蘇")),
    ("longest_option_correct", with_body(choice("Hotan, in the far south-west", "Aksu", "Kuqa"))),
    ("longest_option_correct", with_body_zh("和田地区皮山县", "喀什", "吐鲁番")),
    ("word_repeats", with_stem("In which place does the mill of the Hotan company stand?")),
    ("word_repeats", replace(CLEAN_ZH, stem=chinese("和田纺织厂建在哪里？"))),
    ("all_of_the_above", with_body(choice("Hotan", "Aksu", "All of the above"))),
    ("all_of_the_above", with_body_zh("和田地区", "喀什地区", "以上都是")),
    ("none_of_the_above", with_body(choice("Hotan", "Aksu", "None of these"))),
    ("none_of_the_above", with_body_zh("和田地区", "喀什地区", "以上都不是")),
    ("lost_sequence", with_body(figures("300", "100", "200"))),
    ("percent_out_of_range", with_body(figures("80", "95", "120", unit="percent"))),
    ("stem_empty", with_stem("  ")),
    ("stem_too_long", with_stem("Where " + "or where " * 40 + "does the mill stand?")),
    ("stem_too_long", replace(CLEAN_ZH, stem=chinese("工厂" * 50 + "建在哪里？"))),
    ("negative_wording", with_stem("Which of these is not a place with a mill?")),
    ("negative_wording", replace(CLEAN_ZH, stem=chinese("下列哪一项不属于工厂所在地？"))),
    ("absolute_terms", with_body(choice("Hotan", "Aksu, always", "Korla"))),
    ("absolute_terms", replace(with_body(TrueFalseBody(True)), stem=english("It never stands."))),
    ("overlapping_options", with_body(choice("9500", "9.5 thousand", "12000"))),
    ("overlapping_options", with_body(choice("10 to 20", "15 to 25", "40 to 50"))),
    ("overlapping_options", with_body_zh("2024年8月", "2024年", "2026年")),
    ("implausible_distractors", with_body(choice("300", "400", "900000"))),
    ("implausible_distractors", with_body_zh("和田", "喀什", "不知道")),
    ("convergence_cues", with_body(choice("wool and silk", "wool and tea", "silk and salt"))),
    ("convergence_cues", with_body_zh("棉花、红枣", "棉花、核桃", "红枣、葡萄")),
    ("logical_cues", ask("How many people came?", "300", "400", "from Hotan")),
    ("logical_cues", ask_zh("文章说的是哪一年？", "2024年", "2025年", "和田")),
    ("complex_k_type", with_body(choice("A and C", "Hotan", "Aksu"))),
    ("complex_k_type", with_body(choice("Hotan", "Aksu", "Both 1 and 2"))),
    ("complex_k_type", with_body_zh("①③", "①②", "②③")),
    ("complex_k_type", with_body_zh("和田", "喀什", "A和B都对")),
    ("grammatical_cues", ask("The place stands on an _____.", "island", "mountain", "river")),
    ("grammatical_cues", ask("Which places are on it?", "Hotan, Aksu", "Kashgar", "Turpan")),
    ("grammatical_cues", ask_zh("文章写到哪些地方？", "和田、喀什", "阿克苏", "吐鲁番")),
    ("grammatical_cues", ask_zh("培训了多少名工人？", "300名", "400家", "500名")),
    ("vague_terms", with_body(choice("often there", "in Aksu", "in Korla"))),
    ("vague_terms", truth("The mill is usually open.")),
    ("vague_terms", with_body_zh("经常开放", "每周开放", "每天开放")),
    ("vague_terms", truth_zh("工厂有时开放。")),
    ("unfocused_stem", ask("Which of the following is true?", "It is old", "It is new")),
    ("unfocused_stem", ask("The mill in the south", "It is old", "It is new")),
    ("unfocused_stem", ask_zh("下列说法正确的是", "工厂在和田", "工厂在喀什")),
    ("unfocused_stem", ask_zh("关于南方的工厂", "工厂很旧", "工厂很新")),
    ("gratuitous_information", with_stem("It rained. A man came by. Where does the mill stand?")),
    ("gratuitous_information", replace(CLEAN_ZH, stem=chinese("下雨了。来了一人。工厂在哪里？"))),
    ("several_ideas", truth("The mill is new, and it has trained workers.")),
    ("several_ideas", truth_zh("工厂是新的，而且培训了工人。")),
    ("absolute_terms", with_body(choice("always in Hotan", "once in Aksu", "now in Korla"))),
    ("absolute_terms", with_body_zh("所有县", "喀什", "吐鲁番")),
    ("absolute_terms", truth_zh("工厂从不停工。")),
    ("negative_wording", with_stem("Which place does not have a mill?")),
    ("negative_wording", with_stem("The mill stands in every place except: _____")),
    ("negative_wording", replace(CLEAN_ZH, stem=chinese("下列哪个地方没有工厂？"))),
    ("negative_wording", replace(CLEAN_ZH, stem=chinese("除喀什外，工厂还建在哪里？"))),
    ("gap_first", replace(CLEAN_ZH, stem=chinese("（　　）建有工厂。"))),
    ("none_of_the_above", with_body(choice("Hotan", "Aksu", "Neither of these"))),
    ("lost_sequence", with_body_zh("2024年", "2020年", "2022年")),
    ("stem_too_long", replace(CLEAN_ZH, stem=chinese("工厂" * 50 + "在哪里？"))),
    ("answer_in_stem", replace(CLEAN_ZH, stem=chinese("和田的工厂建在哪里？"))),
    ("percent_out_of_range", with_body(figures("50", "75", "101", unit="percent"))),
    ("gap_first", with_stem("According to the article, _____ has a mill.")),
    ("language_missing", replace(CLEAN, explanation=Text())),
    ("language_missing", replace(CLEAN, languages=())),
    ("placeholder_left", with_stem("In which place does the mill of {owner} stand?")),
    ("answer_too_long", with_body(TextBody(english("a" * 41), ("a" * 41,)))),
    ("answer_in_stem", replace(with_body(TextBody(english("the mill"), ("mill",))))),
    ("answer_in_stem", replace(with_stem("Did 300 people come?"), body=figures("300", "500"))),
    ("answer_missing", with_body(TextBody(english("Hotan"), ()))),
]


@pytest.mark.parametrize(("rule", "flawed"), FLAWED)
def test_a_rule_catches_its_flaw(rule: str, flawed: ItemContent) -> None:
    assert rule in {finding.rule for finding in lint(flawed)}


QUIET = [
    *QUIET_PARTS,
    CLEAN,
    CLEAN_ZH,
    with_stem("How is it that the mill had trained not more than 300 people?"),
    ask("How many people came?", "300", "400", "500"),
    ask("In which year was the mill built?", "2019", "2020", "2021"),
    ask("The place stands on an _____.", "island", "isthmus", "estuary"),
    ask("Which crops are grown?", "wool and silk", "tea and salt", "figs and nuts"),
    ask("What does the mill make?", "cotton and wool", "silk and salt", "carpets and felt"),
    ask("Which of the following plans built the mill?", "Spring Light", "Summer Cloud"),
    truth("Over 300 people work at the mill in Hotan, Aksu and Korla."),
    truth("The mill is not open at night."),
    ask_zh("培训了多少名工人？", "300名", "400名", "500名"),
    ask_zh("直径约多少千米？", "4.94万", "65509", "120536"),
    ask_zh("哪个县培训的工人不少于300名？", "皮山县", "墨玉县", "洛浦县"),
    ask_zh("哪个市的工厂不断扩大，产量不到一吨？", "和田市", "喀什市", "阿克苏市"),
    ask_zh("工厂靠什么？", "一定规模", "土地面积", "不同水源"),
    ask_zh("一般公共预算收入是多少？", "300", "400", "500"),
    ask_zh("两个工厂建在哪里？", "和田和喀什", "和静和博湖", "库车和沙雅"),
    truth_zh("工厂在多个地方设点，培训工人超过300名。"),
]


@pytest.mark.parametrize("clean", QUIET)
def test_a_clean_item_has_no_finding(clean: ItemContent) -> None:
    assert lint(clean) == ()


def test_a_figure_within_a_longer_one_is_not_the_answer() -> None:
    assert not lint(replace(with_stem("By 2030, how many came?"), body=figures("20", "30")))


def test_longer_figures_give_nothing_away() -> None:
    assert not lint(with_body(figures("7", "700", "12000")))


def test_a_negative_statement_may_be_true_or_false() -> None:
    statement = replace(with_body(TrueFalseBody(True)), stem=english("The mill is not in Aksu."))
    assert not lint(statement)


def test_a_finding_marks_the_offending_words() -> None:
    stem = "In which place does the mill of the Hotan company stand?"
    (finding,) = (each for each in lint(with_stem(stem)) if each.rule == "word_repeats")
    assert finding.words == ("hotan",)
    assert [stem[start:end] for start, end in finding.spans(stem)] == ["Hotan"]


def test_a_warning_keeps_no_item_from_being_used() -> None:
    warned = with_stem("According to the article, _____ has a mill.")
    assert {finding.severity for finding in lint(warned)} == {Severity.WARNING}
    assert errors(warned) == ()


def test_every_rule_has_a_flawed_example_and_an_explanation() -> None:
    unexplained = set(REGISTRY) - set(RULES)
    assert not unexplained
    assert set(REGISTRY) - {rule for rule, _item in FLAWED} == {"two_true_options"}


def test_the_nineteen_flaws_of_the_literature_are_all_accounted_for() -> None:
    assert len(FLAWS) == len({flaw.code for flaw in FLAWS}) == 19
    for flaw in FLAWS:
        assert set(flaw.rules) <= set(REGISTRY), flaw
        assert flaw.rules or flaw.needs_person
        assert flaw_name(flaw)
        assert bool(person_hint(flaw)) == flaw.needs_person


def test_every_rule_of_a_flaw_has_examples_in_both_languages() -> None:
    languages: dict[str, set[str]] = {}
    for code, item in FLAWED:
        languages.setdefault(code, set()).update(item.stem)
    # Figures, their number and what stands in braces look the same in every language.
    alike = {"two_true_options", "percent_out_of_range", "one_key", "stem_empty"}
    for flaw in FLAWS:
        for code in set(flaw.rules) - alike - {"placeholder_left"}:
            assert languages[code] == {"en", "zh-hans"}, code


def test_what_a_rule_found_is_marked_in_the_text_it_stands_in() -> None:
    marked = {"absolute_terms", "vague_terms", "negative_wording", "several_ideas", "gap_first"}
    for code, flawed in FLAWED:
        for finding in lint(flawed):
            if finding.rule == code and code in marked:
                text = text_at(flawed, finding)
                assert [text[start:end] for start, end in finding.spans(text)], (code, text)


def test_what_a_rule_found_can_be_read() -> None:
    for _rule, flawed in FLAWED:
        assert all(finding_text(finding) for finding in lint(flawed))


def test_a_key_among_the_wrong_options_is_seen_by_its_value() -> None:
    base = sample_base()
    right: Value = base.points["trained.count"].value
    assert isinstance(right, Quantity)
    twin = Option("b", english("9.5 thousand"), False, right, Proof("different", "x", right))
    body = ChoiceBody((Option("a", english("9,500"), True, right), twin))
    assert "two_true_options" in {finding.rule for finding in lint(with_body(body), base)}
