"""One round after another: ask who is due, put what is new into the ledger, work out alerts, tell them.

The order makes it safe to be killed anywhere. A feed's new mark is kept only once its reports are in the ledger; how
far alerts have been worked out moves only together with the alerts; an alert leaves the outbox only once it is told.
What was cut off is done again, and doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from outskirts.acquire.custody import Keeper, digest_of
from outskirts.acquire.fetch import NotFetched
from outskirts.errors import LedgerError, OutskirtsError
from outskirts.ledger import version_id
from outskirts.ledger.ingest import Tally, ingest
from outskirts.query.naming import find
from outskirts.query.sources import Sources
from outskirts.vocabulary import Problem, Reading, Report
from outskirts.watch import schedule
from outskirts.watch.alerts import Alert, alerts
from outskirts.watch.gathering import gather
from outskirts.watch.schedule import Known
from outskirts.watch.settings import Feed, Settings
from outskirts.watch.sinks import Told
from outskirts.watch.state import Letter, Seen, State
from outskirts.watch.turning import turns
from outskirts.watch.visiting import Visitor

SLICE = 60.0  # seconds slept at once, so that a clock that is set or a machine that slept is noticed
MOST_TELLING = 14  # tries to tell an alert: with the waits between them some two days
LONGEST_TELLING = timedelta(hours=6)


@dataclass
class Round:
    """What one round did; ``next`` is when the next feed is due."""

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    reports: int = 0
    claims: int = 0
    alerts: int = 0
    problems: list[Problem] = field(default_factory=list)
    next: datetime | None = None

    def line(self, now: datetime) -> str:
        parts = [f"{self.asked} asked"]
        parts += [f"{self.unchanged} unchanged"] if self.unchanged else []
        parts += [f"{self.failed} failed"] if self.failed else []
        told = f"{', '.join(parts)}; {self.reports} new reports, {self.claims} claims, {self.alerts} alerts"
        then = f"; next {self.next.astimezone(UTC):%H:%M}" if self.next else ""
        return f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC  {told}{then}"


@dataclass
class Watcher:
    """``read`` turns reports into readings, or into the problem that kept one from being read; ``log`` is a logger of
    structlog; clock, sleep and the visitor's network are those of the edge."""

    settings: Settings
    state: State
    sources: Sources
    visitor: Visitor
    read: Callable[[Iterable[Report]], Iterator[Reading | Problem]]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    log: Any
    sinks: Sequence[Told] = ()
    keep: Callable[[datetime], Keeper | None] = lambda _: None
    watched: frozenset[str] = frozenset()

    def start(self) -> None:
        """What stands in the ledger already is nothing to be told of. Raises NotKnown for a place that nobody knows."""
        named = (find(self.sources, name).place for name in self.settings.alerts.places)
        self.watched = frozenset(id_ for place in named for id_ in self.sources.ids_of(place))
        if self.state.seen() is None:
            with self.state.change():
                self.state.put_seen(self.sight())

    def run(self, say: Callable[[Round], None], once: bool = False) -> Round:
        """Rounds for ever, or one; ends with KeyboardInterrupt at any point."""
        while True:
            done, failed = Round(), None
            try:
                done = self.round()
            except LedgerError as error:
                # Nothing can be noted, as on a full disk: nobody is asked until it can.
                failed = error
                self.problem(done, Problem(str(error), str(self.state.path), error.remedy))
            say(done)
            if once and failed is not None:
                raise failed
            if once:
                return done
            self.sleep(SLICE) if failed is not None else self.rest()

    def rest(self) -> None:
        """Until a feed is due or something is to be told."""
        while True:
            now, known = self.clock(), self.state.feeds()
            left = (schedule.next_round(self.settings, known, now) - now).total_seconds()
            self.sleep(max(1.0, min(left, SLICE)))
            now = self.clock()
            if schedule.due(self.settings, known, now) or any(self.state.outbox(s.name, now) for s in self.sinks):
                return

    def round(self) -> Round:
        done = Round()
        for feed in schedule.due(self.settings, self.state.feeds(), self.clock()):
            self.ask(feed, done)
        self.guard(done, "alerts", self.notice)
        for sink in self.sinks:
            self.deliver(sink, done)
        with self.state.change():
            self.state.prune(self.clock(), (sink.name for sink in self.sinks))
        done.next = schedule.next_round(self.settings, self.state.feeds(), self.clock())
        return done

    def guard(self, done: Round, what: str, work: Callable[[Round], None]) -> NotFetched | Exception | None:
        """Whatever goes wrong in one part, the others go on; a bug is logged with its traceback."""
        try:
            work(done)
        except OutskirtsError as error:
            self.problem(done, Problem(str(error), what, error.remedy))
            return error
        except Exception as error:
            self.log.exception("bug", part=what)
            done.problems.append(
                Problem(f"a bug: {type(error).__name__}: {error}", what, "the log holds its traceback")
            )
            return error
        return None

    def problem(self, done: Round, problem: Problem) -> None:
        done.problems.append(problem)
        self.log.warning("problem", where=problem.where, what=problem.what, remedy=problem.remedy)

    # -- feeds

    def ask(self, feed: Feed, done: Round) -> None:
        """One feed; when it fails it is left alone for longer each time."""
        done.asked += 1
        known = self.state.feeds().get(feed.url, Known(feed.url))
        error = self.guard(done, feed.url, lambda done: self.take(feed, known, done))
        if error is not None:
            done.failed += 1
            wait = error.wait if isinstance(error, NotFetched) else None
            with self.state.change():
                self.state.put_feed(schedule.failed(known, self.clock(), self.settings.every(feed), wait))

    def take(self, feed: Feed, known: Known, done: Round) -> None:
        got, every = self.visitor.feed(feed, known), self.settings.every(feed)
        digest = known.digest if got.unchanged else sha256(got.data)
        if got.unchanged or digest == known.digest:
            done.unchanged += 1
            self.log.info("unchanged", feed=feed.url, told=got.unchanged)
            with self.state.change():
                self.state.put_feed(schedule.unchanged(known, self.clock(), every))
            return
        now = self.clock()
        found = gather(got, feed, self.visitor, self.state, now, self.keep(now))
        for problem in found.problems:
            self.problem(done, problem)
        tally = self.put(found.reports, done)
        now = self.clock()
        after = (
            schedule.answered(known, now, every, got.etag, got.modified, digest)
            if found.whole and tally.whole
            else schedule.unfinished(known, now, every)
        )
        with self.state.change():
            self.state.put_feed(after)
            for version, tries, over in found.followed if tally.whole else ():
                self.state.put_followed(version, tries, over, now)
        self.log.info("read", feed=feed.url, entries=len(found.reports), new=tally.stored, claims=tally.claims,
                      pages=found.pages)  # fmt: skip

    def put(self, reports: Sequence[Report], done: Round) -> Tally:
        """Into the ledger, what it does not hold yet."""
        ledger = self.sources.ledger
        held = ledger.known([version_id(report) for report in reports])
        new = [report for report in reports if version_id(report) not in held]
        if not new:
            return Tally()
        # Noted before they are written: should we be killed in between, they are still looked at for alerts.
        with self.state.change():
            self.state.put_pending(report.id for report in new)
        tally = ingest(ledger, self.read(new))
        done.reports += tally.stored
        done.claims += tally.claims
        for problem in tally.problems:
            self.problem(done, problem)
        if tally.interrupted:
            raise KeyboardInterrupt
        return tally

    # -- alerts

    def sight(self) -> Seen:
        made = self.sources.ledger.decisions()
        return Seen(self.sources.ledger.mark(), made[-1].id if made else "", self.clock())

    def notice(self, done: Round) -> None:
        """Work out what is new in the ledger, whoever wrote it, and note that together with how far that went."""
        seen, now, pending = self.state.seen(), self.sight(), self.state.pending()
        assert seen is not None, "start() comes first"
        if not pending and (now.mark.claims, now.decision) == (seen.mark.claims, seen.decision):
            return
        telling, found = self.settings.alerts, list[Alert]()
        # Another ledger under the same name: what stands in it is nothing to be told of.
        if self.sources.ledger.mark(seen.mark.claims).claim_id == seen.mark.claim_id:
            changed = turns(self.sources, seen, pending, self.watched, now.at.astimezone(UTC).date())
            found = alerts(changed, telling.on, now.at, telling.days)
        with self.state.change():
            fresh = self.state.put_alerts(found, (sink.name for sink in self.sinks), now.at)
            self.state.put_seen(now, pending)
        done.alerts += len(fresh)
        for alert in fresh:
            self.log.info("alert", kind=alert.kind, place=alert.place, title=alert.title, id=alert.id)

    def deliver(self, sink: Told, done: Round) -> None:
        """Tell a sink what waits for it; a sink that fails is tried again later."""
        now = self.clock()
        letters = self.state.outbox(sink.name, now)
        if not letters:
            return
        latest = self.state.latest(200)
        error = self.guard(done, sink.name, lambda _: sink.tell([letter.alert for letter in letters], latest))
        with self.state.change():
            if error is None:
                self.state.delivered(sink.name, [letter.alert.id for letter in letters])
                return
            given_up = [letter for letter in letters if letter.tries + 1 >= MOST_TELLING]
            self.state.delivered(sink.name, [letter.alert.id for letter in given_up])
            self.state.postponed(sink.name, letters, now + telling_wait(letters))
        for letter in given_up:
            self.problem(done, Problem(f"{letter.alert.title}: given up after {MOST_TELLING} tries", sink.name))


def telling_wait(letters: Sequence[Letter]) -> timedelta:
    most = max(letter.tries for letter in letters)
    return min(timedelta(minutes=2.0 ** min(most, 10)), LONGEST_TELLING)


def sha256(data: bytes) -> str:
    import io

    return digest_of(io.BytesIO(data))
