"""How is a model asked? With patience for a busy server and none for one that never ends; what was answered is kept on
the disk, so that nothing is paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outskirts.acquire.fetch import retrying
from outskirts.errors import EndpointError
from outskirts.extract.lm.answer import schema
from outskirts.extract.lm.settings import Settings

if TYPE_CHECKING:
    import httpx

LARGEST = 5_000_000  # bytes of one answer
LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
WRONG = {
    401: "the key is not taken", 402: "it wants to be paid", 403: "it forbids this",
    404: "it knows no such address or model", 405: "it takes no questions there",
}  # fmt: skip
MILLION = 1_000_000
Message = Mapping[str, str]


class NoAnswer(Exception):  # noqa: N818 - reads as what it is
    """This question was not answered; another may be. ``reached`` is false where nobody was there."""

    def __init__(self, what: str, reached: bool = True) -> None:
        super().__init__(what)
        self.reached = reached


class CutOff(NoAnswer):
    """The answer ended at its longest."""


class AgainError(Exception):
    """What may go through on another try."""

    def __init__(self, what: str, reached: bool = True) -> None:
        super().__init__(what)
        self.reached = reached


@dataclass(frozen=True, slots=True)
class Answered:
    """``tokens_in`` and ``tokens_out`` are what the server counted, 0 where it does not say."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0
    cached: bool = False


@dataclass
class Spent:
    """What a run has cost so far."""

    calls: int = 0
    cached: int = 0
    uncounted: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def count(self, got: Answered) -> None:
        if got.cached:
            self.cached += 1
            return
        self.calls += 1
        self.uncounted += not (got.tokens_in or got.tokens_out)
        self.tokens_in += got.tokens_in
        self.tokens_out += got.tokens_out

    def price(self, settings: Settings) -> float:
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / MILLION

    def line(self, settings: Settings) -> str:
        told = f"{settings.model}: {self.calls:,} calls, {self.cached:,} answers known already"
        told += f"; {self.tokens_in:,} tokens in, {self.tokens_out:,} out"
        if self.uncounted:
            told += f" ({self.uncounted:,} calls whose tokens the server did not count)"
        if settings.price_in or settings.price_out:
            told += f"; {self.price(settings):.4f} {settings.currency}"
        return told


@dataclass
class Client:
    """Asks one model. ``transport``, ``clock`` and ``sleep`` stand in for network and time in tests; ``cache`` is a
    folder."""

    settings: Settings
    key: str
    cache: Path
    transport: httpx.BaseTransport | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    spent: Spent = field(default_factory=Spent)
    answered: int = 0
    asked: list[float] = field(default_factory=list)

    def ask(self, messages: Sequence[Message], usable: Callable[[str], object]) -> Answered:
        """The answer, from the cache where it is there. Only one that ``usable`` does not raise a ValueError for is
        kept; another is asked for once more. Raises NoAnswer where there is none to this question, and EndpointError
        where there is no use in asking on."""
        body = self.body(messages)
        path = self.place(body)
        known = kept(path)
        if known is not None:
            self.spent.count(known)
            return known
        for last in (False, True):
            got = self.tried(body)
            try:
                usable(got.content)
            except ValueError as error:
                if last:
                    raise NoAnswer(f"what it answered cannot be used: {error}") from error
                continue
            keep(path, got)
            return got
        raise AssertionError("the second try ends with an answer or an error")

    def body(self, messages: Sequence[Message]) -> dict[str, Any]:
        s = self.settings
        body: dict[str, Any] = {"model": s.model, "messages": list(messages), "temperature": s.temperature,
                                "max_tokens": s.max_tokens, "stream": False}  # fmt: skip
        if s.format == "schema":
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": "claims", "schema": schema()}}
        elif s.format == "object":
            body["response_format"] = {"type": "json_object"}
        return body | dict(s.extra)

    def place(self, body: Mapping[str, Any]) -> Path:
        """The file of the answer to this question: named by a digest of model, words and settings, not by address."""
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return self.cache / digest[:2] / f"{digest}.json"

    def tried(self, body: Mapping[str, Any]) -> Answered:
        import httpx

        s = self.settings
        if s.budget and self.spent.price(s) >= s.budget:
            what = f"the budget of {s.budget:g} {s.currency} is spent: {self.spent.line(s)}"
            raise EndpointError(what, "what was read is kept; raise the budget, and the same command goes on")
        headers = {"user-agent": "outskirts", **({"authorization": f"Bearer {self.key}"} if self.key else {})}
        url = f"{s.endpoint}/chat/completions"
        try:
            with httpx.Client(headers=headers, timeout=s.timeout, transport=self.transport) as client:
                for attempt in retrying(AgainError, s.tries, None, 20.0):
                    with attempt:
                        self.pace()
                        value = self.once(client, url, body)
                        # Paid for, whatever it is worth.
                        counted = usage(value)
                        self.spent.count(counted)
                        self.answered += 1
                        return replace(counted, content=read(value))
        except AgainError as error:
            raise NoAnswer(f"{url} does not answer: {error}", error.reached) from error
        raise AssertionError("retrying ends with an answer or an error")

    def pace(self) -> None:
        """Wait until another may be asked in this minute."""
        limit, now = self.settings.per_minute, self.clock()
        if limit:
            self.asked = [at for at in self.asked if at > now - 60.0][-limit:]
            if len(self.asked) >= limit:
                self.sleep(self.asked[0] + 60.0 - now)
            self.asked.append(self.clock())

    def once(self, client: httpx.Client, url: str, body: Mapping[str, Any]) -> Any:
        """The JSON of the server's answer. Raises AgainError, NoAnswer, EndpointError."""
        import httpx

        end = self.clock() + self.settings.timeout
        try:
            with client.stream("POST", url, json=body) as answer:
                data = bytearray()
                for block in answer.iter_bytes():
                    data += block
                    if len(data) > LARGEST or self.clock() > end:
                        raise AgainError("its answer does not end")
        except httpx.ConnectError as error:
            raise AgainError(f"it cannot be reached ({error})", reached=False) from error
        except httpx.TimeoutException as error:
            raise AgainError(f"nothing for {self.settings.timeout:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise AgainError(str(error) or type(error).__name__) from error
        self.refuse(answer, bytes(data), url)
        try:
            return json.loads(bytes(data))
        except (ValueError, RecursionError) as error:
            raise AgainError("what it answers is no JSON") from error

    def refuse(self, answer: httpx.Response, data: bytes, url: str) -> None:
        """Raises where the server did not do what was asked of it."""
        status = answer.status_code
        if answer.is_success:
            return
        said = f"the server says {status}: {said_in(data)}".rstrip(": ")
        if status in BUSY:
            wait = seconds(answer.headers.get("retry-after", ""))
            if wait is not None and wait > LONGEST_WAIT:
                raise EndpointError(f"{url}: {said}, and to come back in {wait:,.0f} s", "run the same command then")
            if wait:
                self.sleep(wait)
            raise AgainError(said)
        if status in WRONG:
            raise EndpointError(f"{url}: {WRONG[status]}; {said}", "check --endpoint, --model and the key")
        if not self.answered:
            raise EndpointError(f"{url}: {said}", 'check --endpoint and --model, or set format = "object" or "none"')
        raise NoAnswer(said)


def read(value: Any) -> str:
    """The words of the answer. Raises AgainError, NoAnswer, CutOff."""
    try:
        choice = value["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise AgainError("what it answers is no chat completion") from error
    if refusal or choice.get("finish_reason") == "content_filter":
        raise NoAnswer(f"the model refuses: {' '.join(str(refusal or 'content filter').split())[:160]}")
    if choice.get("finish_reason") == "length":
        raise CutOff("its answer was cut off; raise max_tokens")
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("its answer is empty")
    return content


def usage(value: Any) -> Answered:
    """What the answer cost, as the server counts."""
    told = value.get("usage") if isinstance(value, Mapping) else None
    counted = told if isinstance(told, Mapping) else {}
    return Answered("", whole(counted.get("prompt_tokens")), whole(counted.get("completion_tokens")))


def whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def said_in(data: bytes) -> str:
    """The server's own words on what is wrong, on one line."""
    try:
        value = json.loads(data)
        error = value.get("error", value) if isinstance(value, dict) else value
        told = error.get("message", error) if isinstance(error, dict) else error
    except (ValueError, RecursionError):
        told = data[:400].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in str(told)).split())[:200]


def seconds(told: str) -> float | None:
    """Retry-After: seconds or a date; None where it says neither."""
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def kept(path: Path) -> Answered | None:
    """An answer of an earlier run; a file that is torn is as none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return Answered(str(value["content"]), whole(value["in"]), whole(value["out"]), cached=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(path: Path, got: Answered) -> None:
    """Whole or not at all. Raises EndpointError where the folder cannot be written, before more is paid for."""
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(
            json.dumps({"content": got.content, "in": got.tokens_in, "out": got.tokens_out}, ensure_ascii=False),
            encoding="utf-8", errors="surrogatepass",
        )  # fmt: skip
        part.replace(path)
    except OSError as error:
        what = f"answers cannot be kept in {path.parent}: {error.strerror}"
        raise EndpointError(what, "make room, or name another home: outskirts --home FOLDER") from error
    finally:
        part.unlink(missing_ok=True)
