"""The API keeps what its OpenAPI document promises, for whatever is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from serve_material import TOKEN, readings

from outskirts.config import Config
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.ledger import Ledger
from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk

PATHS = create_app(cast(Desk, None)).openapi()["paths"]
OPERATIONS = [(method, path) for path, methods in PATHS.items() for method in methods]
bounded = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("openapi")
    ledger = Ledger.open(folder / "ledger.sqlite", reader="tests")
    list(ledger.add(readings()))
    app = create_app(Desk(ledger, load_conflicts(), Config(folder)), TOKEN)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_question_breaks_the_server_or_its_promises(api: Any, method: str, path: str) -> None:
    @bounded
    @given(case=api[path][method].as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()


def test_no_review_breaks_the_server_or_its_promises(api: Any) -> None:
    # Which fields an action needs, and which of them fit together, is more than the document can say: 400 says it.
    @bounded
    @given(case=api["/api/review"]["post"].as_strategy())
    def send(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=[positive_data_acceptance])

    send()
