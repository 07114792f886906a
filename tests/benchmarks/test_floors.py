"""Reading is as accurate as it has been: the bundled, annotated reports against benchmarks/floors.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest
import score
from material import predict

from outskirts.pipeline import Tools

FLOORS: Mapping[str, float] = tomllib.loads((score.BUNDLED.parent / "floors.toml").read_text(encoding="utf-8"))[
    "bundled"
]


@pytest.fixture(scope="module")
def figures(tools: Tools) -> Mapping[str, float]:
    return score.score(score.rows(score.BUNDLED), predict(score.BUNDLED, tools).rows).figures()


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_has_fallen_below_its_floor(name: str, figures: Mapping[str, float]) -> None:
    assert figures[name] >= FLOORS[name]


def test_every_figure_has_a_floor(figures: Mapping[str, float]) -> None:
    assert FLOORS.keys() == figures.keys()
