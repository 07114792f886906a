"""What the server says is what the ledger holds, on the day and at the time that are asked for."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from serve_material import TORETSK, VUHLEDAR, readings

from outskirts.ledger import Ledger
from outskirts.serve.desk import Desk

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

WAR = {"conflict": "russia-ukraine"}
EPOCH = date(1970, 1, 1).toordinal()


def test_wars_with_claims_come_first(client: TestClient) -> None:
    first, second, third, *_ = client.get("/api/conflicts").json()
    assert (first["id"], first["claims"]) == ("russia-ukraine", 6)
    assert (second["id"], second["claims"], third["claims"]) == ("dr-congo-m23", 1, 0)


def test_the_columns_of_the_map_say_on_each_day_what_the_place_says(client: TestClient) -> None:
    told = client.get("/api/places", params=WAR).json()
    at, rows = told["id"].index(VUHLEDAR.id), told["stretches"]
    for day in (date(2024, 9, 30), date(2024, 10, 2), date(2024, 10, 9)):
        number = day.toordinal() - EPOCH
        here = [
            told["states"][rows["state"][n]]
            for n, place in enumerate(rows["place"])
            if place == at and rows["from"][n] <= number and (rows["to"][n] is None or number < rows["to"][n])
        ]
        alone = client.get(f"/api/places/{VUHLEDAR.id}", params=WAR | {"on": day.isoformat()}).json()
        assert (here or ["UNKNOWN"]) == [alone["status"]["state"]]


def test_presence_in_columns_is_that_of_each_day(desk: Desk) -> None:
    book = desk.known().book("russia-ukraine")
    for n in range(book.first_day.toordinal(), book.last_day.toordinal() + 1):
        day = date.fromordinal(n)
        for place in (TORETSK, VUHLEDAR):
            alone = {p.side: p.since for p in book.status(place, day).presence}
            whole = {
                i.side: i.since for i in book.presences
                if i.place.id == place.id and i.start <= day and (i.end is None or day < i.end)
            }  # fmt: skip
            assert whole == alone, (place.name, day)


def test_a_place_shows_who_speaks_for_and_against(client: TestClient) -> None:
    told = client.get(f"/api/places/{VUHLEDAR.id}", params={"on": "2024-10-03"}).json()
    assert (told["status"]["state"], told["status"]["basis"]["code"]) == ("RU", "admitted")
    groups = {group["side"]: group for group in told["groups"]}
    assert [c["speaks"] for c in groups["RU"]["claims"]] == ["for"]
    said = {c["claim"]["kind"]: c["speaks"] for c in groups["UA"]["claims"]}
    assert said == {"withdraw": "for", "route": "neither"}
    sentence = groups["RU"]["claims"][0]["claim"]["sentence"]
    text = client.get("/api/reports/r-taken").json()["text"]
    assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_as_known_on_a_past_day_later_reports_are_not_there(client: TestClient) -> None:
    then = client.get(f"/api/places/{VUHLEDAR.id}", params={"on": "2024-10-03", "known_at": "2024-10-01"}).json()
    assert then["total"] == 1
    assert client.get("/api/overview", params=WAR | {"known_at": "2024-10-01"}).json()["claims"] == 1
    assert client.get("/api/claims", params={"known_at": "2024-10-01T11:59Z"}).json()["total"] == 0


def test_facets_count_what_each_choice_would_find(client: TestClient) -> None:
    found = client.get("/api/claims", params={"side": "UA"}).json()
    assert found["total"] == 4
    sides = {count["value"]: count["count"] for count in found["facets"]["side"]}
    for side, count in sides.items():
        assert client.get("/api/claims", params={"side": side}).json()["total"] == count
    both = client.get("/api/claims", params={"side": ["UA", "RU"], "kind": "capture"}).json()
    assert {(c["voice_side"], c["stance"]) for c in both["items"]} == {("UA", "denied"), ("RU", "asserted")}


@pytest.mark.parametrize(
    ("asked", "total"),
    [({"q": "withdrawn"}, 2), ({"q": "vuhl"}, 3), ({"q": "withdrawn goma"}, 0), ({"since": "2024-10-07"}, 4),
     ({"until": "2024-10-01"}, 1), ({"place": "geonames:216281"}, 1), ({"conflict": "sudan"}, 0)],
)  # fmt: skip
def test_claims_are_found_by_words_days_and_place(client: TestClient, asked: dict[str, Any], total: int) -> None:
    assert client.get("/api/claims", params=asked).json()["total"] == total


def test_a_search_finds_places_claims_and_reports(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "toret"}).json()
    assert [hit["place"]["name"] for hit in found["places"]] == ["Toretsk"]
    assert found["claims_total"] == 3
    found = client.get("/api/search", params={"q": "withdrawn"}).json()
    assert [line["id"] for line in found["reports"]] == ["r-left"]
    assert "«withdrawn»" in found["reports"][0]["excerpt"]


def test_two_days_and_two_times_of_knowing_are_compared(client: TestClient) -> None:
    days = client.get("/api/compare", params=WAR | {"on": "2024-10-03", "against": "2024-09-30"}).json()
    (one,) = [item for item in days["items"] if item["place"]["id"] == VUHLEDAR.id]
    assert (one["before"]["state"], one["after"]["state"]) == ("UA", "RU")
    assert len(one["claims"]) >= 1
    times = client.get("/api/compare", params=WAR | {"on": "2024-10-02", "known_at_against": "2024-10-01"}).json()
    (one,) = [item for item in times["items"] if item["place"]["id"] == VUHLEDAR.id]
    assert one["after"]["state"] == "RU"
    reports = {client.get(f"/api/claims/{id_}").json()["claim"]["report"]["id"] for id_ in one["claims"]}
    assert reports == {"r-left"}


def test_what_is_kept_under_a_tag_holds_until_the_ledger_changes(client: TestClient, ledger: Ledger) -> None:
    first = client.get("/api/places", params=WAR)
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get("/api/places", params=WAR, headers=tag).status_code == 304
    report = replace(readings()[0].report, id="r-more", published=datetime(2024, 10, 10, tzinfo=UTC))
    list(ledger.add([replace(readings()[0], report=report, claims=(replace(
        readings()[0].claims[0], id="c-more", report_id="r-more"),))]))  # fmt: skip
    second = client.get("/api/places", params=WAR, headers=tag)
    assert second.status_code == 200
    assert second.json()["last_day"] == first.json()["last_day"] + 1


def test_a_question_during_slow_work_gets_what_was_known_before(desk: Desk, ledger: Ledger) -> None:
    desk.patience = 0.0
    held = desk.known()
    held.book(None).presences  # noqa: B018 - so that there is work to do
    ledger.retract_report("r-goma", "A. Reviewer")
    with held.book(None).lock, held.lock:
        assert desk.known() is held
    desk.patience = 60.0
    assert desk.known().mark.decisions == 1


def test_columns_are_sent_compressed_only_to_those_who_take_them(client: TestClient) -> None:
    plain = client.get("/api/places", params=WAR, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/api/places", params=WAR, headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content


def test_exports_are_files_of_what_was_asked_for(client: TestClient) -> None:
    got = client.get("/api/export/claims-csv", params=WAR)
    assert got.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    assert len(got.text.splitlines()) == 7
    assert {form["name"] for form in client.get("/api/export").json()} >= {"kml", "gpkg", "timeline-csv"}
    assert client.get("/api/export/no-such").status_code == 404
