"""A file of feeds is checked before anything is asked; what is wrong is named with its key and a remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from outskirts.errors import KnowledgeError
from outskirts.watch.settings import FileSink, load

HEAD = '[about]\nwhat = "x"\nsource = "x"\nlicence = "x"\n'
FEED = '[[feed]]\nurl = "https://wire.example/feed"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_said_is_as_documented(tmp_path: Path) -> None:
    found = load(written(tmp_path, HEAD + FEED))
    assert found.every(found.feed[0]) == timedelta(minutes=15)
    assert found.polling.gap == timedelta(seconds=2)
    assert set(found.alerts.on) == {"status", "first", "denial", "retraction"}
    assert not found.feed[0].follow


def test_the_example_of_the_docs_is_sound() -> None:
    found = load(Path(__file__).parents[2] / "docs" / "feeds.toml")
    assert {sink.kind for sink in found.sink} == {"file", "atom", "webhook", "mail"}


def test_paths_are_those_beside_the_file(tmp_path: Path) -> None:
    found = load(written(tmp_path, HEAD + FEED + '[[sink]]\nkind = "file"\npath = "alerts.jsonl"\n'))
    assert found.sink == (FileSink(kind="file", path=tmp_path / "alerts.jsonl"),)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (FEED, "no header"),
        (HEAD, "feed: "),
        (HEAD + "feed = 3", "feed: "),
        (HEAD + FEED + "evry = '5m'", "feed.1.evry: no such key"),
        (HEAD + FEED + "every = 5", "feed.1.every: "),
        (HEAD + FEED + "every = '5s'", "every: https://wire.example/feed would be asked more often"),
        (HEAD + FEED + "format = 'odt'", "feed.1.format: "),
        (HEAD + FEED + FEED, "https://wire.example/feed stands there twice"),
        (HEAD + FEED + FEED.replace("https", "file").replace("wire", "a"), "feed.2.url: "),
        (HEAD + FEED.replace("wire", "ann:secret@wire"), "leave names and passwords out"),
        (HEAD + FEED + '[[sink]]\nkind = "pigeon"', "sink.1: no kind of sink"),
        (HEAD + FEED + '[[sink]]\nkind = "webhook"', "sink.1.url: is lacking"),
        (HEAD + FEED + '[alerts]\non = ["weather"]', "alerts.on.1: "),
        (HEAD + FEED + "[polling]\nper_hour = 0", "polling.per_hour: "),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(KnowledgeError) as error:
        load(path)
    assert str(error.value).startswith(str(path))
    assert key in str(error.value)
    assert error.value.remedy
