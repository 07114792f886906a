"""What does the web give for an address? One page, politely: named, limited in size, time and redirections."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from outskirts.errors import InputError

if TYPE_CHECKING:
    import httpx

NAME = "outskirts"
AGENT = f"{NAME} (reads published news; one request a page)"
LARGEST = 50_000_000
# Seconds: for one step of the talk, and for the whole answer however steadily it drips.
TIMEOUT, WHOLE, TRIES = 20.0, 60.0, 3
REDIRECTS = 5
# The only ways in which an answer may be packed: others, or two at once, can make gigabytes of one block.
PACKINGS = frozenset({"", "identity", "gzip", "deflate"})
BUSY = frozenset({429, 500, 502, 503, 504})
UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Fetched:
    """``kind`` is the media type without its parameters; ``url`` that of the page after redirections. ``etag`` and
    ``modified`` are to be given back the next time; ``unchanged`` is set where the server says that nothing has changed
    since, and then there are no data."""

    data: bytes
    url: str
    kind: str
    charset: str
    retrieved: datetime
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask: with the ``etag`` and ``modified`` of the last answer, as ``agent``, for at most ``largest`` bytes in
    ``whole`` seconds, ``tries`` times; ``allowed`` says of every address on the way whether it may be asked."""

    etag: str = ""
    modified: str = ""
    agent: str = AGENT
    largest: int = LARGEST
    timeout: float = TIMEOUT
    whole: float = WHOLE
    tries: int = TRIES
    allowed: Callable[[str], bool] | None = None

    def headers(self) -> dict[str, str]:
        given = {
            "user-agent": self.agent,
            "accept-encoding": "gzip, deflate",
            "if-none-match": self.etag,
            "if-modified-since": self.modified,
        }
        return {name: value for name, value in given.items() if value}


class NotFetched(InputError):  # noqa: N818 - reads as what it is
    """``wait`` is for how many seconds the server wants to be left alone (None: it did not say); ``passing`` is set
    where it may go through another time; ``status`` the number that the server answered with, 0 where it did not."""

    def __init__(
        self, what: str, remedy: str, *, passing: bool = False, wait: float | None = None, status: int = 0
    ) -> None:
        super().__init__(what, remedy)
        self.passing = passing
        self.wait = wait
        self.status = status


class AgainError(Exception):
    """What may go through on another try."""

    def __init__(self, what: str, status: int = 0) -> None:
        super().__init__(what)
        self.status = status


def is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def host_of(url: str) -> str:
    """The host of an address, lower case; nothing where it has none. What a stranger's feed or archive calls an address
    need not be one: "http://["."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def fetch(url: str, transport: httpx.BaseTransport | None = None, asking: Asking | None = None) -> Fetched:
    """The answer. Asks again where the server is busy or the line breaks. Raises NotFetched, an InputError, that says
    what went wrong. ``transport`` stands in for the network in tests."""
    import httpx

    asking = asking or Asking(largest=LARGEST)
    client = httpx.Client(
        headers=asking.headers(), timeout=asking.timeout, follow_redirects=True, max_redirects=REDIRECTS,
        transport=transport, event_hooks={"request": [permission(asking)]},
    )  # fmt: skip
    try:
        with client:
            patience = asking.tries * asking.timeout
            for attempt in retrying(AgainError, asking.tries, patience, 5.0):
                with attempt:
                    return once(client, url, asking)
    except AgainError as error:
        remedy = "try again later, or save the page and read it"
        raise NotFetched(f"{url} cannot be fetched: {error}", remedy, passing=True, status=error.status) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotFetched(f"{url} cannot be fetched: {error or type(error).__name__}", "check the address") from error
    raise AssertionError("retrying ends with an answer or an error")


def retrying(
    on: type[Exception], attempts: int, timeout: float | None, longest: float
) -> Iterator[AbstractContextManager[Any]]:
    """stamina's attempts, each to be entered; it tells nobody of them, since its log would go to standard output."""
    import stamina
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks([])
    yield from stamina.retry_context(on=on, attempts=attempts, timeout=timeout, wait_max=longest)


def permission(asking: Asking) -> Callable[[httpx.Request], None]:
    """Asked before every request, also after a redirection."""

    def ask(request: httpx.Request) -> None:
        if asking.allowed is not None and not asking.allowed(str(request.url)):
            raise NotFetched(f"{request.url} may not be fetched", "the site or your settings forbid it")

    return ask


def once(client: httpx.Client, url: str, asking: Asking) -> Fetched:
    import httpx

    with limited(asking.whole) as limit:
        try:
            with client.stream("GET", url, extensions={"trace": limit.trace}) as answer:
                refuse(answer, url)
                data = bytearray()
                for block in answer.iter_bytes():
                    data += block
                    if len(data) > asking.largest:
                        what = f"{url} gives more than {asking.largest:,} bytes"
                        raise NotFetched(what, "save what is wanted of it")
                if limit.reached:
                    raise too_slow(url, asking)
                return fetched(answer, bytes(data))
        except (httpx.TransportError, httpx.DecodingError) as error:
            if limit.reached:
                raise too_slow(url, asking) from error
            raise AgainError(str(error) or type(error).__name__) from error


def refuse(answer: httpx.Response, url: str) -> None:
    """Raises where the answer is neither the page nor that it is as it was."""
    status = answer.status_code
    wait = seconds(answer.headers.get("retry-after", ""))
    if status in BUSY and wait is None:
        raise AgainError(f"the server says {status}", status)
    if status in BUSY:
        what = f"{url} cannot be fetched: the server says {status} and to come back in {wait:,.0f} s"
        raise NotFetched(what, "try again then", passing=True, wait=wait, status=status)
    if status not in (200, UNCHANGED):
        raise NotFetched(f"{url} cannot be fetched: the server says {status}", "check the address", status=status)
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in PACKINGS:
        raise NotFetched(f"{url} is packed as {packing[:40]!r}, which was not asked for", "save the page and read it")


def fetched(answer: httpx.Response, data: bytes) -> Fetched:
    headers = answer.headers
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(
        data, str(answer.url), kind, answer.charset_encoding or "", datetime.now(UTC), headers.get("etag", ""),
        headers.get("last-modified", ""), answer.status_code == UNCHANGED,
    )  # fmt: skip


def too_slow(url: str, asking: Asking) -> NotFetched:
    return NotFetched(f"{url} took more than {asking.whole:,.0f} s", "try again later", passing=True)


def seconds(retry_after: str) -> float | None:
    """What a server means that says when to come back, in seconds from now or as a date; None where it says nothing."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        at = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


class Limit:
    """Cuts the line when time is up. The timeouts of the client start anew with every byte, so that a server that drips
    one now and then could hold it for ever."""

    def __init__(self) -> None:
        self.reached = False
        self.line: socket.socket | None = None

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Told by the client of each step; remembers the line once it stands."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            found = info["return_value"].get_extra_info("socket")
            self.line = found if found is not None else self.line
            if self.reached:
                self.cut()

    def cut(self) -> None:
        self.reached = True
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


@contextmanager
def limited(whole: float) -> Iterator[Limit]:
    limit = Limit()
    timer = Timer(whole, limit.cut)
    timer.daemon = True
    timer.start()
    try:
        yield limit
    finally:
        timer.cancel()
