"""Values are found in running text, and nothing that is pasted breaks it."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.proposals import make_reader, planets_text, score_fixture, score_text, written
from quizzes.domain.proposals import MAX_TEXT, Language, copied_run, propose, split_passages
from quizzes.domain.proposals.passages import split_sentences

READER = make_reader("xinjiang_aid", "eight_planets")
PUBLISHED = date(2025, 7, 6)
ZH, EN = Language.CHINESE, Language.ENGLISH


def read(text: str, language: Language = ZH):
    return READER.read(text, language, PUBLISHED)


def told(text: str, language: Language = ZH) -> list[str]:
    """Figures as amount, bound and unit; the rest as kind and value."""
    values = []
    for found in read(text, language):
        kind, value = written(found)
        values.append(f"{value} {found.value.unit}" if kind == "quantity" else value)
    return values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吸纳就业700多人。", "700 over person"),
        ("服务200多家服装企业。", "200 over company"),
        ("每年带动产值30多亿元。", "3000000000 over yuan"),
        ("出苗率超95%。", "95 more_than percent"),
        ("工资有3500元左右。", "3500 about yuan"),
        ("培训各类人才7.8万余人次。", "78000 over person-time"),
        ("培训教师百余人次。", "100 over person-time"),
        ("结对22个乡镇。", "22 exact township"),
        ("公开课10节。", "10 exact lesson"),
        ("种了二百亩玉米。", "200 exact mu"),
        ("９５００多人参加。", "9500 over person"),
        ("占百分之八十。", "80 exact percent"),
        ("至少50公里。", "50 at_least km"),
        ("50公里以上。", "50 at_least km"),
    ],
)
def test_a_chinese_figure_is_read_with_bound_and_unit(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has at least 50 people.", "50 at_least person"),
        ("More than 3 billion yuan was spent.", "3000000000 more_than yuan"),
        ("Nearly 60 per cent came.", "60 about percent"),
        ("It is about 12.5 kilometres long.", "12.5 about kilometre"),
        ("Over 15,000 local workers came.", "15000 more_than person"),
        ("It has eight planets.", "8 exact planet"),
    ],
)
def test_an_english_figure_is_read_with_bound_and_unit(text, expected):
    assert expected in told(text, EN)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("他是第11批干部。", ZH),
        ("引进3D成像设备。", ZH),
        ("“95后”从业者。", ZH),
        ("电话0991-1234567。", ZH),
        ("数以万计的人一起来。", ZH),
        ("1. 前言", ZH),
        ("The 24th event took place in Room 101.", EN),
        ("Call 010-1234-5678 now.", EN),
        ("It was one of the two sides.", EN),
    ],
)
def test_what_is_no_figure_is_left_alone(text, language):
    assert [found for found in read(text, language) if found.kind == "quantity"] == []


@pytest.mark.parametrize(
    ("text", "language", "expected", "resolved"),
    [
        ("去年8月开始。", ZH, "2024-08-01 month", True),
        ("今年2月应聘。", ZH, "2025-02-01 month", True),
        ("本月举行。", ZH, "2025-07-01 month", True),
        ("2023年以来", ZH, "2023-01-01 year", False),
        ("截至2024年底", ZH, "2024-01-01 year", False),
        ("2024年5月12日", ZH, "2024-05-12 day", False),
        ("It began in August last year.", EN, "2024-08-01 month", True),
        ("Last August it began.", EN, "2024-08-01 month", True),
        ("On 6 July 2025 it ended.", EN, "2025-07-06 day", False),
        ("It opened in 1998.", EN, "1998-01-01 year", False),
    ],
)
def test_a_date_is_read_and_a_relative_one_says_that_it_was_resolved(
    text, language, expected, resolved
):
    (found,) = read(text, language)
    assert (written(found), found.resolved) == (("date", expected), resolved)


def test_the_longest_known_name_wins_and_new_ones_are_suggested_by_shape():
    assert told("阿克苏市电商人才") == ["aksu-city"]
    assert "晨光计划" in told("加入“晨光计划”。")
    assert "Green Valley Hospital" in told("The Green Valley Hospital grew.", EN)


def test_a_name_of_several_entities_means_the_one_that_the_text_names_in_full():
    (found,) = READER.read("阿克苏很大。", ZH, PUBLISHED, "阿克苏地区在南疆。阿克苏很大。")
    assert found.value.key == "aksu-prefecture"
    assert set(found.choices) == {"aksu-prefecture", "aksu-city"}


def test_sentences_end_after_closing_quotes_and_not_at_decimals_or_initials():
    chinese = [s.text for s in split_sentences("他说：“来了2.5万人。”大家笑；散了。", ZH)]
    assert chinese == ["他说：“来了2.5万人。”", "大家笑；", "散了。"]
    english = [s.text for s in split_sentences("Mr. J. Li saw 3.5 km. “Yes.” No. 5 won.", EN)]
    assert english == ["Mr. J. Li saw 3.5 km.", "“Yes.”", "No. 5 won."]


def test_a_sentence_becomes_a_statement_with_a_place_for_each_value():
    (passage,) = propose(
        [(7, "截至2024年底，阿克苏市培育电商人才9500多人。")], ZH, PUBLISHED, READER
    )
    (candidate,) = passage.candidates
    assert candidate.statement == "截至{date}底，{xinjiang_city}培育电商人才{people}人。"
    assert [point.name for point in candidate.points] == ["date", "xinjiang_city", "people"]


@pytest.mark.parametrize("text", ["“我们真的很自豪！”", "大家都很高兴。", "天山南北绽放硕果。"])
def test_praise_and_mere_quotation_are_not_proposed(text):
    (passage,) = propose([(1, text)], ZH, PUBLISHED, READER)
    assert passage.candidates == ()


def test_words_taken_over_from_the_source_are_noticed():
    source = "The town of Alder built a new bridge over the river in a single year."
    assert copied_run("A new bridge was built.", source) == ""
    assert copied_run("They built a new bridge over the river in a single year.", source)


# Floors: what must stay found in the texts of our own --------------------------------------------


@pytest.mark.parametrize("name", ["news_zh", "news_en"])
def test_recall_and_precision_stay_above_their_floors_on_our_own_texts(name):
    score = score_text(name)
    assert score.recall >= 0.9
    assert score.precision >= 0.9


def test_what_is_known_of_the_planets_is_found_in_their_text():
    scores = score_fixture("eight_planets", planets_text(), EN, date(2026, 1, 15))
    assert all(score.recall >= 0.9 for score in scores), scores


# Whatever is pasted ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "9500多",
        "人",
        "去年8月",
        "阿克苏市",
        "“",
        "”",
        "。",
        "，",
        "3.5",
        "万",
        "亿",
        "百",
        "第",
        "一",
        "超过",
        "%",
        "左右",
        "and",
        " ",
        "about ",
        "2024",
        " km",
        "people",
        ". ",
        "Last August",
        "Aksu City",
        "《",
        "》",
        "计划",
        "医院",
        "{",
        "}",
        "one hundred",
        "-",
        "月",
        "年",
        "31日",
        "$",
        "\n",
        "[3] ",
    ]
)
PASTED = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(PASTED, st.sampled_from(list(Language)))
@settings(max_examples=400, deadline=None)
def test_values_lie_within_the_text_and_never_overlap(text, language):
    for passage in propose(split_passages(text), language, PUBLISHED, READER):
        position = 0
        for found in passage.values:
            assert position <= found.start < found.end <= len(passage.text)
            position = found.end
        for candidate in passage.candidates:
            end = candidate.start + len(candidate.sentence)
            assert passage.text[candidate.start : end] == candidate.sentence


@given(
    st.integers(2, 99999),
    st.sampled_from(["", "多", "余"]),
    st.sampled_from(["", "超过", "约", "至少"]),
    st.sampled_from(["人", "公里", "元", "%", "万人次"]),
)
@settings(deadline=None)
def test_what_was_marked_reads_back_to_the_same_value(amount, more, hedge, unit):
    sentence = f"当地有{hedge}{amount}{more}{unit}，都不远。"
    (found,) = read(sentence)
    again = READER.guess(sentence[found.start : found.end], ZH, PUBLISHED)
    assert again is not None
    assert again.value == found.value
    assert found.value.amount % Decimal(amount) == 0


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "多",
        "9500多人",
        "阿克苏",
        "“",
        "A",
        "Aa ",
        "1,",
        "市",
        "2024年",
        "one ",
        "(",
        "1-",
        "百分之",
    ],
)
def test_a_hostile_paste_is_read_in_seconds(piece):
    text = (piece * MAX_TEXT)[:MAX_TEXT]
    start = time.perf_counter()
    for language in Language:
        propose(split_passages(text), language, PUBLISHED, READER)
    assert time.perf_counter() - start < 30


def test_a_text_that_is_too_long_is_refused_whole():
    with pytest.raises(ValueError, match="more than"):
        propose([(1, "字" * (MAX_TEXT + 1))], ZH, PUBLISHED, READER)
