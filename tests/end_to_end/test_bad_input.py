"""Whatever is given to the command: a clear message, an exit code that means something, and the rest is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

STORY = (
    "Kyiv says troops left town.\n\nUkrainian forces withdrew from Soledar on Monday, the army said. “We had to,” "
    "said Col. Müller.\n"
)
PAGE = (
    "<html><title>Troops left<body><div><p>Ukrainian forces <b>withdrew from Soledar</i> on Monday, the army said.<p>"
    "The town had been under fire for weeks, residents told reporters who visited it.<table><tr><td>x</div>"
    "<script>var a='<p>'</script>"
)
RUSSIAN = "Украинские войска оставили Соледар в понедельник, сообщила армия. Город обстреливали несколько недель."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("noise.txt", bytes(range(256)) * 40, "is a binary file"),
        ("picture.jpg", b"\x89PNG\r\n\x1a\n" + bytes(500), "is a PNG picture"),
        ("missing.txt", None, "No such file"),
    ],
)
def test_what_is_no_text_at_all_ends_with_a_message_and_a_remedy(
    outskirts: Shell, tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    done = outskirts("read", file)
    assert (done.code, done.out) == (3, "")
    first, second = done.err.splitlines()
    assert name in first
    assert message in first
    assert second.startswith("  give ")


def test_odd_files_are_read_with_a_problem_said_and_the_rest_is_done(outskirts: Shell, tmp_path: Path) -> None:
    files = {
        "cp1252.txt": STORY.encode("cp1252"),
        "utf16.txt": STORY.encode("utf-16"),
        "soup.html": PAGE.encode(),
        "russian.txt": RUSSIAN.encode(),
        "noise.txt": bytes(range(256)) * 40,
        "last.txt": STORY.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = outskirts("read", *(tmp_path / name for name in files), "--format", "jsonl", "--published", "2023-01-25")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert "Traceback" not in done.err
    assert ["withdrew" in [c["trigger"]["text"] for c in row["claims"]] for row in rows] == [True] * 3 + [False, True]
    assert rows[0]["text"] == rows[1]["text"] == rows[4]["text"]
    for message in ("not UTF-8; read as cp1252", "no article found", "not English", "noise.txt is a binary file"):
        assert message in done.err


def test_without_a_date_relative_days_are_left_open(outskirts: Shell) -> None:
    done = outskirts("read", "-", "--format", "jsonl", typed=STORY.encode())
    (row,) = map(json.loads, done.out.splitlines())
    assert done.code == 1
    assert "no date of publication" in done.err
    assert {(c["when"]["start"], c["when"]["end"]) for c in row["claims"]} == {(None, None)}


BROKEN = {
    3: '{"id": "cut off", "text": "Rebels took',
    11: "[1, 2]",
    17: '{"id": "no-text", "published": "2023-01-25T00:00:00Z"}',
}


def test_broken_lines_of_a_batch_are_named_and_the_others_are_kept(
    outskirts: Shell, batch: Callable[..., Path]
) -> None:
    done = outskirts("add", "--input", "jsonl", batch(40, BROKEN))
    assert done.code == 1
    assert done.out.startswith("37 reports (37 new)")
    assert [f"line {n + 1}" in done.err for n in BROKEN] == [True, True, True]
    assert done.err.count("problem:") == 3


@pytest.mark.slow
def test_one_broken_line_of_a_thousand_costs_that_line(outskirts: Shell, batch: Callable[..., Path]) -> None:
    done = outskirts("add", "--input", "jsonl", batch(1000, {499: "{"}))
    assert done.code == 1
    assert done.out.startswith("999 reports (999 new)")
    assert "line 500" in done.err


@pytest.mark.slow
def test_ten_megabytes_of_text_are_read_in_one_go(outskirts: Shell, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(
        (STORY + "\nNothing else was heard of it.\n\n") * (10_000_000 // (len(STORY) + 33)), encoding="utf-8"
    )
    done = outskirts("read", file, "--format", "jsonl", "--published", "2023-01-25")
    (row,) = map(json.loads, done.out.splitlines())
    assert done.code == 0
    last = row["claims"][-1]["trigger"]
    assert row["text"][last["start"] : last["end"]] == last["text"]
    assert last["start"] > 9_900_000
