"""Who is told, and how? A file of JSON lines, an Atom file, an e-mail, a webhook. What cannot be told now is told
later: see :mod:`outskirts.watch.rounds`."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from outskirts.errors import InputError, remedy_of
from outskirts.publish.exports.markup import escaped, legal
from outskirts.watch.alerts import Alert, to_json
from outskirts.watch.settings import AtomSink, FileSink, MailSink, Settings, WebhookSink

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0
TAIL = 1 << 20
MOST = 200  # entries of the Atom file
ATOM = "http://www.w3.org/2005/Atom"
Send = Callable[[MailSink, str, EmailMessage], None]


class Told(Protocol):
    """``tell`` gives the alerts that are waiting, oldest first, and the latest of all; raises InputError. It may be
    called again with the same alerts, if the program was killed before it could note that they were told."""

    @property
    def name(self) -> str: ...

    def tell(self, alerts: Sequence[Alert], latest: Sequence[Alert]) -> None: ...


def sinks(
    settings: Settings,
    environment: Mapping[str, str],
    transport: httpx.BaseTransport | None = None,
    send: Send | None = None,
) -> list[Told]:
    made: list[Told] = []
    for sink in settings.sink:
        match sink:
            case FileSink():
                made.append(Lines(f"file {sink.path}", sink.path))
            case AtomSink():
                made.append(Atom(f"atom {sink.path}", sink.path))
            case WebhookSink():
                made.append(Webhook(f"webhook {sink.url}", sink, environment.get(sink.secret_env, ""), transport))
            case MailSink():
                name = f"mail {', '.join(sink.to)}"
                made.append(Mail(name, sink, environment.get(sink.password_env, ""), send or by_smtp))
    return made


@dataclass(frozen=True, slots=True)
class Lines:
    """One line an alert, each once, on the disk when told."""

    name: str
    path: Path

    def tell(self, alerts: Sequence[Alert], latest: Sequence[Alert]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - TAIL))
                tail = file.read()
                # A line that was cut off by a kill is written anew.
                whole = tail[: tail.rfind(b"\n") + 1]
                file.truncate(size - len(tail) + len(whole))
                for alert in alerts:
                    if f'"id": "{alert.id}"'.encode() not in whole:
                        file.write(json.dumps(to_json(alert), ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            remedy = remedy_of(error, "name a file you may write")
            raise InputError(f"{self.path} cannot be written: {error.strerror}", remedy) from error


@dataclass(frozen=True, slots=True)
class Atom:
    """A feed of the latest alerts, written anew each time, whole or not at all."""

    name: str
    path: Path

    def tell(self, alerts: Sequence[Alert], latest: Sequence[Alert]) -> None:
        part = self.path.with_name(f".{self.path.name}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(atom(latest[:MOST]))
            part.replace(self.path)
        except OSError as error:
            remedy = remedy_of(error, "name a file you may write")
            raise InputError(f"{self.path} cannot be written: {error.strerror}", remedy) from error
        finally:
            part.unlink(missing_ok=True)


def atom(alerts: Sequence[Alert]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})

    def put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        made = etree.SubElement(parent, f"{{{ATOM}}}{name}", {k: legal(v) for k, v in attributes.items()})
        made.text = legal(text) if text is not None else None
        return made

    put(root, "id", "urn:outskirts:alerts")
    put(root, "title", "Outskirts: alerts")
    put(root, "updated", max((alert.at for alert in alerts), default="1970-01-01T00:00:00+00:00"))
    put(put(root, "author"), "name", "Outskirts")
    for alert in alerts:
        entry = put(root, "entry")
        put(entry, "id", f"urn:outskirts:{alert.id}")
        put(entry, "title", alert.title)
        put(entry, "updated", alert.at)
        put(entry, "category", term=alert.kind)
        link = next((claim.url for claim in alert.claims if claim.url), "")
        if link:
            put(entry, "link", rel="alternate", href=link)
        put(entry, "content", body(alert), type="html")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def body(alert: Alert) -> str:
    """HTML in which every word of a report is escaped."""
    rows = "".join(f"<li>{escaped(c.voice)}: “{escaped(c.sentence)}” {escaped(c.outlet)}</li>" for c in alert.claims)
    return f"<p>{escaped(alert.text)}</p>" + (f"<ul>{rows}</ul>" if rows else "")


@dataclass(frozen=True, slots=True)
class Webhook:
    """One POST an alert, JSON. The header Idempotency-Key is its id; Outskirts-Signature signs the body where there is
    a secret."""

    name: str
    sink: WebhookSink
    secret: str
    transport: httpx.BaseTransport | None = None

    def tell(self, alerts: Sequence[Alert], latest: Sequence[Alert]) -> None:
        import httpx

        try:
            with httpx.Client(timeout=SECONDS, transport=self.transport, follow_redirects=False) as client:
                for alert in alerts:
                    data = json.dumps(to_json(alert), ensure_ascii=False).encode()
                    answer = client.post(self.sink.url, content=data, headers=self.headers(alert, data))
                    if not answer.is_success:
                        raise InputError(f"{self.sink.url} answers {answer.status_code}", "check the webhook")
        except httpx.HTTPError as error:
            what = f"{self.sink.url} cannot be reached: {error or type(error).__name__}"
            raise InputError(what, "check the webhook") from error

    def headers(self, alert: Alert, data: bytes) -> dict[str, str]:
        found = {"content-type": "application/json", "idempotency-key": alert.id, "user-agent": "outskirts"}
        if self.secret:
            found["outskirts-signature"] = "sha256=" + hmac.new(self.secret.encode(), data, hashlib.sha256).hexdigest()
        return found


@dataclass(frozen=True, slots=True)
class Mail:
    """One message for all alerts of a round."""

    name: str
    sink: MailSink
    password: str
    send: Send

    def tell(self, alerts: Sequence[Alert], latest: Sequence[Alert]) -> None:
        try:
            self.send(self.sink, self.password, message(self.sink, alerts))
        except (OSError, smtplib.SMTPException) as error:
            what = f"no mail can be sent by {self.sink.host}: {error or type(error).__name__}"
            raise InputError(what, "check host, port, user and password") from error


def message(sink: MailSink, alerts: Sequence[Alert]) -> EmailMessage:
    made = EmailMessage()
    more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    # No line end of a stranger's gets into a header.
    made["Subject"] = " ".join(f"Outskirts: {alerts[0].title}{more}".split())
    made["From"] = sink.sender
    made["To"] = ", ".join(sink.to)
    key = hashlib.sha256("".join(alert.id for alert in alerts).encode()).hexdigest()[:24]
    made["Message-ID"] = f"<{key}@outskirts>"
    made.set_content("\n\n".join(plain(alert) for alert in alerts) + "\n")
    return made


def plain(alert: Alert) -> str:
    rows = [f"  {c.voice}: “{c.sentence}” {c.outlet} {c.url}".rstrip() for c in alert.claims]
    return "\n".join([alert.title, alert.text, *rows])


def by_smtp(sink: MailSink, password: str, made: EmailMessage) -> None:
    """Through the server of the settings; certificates are checked."""
    context = ssl.create_default_context()
    if sink.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(sink.host, sink.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(sink.host, sink.port, timeout=SECONDS)
    with server:
        if sink.security == "starttls":
            server.starttls(context=context)
        if sink.user:
            server.login(sink.user, password)
        server.send_message(made)
