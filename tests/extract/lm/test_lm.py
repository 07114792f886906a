"""A language model is believed in nothing that does not stand in the report, costs nothing twice, breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fake_model import FakeModel, Reply, claims_of, completion, good, said
from outskirts.errors import EndpointError, KnowledgeError
from outskirts.extract.contract import HOSTILE, PLAIN, UKRAINIAN, UNDATED, ExtractorContract
from outskirts.extract.lm.extractor import LanguageModel
from outskirts.extract.protocol import Extractor
from outskirts.vocabulary import Bearing, Claim, Kind, Problem, Reading, Relation, Report, Stance

Asking = Callable[..., LanguageModel]


def read(extractor: Extractor, report: Report = PLAIN) -> Reading:
    [item] = extractor.read([report])
    assert isinstance(item, Reading), item
    return item


def problem(extractor: Extractor, report: Report = PLAIN) -> Problem:
    [item] = extractor.read([report])
    assert isinstance(item, Problem), item
    return item


def one(reading: Reading, kind: Kind = Kind.ENTER) -> Claim:
    """The claim of that kind in the sentence with a speaker."""
    return next(claim for claim in reading.claims if claim.kind is kind and claim.speakers)


class TestTheContract(ExtractorContract):
    @pytest.fixture
    def extractor(self, asking: Asking) -> Extractor:
        return asking()


# -- a good answer


def test_what_the_model_says_becomes_a_claim_with_offsets_places_and_sides(asking: Asking) -> None:
    claim = one(read(asking()))
    assert (claim.trigger.text, claim.stance, claim.sentence.text[:15]) == (
        "entered",
        Stance.ASSERTED,
        "Russian troops ",
    )
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.side) == ("Russian troops", "RU")
    assert [(s.name, s.side, s.role) for s in claim.speakers] == [
        ("spokeswoman for the Ukrainian military", "UA", "military")
    ]
    assert claim.place is not None
    assert claim.place.place is not None
    assert (claim.place.place.name, claim.place.relation, claim.place.bearing) == (
        "Toretsk", Relation.OUTSKIRTS, Bearing.E,
    )  # fmt: skip
    assert (claim.when.start, claim.when.end) == (date(2024, 10, 7), date(2024, 10, 7))


def test_the_report_is_sent_as_json_with_the_sides_of_its_war(asking: Asking, model: FakeModel) -> None:
    read(asking())
    [(body, headers)] = model.asked
    assert "RU (Russia)" in body["messages"][0]["content"]
    assert "{" not in body["messages"][0]["content"].split("Answer with one JSON object")[0].replace('{"', "")
    assert body["messages"][1]["content"].startswith('Published on Tuesday, 2024-10-08 by "Example Wire".\n\n{"title"')
    assert body["response_format"]["type"] == "json_schema"
    assert "authorization" not in {name.lower() for name in headers}


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(
    asking: Asking, model: FakeModel, tmp_path: Path
) -> None:
    extractor = asking({"MY_KEY": "s3cret"}, key_env="MY_KEY")
    read(extractor)
    assert model.asked[0][1]["authorization"] == "Bearer s3cret"
    assert "s3cret" not in extractor.reader + extractor.summary() + json.dumps(model.asked[0][0])
    assert all("s3cret" not in path.read_text() for path in tmp_path.rglob("*.json"))


@pytest.mark.parametrize("report", [UKRAINIAN, *HOSTILE[:3], Report("r", "The harvest was good in all of the valley.")])
def test_what_holds_no_claim_of_a_war_is_not_sent(asking: Asking, model: FakeModel, report: Report) -> None:
    assert read(asking(), report).claims == ()
    assert model.asked == []


# -- answers that are not as asked


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "Here is the JSON that you asked for:\n\n{}\n\nLet me know!", "<think>{{a}} [1]</think>{}"],
)
def test_json_in_a_fence_or_among_words_is_found(asking: Asking, model: FakeModel, wrapped: str) -> None:
    answer = json.dumps({"claims": claims_of(PLAIN.text)})
    model.replies = [said(wrapped.replace("{}", answer).replace("{{", "{").replace("}}", "}"))]
    assert len(read(asking()).claims) == 2


def test_a_list_without_its_object_is_taken(asking: Asking, model: FakeModel) -> None:
    model.replies = [said(json.dumps(claims_of(PLAIN.text)))]
    assert len(read(asking()).claims) == 2


def test_malformed_json_is_asked_for_once_more_and_then_said(asking: Asking, model: FakeModel) -> None:
    model.replies = [said('{"claims": [{"kind": "ent')]
    assert len(read(asking()).claims) == 2
    model.replies = [said("no"), said('{"claims": 3}')]
    told = problem(asking(temperature=1.0))
    assert "holds no list of claims" in told.what
    assert len(model.asked) == 4


def changed(**fields: Any) -> list[dict[str, Any]]:
    """The claims of the text, the first with other fields."""
    claims = claims_of(PLAIN.text)
    claims[0] |= fields
    return claims


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "conquest"}, "kind"),
        ({"stance": "sure"}, "stance"),
        ({"when": {"start": "2024-10-09", "end": "2024-10-07"}}, "ends before it begins"),
        ({"when": {"start": "last week", "end": None}}, "when.start"),
        ({"place": {"text": "Toretsk", "relation": "above"}}, "relation"),
        ({"quantity": {"low": 5, "high": 2}}, "more at least than at most"),
        ({"trigger": None}, "trigger"),
        ({"speakers": "Kyiv"}, "speakers"),
        ({"trigger": {"text": "stormed"}}, "its trigger does not stand in the text: 'stormed'"),
        ({"sentence": "Russian troops have entered Moscow."}, "its sentence does not stand in the text"),
        ({"place": {"text": "Donetsk"}}, "its place does not stand in the text: 'Donetsk'"),
        ({"actor": {"text": "Wagner fighters"}}, "its actor does not stand in the text"),
        ({"target": {"text": "defenders"}}, "its target does not stand in the text"),
        ({"speakers": [{"text": "President Putin"}]}, "its speaker does not stand in the text"),
        ({"trigger": {"text": "troop"}}, "its trigger does not stand in the text"),
    ],
)
def test_a_claim_that_is_wrong_or_made_up_is_left_out_and_said(
    asking: Asking, model: FakeModel, fields: dict[str, Any], why: str
) -> None:
    model.replies = [said(json.dumps({"claims": changed(**fields)}))]
    reading = read(asking())
    assert len(reading.claims) == 1
    [told] = reading.problems
    assert why in told.what
    assert told.where == PLAIN.id


def test_words_are_found_in_other_quotation_marks_and_spaces(asking: Asking, model: FakeModel) -> None:
    text = "Russian  troops\u00a0have entered the “eastern” outskirts of\nToretsk — the army’s spokesman said."
    sentence = 'Russian troops have entered the "eastern" outskirts of Toretsk - the army\'s spokesman said.'
    claim = claims_of("Russian troops entered Toretsk.")[0] | {"sentence": sentence}
    claim["speakers"] = [{"text": "army's spokesman"}]
    model.replies = [said(json.dumps({"claims": [claim]}))]
    report = Report("r", text.replace("of\nToretsk", "of \u00a0Toretsk"), PLAIN.published, "Wire")
    [found] = read(asking(), report).claims
    assert found.speakers[0].span.text == "army’s spokesman"
    assert found.actor is not None
    assert found.actor.span.text == "Russian  troops"


def test_orders_in_a_report_yield_claims_at_most(asking: Asking, model: FakeModel) -> None:
    """The worst that a report can do: make the model say what it likes."""
    model.replies = [
        said(json.dumps({"claims": changed(actor={"text": "Example Wire"}), "run": "rm -rf /", "url": "x"}))
    ]
    report = replace(HOSTILE[-1], title="")
    reading = read(asking(), report)
    assert reading.report.text == report.text
    assert reading.claims == ()
    assert len(reading.problems) == 2
    assert "rm -rf" not in "".join(str(p) for p in reading.problems)


def test_a_side_that_nobody_knows_is_told_by_the_words(asking: Asking, model: FakeModel) -> None:
    model.replies = [said(json.dumps({"claims": changed(actor={"text": "Russian troops", "side": "ORCS; DROP"})}))]
    claim = one(read(asking()))
    assert claim.actor is not None
    assert claim.actor.side == "RU"


def test_a_flood_of_claims_is_bounded(asking: Asking, model: FakeModel) -> None:
    model.replies = [said(json.dumps({"claims": changed() + [{"kind": "x"}] * 5000}))]
    reading = read(asking())
    assert len(reading.claims) == 2
    assert len(reading.problems) < 30


# -- servers that do not do as asked


def test_a_busy_server_is_asked_again_when_it_says(asking: Asking, model: FakeModel) -> None:
    model.replies = [Reply(b"{}", 429, {"Retry-After": "7"}), Reply(b"oops", 500)]
    slept: list[float] = []
    extractor = asking()
    extractor.client.sleep = slept.append
    assert len(read(extractor).claims) == 2
    assert (slept, len(model.asked)) == ([7.0], 3)


def test_a_server_that_wants_to_be_left_alone_for_long_ends_the_run(asking: Asking, model: FakeModel) -> None:
    model.replies = [Reply(b"{}", 429, {"Retry-After": "3600"})]
    with pytest.raises(EndpointError, match="come back in 3,600 s"):
        read(asking())


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b'{"error": {"message": "overloaded"}}', 503), "503: overloaded"),
        (Reply(b"<html>", 200), "no JSON"),
        (Reply(b'{"choices": []}', 200), "no chat completion"),
        (Reply(b"", hangs=True), "nothing for 0.3 s"),
    ],
)
def test_a_server_that_fails_is_asked_as_often_as_is_sensible(
    asking: Asking, model: FakeModel, reply: Reply, why: str
) -> None:
    model.replies = [reply] * 3
    told = problem(asking(tries=3, timeout=0.3))
    assert why in told.what
    assert len(model.asked) == 3


def test_a_report_that_was_not_read_is_read_by_the_next_run(asking: Asking, model: FakeModel) -> None:
    model.replies = [Reply(b"", 500)] * 3
    first, second = list(asking(tries=3).read([PLAIN, UNDATED]))
    assert isinstance(first, Problem)
    assert isinstance(second, Reading)
    assert len(read(asking()).claims) == 2


def test_after_three_reports_that_nobody_answers_for_it_stops(asking: Asking, model: FakeModel) -> None:
    model.replies = [Reply(b"", 500)] * 30
    with pytest.raises(EndpointError, match="does not answer"):
        list(asking(tries=3).read([PLAIN] * 5))
    assert len(model.asked) == 9


def test_an_address_where_nobody_is_ends_the_run_at_once(asking: Asking) -> None:
    with pytest.raises(EndpointError, match="cannot be reached") as caught:
        read(asking(endpoint="http://127.0.0.1:9/v1"))
    assert "check that the server runs" in caught.value.remedy


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_wrong_key_model_or_address_ends_the_run_with_the_servers_words(
    asking: Asking, model: FakeModel, status: int
) -> None:
    model.replies = [Reply(b'{"error": {"message": "no \\u001b[31msuch thing"}}', status)]
    with pytest.raises(EndpointError, match=r"no  \[31msuch thing|no \[31msuch thing"):
        read(asking())
    assert len(model.asked) == 1


def test_an_answer_that_was_cut_off_is_asked_for_in_halves(asking: Asking, model: FakeModel) -> None:
    model.replies = [said('{"claims": [', finish="length")]
    assert len(read(asking()).claims) == 2
    assert len(model.asked) == 3


def test_a_sentence_whose_answer_is_cut_off_is_said(asking: Asking, model: FakeModel) -> None:
    model.replies = [said("", finish="length")]
    assert "raise max_tokens" in problem(asking(), UNDATED).what


def test_a_refusal_is_said(asking: Asking, model: FakeModel) -> None:
    model.replies = [said("", refusal="I can't help\nwith that."), Reply(completion(None, finish="content_filter"))]
    assert "refuses: I can't help with that." in problem(asking()).what
    assert "content filter" in problem(asking()).what


# -- cost


def test_nothing_is_asked_twice_and_the_cost_is_told(asking: Asking, model: FakeModel) -> None:
    extractor = asking(price_in=2.0, price_out=10.0, currency="EUR")
    assert read(extractor) == read(extractor) == read(asking())
    assert len(model.asked) == 1
    assert extractor.summary() == ("fake: 1 calls, 1 answers known already; 1,000 tokens in, 100 out; 0.0030 EUR")
    read(asking(model="other"))
    read(asking(), replace(PLAIN, text=PLAIN.text + " All is quiet."))
    assert len(model.asked) == 3


def test_what_cannot_be_used_costs_too_and_is_not_kept(asking: Asking, model: FakeModel) -> None:
    model.replies = [said("no"), said("", refusal="no")]
    extractor = asking()
    problem(extractor)
    assert extractor.client.spent.tokens_in == 2000
    assert len(read(extractor).claims) == 2


def test_tokens_that_are_not_counted_are_said(asking: Asking, model: FakeModel) -> None:
    model.replies = [said('{"claims": []}', usage=False)]
    extractor = asking()
    read(extractor)
    assert "1 calls whose tokens the server did not count" in extractor.summary()


def test_a_torn_answer_on_the_disk_is_asked_for_anew(asking: Asking, model: FakeModel, tmp_path: Path) -> None:
    read(asking())
    [kept] = tmp_path.rglob("*.json")
    kept.write_text('{"content": "{')
    assert len(read(asking()).claims) == 2
    assert len(model.asked) == 2


def test_at_the_budget_it_stops(asking: Asking, model: FakeModel) -> None:
    extractor = asking(price_in=1000.0, budget=0.5)
    read(extractor)
    with pytest.raises(EndpointError, match=r"budget of 0\.5 USD is spent"):
        read(extractor, UNDATED)
    assert len(model.asked) == 1


def test_so_many_questions_a_minute_and_no_more(asking: Asking) -> None:
    extractor, slept = asking(per_minute=2), list[float]()
    extractor.client.clock = lambda: 100.0
    extractor.client.sleep = slept.append
    for number in range(3):
        read(extractor, replace(PLAIN, id=f"r{number}", text=PLAIN.text + f" {number}."))
    assert slept == [60.0]


def test_a_long_report_goes_in_pieces(asking: Asking, model: FakeModel) -> None:
    report = replace(
        PLAIN, title="", text="\n\n".join(f"On day {n} Russian troops entered Toretsk." for n in range(30))
    )
    reading = read(asking(longest=400), report)
    assert len(reading.claims) == 30
    assert len(model.asked) > 2
    assert max(len(body["messages"][1]["content"]) for body, _ in model.asked) < 600


# -- settings


@pytest.mark.parametrize(
    ("options", "environ", "why"),
    [
        ({"model": ""}, {}, "model"),
        ({"endpoint": "ftp://x"}, {}, "endpoint"),
        ({"endpoint": "https://me:pass@host/v1"}, {}, "endpoint: leave names and passwords out"),
        ({"endpont": "x"}, {}, "endpont: no such setting"),
        ({"timeout": 0}, {}, "timeout"),
        ({"budget": 1}, {}, "budget"),
        ({"endpoint": "http://models.example/v1"}, {"OUTSKIRTS_LM_KEY": "k"}, "sent in clear to models.example"),
    ],
)
def test_wrong_settings_are_named_before_anything_is_asked(
    asking: Asking, model: FakeModel, options: dict[str, Any], environ: dict[str, str], why: str
) -> None:
    with pytest.raises(KnowledgeError, match=why):
        asking(environ, **options)
    assert model.asked == []


def test_the_whole_address_may_be_given_too(asking: Asking, model: FakeModel) -> None:
    assert len(read(asking(endpoint=f"{model.url}/chat/completions/")).claims) == 2
    assert good(PLAIN.text).status == 200
