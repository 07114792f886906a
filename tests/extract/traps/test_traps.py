"""Marked sentences read through the whole pipeline. ``marked.py`` says how they are written.

The sentences that are not read rightly yet stand in ``pending.txt``; ``pytest tests/extract/traps --pending`` tells how
many of them are by now.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from marked import Case, cases, faults, told

from outskirts.config import Config
from outskirts.vocabulary import Reading

HERE = Path(__file__).parent
PENDING = HERE / "pending.txt"


def chosen(config: pytest.Config) -> list[Case]:
    """The pending cases where the option asks for them, else the others."""
    pending = config.getoption("--pending", default=False)
    files = [PENDING] if pending else sorted(set(HERE.glob("*.txt")) - {PENDING})
    return [case for path in files for case in cases(path)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    found = chosen(metafunc.config)
    metafunc.parametrize("case", found, ids=[case.name for case in found])


@pytest.fixture(scope="session")
def readings(request: pytest.FixtureRequest) -> dict[str, Reading]:
    """Readings of the cases by the id of their report, read in one go."""
    from outskirts.pipeline import load_tools, read

    named = os.environ.get("OUTSKIRTS_HOME")
    home = Path(named) if named else request.getfixturevalue("home")
    reports = [case.report for case in chosen(request.config)]
    return {reading.report.id: reading for reading in read(reports, load_tools(Config(home)))}


def test_reading_agrees_with_marks(case: Case, readings: dict[str, Reading]) -> None:
    claims = readings[case.report.id].claims
    wrong = faults(case, claims)
    assert not wrong, "\n  ".join(
        [case.report.text, f"published {case.report.published:%A %Y-%m-%d}", *wrong, "all claims:", *map(told, claims)]
    )
