"""A small index of names for the tests of place detection: real places, rough points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outskirts.vocabulary import Place


@dataclass(frozen=True)
class Bears:
    """A match as the gazetteer gives it."""

    place: Place
    how: str = "exact"
    score: float = 1.0
    valid_from: date | None = None
    valid_to: date | None = None


# name, kind, country, admin1, lat, lon, population
ROWS = """
Ukraine|country|UA||49.0|32.0|41000000
Russia|country|RU||60.0|100.0|144000000
Afghanistan|country|AF||33.9|67.7|37000000
United States|country|US||39.8|-98.6|327000000
Lebanon|country|LB||33.9|35.9|6800000
France|country|FR||46.0|2.0|67000000
Sudan|country|SD||16.0|30.0|41000000
Kherson|region|UA|Kherson|46.6|33.5|0
Kharkiv|region|UA|Kharkiv|49.6|36.5|0
Donetsk|region|UA|Donetsk|48.1|37.8|0
Sumy|region|UA|Sumy|51.0|34.0|0
Odesa|region|UA|Odesa|46.8|30.2|0
Zaporizhzhia|region|UA|Zaporizhzhia|47.3|35.7|0
Saratov|region|RU|Saratov|51.8|46.7|0
Helmand|region|AF|Helmand|31.0|64.0|0
South Carolina|region|US|South Carolina|33.9|-80.9|0
Texas|region|US|Texas|31.3|-98.9|0
Kansas|region|US|Kansas|38.5|-98.4|0
Nad-e Ali|district|AF|Helmand|31.6|64.2|0
Kherson|settlement|UA|Kherson|46.64|32.61|283000
Kharkiv|settlement|UA|Kharkiv|49.99|36.23|1430000
Donetsk|settlement|UA|Donetsk|48.02|37.80|900000
Sumy|settlement|UA|Sumy|50.91|34.80|260000
Odesa|settlement|UA|Odesa|46.48|30.73|1010000
Kyiv|settlement|UA|Kyiv|50.45|30.52|2900000
Moscow|settlement|RU|Moscow|55.75|37.62|10400000
Toretsk|settlement|UA|Donetsk|48.40|37.85|34000
Kostiantynivka|settlement|UA|Donetsk|48.53|37.71|70000
Bakhmut|settlement|UA|Donetsk|48.59|38.00|72000
Kurakhove|settlement|UA|Donetsk|47.98|37.28|18000
Dachne|settlement|UA|Donetsk|47.99|37.18|600
Robotyne|settlement|UA|Zaporizhzhia|47.45|35.84|480
Orikhiv|settlement|UA|Zaporizhzhia|47.57|35.78|14000
Borova|settlement|UA|Kharkiv|49.38|37.62|5600
Borova|settlement|UA|Kyiv|50.18|30.10|13000
Kopanky|settlement|UA|Kharkiv|49.37|37.85|100
Kopanky|settlement|UA|Odesa|47.10|29.90|900
Lozova|settlement|UA|Kharkiv|49.47|37.80|200
Lozova|settlement|UA|Kharkiv|48.89|36.32|60000
Engels|settlement|RU|Saratov|51.49|46.12|190000
Engels|settlement|US|Texas|31.0|-97.0|800
Kabul|settlement|AF|Kabul|34.53|69.17|3000000
Columbia|settlement|US|South Carolina|34.00|-81.03|130000
Columbia|settlement|US|Missouri|38.95|-92.33|120000
Paris|settlement|FR|Ile-de-France|48.85|2.35|2100000
Paris|settlement|US|Texas|33.66|-95.56|25000
Houston|settlement|US|Texas|29.76|-95.37|2300000
Dallas|settlement|US|Texas|32.78|-96.80|1300000
London|settlement|GB|England|51.51|-0.13|8900000
Lincoln|settlement|US|Nebraska|40.81|-96.68|280000
Washington|settlement|US|District of Columbia|38.90|-77.04|600000
El Fasher|settlement|SD|North Darfur|13.63|25.35|250000
New York|settlement|US|New York|40.71|-74.01|8400000
Mobile|settlement|US|Alabama|30.69|-88.04|190000
Dnipro|settlement|UA|Dnipropetrovsk|48.46|35.05|980000
Dnipro|river|||48.5|34.5|0
Oskil|river|UA||49.5|37.6|0
"""


class Atlas:
    """``NameIndex`` over the rows; a kind word after a region's name is its name too ("Kherson Oblast")."""

    def __init__(self) -> None:
        self.names: dict[str, list[Bears]] = {}
        self.asked: list[str] = []
        for number, row in enumerate(ROWS.split("\n")):
            if row:
                name, kind, country, admin1, lat, lon, people = row.split("|")
                place = Place(
                    f"t:{number}", name, float(lat), float(lon), kind, country, admin1, population=int(people)
                )
                self._add(name, Bears(place))
                if name == "Bakhmut":
                    self._add("Artemivsk", Bears(place, "old", 0.92, None, date(2016, 2, 4)))
                if name == "Dachne":
                    self._add("Artemivsk", Bears(place))
                if kind == "region":
                    self._add(f"{name} Oblast", Bears(place, "folded", 0.96))

    def _add(self, name: str, match: Bears) -> None:
        self.names.setdefault(name.casefold(), []).append(match)

    def knows(self, name: str) -> bool:
        return name.casefold() in self.names

    def lookup(self, name: str) -> list[Bears]:
        self.asked.append(name)
        return self.names.get(name.casefold(), [])

    def alike(self, name: str) -> list[Bears]:
        return []
