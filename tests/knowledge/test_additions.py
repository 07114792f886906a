"""What a user adds in his own folder is read beside the package's lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from outskirts.errors import KnowledgeError
from outskirts.extract.claims.cues import cues
from outskirts.knowledge import extended, load
from outskirts.vocabulary import Kind

ABOUT = '[about]\nwhat = "mine"\nsource = "me"\nlicence = "CC0"\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OUTSKIRTS_HOME", str(tmp_path))
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return folder


def test_a_verb_added_in_the_users_folder_is_a_cue(own: Path) -> None:
    (own / "kinds.toml").write_text(ABOUT + '[capture]\nverbs = ["bag >ground"]\n', encoding="utf-8")
    assert any(sense.kind is Kind.CAPTURE for sense in cues.__wrapped__().verbs["bagged"])
    assert "seized" in cues.__wrapped__().verbs


def test_a_file_without_header_is_refused_by_name(own: Path) -> None:
    (own / "kinds.toml").write_text('[capture]\nverbs = ["bag"]\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"kinds\.toml"):
        load("kinds.toml")


def test_lists_join_tables_join_and_values_replace() -> None:
    table = {"about": {"what": "a"}, "words": {"x": ["a"], "n": 1}, "y": ["b"]}
    own = {"about": {"what": "c"}, "words": {"x": ["c"], "n": 2}, "z": 3}
    assert extended(table, own) == {"about": {"what": "a"}, "words": {"x": ["a", "c"], "n": 2}, "y": ["b"], "z": 3}
