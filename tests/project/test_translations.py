"""The tool that keeps the catalogues complete."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import override, to_locale

from tools import translations
from tools.translations import Message

SOURCES = {
    Message("", "Sign in", ""): {"templates/login.html"},
    Message("", "%(n)s card", "%(n)s cards"): {"templates/home.html"},
}


@pytest.fixture
def catalogue() -> polib.POFile:
    """Complete for the sources above, in a language with one plural form."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=1; plural=0;"}
    translations.extract(catalogue, SOURCES)
    entry(catalogue, "Sign in").msgstr = "登录"
    entry(catalogue, "%(n)s card").msgstr_plural = {0: "%(n)s张卡片"}
    return catalogue


def entry(catalogue: polib.POFile, text: str) -> polib.POEntry:
    found = catalogue.find(text)
    assert found is not None
    return found


def faults(catalogue: polib.POFile) -> list[str]:
    return list(translations.faults(catalogue, SOURCES))


def test_a_complete_catalogue_has_no_faults(catalogue: polib.POFile):
    assert faults(catalogue) == []


def test_a_text_that_is_not_translated_is_named_with_its_file(catalogue: polib.POFile):
    entry(catalogue, "Sign in").msgstr = ""
    assert faults(catalogue) == ["templates/login.html: 'Sign in' is not translated"]


def test_a_text_that_is_not_in_the_catalogue_is_named(catalogue: polib.POFile):
    catalogue.remove(entry(catalogue, "Sign in"))
    (fault,) = faults(catalogue)
    assert "'Sign in' is missing" in fault


def test_a_fuzzy_translation_is_a_fault(catalogue: polib.POFile):
    entry(catalogue, "Sign in").flags.append("fuzzy")
    (fault,) = faults(catalogue)
    assert "fuzzy" in fault


@pytest.mark.parametrize("text", ["{n}张卡片", "张卡片", "%(m)s张卡片"])
def test_a_translation_with_other_placeholders_is_a_fault(catalogue: polib.POFile, text: str):
    entry(catalogue, "%(n)s card").msgstr_plural = {0: text}
    (fault,) = faults(catalogue)
    assert "placeholders" in fault


def test_a_missing_plural_form_is_a_fault(catalogue: polib.POFile):
    entry(catalogue, "%(n)s card").msgstr_plural = {}
    (fault,) = faults(catalogue)
    assert "plural form" in fault


def test_extracting_again_keeps_translations_and_retires_what_is_gone(catalogue: polib.POFile):
    translations.extract(catalogue, {Message("", "Sign in", ""): {"templates/other.html"}})
    assert entry(catalogue, "Sign in").msgstr == "登录"
    assert not entry(catalogue, "Sign in").obsolete
    assert [old.msgid for old in catalogue.obsolete_entries()] == ["%(n)s card"]


def test_merging_fills_gaps_and_never_overwrites(catalogue: polib.POFile):
    other = polib.POFile()
    other.append(polib.POEntry(msgid="Sign in", msgstr="进入"))
    other.append(polib.POEntry(msgid="Sign out", msgstr="退出"))
    assert translations.merge(catalogue, other) == 1
    assert entry(catalogue, "Sign in").msgstr == "登录"
    assert entry(catalogue, "Sign out").msgstr == "退出"


def test_texts_are_found_in_python_and_in_templates():
    python = 'x = _("Due"); y = pgettext_lazy("a card", "Again"); z = ngettext("a", "b", n)'
    assert set(translations.python_messages(python)) == {
        Message("", "Due", ""),
        Message("a card", "Again", ""),
        Message("", "a", "b"),
    }
    template = (
        '{% load i18n %}<p>It\'s "here"</p>{% translate "100%" %}{{ x|default:_("none") }}'
        "{% blocktranslate trimmed count n=n %}\n one card\n{% plural %}{{ n }} cards"
        "{% endblocktranslate %}"
    )
    assert set(translations.template_messages(template)) == {
        Message("", "100%%", ""),
        Message("", "none", ""),
        Message("", "one card", "%(n)s cards"),
    }


def test_compiling_writes_a_catalogue_that_gettext_reads_and_only_when_it_is_older(tmp_path: Path):
    folder = tmp_path / "quizzes" / "locale" / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Sign in", msgstr="登录"))
    catalogue.save(str(folder / "django.po"))
    assert translations.compile_catalogues(tmp_path) == 1
    assert polib.mofile(str(folder / "django.mo")).find("Sign in").msgstr == "登录"
    assert translations.compile_catalogues(tmp_path) == 0


def test_every_language_of_the_site_except_that_of_the_sources_has_a_catalogue():
    wanted = {to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    assert {path.parents[1].name for path in translations.catalogues()} == wanted


def test_every_text_of_the_site_is_translated():
    found = translations.source_messages()
    for path in translations.catalogues():
        assert list(translations.faults(polib.pofile(str(path)), found)) == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_a_broken_constraint_says_can_be_said_in_every_language(language: str):
    """Django puts the constraint's name into the text, where a bare % would be an error."""
    constraints = [
        each
        for model in apps.get_app_config("quizzes").get_models()
        for each in model._meta.constraints
    ]
    assert constraints
    with override(language):
        assert all(each.get_violation_error_message() for each in constraints)
