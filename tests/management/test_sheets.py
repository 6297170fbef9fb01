"""Facts and questions by the commands `import_sheet` and `export_sheet`."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.domain.formats.workbooks import read_book
from quizzes.models import Article, Fact, User
from tests.factories import make_article, make_unit
from tests.services.test_spreadsheets import good_row, sheet

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def article(db: None, teacher: User) -> Article:
    make_unit()
    return make_article()


def run(*arguments: object, **options: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def file_of(folder: Path, *rows: list[str], name: str = "facts.csv") -> Path:
    path = folder / name
    path.write_bytes(sheet(rows))
    return path


def test_a_dry_run_tells_the_outcome_of_every_row_and_writes_nothing(article, tmp_path):
    path = file_of(tmp_path, good_row(1), good_row(2, Value="many"))
    out, err = run("import_sheet", path, "--user=teacher", "--dry-run", verbosity=2)
    assert "facts 2-2 trained-1: new" in out
    assert "facts 3-3 trained-2: bad" in out
    assert "2 rows: 1 new, 1 bad" in out
    assert "Nothing was written" in out
    assert "row 3, column I (Value)" in err
    assert not Fact.objects.exists()


def test_bad_rows_keep_everything_out_until_told_to_skip_them(article, tmp_path):
    path = file_of(tmp_path, good_row(1), good_row(2, Value="many"))
    with pytest.raises(CommandError, match="--skip-bad"):
        run("import_sheet", path, "--user=teacher")
    assert not Fact.objects.exists()
    out, _err = run("import_sheet", path, "--user=teacher", "--skip-bad")
    assert "Imported: 1." in out
    assert Fact.objects.get().key == "trained-1"


def test_progress_is_shown_unless_quiet(article, tmp_path, capsys):
    path = file_of(tmp_path, *(good_row(number) for number in range(3)))
    out, _err = run("import_sheet", path, "--user=teacher", verbosity=0)
    assert out == capsys.readouterr().err == ""
    Fact.objects.all().delete()
    run("import_sheet", path, "--user=teacher")
    assert "3/3" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, "No such file"),
        ("old.xls", b"\xd0\xcf\x11\xe0 old", "the old kind"),
        ("cut.xlsx", b"PK\x03\x04 cut", "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(article, tmp_path, name, content, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=words) as found:
        run("import_sheet", path, "--user=teacher")
    assert name in str(found.value)


def test_somebody_must_import(article, tmp_path):
    path = file_of(tmp_path, good_row(1))
    for options in ([], ["--user=nobody"]):
        with pytest.raises(CommandError, match="--user"):
            run("import_sheet", path, *options)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_was_exported_is_here_already(article, tmp_path, language, suffix):
    run("import_sheet", file_of(tmp_path, good_row(1), good_row(2)), "--user=teacher")
    path = tmp_path / f"all.{suffix}"
    run("export_sheet", path, f"--language={language}", "--article=cotton")
    out, _err = run("import_sheet", path, "--user=teacher", "--dry-run")
    assert "2 unchanged" in out


def test_the_template_has_headings_and_no_row(tmp_path, db):
    path = tmp_path / "template.xlsx"
    run("export_sheet", path, "--template", "--language=en")
    grid = read_book(path.read_bytes(), path.name).grids[0]
    assert "Fact key" in grid.rows[0][1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["all.ods"], "must end with"), (["all.csv", "--article=none"], "no article none")],
)
def test_an_export_that_cannot_be_is_refused_and_leaves_no_file(db, tmp_path, arguments, words):
    name, *options = arguments
    with pytest.raises(CommandError, match=words):
        run("export_sheet", tmp_path / name, *options)
    assert not (tmp_path / name).exists()


def test_a_refusal_is_an_exit_code_for_scripts(tmp_path):
    command = [sys.executable, str(ROOT / "manage.py"), "export_sheet", str(tmp_path / "all.ods")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "must end with" in done.stderr
