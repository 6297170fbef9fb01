"""Addresses and fields that no page of ours makes: an answer all the same, on every database."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_article, make_bank

pytestmark = pytest.mark.django_db
CARD = "/study/cards/cotton-0.count/"


@pytest.fixture(autouse=True)
def _bank(db: None) -> None:
    make_bank(make_article(), 2)


@pytest.mark.parametrize("address", ["/study/", "/mistakes/", "/mistakes/mistakes.csv", CARD])
@pytest.mark.parametrize("query", ["article=%00", "topic=a%00b", "article=cotton&topic=%00"])
@pytest.mark.parametrize("more", ["", "&mistakes=1", "&exam=2099-01-01", "&page=%00"])
def test_a_nul_in_a_query_is_as_if_nothing_were_asked(
    student_client: Client, address: str, query: str, more: str
) -> None:
    assert student_client.get(f"{address}?{query}{more}").status_code == 200


@pytest.mark.parametrize(
    "address", ["cards/%00/", "cards/a%00.b/", "cards/%00/check/", "aside/%00/back/"]
)
def test_a_nul_in_an_address_leads_nowhere(student_client: Client, address: str) -> None:
    assert student_client.get(f"/study/{address}").status_code == 404
    assert student_client.post(f"/study/{address}", {"text": "1"}).status_code == 404


def test_a_nul_beside_a_typed_answer_is_passed_over(student_client: Client) -> None:
    page = student_client.post(f"{CARD}check/", {"text": "9500", "article": "\x00"})
    assert page.status_code == 200


def test_an_exam_on_a_nul_is_told_at_its_field(student_client: Client) -> None:
    page = student_client.post("/study/exams/", {"of": "cotton\x00", "day": "2099-01-01"})
    assert "Choose an article or a topic." in page.content.decode()
