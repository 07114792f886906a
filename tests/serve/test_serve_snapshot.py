"""The files beside the web app of a snapshot: what the API would say, and no more than the limits allow."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outskirts.serve import snapshot
from outskirts.serve.desk import Desk

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

WAR = "russia-ukraine"


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / "api" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_files_say_what_the_api_says(desk: Desk, client: TestClient, web: Path, tmp_path: Path) -> None:
    snapshot.write(desk, tmp_path / "app", None, None, built=web)
    held = read(tmp_path / "app", "manifest")["wars"][WAR]
    for name in ("map", "names", "presences"):
        assert read(tmp_path / "app", f"{WAR}/{name}") == client.get(f"/api/{name}", params={"conflict": WAR}).json()
    for id_, days in held["places"].items():
        asked = {"conflict": WAR, "on": days[-1], "size": 100}
        told = client.get(f"/api/places/{id_}", params=asked).json()
        assert read(tmp_path / "app", f"{WAR}/places/{snapshot.named(id_)}/{days[-1]}") == told
    listed = read(tmp_path / "app", f"{WAR}/claims")["items"]
    assert len(listed) == client.get("/api/claims", params={"conflict": WAR}).json()["total"]
    for one in listed:
        assert read(tmp_path / "app", f"claims/{snapshot.named(one['id'])}")["claim"]["id"] == one["id"]
        assert read(tmp_path / "app", f"reports/{snapshot.named(one['report']['id'])}")["text"]


def test_a_snapshot_is_the_same_byte_for_byte(desk: Desk, web: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        snapshot.write(desk, tmp_path / name, WAR, None, built=web)
    files = [path.relative_to(tmp_path / "one") for path in sorted((tmp_path / "one").rglob("*")) if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path


def test_names_of_files_suit_any_host(desk: Desk, web: Path, tmp_path: Path) -> None:
    snapshot.write(desk, tmp_path / "app", None, None, built=web)
    for path in (tmp_path / "app" / "api").rglob("*.json"):
        assert re.fullmatch(r"[a-z0-9~/-]+\.json", path.relative_to(tmp_path / "app").as_posix())
    assert snapshot.named("../Ä b") == "~2e~2e~2f~c3~84~20b"


def test_what_is_too_much_is_left_out_and_told(desk: Desk, web: Path, tmp_path: Path) -> None:
    few = snapshot.Limits(places=1, days=2, items=2)
    site = snapshot.write(desk, tmp_path / "app", WAR, None, few, built=web)
    manifest = read(tmp_path / "app", "manifest")
    assert len(manifest["wars"][WAR]["places"]) == 1
    assert len(read(tmp_path / "app", f"{WAR}/claims")["items"]) == 2
    assert manifest["left_out"] == site.left_out
    assert any("older claims" in words for words in site.left_out)
    assert any("places" in words for words in site.left_out)


def test_nothing_of_a_former_snapshot_stays(desk: Desk, web: Path, tmp_path: Path) -> None:
    snapshot.write(desk, tmp_path / "app", WAR, None, built=web)
    (tmp_path / "app" / "api" / "claims" / "retracted.json").write_text("{}")
    snapshot.write(desk, tmp_path / "app", WAR, None, built=web)
    assert not (tmp_path / "app" / "api" / "claims" / "retracted.json").exists()


def test_the_page_works_below_a_path_and_keeps_to_its_host() -> None:
    html = '<meta charset="utf-8" />\n<link href="/icon.svg" />\n<script type="module" src="/assets/a.js"></script>'
    made = snapshot.page(html)
    assert 'href="./icon.svg"' in made
    assert 'src="./assets/a.js"' in made
    assert 'name="outskirts-snapshot"' in made
    assert "default-src 'self'" in made
    assert "frame-ancestors" not in made, "browsers refuse it in a page"
