"""Which requests are let in, and what does a browser get told to refuse? Pure ASGI, so that nothing is held up."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# MapLibre runs its worker from a blob and sets styles through the object model, which needs no exception.
POLICY = "; ".join((
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
    "connect-src 'self'", "worker-src 'self' blob:", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
))  # fmt: skip
# For a page without script that carries its own style, such as the brief.
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST = 64 * 1024  # bytes of a request's body


class Guard:
    """Refuses names under which the server is not known (a page elsewhere may point its own name at this machine) and
    bodies that are too long; adds the headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts) if hosts is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if self.hosts is not None and host_of(asked.get("host", "")) not in self.hosts:
            refusal = {"error": "this server is not known under that name", "remedy": "call it by its own address"}
            await JSONResponse(refusal, 421)(scope, receive, guarded)
        elif too_long(asked):
            refusal = {
                "error": "the request is too long",
                "remedy": f"send at most {LONGEST // 1024} kB, with its length",
            }
            await JSONResponse(refusal, 413)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


def host_of(header: str) -> str:
    """The name or address in a Host header, without its port."""
    if header.startswith("["):
        inside, _, rest = header[1:].partition("]")
        return inside.lower() if not rest or rest.startswith(":") else header.lower()
    return header.partition(":")[0].lower()


def too_long(asked: Headers) -> bool:
    length = asked.get("content-length")
    if length is None:
        return "transfer-encoding" in asked
    return not length.isdigit() or int(length) > LONGEST


def same(given: str, token: str) -> bool:
    """Compared in a time that does not tell how much of it was right."""
    return hmac.compare_digest(given.encode(), token.encode())
