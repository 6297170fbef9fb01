"""Where a program begins: the index of the API leads to everything else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from quizzes.api.urls import router

pytestmark = pytest.mark.django_db
URL = "/api/v1/"


def test_the_index_leads_anyone_to_the_collections_the_schema_and_the_documentation(
    outsider_api: APIClient, client: Client
) -> None:
    answer = outsider_api.get(URL)
    assert answer.status_code == 200
    found = answer.json()
    assert found["collections"]["quizzes"] == "http://testserver/api/v1/quizzes/"
    assert found["sign_in"] == "http://testserver/api/v1/auth/login/"
    for name in ("description", "documentation"):
        assert client.get(found[name]).status_code == 200


def test_every_collection_is_named_and_answers(teacher_api: APIClient) -> None:
    named = teacher_api.get(URL).json()["collections"]
    for _prefix, _viewset, basename in router.registry:
        assert f"http://testserver{reverse(f'api:{basename}-list')}" in named.values()
    for name, address in named.items():
        assert teacher_api.get(address).status_code == 200, name


def test_the_index_is_only_read_and_what_is_beside_it_is_nowhere(outsider_api: APIClient) -> None:
    for answer, status in ((outsider_api.post(URL), 405), (outsider_api.get(f"{URL}x/"), 404)):
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
