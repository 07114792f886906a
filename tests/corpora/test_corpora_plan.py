from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from outskirts.corpora.folder import Folder, held, json_of, plan_of
from outskirts.corpora.plan import Plan, Settings, files, plan
from outskirts.errors import InputError
from outskirts.publish import readings
from outskirts.vocabulary import Problem, Reading, Report

SETTINGS = Settings("reader of the tests", columns=(("text", "body"),))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in "abcdef":
        (folder / f"{name}.txt").write_text(name * 3000, encoding="utf-8")
    (folder / "lines.jsonl").write_text("".join(f'{{"text": "{n}"}}\n' for n in range(1000)), encoding="utf-8")
    return folder


def planned(corpus: Path, before: Plan | None = None, size: int = 10_000) -> Plan:
    found = [one for one in files([str(corpus)], None) if not isinstance(one, Problem)]
    return plan(found, SETTINGS, before, size)[0]


def names(made: Plan) -> list[list[str]]:
    return [[Path(piece.input.source).name for piece in part.pieces] for part in made.partitions]


def test_small_files_share_a_partition_and_large_ones_are_cut(corpus: Path) -> None:
    made = planned(corpus)
    assert names(made) == [["a.txt", "b.txt"], ["c.txt", "d.txt"], ["e.txt", "f.txt"], ["lines.jsonl"], ["lines.jsonl"]]
    assert [part.number for part in made.partitions] == [0, 1, 2, 3, 4]
    cut = [piece.slice for part in made.partitions[3:] for piece in part.pieces]
    assert cut[0].stop == cut[1].start
    assert cut[1].stop == (corpus / "lines.jsonl").stat().st_size


def test_the_same_inputs_make_the_same_plan(corpus: Path) -> None:
    first = planned(corpus)
    assert planned(corpus, first) == first
    assert planned(corpus) == first
    # A size that is asked for later holds for what is new.
    assert planned(corpus, first, size=100) == first


def test_a_file_that_is_only_touched_keeps_its_partition(corpus: Path) -> None:
    first = planned(corpus)
    os.utime(corpus / "a.txt", ns=(1, 1))
    again = planned(corpus, first)
    assert [part.name for part in again.partitions] == [part.name for part in first.partitions]


def test_a_file_that_changed_takes_its_partition_with_it_and_no_other(corpus: Path) -> None:
    first = planned(corpus)
    (corpus / "c.txt").write_text("another text", encoding="utf-8")
    found = [one for one in files([str(corpus)], None) if not isinstance(one, Problem)]
    again, changes = plan(found, SETTINGS, first, 10_000)
    assert names(again) == [
        ["a.txt", "b.txt"], ["e.txt", "f.txt"], ["lines.jsonl"], ["lines.jsonl"], ["c.txt", "d.txt"],
    ]  # fmt: skip
    assert again.partitions[-1].number == 5
    assert [Path(name).name for name in changes.changed] == ["c.txt"]
    assert "1 changed" in str(changes)


def test_files_that_come_and_go_are_told_of(corpus: Path) -> None:
    first = planned(corpus)
    (corpus / "g.txt").write_text("new", encoding="utf-8")
    (corpus / "f.txt").unlink()
    found = [one for one in files([str(corpus)], None) if not isinstance(one, Problem)]
    again, changes = plan(found, SETTINGS, first, 10_000)
    assert ([Path(n).name for n in changes.new], [Path(n).name for n in changes.gone]) == (["g.txt"], ["f.txt"])
    assert names(again)[-1] == ["e.txt", "g.txt"]


def test_a_manifest_comes_back_as_it_was(corpus: Path) -> None:
    made = planned(corpus)
    assert plan_of(json.loads(json.dumps(json_of(made)))) == made


def test_a_manifest_tells_which_inputs_went_to_which_partition(corpus: Path, tmp_path: Path) -> None:
    made = planned(corpus)
    folder = Folder(tmp_path / "out")
    folder.begin(made)
    told = json.loads(folder.manifest.read_text())
    inputs = [told["inputs"][piece[0]]["source"] for piece in told["partitions"][0]["pieces"]]
    assert inputs == [str(corpus / "a.txt"), str(corpus / "b.txt")]
    assert len(told["inputs"][0]["digest"]) == 64


def test_files_of_no_partition_are_taken_away(corpus: Path, tmp_path: Path) -> None:
    made = planned(corpus)
    folder = Folder(tmp_path / "out")
    folder.begin(made)
    kept, gone = folder.claims(made.partitions[0]), folder.path / "claims" / "part-000099-abcdef01.parquet"
    torn = folder.path / "claims" / f"{kept.name}.77.part"
    for path in (kept, gone, torn):
        path.write_bytes(b"")
    assert folder.begin(made) == 1
    assert (kept.exists(), gone.exists(), torn.exists()) == (True, False, False)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="other files") as error:
        Folder(tmp_path).last()
    assert "another folder" in error.value.remedy


@pytest.mark.parametrize("content", ["", "[]", '{"form": "else"}', '{"form": "outskirts corpus, 1"}'])
def test_a_manifest_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(InputError, match="no manifest"):
        Folder(tmp_path).last()


@pytest.mark.parametrize("source", ["-", "https://news.example/1", "nowhere.jsonl"])
def test_only_files_and_folders_make_a_corpus(source: str) -> None:
    with pytest.raises(InputError):
        list(files([source], None))


def test_files_of_claims_are_found_by_a_run_by_a_folder_and_by_name(corpus: Path, tmp_path: Path) -> None:
    made = planned(corpus)
    folder = Folder(tmp_path / "out")
    folder.begin(made)
    for part in made.partitions[1::-1]:
        with folder.claims(part).open("wb") as file:
            readings.write([Reading(Report(part.name, "x"))], file)
    run, below = held(str(folder.path)), held(str(folder.path / "claims"))
    assert run is not None
    assert below is not None
    assert (run.files, run.lacking) == (tuple(folder.claims(part) for part in made.partitions[:2]), 3)
    assert (below.files, below.lacking) == (run.files, 0)
    assert held(str(run.files[0])) is not None
    assert held(str(corpus)) is None
    assert held("-") is None
