"""A language model as an extractor: what it is sent, and what becomes of its answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from outskirts import knowledge
from outskirts.clean.language import READ, marked
from outskirts.clean.sentences import sentences
from outskirts.detect.parties import PartyFinder
from outskirts.errors import EndpointError, KnowledgeError
from outskirts.extract.lm import answer
from outskirts.extract.lm.build import Builder, Ground, ground_of
from outskirts.extract.lm.client import Client, CutOff, Message, NoAnswer
from outskirts.extract.lm.settings import load
from outskirts.extract.protocol import Workshop
from outskirts.vocabulary import Bearing, Claim, Kind, Problem, Reading, Relation, Report, Sentence, Stance

if TYPE_CHECKING:
    import httpx

CACHE = "lm-cache"
LOST = 3  # reports in a row that nobody answers for, before we stop asking
MOST_SAID = 20  # claims thrown away that are said one by one
Problems = list[Problem]


@dataclass(frozen=True, slots=True)
class Prompt:
    """The data file, filled in as far as it is the same for all reports."""

    system: str
    report: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.system}\x1f{self.report}".encode()).hexdigest()[:8]


@lru_cache(maxsize=1)
def prompt() -> Prompt:
    """Raises KnowledgeError where the file has not a line for every kind and stance."""
    table = knowledge.load("lm.toml")
    try:
        kinds = "\n".join(f"  {kind}: {table['kinds'][kind]}" for kind in Kind)
        stances = "\n".join(f"  {stance}: {table['stances'][stance]}" for stance in Stance)
        system, report = str(table["prompt"]["system"]), str(table["prompt"]["report"])
    except KeyError as error:
        raise KnowledgeError(f"lm.toml: no {error.args[0]}", "add a line for it") from error
    for name, words in (("kinds", kinds), ("stances", stances), ("relations", ", ".join(Relation)),
                        ("bearings", ", ".join(Bearing))):  # fmt: skip
        system = system.replace(f"{{{name}}}", words)
    return Prompt(system.strip(), report.strip())


def make(workshop: Workshop, transport: httpx.BaseTransport | None = None) -> LanguageModel:
    """The extractor ``lm``. Asks nothing yet. Raises KnowledgeError for settings that are wrong."""
    settings, key = load(workshop.options, workshop.environ)
    return LanguageModel(workshop, Client(settings, key, workshop.config.home / CACHE, transport))


@dataclass
class LanguageModel:
    """An :class:`~outskirts.extract.protocol.Extractor`."""

    workshop: Workshop
    client: Client
    lost: int = field(default=0)

    @property
    def reader(self) -> str:
        return f"lm {self.client.settings.model}, prompt {prompt().digest}, outskirts {version('outskirts')}"

    def summary(self) -> str:
        return self.client.spent.line(self.client.settings)

    @cached_property
    def builder(self) -> Builder:
        return Builder(self.workshop.gazetteer, self.workshop.conflicts, PartyFinder(self.workshop.conflicts))

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Problem]:
        for report in reports:
            yield self.one(report)

    def one(self, report: Report) -> Reading | Problem:
        """The reading of a report; a problem where the model could not be brought to read it. Raises EndpointError
        where there is no use in asking on."""
        report, problems = marked(report)
        if report.language not in READ:
            return Reading(report, problems=problems)
        split = sentences(report.text, report.title)
        ground = ground_of(report, split, self.builder)
        if not ground.wars:
            return Reading(report)
        found: dict[str, Claim] = {}
        said: Problems = []
        try:
            for window in windows(split, self.client.settings.longest):
                for claim in self.asked(window, ground, said):
                    found.setdefault(claim.id, claim)
        except NoAnswer as error:
            self.count_lost(error)
            return Problem(f"not read: {error}", report.id, "it is not kept; the same command tries it again")
        self.lost = 0
        claims = tuple(sorted(found.values(), key=lambda claim: (claim.trigger.start, claim.id)))
        if self.workshop.layers == "claims":
            return Reading(report, claims, problems=told(said, report))
        return Reading(report, claims, (), ground.places, ground.times, told(said, report))

    def count_lost(self, error: NoAnswer) -> None:
        self.lost += 1
        if self.lost >= LOST or not (self.client.answered or error.reached):
            remedy = "check that the server runs; what was read is kept, and the same command goes on"
            raise EndpointError(str(error), remedy) from error

    def asked(self, window: Sequence[Sentence], ground: Ground, said: Problems) -> Iterator[Claim]:
        """The claims of some sentences; of an answer that was cut off those of either half. Raises NoAnswer."""
        try:
            got = self.client.ask(self.messages(window, ground), answer.items)
        except CutOff:
            if len(window) < 2:
                raise
            half = len(window) // 2
            yield from self.asked(window[:half], ground, said)
            yield from self.asked(window[half:], ground, said)
            return
        items = answer.items(got.content)
        for item in items[: answer.MOST_CLAIMS]:
            told = answer.claim(item)
            made = told if isinstance(told, str) else self.builder.claim(told, window, ground)
            if isinstance(made, Claim):
                yield made
            else:
                said.append(Problem(f"a claim of the model was left out: {made}"))
        if len(items) > answer.MOST_CLAIMS:
            said.append(
                Problem(f"the model gives {len(items):,} claims; only the first {answer.MOST_CLAIMS} were taken")
            )

    def messages(self, window: Sequence[Sentence], ground: Ground) -> list[Message]:
        """The report goes as JSON, so that no words in it can end it."""
        report, text = ground.report, ground.report.text[window[0].span.start : window[-1].span.end]
        sent: dict[str, Any] = {"title": report.title, "text": text} if report.title else {"text": text}
        words = prompt()
        # One pass, so that braces in what is filled in stay what they are.
        filled = {
            "published": report.published.strftime("%A, %Y-%m-%d") if report.published else "an unknown day",
            "outlet": json.dumps(report.outlet, ensure_ascii=False) if report.outlet else "an unknown outlet",
            "report": json.dumps(sent, ensure_ascii=False),
        }
        head, _, tail = words.report.partition("{report}")
        for name in ("published", "outlet"):
            head = head.replace(f"{{{name}}}", filled[name])
        return [
            {"role": "system", "content": words.system.replace("{sides}", ground.codes)},
            {"role": "user", "content": f"{head}{filled['report']}{tail}"},
        ]


def windows(split: Sequence[Sentence], longest: int) -> Iterator[Sequence[Sentence]]:
    """Sentences in runs of at most so many characters; one that is longer stands alone."""
    begin = 0
    for at, sentence in enumerate(split):
        if at > begin and sentence.span.end - split[begin].span.start > longest:
            yield split[begin:at]
            begin = at
    if split:
        yield split[begin:]


def told(said: Sequence[Problem], report: Report) -> tuple[Problem, ...]:
    named = [Problem(problem.what, report.id, problem.remedy) for problem in said[:MOST_SAID]]
    if len(said) > MOST_SAID:
        named.append(Problem(f"{len(said) - MOST_SAID} more claims of the model were left out", report.id))
    return tuple(named)
