"""A small ledger of made-up reports, hostile ones among them, and the application on it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serve_material import TOKEN, readings

from outskirts.config import Config
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.ledger import Ledger
from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", reader="tests") as opened:
        list(opened.add(readings()))
        yield opened


@pytest.fixture
def desk(ledger: Ledger, tmp_path: Path) -> Desk:
    return Desk(ledger, load_conflicts(), Config(tmp_path / "home"))


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A folder as the build of the web app leaves it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>the app</title>")
    (folder / "assets" / "app-1a2b.js").write_text("export {}")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("not for anybody")
    return folder


@pytest.fixture
def client(desk: Desk, web: Path) -> TestClient:
    return TestClient(create_app(desk, TOKEN, folder=web), base_url="http://127.0.0.1")


@pytest.fixture
def review(client: TestClient) -> Callable[..., object]:
    """Sends a review with the token."""

    def send(action: str, **fields: object) -> object:
        body = {"action": action, "by": "A. Reviewer", **fields}
        return client.post("/api/review", json=body, headers={"Authorization": f"Bearer {TOKEN}"})

    return send
