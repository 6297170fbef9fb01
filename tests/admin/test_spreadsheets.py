"""The way of a spreadsheet through the admin: upload, dry run, confirmation, export."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes.domain.formats.workbooks import MOST_BYTES
from quizzes.models import Fact
from quizzes.services.spreadsheets import plan_import
from tests.personas import signed_in
from tests.services.test_spreadsheets import good_row, sheet

IMPORT = "admin:quizzes_fact_import"


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def upload(client, content: bytes, name: str = "facts.csv"):
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, content)})


def cotton(number: int = 1, **changed: str) -> list[str]:
    return good_row(number, **changed)


def test_a_file_is_shown_before_it_is_imported(teacher_client, article):
    answer = upload(teacher_client, sheet([cotton(1), cotton(2)]))
    assert answer.status_code == 302
    page = teacher_client.get(answer["Location"])
    assert page.context["plan"].counts == {"new": 2}
    assert not Fact.objects.exists()
    done = teacher_client.post(answer["Location"], follow=True)
    assert "Imported: 2 facts" in done.content.decode()
    assert Fact.objects.count() == 2
    assert teacher_client.get(answer["Location"]).status_code == 404


def test_bad_rows_are_left_out_only_when_asked(teacher_client, article):
    place = upload(teacher_client, sheet([cotton(1), cotton(2, Value="many")]))["Location"]
    page = teacher_client.get(place).content.decode()
    assert "facts, row 3, column I (Value)" in page
    assert "Import 1 and leave out 1 bad" in page
    assert teacher_client.post(place).status_code == 200
    assert not Fact.objects.exists()
    teacher_client.post(place, {"skip_bad": "1"})
    assert Fact.objects.get().key == "trained-1"


def test_what_stands_in_a_cell_is_never_run(teacher_client, article):
    evil = "<script>alert(1)</script>"
    place = upload(teacher_client, sheet([cotton(1, Value=evil, Kind=evil)]))["Location"]
    page = teacher_client.get(place).content.decode()
    assert evil not in page
    assert "&lt;script&gt;" in page


def test_students_and_outsiders_cannot_import(student_client, client, article):
    for someone in (student_client, client):
        assert upload(someone, sheet([cotton()])).status_code == 302
        assert someone.get(reverse("admin:quizzes_fact_export", args=["csv"])).status_code == 302
    assert not Fact.objects.exists()


def test_an_upload_is_for_its_owner_alone(teacher_client, admin_user, article):
    place = upload(teacher_client, sheet([cotton()]))["Location"]
    assert signed_in(admin_user).get(place).status_code == 404


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(11):
            archive.writestr(f"xl/{part}.xml", b"0" * 10 * 1024 * 1024)
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
        (bomb(), "unpacks to far more"),
        (with_entities(), "damaged"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "the old kind"),
        (b"\x00\x01\x02\xff", "neither .xlsx nor text"),
        (b"a,b\n1,2\n", "No sheet has the headings"),
        (b"Key,Article\n" + b"a,b\n" * 20_001, "more than 20000 rows"),
    ],
    ids=["large", "bomb", "entities", "damaged", "old", "binary", "other", "rows"],
)
def test_files_that_are_no_sheets_are_refused_with_a_reason(teacher_client, content, words):
    page = upload(teacher_client, content)
    assert page.status_code == 200
    assert words in page.content.decode()


def test_lists_are_exported_as_they_are_filtered_and_read_back(teacher_client, article):
    place = upload(teacher_client, sheet([cotton(1), cotton(2)]))["Location"]
    teacher_client.post(place)
    for kind in ("xlsx", "csv"):
        address = reverse("admin:quizzes_fact_export", args=[kind])
        file = teacher_client.get(f"{address}?q=trained-1").content
        page = teacher_client.get(upload(teacher_client, file, f"f.{kind}")["Location"])
        assert page.context["plan"].counts == {"unchanged": 1}
        assert "nothing to import" in page.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_template_has_headings_in_the_language(teacher_client, language):
    answer = teacher_client.get(reverse("admin:quizzes_fact_template") + f"?language={language}")
    assert answer.content.startswith(b"PK")
    assert language in answer["Content-Disposition"]
    page = upload(teacher_client, answer.content, "t.xlsx").content.decode()
    assert "no row below them" in page


@pytest.mark.parametrize("model", ["fact", "item"])
def test_the_lists_link_to_import_and_export(teacher_client, model):
    page = teacher_client.get(reverse(f"admin:quizzes_{model}_changelist")).content.decode()
    assert reverse(f"admin:quizzes_{model}_import") in page
    assert reverse(f"admin:quizzes_{model}_export", args=["xlsx"]) in page
    assert teacher_client.get(reverse(f"admin:quizzes_{model}_import")).status_code == 200


def test_the_log_tells_what_was_added_from_what_was_changed(teacher_client, article):
    for rows in (
        [cotton(1)],
        [cotton(1, **{"Statement (Chinese)": "教会了{trained}人。"}), cotton(2)],
    ):
        teacher_client.post(upload(teacher_client, sheet(rows))["Location"])
    first, second = (str(fact.pk) for fact in Fact.objects.order_by("key"))
    logged = LogEntry.objects.order_by("pk").values_list("object_id", "action_flag")
    assert list(logged) == [(first, ADDITION), (second, ADDITION), (first, CHANGE)]


def test_turning_the_pages_of_a_dry_run_reads_the_file_once(teacher_client, article, monkeypatch):
    made = []

    def counted(*given: object) -> object:
        made.append(given)
        return plan_import(*given)

    monkeypatch.setattr("quizzes.admin.spreadsheets.plan_import", counted)
    place = upload(teacher_client, sheet([cotton(each) for each in range(150)]))["Location"]
    seen = [teacher_client.get(f"{place}?p={number}") for number in (1, 2, 1)]
    assert [len(page.context["rows"]) for page in seen] == [100, 50, 100]
    assert len(made) == 1


def test_what_is_imported_is_what_was_shown(teacher_client, article):
    place = upload(teacher_client, sheet([cotton(1)]))["Location"]
    mark = teacher_client.get(place).context["plan"].mark
    other = upload(teacher_client, sheet([cotton(1, Value="2000多人")]))["Location"]
    teacher_client.post(other)
    answer = teacher_client.post(place, {"seen": mark})
    assert "something was changed meanwhile" in answer.content.decode()
    assert Fact.objects.get().points.get().amount == 2000
