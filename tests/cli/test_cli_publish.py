"""``outskirts publish`` on the ledger of the demo: a folder that any web host can hand out."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outskirts.publish import snapshot
from outskirts.publish.exports.formats import FORMATS
from outskirts.publish.snapshot import File, War
from outskirts.serve import static

if TYPE_CHECKING:
    from conftest import Run


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_the_front_page_leads_to_every_file(ask: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = ask("publish", str(site), "--conflict", "sudan", "--until", "2025-01-31", "--no-app")
    assert told.code == 0
    page = Page((site / "index.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    expected = {"brief.html", "map.html", *(form.filename for form in FORMATS.values())}
    assert {link.partition("/")[2] for link in page.links} == expected
    assert all((site / link).stat().st_size > 0 for link in page.links), "links are within the folder"


def test_a_snapshot_asks_for_nothing_from_elsewhere(ask: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert ask("publish", str(site), "--conflict", "sudan", "--until", "2025-01-31", "--no-app").code == 0
    for path in site.rglob("*.html"):
        assert not {"script", "iframe", "img", "link"} & Page(path.read_text(encoding="utf-8")).tags


def test_the_front_page_leads_to_the_web_app(ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = tmp_path / "built"
    built.mkdir()
    (built / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>the app</title>')
    monkeypatch.setattr(static, "FOLDER", built)
    told = ask("publish", str(tmp_path / "site"), "--conflict", "yemen")
    assert told.code == 0
    front = Page((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
    assert "app/index.html" in front.links
    assert "outskirts-snapshot" in (tmp_path / "site" / "app" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "app" / "api" / "manifest.json").is_file()


def test_a_folder_that_cannot_be_made_is_named(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = ask("publish", str(tmp_path / "file" / "site"))
    assert told.code == 3
    assert "folder that you may write to" in told.err


def test_names_become_no_markup() -> None:
    first, last = date(2024, 1, 1), date(2024, 1, 2)
    brief = File("a/brief.html", "<script>1</script>", 1)
    war = War("a", "<img src=x>", first, last, 1, 1, 1, brief, None, (File("a/x.csv", "<b>", 2_400_000),))
    text = snapshot.page([war], None)
    assert not {"script", "img", "b"} & Page(text).tags
    assert "2.4 MB" in text
