"""Names that no entity has yet, by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.domain.facts import PointKind
from quizzes.domain.proposals.found import FoundValue, Language, NewName

_SUFFIXES_ZH = {
    "自治区": ("place", "autonomous-region"),
    "自治州": ("place", "autonomous-prefecture"),
    "省": ("place", "province"),
    "市": ("place", "city"),
    "县": ("place", "county"),
    "乡": ("place", "township"),
    "镇": ("place", "town"),
    "指挥部": ("organisation", "command"),
    "医院": ("organisation", "hospital"),
    "大学": ("organisation", "university"),
    "学院": ("organisation", "college"),
    "小学": ("organisation", "school"),
    "中学": ("organisation", "school"),
    "公司": ("organisation", "company"),
    "集团": ("organisation", "company"),
    "研究院": ("organisation", "institute"),
    "研究所": ("organisation", "institute"),
    "委员会": ("organisation", "committee"),
    "博物馆": ("organisation", "museum"),
    "图书馆": ("organisation", "library"),
    "艺术团": ("organisation", "troupe"),
}
_ENDING = "|".join(sorted(_SUFFIXES_ZH, key=len, reverse=True))
_SUFFIX_ZH = re.compile(rf"(?:{_ENDING})(?![场长民级区域内外委直辖政花容面化人府村集员生])")
# Where a name cannot have begun yet. Verbs of news that stand before names are here too.
_STOP_ZH = re.compile(
    r".*(?:[^\u3400-\u9fff]|[的了在于由为与及被把向从对将让等是到和并据经使给新旧该本各每全受]"
    r"|位于|来自|前往|走进|来到|组织|举办|帮助|支持|促成|推动|成立|引入|加入|名为|一[家所个座]|[家所个座]|附近)",
    re.DOTALL,
)
_PROGRAMME_ZH = re.compile(
    r"[“「『](?P<name>[^“”「」『』，。！？；]{2,16}(?:计划|工程|行动|项目|活动|制度|模式|工作室))[”」』]"
    r"|[“「『](?P<inner>[^“”「」『』，。！？；]{2,12})[”」』](?P<outer>计划|工程|行动|项目|活动|制度|工作室|研学班|书屋)"
)
_WORK_ZH = re.compile(r"《(?P<name>[^《》]{1,30})》")
_LONGEST_ZH = {"place": 6, "organisation": 18}
_VAGUE = re.compile(
    r"[城省县外全本各]市|[乡城]镇|[全外本]省|大学|[医学]院|[中小]学|公司|集团|援疆省市"
)

_BODIES = (
    *("Council", "Ministry", "Agency", "Union", "Association", "Foundation", "Committee", "Bureau"),
    *("Department", "Command", "Centre", "Center", "Museum", "Library", "Society", "Trust"),
    *("Authority", "Administration"),
)
_SUFFIXES_EN = {
    **dict.fromkeys(("Province", "State", "Region"), ("place", "province")),
    **dict.fromkeys(("City", "Town", "Village"), ("place", "city")),
    **dict.fromkeys(("County", "District", "Prefecture"), ("place", "county")),
    **dict.fromkeys(
        ("River", "Lake", "Mountain", "Mountains", "Island", "Bay"), ("place", "nature")
    ),
    **dict.fromkeys(("Park", "Bridge", "Airport", "Station", "Reserve", "Port"), ("place", "site")),
    **dict.fromkeys(("Hospital", "Clinic"), ("organisation", "hospital")),
    **dict.fromkeys(
        ("University", "College", "Institute", "Academy"), ("organisation", "university")
    ),
    "School": ("organisation", "school"),
    **dict.fromkeys(
        ("Company", "Group", "Corporation", "Ltd", "Inc", "Bank"), ("organisation", "company")
    ),
    **dict.fromkeys(_BODIES, ("organisation", "body")),
    **dict.fromkeys(
        ("Programme", "Program", "Project", "Plan", "Initiative", "Scheme", "Campaign", "Fund"),
        ("programme", "programme"),
    ),
}
_CAPITAL = r"[A-Z][A-Za-z’'-]*"
_RUN_EN = re.compile(
    rf"\b{_CAPITAL}(?:\s(?:(?:of|for|and|the|de|&)\s(?:the\s)?)?{_CAPITAL}){{1,7}}"
)


def find_names(text: str, language: Language, known: Sequence[FoundValue]) -> Iterator[FoundValue]:
    """New names by their shape; `known` are the entities found, which a name may begin with.

    >>> [found.value.name for found in find_names("他走进明德中学。", Language.CHINESE, [])]
    ['明德中学']
    >>> [f.value.name for f in find_names("The Green Valley Hospital grew.", Language.ENGLISH, [])]
    ['Green Valley Hospital']
    """
    if language is Language.CHINESE:
        yield from _programmes(text)
        yield from _chinese(text, known)
    else:
        yield from _english(text)


def _programmes(text: str) -> Iterator[FoundValue]:
    for match in _PROGRAMME_ZH.finditer(text):
        if match["name"]:
            yield _new(match.start("name"), match.end("name"), text, "programme", "programme")
        else:
            name = match["inner"] + match["outer"]
            value = NewName(name, "programme", "programme")
            yield FoundValue(PointKind.TERM, match.start(), match.end(), value)
    for match in _WORK_ZH.finditer(text):
        value = NewName(match["name"], "thing", "work")
        yield FoundValue(PointKind.TERM, match.start(), match.end(), value)


def _chinese(text: str, known: Sequence[FoundValue]) -> Iterator[FoundValue]:
    for match in _SUFFIX_ZH.finditer(text):
        kind, category = _SUFFIXES_ZH[match[0]]
        window = max(0, match.start() - _LONGEST_ZH[kind])
        start = _begin(text, window, match.start(), known)
        name = text[start : match.end()]
        if match.start() - start >= 2 and not _VAGUE.fullmatch(name):
            yield _new(start, match.end(), text, kind, category)


def _begin(text: str, window: int, end: int, known: Sequence[FoundValue]) -> int:
    """Where a name that ends with the suffix at `end` begins: at a known name, or after a stop."""
    inside = [found for found in known if window <= found.start and found.end <= end]
    cut = inside[-1].end if inside else window
    stop = _STOP_ZH.match(text[cut:end])
    if inside and stop is None:
        return inside[-1].start
    return cut + (stop.end() if stop else 0)


def _english(text: str) -> Iterator[FoundValue]:
    for match in _RUN_EN.finditer(text):
        words = match[0].split()
        start = match.start()
        while words and words[0] in {"The", "In", "At", "On", "By", "For", "From", "A", "An"}:
            start += len(words[0]) + 1
            words = words[1:]
        shape = next((_SUFFIXES_EN[w] for w in words if w in _SUFFIXES_EN), None)
        if shape is not None and len(words) > 1:
            yield _new(start, match.end(), text, *shape)


def _new(start: int, end: int, text: str, kind: str, category: str) -> FoundValue:
    return FoundValue(PointKind.TERM, start, end, NewName(text[start:end], kind, category))
