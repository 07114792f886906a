"""The data files of the gazetteer are valid, and say what is wrong where they are not."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from outskirts import knowledge
from outskirts.detect.gazetteer import old_names, points, world
from outskirts.errors import KnowledgeError


def test_every_country_has_a_centre_and_a_record() -> None:
    countries = {record.country: record for record in world.countries()}
    assert len(countries) > 245
    assert all(record.lat is not None and record.lon is not None for record in countries.values())
    assert "DRC" in {name.form for name in countries["CD"].names}


def test_regions_name_country_and_parent() -> None:
    regions = {place_id: record for record in world.regions() for place_id in record.ids}
    assert len(regions) > 5000
    assert regions["admin1:UA.05"] == regions["iso:UA-14"]
    assert regions["iso:UA-14"].parent == "iso:UA"
    assert {name.form for name in regions["iso:US-TN"].names} >= {"Tenn.", "TN"}


def test_areas_are_read() -> None:
    areas = {record.name: record for record in world.areas()}
    for name in ("Donbas", "Gaza Strip", "Golan Heights", "Sahel", "Euphrates", "Azovstal", "Black Sea", "Darfur"):
        assert name in areas
    assert areas["Euphrates"].kind == "river"


def test_every_point_is_of_a_known_region() -> None:
    regions = {place_id for record in world.regions() for place_id in record.ids}
    assert {record.parent for record in points.listed()} <= regions


def test_renamings_are_dated_in_order() -> None:
    renamings = list(old_names.renamings())
    assert len(renamings) > 150
    dated = [name for renaming in renamings for name in renaming.names if name.since and name.until]
    assert dated
    assert all(name.since < name.until for name in dated if name.since and name.until)


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("places/areas.toml", {"volcano": {"Etna": {"at": [37.7, 15.0]}}}, r"\[volcano\] is no kind"),
        ("places/areas.toml", {"river": {"Styx": {"at": [137.7, 15.0]}}}, "river.Styx: no point"),
        ("places/old_names.toml", {"renamed": [{"now": "X"}]}, "X: no ids"),
        ("places/old_names.toml", {"renamed": [{"now": "X", "ids": ["a:1"]}]}, "X: no names"),
        (
            "places/old_names.toml",
            {"renamed": [{"now": "X", "ids": ["a:1"], "was": [{"names": ["Y"], "until": "2016"}]}]},
            "X: '2016' is no day",
        ),
    ],
)
def test_mistakes_are_told_by_file_and_key(
    monkeypatch: pytest.MonkeyPatch, file: str, change: dict[str, Any], message: str
) -> None:
    real = knowledge.load

    def load(name: str) -> dict[str, Any]:
        table = copy.deepcopy(real(name))
        return table | change if name == file else table

    monkeypatch.setattr(knowledge, "load", load)
    with pytest.raises(KnowledgeError, match=message) as caught:
        list(world.areas()) if "areas" in file else list(old_names.renamings())
    assert file in str(caught.value)
