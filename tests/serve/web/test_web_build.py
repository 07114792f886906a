"""How the app gets into the package."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

WEB = Path(__file__).parents[3] / "web"


def test_a_second_build_does_nothing(hatch_build: ModuleType) -> None:
    hatch_build.build()
    assert hatch_build.build() is False
    assert (hatch_build.TARGET / "index.html").is_file()


def test_a_change_of_a_source_is_noticed(
    hatch_build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "node_modules").mkdir()
    source = tmp_path / "src" / "main.tsx"
    source.write_text("one")
    monkeypatch.setattr(hatch_build, "SOURCES", tmp_path)
    before = hatch_build.content_hash()
    (tmp_path / "node_modules" / "package.js").write_text("not a source")
    assert hatch_build.content_hash() == before
    source.write_text("two")
    assert hatch_build.content_hash() != before


def test_a_failed_step_says_what_failed_and_what_to_do(hatch_build: ModuleType) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)ended with 3.*no registry here.*OUTSKIRTS_WEB=skip"):
        hatch_build.run("node", "-e", "console.error('no registry here'); process.exit(3)")


def test_the_lock_file_names_no_host() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in one for one in lock["packages"].values())
    assert all(one.get("integrity") for name, one in lock["packages"].items() if name)


def test_the_page_names_no_other_host(hatch_build: ModuleType) -> None:
    hatch_build.build()
    page = (hatch_build.TARGET / "index.html").read_text(encoding="utf-8")
    assert "http" not in page
    assert "<script>" not in page


def test_the_sources_pass_the_checks_of_their_language(hatch_build: ModuleType) -> None:
    hatch_build.build()
    hatch_build.install()
    hatch_build.node("node_modules/typescript/bin/tsc", "--noEmit")
