"""What a hostile report, page, address or name can not do."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve_material import SCRIPT

from outskirts.cli.serve import loopback
from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk
from outskirts.serve.security import LOOPBACK, host_of

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

ANSWERS = ("/", "/api/overview", "/api/openapi.json", "/api/nothing", "/assets/app-1a2b.js", "/assets/none.js",
           "/api/claims/none", "/api/claims?page=0")  # fmt: skip


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_tells_the_browser_what_to_refuse(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["worker-src"] == "'self' blob:"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_name_that_points_here_from_elsewhere_is_refused(desk: Desk, client: TestClient) -> None:
    private = type(client)(create_app(desk, None, LOOPBACK), base_url="http://127.0.0.1:8765")
    assert private.get("/api/conflicts").status_code == 200
    for name in ("rebound.example", "127.0.0.1.example", "localhost.example:8765", "", "[::1].example"):
        assert private.get("/api/conflicts", headers={"Host": name}).status_code == 421
    for name in ("localhost", "LOCALHOST:1", "[::1]:8765"):
        assert private.get("/api/conflicts", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    ("header", "host"),
    [("127.0.0.1:80", "127.0.0.1"), ("[::1]:80", "::1"), ("Localhost", "localhost"), ("[::1].evil", "[::1].evil")],
)
def test_a_host_header_is_read_whole(header: str, host: str) -> None:
    assert host_of(header) == host


@pytest.mark.parametrize(
    ("host", "private"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("192.168.1.2", False), ("a-name", False)],
)  # fmt: skip
def test_only_addresses_of_this_machine_are_private(host: str, private: bool) -> None:
    assert loopback(host) is private


def test_words_of_a_report_are_text_and_never_a_page(client: TestClient) -> None:
    report = client.get("/api/reports/r-nasty")
    assert report.headers["content-type"] == "application/json"
    assert report.json()["text"].startswith(SCRIPT)
    assert report.json()["url"] is None
    for path in ("/api/claims?q=shelled", "/api/search?q=shelled", "/api/reports", "/api/voices", "/api/export/kml"):
        kind = client.get(path).headers["content-type"]
        assert not kind.startswith("text/html"), path


def test_a_hostile_report_runs_nothing_in_the_brief(desk: Desk, client: TestClient, home: Path) -> None:
    from outskirts.config import Config
    from outskirts.detect.gazetteer import ensure

    open_ = type(client)(create_app(Desk(desk.ledger, desk.conflicts, desk.config, lambda: ensure(Config(home)))))
    page = open_.get("/api/brief", params={"conflict": "russia-ukraine"})
    assert page.status_code == 200
    assert "Toretsk" in page.text
    assert not re.search(r"<script|<img src=x|<b><|javascript:", page.text, re.I)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/%00",
     "//etc/passwd", "/..%5csecret.txt"],
)  # fmt: skip
def test_nothing_outside_of_the_web_app_is_sent(client: TestClient, path: str) -> None:
    got = client.get(path)
    assert "not for anybody" not in got.text
    assert "root:" not in got.text


def test_every_other_address_is_the_apps(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    for path in ("/", "/place/geonames:709354?on=2024-10-08", "/deep/down"):
        assert "the app" in client.get(path).text
    asset = client.get("/assets/app-1a2b.js")
    assert "immutable" in asset.headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"
    bare = type(client)(create_app(desk, folder=tmp_path / "none"))
    assert "has not been built" in bare.get("/").text
    unknown = client.get("/api/nothing")
    assert (unknown.status_code, unknown.json()["error"]) == (404, "no such question: /api/nothing")


def test_a_body_that_is_too_long_is_not_read(client: TestClient) -> None:
    assert client.post("/api/review", content=b"x" * 70_000).status_code == 413
    assert client.post("/api/review", content=iter([b"x"])).status_code == 413


@pytest.mark.parametrize(
    "asked",
    ["on=2024-02-30", "on=yesterday", "on=0", "known_at=20241008", "known_at=2024-13-01", "size=101", "page=0",
     "page=99999999999", f"conflict={'c' * 81}", "on=9999-12-31"],
)  # fmt: skip
def test_values_that_are_none_are_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/api/places/geonames:709354?{asked}").status_code == 422


def test_nothing_that_is_asked_opens_a_connection(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: tried.append(address))
    for path in ("/api/reports/r-nasty", "/api/claims?q=http://news.example/x", "/api/search?q=news.example"):
        assert client.get(path).status_code == 200
    assert tried == []
