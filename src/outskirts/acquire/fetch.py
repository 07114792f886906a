"""What does the web give for an address? One page, politely: named, limited in size, time and redirections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from outskirts.errors import InputError

if TYPE_CHECKING:
    import httpx

AGENT = "outskirts (reads published news; one request a page)"
LARGEST = 50_000_000
TIMEOUT, TRIES = 20.0, 3
BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Fetched:
    """``kind`` is the media type without its parameters; ``url`` that of the page after redirections."""

    data: bytes
    url: str
    kind: str
    charset: str
    retrieved: datetime


def is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def fetch(url: str, transport: httpx.BaseTransport | None = None) -> Fetched:
    """The answer. Asks again where the server is busy or the line breaks. Raises InputError that says what went wrong.
    ``transport`` stands in for the network in tests."""
    import httpx
    import stamina

    client = httpx.Client(
        headers={"user-agent": AGENT}, timeout=TIMEOUT, follow_redirects=True, max_redirects=5, transport=transport
    )
    try:
        with client:
            for attempt in stamina.retry_context(on=AgainError, attempts=TRIES, timeout=3 * TIMEOUT, wait_max=5.0):
                with attempt:
                    return once(client, url)
    except AgainError as error:
        raise InputError(
            f"{url} cannot be fetched: {error}", "try again later, or save the page and read it"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(f"{url} cannot be fetched: {error or type(error).__name__}", "check the address") from error
    raise AssertionError("retrying ends with an answer or an error")


class AgainError(Exception):
    """What may go through on another try."""


def once(client: httpx.Client, url: str) -> Fetched:
    import httpx

    try:
        with client.stream("GET", url) as answer:
            if answer.status_code in BUSY:
                raise AgainError(f"the server says {answer.status_code}")
            if answer.status_code != 200:
                raise InputError(f"{url} cannot be fetched: the server says {answer.status_code}", "check the address")
            data = bytearray()
            for block in answer.iter_bytes():
                data += block
                if len(data) > LARGEST:
                    raise InputError(f"{url} gives more than {LARGEST:,} bytes", "save what is wanted of it")
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Fetched(bytes(data), str(answer.url), kind, answer.charset_encoding or "", datetime.now(UTC))
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise AgainError(str(error) or type(error).__name__) from error
