"""Parts of other packages are found by entry point, work like our own, and harm nothing when they are broken."""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from fake_model import fake_model
from outskirts import extractors, plugins
from outskirts.acquire import read_reports, registered
from outskirts.clean.parse import DEFAULT_PIPELINE
from outskirts.config import Config
from outskirts.errors import InputError, NotKnown, PluginError
from outskirts.extract.contract import PLAIN, UNDATED, ExtractorContract, faults_of_claim
from outskirts.extract.protocol import Extractor
from outskirts.extractors import Bench, extractor
from outskirts.ledger import Ledger
from outskirts.pipeline import Tools, load_tools
from outskirts.vocabulary import Claim, Kind, Party, Problem, Reading, Report, Span, Stance
from typed import execute

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE = """
    '''A plug-in as a stranger would write it: claims wherever a text says "entered", reports out of lines of a
    chat log, and an export of outlets.'''
    from dataclasses import replace

    from outskirts.acquire.inputs import Input
    from outskirts.acquire.making import item_of
    from outskirts.acquire.plain import Found
    from outskirts.clean.language import marked
    from outskirts.clean.sentences import sentences
    from outskirts.publish.exports.formats import Format
    from outskirts.vocabulary import Claim, Kind, Reading, Span, Stance, content_id


    class Entered:
        reader = "entered 1"

        def read(self, reports):
            for report in reports:
                report, problems = marked(report)
                yield Reading(report, () if problems else tuple(claims(report)), problems=problems)

        def summary(self):
            return "entered: free of charge"


    def claims(report):
        for sentence in sentences(report.text, report.title):
            at = sentence.span.text.find("entered")
            if at >= 0:
                start = sentence.span.start + at
                yield Claim(content_id("c", report.id, start), report.id, Span(start, start + 7, "entered"),
                            Kind.ENTER, Stance.ASSERTED, sentence=sentence.span)


    def make(workshop):
        return Entered()


    def read_log(material):
        for number, line in enumerate(material.stream.read().decode().splitlines(), 1):
            found = Found(line, "", "2024-10-08", "Log")
            yield from item_of(found, material.settings, f"line {number}", material.origin)


    LOG = Input("chatlog", "lines of a chat log", read_log, (".chatlog",), (), lambda head: head.startswith(b"#chat"))


    def write_outlets(material, file):
        file.write("".join(f"{name}\\n" for name in sorted({one.outlet for one in material.claims()})))


    OUTLETS = Format("outlets-txt", "the outlets that are heard", "claims", "text/plain", ".txt", write_outlets)

    def broken_export(material, file):
        raise RuntimeError("no ink")

    INKLESS = Format("inkless-txt", "nothing", "claims", "text/plain", ".txt", broken_export)
    NOTHING = 3
"""
ENTRY_POINTS = """
    [outskirts.extractors]
    entered = sample_plugin:make
    absent = sample_plugin:gone
    nowhere = no_such_module:make
    number = sample_plugin:NOTHING
    rules = sample_plugin:make

    [outskirts.inputs]
    chatlog = sample_plugin:LOG
    torn = sample_plugin:make

    [outskirts.exports]
    outlets-txt = sample_plugin:OUTLETS
    inkless-txt = sample_plugin:INKLESS
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The plug-in, installed: a module and the folder that tells of it, on Python's path."""
    site = tmp_path / "site"
    info = site / "sample_plugin-0.1.dist-info"
    info.mkdir(parents=True)
    (site / "sample_plugin.py").write_text(dedent(SAMPLE))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sample-plugin\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text(dedent(ENTRY_POINTS))
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    registered.guests.cache_clear()
    yield site
    sys.modules.pop("sample_plugin", None)
    registered.guests.cache_clear()


@pytest.fixture(scope="session")
def tools(home: Path) -> Tools:
    return load_tools(Config(home))


@pytest.fixture
def bench(tools: Tools, tmp_path: Path) -> Bench:
    return Bench(Config(tmp_path), lambda: tools, lambda: tools.conflicts, "all", {}, {}, lambda _: tools.gazetteer)


class TestTheRules(ExtractorContract):
    @pytest.fixture
    def extractor(self, bench: Bench) -> Extractor:
        return extractor("rules", bench)


@pytest.mark.usefixtures("sample")
class TestAStrangers(ExtractorContract):
    @pytest.fixture
    def extractor(self, bench: Bench) -> Extractor:
        return extractor("entered", bench)


def test_every_extractor_of_ours_is_tested_against_the_contract() -> None:
    """The other is in tests/extract/lm, with a fake model."""
    assert set(extractors.BUILT_IN) == set(extractors.WHAT) == {"rules", "lm"}


@pytest.mark.usefixtures("sample")
def test_a_plug_in_is_named_with_its_package_and_version(bench: Bench) -> None:
    assert extractor("entered", bench).reader == "entered 1; sample-plugin 0.1"


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("absent", "cannot be loaded: AttributeError"),
        ("nowhere", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
        ("number", "sample_plugin:NOTHING is int, not a function or class"),
    ],
)
def test_a_broken_plug_in_is_named_when_it_is_asked_for(bench: Bench, name: str, why: str) -> None:
    with pytest.raises(PluginError, match=why) as caught:
        extractor(name, bench)
    assert str(caught.value).startswith(f"the extractor {name!r} of sample-plugin 0.1: ")


@pytest.mark.usefixtures("sample")
def test_the_name_of_a_part_of_ours_cannot_be_taken(bench: Bench) -> None:
    assert extractor("rules", bench).reader.endswith(DEFAULT_PIPELINE)
    taken = [part for part in extractors.listed() if part.taken]
    assert [(part.name, part.package) for part in taken] == [("rules", "sample-plugin")]
    with pytest.raises(PluginError, match="taken by outskirts"):
        taken[0].load()


def test_an_extractor_that_nobody_registers_is_not_known(bench: Bench) -> None:
    with pytest.raises(NotKnown) as caught:
        extractor("oracle", bench)
    assert caught.value.remedy.startswith("give one of rules, lm")


# -- extractors that do not keep to the contract

TEXT = "Troops entered Toretsk."


def claim(**changes: Any) -> Claim:
    span = Span(7, 14, "entered")
    given = {"id": "c-1", "report_id": "r", "trigger": span, "kind": Kind.ENTER, "stance": Stance.ASSERTED}
    return Claim(**(given | {"sentence": Span(0, 23, TEXT)} | changes))


class Odd:
    """Gives what it is told to give, or raises it."""

    reader = "odd 1"

    def __init__(self, give: Callable[[Report], object]) -> None:
        self.give = give

    def read(self, reports: Iterable[Report]) -> Iterator[Any]:
        for report in reports:
            yield self.give(report)

    def summary(self) -> str:
        return ""


def guest(give: Callable[[Report], object]) -> extractors.Guest:
    part = plugins.Part(plugins.EntryPoint("odd", "odd:make", plugins.EXTRACTORS), "odd-one", "2")
    return extractors.Guest(part, Odd(give))


REPORT = Report("r", TEXT)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"trigger": Span(7, 14, "invaded")}, "no such words at 7–14"),
        ({"trigger": Span(7, 99, "entered")}, "no such words"),
        ({"trigger": Span(7, 7, "")}, "trigger is empty"),
        ({"kind": "conquest"}, "closed lists"),
        ({"stance": "sure"}, "closed lists"),
        ({"report_id": "other"}, "no id, or that of another report"),
        ({"score": 1.5}, "score"),
        ({"actor": Party(Span(0, 6, "Troops"), "Troops", "russia!")}, "no code of a side"),
        ({"sentence": Span(0, 6, "Troops")}, "does not hold its trigger"),
    ],
)
def test_a_claim_that_breaks_the_contract_is_left_out_and_said(changes: dict[str, Any], why: str) -> None:
    bad = claim(**changes)
    assert any(why in fault for fault in faults_of_claim(REPORT, bad))
    [item] = guest(lambda report: Reading(report, (claim(), bad))).read([REPORT])
    assert isinstance(item, Reading)
    assert item.claims == (claim(),)
    [problem] = item.problems
    assert problem.what.startswith("the extractor 'odd' of odd-one 2: a claim was left out: ")


@pytest.mark.parametrize("given", [None, 3, Reading(Report("r", TEXT + " ")), Reading(Report("other", TEXT))])
def test_an_answer_that_is_none_is_a_problem_in_place_of_the_report(given: object) -> None:
    [item] = guest(lambda _: given).read([REPORT])
    assert isinstance(item, Problem)
    assert item.where == "r"


def test_a_report_on_which_it_fails_does_not_keep_the_others_from_being_read() -> None:
    def give(report: Report) -> Reading:
        if report.id == "r2":
            raise ZeroDivisionError("oh")
        return Reading(report)

    reports = [Report(f"r{n}", TEXT) for n in range(5)]
    found = list(guest(give).read(iter(reports)))
    assert [type(item).__name__ for item in found] == ["Reading", "Reading", "Problem", "Reading", "Reading"]
    assert "ZeroDivisionError: oh" in str(found[2])


def test_an_error_of_our_own_on_the_way_to_it_is_not_laid_at_its_door() -> None:
    def broken() -> Iterator[Report]:
        yield REPORT
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        list(guest(Reading).read(broken()))


# -- inputs and exports


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", ["talk.chatlog", "talk", "talk.chatlog.gz"])
def test_an_input_of_a_stranger_is_told_by_name_and_first_bytes(tmp_path: Path, name: str) -> None:
    content = b"#chat of Tuesday\nTroops entered Toretsk.\n"
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    found = [item for item in read_reports(tmp_path / name) if isinstance(item, Report)]
    assert [report.text for report in found] == ["#chat of Tuesday", "Troops entered Toretsk."]
    assert all(report.origin is not None and report.origin.digest for report in found)


@pytest.mark.usefixtures("sample")
def test_a_folder_holds_a_strangers_files_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.chatlog").write_text("Troops entered Toretsk.\n")
    assert [r.text for r in read_reports(tmp_path / "in") if isinstance(r, Report)] == ["Troops entered Toretsk."]


@pytest.mark.usefixtures("sample")
def test_an_input_that_fails_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.chatlog").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match=r"the input 'chatlog' of sample-plugin 0\.1: UnicodeDecodeError"):
        list(read_reports(tmp_path / "bad.chatlog"))
    with pytest.raises(PluginError, match="is function, not a Input"):
        list(read_reports(tmp_path / "bad.chatlog", format="torn"))


# -- as it is typed


@pytest.mark.usefixtures("sample")
def test_parts_of_strangers_are_listed_and_broken_ones_are_said(home: Path) -> None:
    done = execute(("--home", str(home), "plugins", "--json"))
    found = {(one["kind"], one["name"], one["package"]): one for one in json.loads(done.out)}
    assert done.code == 1
    assert found[("export", "outlets-txt", "sample-plugin")]["what"] == "the outlets that are heard"
    assert found[("input", "warc", "")]["what"] == "web archives"
    wrong = {name for (_, name, _), one in found.items() if one["wrong"]}
    assert wrong == {"absent", "nowhere", "number", "rules", "torn"}
    assert done.err.count("problem: ") == 5
    assert "does not work" in execute(("plugins",)).out


@pytest.mark.usefixtures("sample")
def test_a_strangers_parts_work_from_the_command_line(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.chatlog").write_text("#chat\nTroops entered Toretsk.\n")
    first = ("--home", str(home), "--ledger", str(tmp_path / "l.sqlite"))
    done = execute((*first, "add", "--extractor", "entered", "--input", "chatlog", str(tmp_path / "a.chatlog")))
    assert (done.code, done.out.split(" added")[0]) == (0, "2 reports (2 new), 1 claims")
    assert done.err == "entered: free of charge\n"
    assert execute((*first, "export", "--format", "outlets-txt")).out == "Log\n"
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        [stored] = ledger.claims()
        assert ledger.trail(stored.claim.id)[0].by == "entered 1; sample-plugin 0.1"


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (
            ("export", "--format", "inkless-txt"),
            9,
            "the export 'inkless-txt' of sample-plugin 0.1: RuntimeError: no",
        ),
        (("read", "-", "--extractor", "absent"), 9, "the extractor 'absent' of sample-plugin 0.1"),
        (("read", "-", "--input", "torn"), 9, "the input 'torn' of sample-plugin 0.1"),
        (("read", "-", "--input", "runes"), 2, "no format 'runes'; give one of text, "),
        (("export", "--format", "runes"), 2, "no format 'runes'; choose one of timeline-csv, "),
        (("read", "-", "--extractor", "oracle"), 7, "no extractor 'oracle'"),
        (("read", "-", "--model", "x"), 2, "--extractor lm"),
        (("read", "-", "--extractor", "lm", "--model", "x"), 5, "no endpoint is given"),
    ],
)
def test_what_does_not_work_is_named(home: Path, tmp_path: Path, typed: tuple[str, ...], code: int, said: str) -> None:
    Ledger.open(tmp_path / "l.sqlite").close()
    done = execute(("--home", str(home), "--ledger", str(tmp_path / "l.sqlite"), *typed), b"Troops.")
    assert (done.code, said in done.err) == (code, True), done.err


def test_a_language_model_reads_when_it_is_asked_to(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache lies in a home of the test's own, beside a link to the gazetteer."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "gazetteer.sqlite").symlink_to(home / "gazetteer.sqlite")
    monkeypatch.setenv("OUTSKIRTS_LM_KEY", "k3y")
    first = ("--home", str(tmp_path / "home"), "--ledger", str(tmp_path / "l.sqlite"))
    report = json.dumps({"id": "r", "published": "2024-10-08T12:00:00Z", "text": UNDATED.text}).encode()
    with fake_model() as model:
        (tmp_path / "lm.toml").write_text(f'model = "fake"\nendpoint = "{model.url}"\nprice_in = 2\n')
        how = ("--extractor", "lm", "--settings", str(tmp_path / "lm.toml"))
        plain = execute((*first, "add", "--input", "jsonl", "-"), report)
        again = execute((*first, "add", "--again", *how, "--input", "jsonl", "-"), report)
        shown = execute((*first, "read", *how, "--model", "fake", "--input", "jsonl", "--json", "-"), report)
    assert len(model.asked) == 1
    assert "tokens" not in plain.err
    assert again.err == "fake: 1 calls, 0 answers known already; 1,000 tokens in, 100 out; 0.0020 USD\n"
    assert [claim["kind"] for claim in json.loads(shown.out)["claims"]] == ["withdraw"]
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        [stored] = ledger.claims()
        assert [step.by.split(",")[0] for step in ledger.trail(stored.claim.id)][-1] == "lm fake"


# -- the ledger


def test_the_ledger_keeps_who_read(bench: Bench, tmp_path: Path) -> None:
    for reader, text in (("rules 1", PLAIN), ("lm x", UNDATED)):
        with Ledger.open(tmp_path / "l.sqlite", reader=reader) as ledger:
            ledger.write([r for r in extractor("rules", bench).read([text]) if isinstance(r, Reading)])
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        read_by = {stored.claim.report_id: ledger.trail(stored.claim.id)[0].by for stored in ledger.claims()}
        assert read_by == {PLAIN.id: "rules 1", UNDATED.id: "lm x"}
