from __future__ import annotations

import subprocess
import sys

import pytest

from outskirts.cli import VERBS


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom outskirts.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(set(sys.modules) & {'spacy', 'sqlalchemy', 'numpy', 'shapely', 'rich', 'jinja2'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
    assert "Examples:" in done.stdout
    assert "Exit codes:" in done.stdout


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_teaches_by_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    from outskirts.cli import main

    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Usage: outskirts {verb}")
    if verb not in ("demo", "conflicts"):
        assert "Examples:" in printed


def test_a_verb_misspelled_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    from outskirts.cli import main

    with pytest.raises(SystemExit) as end:
        main(["stauts"])
    assert end.value.code == 2
    assert "Did you mean status?" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(home: object) -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from outskirts.cli import main; main()' --home {home} conflicts list --json | head -c 1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "["
    assert "Traceback" not in done.stderr
