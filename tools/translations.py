#!/usr/bin/env python
"""Our own message catalogues, without GNU gettext: extract, merge, check, compile.

python tools/translations.py extract [--add LOCALE]   bring the catalogues up to the sources
python tools/translations.py merge FILE…              fill gaps of zh_Hans from other .po files
python tools/translations.py check                    fail for every text that is not translated
python tools/translations.py compile                  write the .mo files where they are older
"""

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parent.parent

# Function name -> which of its arguments are context, singular and plural.
_PLAIN, _PLURAL = (None, 0, None), (None, 0, 1)
_CONTEXT, _CONTEXT_PLURAL = (0, 1, None), (0, 1, 2)
KEYWORDS: dict[str, tuple[int | None, int, int | None]] = {
    name + suffix: places
    for name, places in {
        "gettext": _PLAIN,
        "ngettext": _PLURAL,
        "pgettext": _CONTEXT,
        "npgettext": _CONTEXT_PLURAL,
    }.items()
    for suffix in ("", "_lazy")
} | {"_": _PLAIN, "gettext_noop": _PLAIN}

_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(({_STRING}(?:, {_STRING})*)")
_NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
_POSITIONAL = re.compile(r"(?<!%)(?:%%)*(%[sd]|\{\})")


class Message(NamedTuple):
    """A text in a source file; `plural` and `context` are "" where it has none."""

    context: str
    singular: str
    plural: str


def python_messages(source: str, origin: str = "<text>") -> Iterator[Message]:
    """The texts that Python code passes to gettext and its relatives.

    >>> list(python_messages('ngettext("one card", "%d cards", n); _("Go" "!")'))
    [Message(context='', singular='one card', plural='%d cards'), \
Message(context='', singular='Go!', plural='')]
    """
    for node in ast.walk(ast.parse(source, origin)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from _message(name, values)


def template_messages(source: str, origin: str = "") -> Iterator[Message]:
    """The texts that a Django template translates.

    >>> list(template_messages('<p title="{% translate "Due today" %}">'))
    [Message(context='', singular='Due today', plural='')]
    """
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for name, arguments in _CALL.findall(templatize(source, origin)):
        yield from _message(name, list(ast.literal_eval(f"({arguments},)")))


def _message(name: str, values: Sequence[object]) -> Iterator[Message]:
    if name not in KEYWORDS:
        return
    context, singular, plural = (
        values[place] if place is not None and place < len(values) else ""
        for place in KEYWORDS[name]
    )
    if (
        isinstance(context, str)
        and isinstance(singular, str)
        and isinstance(plural, str)
        and singular
    ):
        yield Message(context, singular, plural)


def source_messages(root: Path = ROOT) -> dict[Message, set[str]]:
    """Every text of the sources, with the files that hold it."""
    found: dict[Message, set[str]] = {}
    for folder in ("quizsite", "quizzes", "templates"):
        for path in sorted((root / folder).rglob("*")):
            name = str(path.relative_to(root))
            if path.suffix == ".py" and "migrations" not in path.parts:
                messages = python_messages(path.read_text(encoding="utf-8"), name)
            elif path.suffix in {".html", ".txt"} and "static" not in path.parts:
                messages = template_messages(path.read_text(encoding="utf-8"), name)
            else:
                continue
            for message in messages:
                found.setdefault(message, set()).add(name)
    return found


def catalogues(root: Path = ROOT) -> list[Path]:
    return sorted((root / "quizzes" / "locale").glob("*/LC_MESSAGES/django.po"))


def _find(catalogue: polib.POFile, message: Message) -> polib.POEntry | None:
    # Not POFile.find: it takes a context of None for "any".
    for entry in catalogue:
        if (entry.msgctxt or "", entry.msgid) == message[:2]:
            return entry
    return None


def _is_translated(entry: polib.POEntry) -> bool:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return bool(texts) and all(texts) and not entry.fuzzy


def extract(catalogue: polib.POFile, found: dict[Message, set[str]]) -> None:
    """Add what is new, retire what is gone, keep every translation."""
    unused = {id(entry): entry for entry in catalogue}
    for message, files in found.items():
        entry = _find(catalogue, message)
        if entry is None:
            entry = polib.POEntry(msgid=message.singular, msgctxt=message.context or None)
            catalogue.append(entry)
        unused.pop(id(entry), None)
        entry.obsolete = False
        entry.occurrences = [(file, "") for file in sorted(files)]
        if message.plural and not entry.msgid_plural:
            entry.msgid_plural = message.plural
            forms = range(_plural_forms(catalogue))
            entry.msgstr_plural = dict.fromkeys(forms, entry.msgstr)
            entry.msgstr = ""
    for entry in unused.values():
        entry.obsolete = True
    catalogue.sort(key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or ""))


def merge(catalogue: polib.POFile, other: polib.POFile) -> int:
    """Fill the gaps of a catalogue from another one; the number of texts that were filled."""
    filled = 0
    for theirs in other:
        message = Message(theirs.msgctxt or "", theirs.msgid, theirs.msgid_plural or "")
        ours = _find(catalogue, message)
        if ours is None:
            catalogue.append(theirs)
            filled += 1
        elif not _is_translated(ours) and _is_translated(theirs):
            ours.msgstr, ours.msgstr_plural = theirs.msgstr, theirs.msgstr_plural
            ours.msgid_plural = theirs.msgid_plural
            filled += 1
    return filled


def faults(catalogue: polib.POFile, found: dict[Message, set[str]]) -> Iterator[str]:
    """One line for each text of the sources that a reader of this language would miss."""
    for message, files in sorted(found.items()):
        where = f"{min(files)}: {message.singular!r}"
        entry = _find(catalogue, message)
        if entry is None or entry.obsolete:
            yield f"{where} is missing from the catalogue (make messages)"
        elif entry.fuzzy:
            yield f"{where} is marked fuzzy"
        elif message.plural and len(entry.msgstr_plural) != _plural_forms(catalogue):
            yield f"{where} needs {_plural_forms(catalogue)} plural form(s)"
        elif not _is_translated(entry):
            yield f"{where} is not translated"
        else:
            yield from _placeholder_faults(where, message, entry)


def _placeholder_faults(where: str, message: Message, entry: polib.POEntry) -> Iterator[str]:
    wanted = _placeholders(message.plural or message.singular)
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        if _placeholders(text) != wanted:
            yield f"{where} has other placeholders than its translation {text!r}"


def _placeholders(text: str) -> tuple[frozenset[str], Counter[str]]:
    """Named ones, which a translation may repeat, and the count of the positional ones."""
    named = frozenset(match.group() for match in _NAMED.finditer(text))
    return named, Counter(_POSITIONAL.findall(text))


def _plural_forms(catalogue: polib.POFile) -> int:
    match = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(match.group(1)) if match else 2


def _new_catalogue(path: Path) -> None:
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "quizsite",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": path.parent.parent.name,
        "Plural-Forms": "nplurals=1; plural=0;"
        if path.parent.parent.name.startswith(("zh", "ja", "ko"))
        else "nplurals=2; plural=(n != 1);",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def _extract_command(add: str | None) -> int:
    if add:
        new = ROOT / "quizzes" / "locale" / add / "LC_MESSAGES" / "django.po"
        if not new.exists():
            _new_catalogue(new)
    found = source_messages()
    for path in catalogues():
        catalogue = polib.pofile(str(path), wrapwidth=100)
        extract(catalogue, found)
        catalogue.save(str(path))
        missing = sum(not _is_translated(entry) for entry in catalogue if not entry.obsolete)
        print(f"{path.relative_to(ROOT)}: {len(found)} texts, {missing} to translate")
    return 0


def _merge_command(files: list[Path]) -> int:
    path = ROOT / "quizzes" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=100)
    for file in files:
        print(f"{file.name}: {merge(catalogue, polib.pofile(str(file)))} texts filled")
    catalogue.save(str(path))
    return 0


def _check_command() -> int:
    found = source_messages()
    if not catalogues():
        print("There is no catalogue in quizzes/locale.")
        return 1
    lines = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in catalogues()
        for fault in faults(polib.pofile(str(path)), found)
    ]
    print("\n".join(lines) or f"{len(found)} texts are translated.")
    return 1 if lines else 0


def compile_catalogues(root: Path = ROOT) -> int:
    """Write the .mo files that are missing or older than their .po; how many."""
    written = 0
    for path in catalogues(root):
        binary = path.with_suffix(".mo")
        if not binary.exists() or binary.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(binary))
            written += 1
    return written


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract").add_argument("--add", metavar="LOCALE")
    commands.add_parser("merge").add_argument("files", nargs="+", type=Path)
    commands.add_parser("check")
    commands.add_parser("compile")
    options = parser.parse_args(arguments)
    match options.command:
        case "extract":
            return _extract_command(options.add)
        case "merge":
            return _merge_command(options.files)
        case "check":
            return _check_command()
        case _:
            compile_catalogues()
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
