"""Reviews: closed without the token, written down with name and reason, nothing ever deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from serve_material import GOMA, TOKEN, TORETSK, VUHLEDAR

from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

Send = Callable[..., Any]


def claim_of(client: TestClient, report: str) -> str:
    id_: str = client.get(f"/api/reports/{report}").json()["claims"][0]["id"]
    return id_


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"Authorization": "Bearer not it"}, 403), ({"Authorization": f"Basic {TOKEN}"}, 401),
     ({"Authorization": "Bearer \xfcn\xefcode"}, 403)],
)  # fmt: skip
def test_nobody_reviews_without_the_token(client: TestClient, headers: dict[str, str], status: int) -> None:
    body = {"action": "retract", "claim_id": claim_of(client, "r-taken"), "by": "Nobody"}
    coded = {name: value.encode("latin-1") for name, value in headers.items()}
    assert client.post("/api/review", json=body, headers=coded).status_code == status
    assert client.get("/api/decisions").json()["total"] == 0


def test_a_server_without_a_token_takes_no_reviews(desk: Desk, client: TestClient) -> None:
    closed = type(client)(create_app(desk, None))
    body = {"action": "confirm", "claim_id": "c", "by": "Nobody"}
    for token in ("", "None", TOKEN):
        sent = closed.post("/api/review", json=body, headers={"Authorization": f"Bearer {token}"})
        assert sent.status_code in (401, 403)
    assert closed.get("/api/overview").json()["review"] is False


def test_a_verdict_is_shown_with_its_trail(client: TestClient, review: Send) -> None:
    id_ = claim_of(client, "r-taken")
    sent = review("doubt", claim_id=id_, why="no picture yet").json()
    assert (sent["decision"]["action"], sent["decision"]["by"]) == ("doubt", "A. Reviewer")
    told = client.get(f"/api/claims/{id_}").json()
    assert told["claim"]["verdict"] == "doubt"
    assert [(step["what"], step["why"]) for step in told["steps"]] == [("read", ""), ("doubt", "no picture yet")]
    assert told["steps"][1]["decision"] == sent["decision"]["id"]


def test_a_retracted_claim_is_gone_until_that_is_undone(client: TestClient, review: Send) -> None:
    id_ = claim_of(client, "r-taken")
    decision = review("retract", claim_id=id_).json()
    assert decision["claim"]["stands"] is False
    assert client.get("/api/claims").json()["total"] == 6
    review("undo", decision_id=decision["decision"]["id"])
    assert client.get("/api/claims").json()["total"] == 7
    made = client.get("/api/decisions").json()["items"]
    assert [(d["action"], bool(d["undone_by"])) for d in made] == [("undo", False), ("retract", True)]


def test_a_correction_stands_for_the_claim_and_moves_it(client: TestClient, review: Send) -> None:
    id_ = claim_of(client, "r-taken")
    sent = review("correct", claim_id=id_, why="misread", changes={"place_id": TORETSK.id, "kind": "enter"})
    assert sent.status_code == 200
    now = client.get(f"/api/claims/{id_}").json()["claim"]
    assert (now["place"]["place"]["id"], now["kind"], now["corrected"]) == (TORETSK.id, "enter", True)
    assert now["stance"] == "asserted"
    assert client.get(f"/api/places/{VUHLEDAR.id}").json()["total"] == 2


def test_a_report_is_retracted_whole(client: TestClient, review: Send) -> None:
    assert review("retract", report_id="r-goma").json()["claim"] is None
    assert client.get(f"/api/places/{GOMA.id}").status_code == 404
    assert client.get("/api/reports/r-goma").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"action": "confirm"}, 400), ({"action": "confirm", "claim_id": "c-none"}, 404),
     ({"action": "confirm", "claim_id": "c-none", "by": "  "}, 400), ({"action": "undo", "decision_id": "d"}, 404),
     ({"action": "delete", "claim_id": "c"}, 422), ({"action": "correct", "claim_id": "HERE"}, 400),
     ({"action": "correct", "claim_id": "HERE", "changes": {"actor_side": "MARS"}}, 400),
     ({"action": "correct", "claim_id": "HERE", "changes": {"place_id": "no such"}}, 404),
     ({"action": "correct", "claim_id": "HERE", "changes": {"start": "2024-10-02", "end": "2024-10-01"}}, 400),
     ({"action": "correct", "claim_id": "HERE", "changes": {"text": "other words"}}, 422),
     ({"action": "confirm", "claim_id": "HERE", "why": "w" * 2001}, 422)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_reason(
    client: TestClient, review: Send, fields: dict[str, Any], status: int
) -> None:
    given = {**fields}
    if given.get("claim_id") == "HERE":
        given["claim_id"] = claim_of(client, "r-taken")
    sent = review(given.pop("action"), **given)
    assert sent.status_code == status
    assert client.get("/api/decisions").json()["total"] == 0


def test_undoing_twice_is_a_conflict(client: TestClient, review: Send) -> None:
    decision = review("confirm", claim_id=claim_of(client, "r-taken")).json()["decision"]["id"]
    assert review("undo", decision_id=decision).status_code == 200
    again = review("undo", decision_id=decision)
    assert again.status_code == 409
    assert "cannot be undone again" in again.json()["error"]


def test_claims_are_merged_and_the_trail_of_both_tells_of_it(client: TestClient, review: Send) -> None:
    one, other = claim_of(client, "r-entered"), claim_of(client, "r-denied")
    assert review("merge", claim_id=one).status_code == 400
    sent = review("merge", claim_id=one, others=[other], sense="happening", why="the same morning").json()["decision"]
    assert (sent["claim_id"], sent["others"], sent["sense"]) == (one, [other], "happening")
    step = client.get(f"/api/claims/{other}").json()["steps"][-1]
    assert (step["what"], step["others"], step["decision"]) == ("merge", [one], sent["id"])
    assert review("apart", claim_id=one, others=["c-none"]).status_code == 404
    review("undo", decision_id=sent["id"])
    assert [s["undone"] for s in client.get(f"/api/claims/{other}").json()["steps"]] == [False, True, False]
