"""In made-up wars, where the truth is known, the estimate beats both rules of thumb."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulate_status import outcome
from simulated_war import SETTINGS, Setting


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_estimate_beats_the_rules_of_thumb(setting: Setting) -> None:
    found = outcome(replace(setting, places=60, days=300, seed=4))
    for rule in (found.last, found.majority):
        assert found.known.accuracy > rule.accuracy
        assert found.known.brier < rule.brier
        assert found.hindsight.accuracy > rule.accuracy
        assert found.hindsight.brier < rule.brier
    assert found.known.calibration < 0.08  # 18,000 place-days of 60 places: wider than the 0.05 of the full benchmark
    assert found.r > 0.6
