"""How alerts are told: each once, whole, with nothing of a stranger's words taken for markup or a header."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from lxml import etree
from watching import Stage, feed

from outskirts.watch.alerts import Alert, Quoted
from outskirts.watch.settings import MailSink, Settings
from outskirts.watch.sinks import Atom, Lines, message, sinks

URL, HOOK = "https://wire.example/feed", "https://hook.example/in"
QUOTED = Quoted("c-1", "an <b>officer</b>", "denied", "It & that.", "Wire", "https://wire.example/1", "2024-10-08")
ALERT = Alert("alert-1", "denial", "2024-10-08T06:00:00+00:00", "p", "Toretsk", "Toretsk: denied", "x", (QUOTED,))


def settings(sink: dict[str, object]) -> Settings:
    return Settings.model_validate({"feed": [{"url": URL}], "sink": [sink], "alerts": {"on": ["denial"]}})


def test_a_line_that_was_cut_off_is_written_anew_and_no_line_twice(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    second = replace(ALERT, id="alert-2")
    Lines("file", path).tell([ALERT], [])
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "alert-2", "ki')
    Lines("file", path).tell([ALERT, second], [])
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["alert-1", "alert-2"]


def test_the_atom_file_is_well_formed_whatever_was_said(tmp_path: Path) -> None:
    nasty = replace(ALERT, title="Toretsk: \x00]]> <script>", text="<script>alert(1)</script>")
    Atom("atom", tmp_path / "a.atom").tell([], [nasty, ALERT])
    root = etree.parse(str(tmp_path / "a.atom")).getroot()
    content = root.findall("{*}entry/{*}content")
    assert len(content) == 2
    assert "<script" not in (content[0].text or "")
    assert "&lt;b&gt;officer" in (content[0].text or "")


def test_a_line_end_in_a_title_is_no_header_of_the_mail() -> None:
    sink = MailSink(kind="mail", host="h", sender="a@example.org", to=("b@example.org",))
    made = message(sink, [replace(ALERT, title="Toretsk\r\nBcc: all@example.org")])
    assert made["Bcc"] is None
    assert "It & that." in made.get_content()


def test_a_round_is_one_mail(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "UA denied: RU captured Toretsk. UA denied: RU captured Niu-York."))
    sink = {"kind": "mail", "host": "h", "sender": "a@example.org", "to": ["b@example.org"]}
    stage.watcher(settings(sink)).round()
    [(_, _, mail)] = stage.mails
    assert mail["Subject"].endswith("and 1 more")


def test_a_webhook_is_told_and_signed(stage: Stage) -> None:
    stage.web.pages |= {URL: feed(("a", "UA denied: RU captured Toretsk.")), HOOK: "thanks"}
    stage.watcher(settings({"kind": "webhook", "url": HOOK, "secret_env": "SECRET"})).round()
    [request] = [request for request in stage.web.requests if str(request.url) == HOOK]
    assert json.loads(request.content)["kind"] == "denial"
    assert request.headers["idempotency-key"] == json.loads(request.content)["id"]
    signed = hmac.new(b"s3cret", request.content, hashlib.sha256).hexdigest()
    assert request.headers["outskirts-signature"] == f"sha256={signed}"


def test_a_webhook_that_fails_is_told_later_even_after_a_restart(stage: Stage) -> None:
    stage.web.pages |= {URL: feed(("a", "UA denied: RU captured Toretsk.")), HOOK: lambda _: httpx.Response(500)}
    wanted = settings({"kind": "webhook", "url": HOOK})
    done = stage.watcher(wanted).round()
    assert done.problems[0].where == f"webhook {HOOK}"
    stage.web.pages[HOOK] = "thanks"
    stage.clock.now += timedelta(minutes=2)
    again = stage.watcher(wanted)
    again.round()
    assert stage.web.urls().count(HOOK) == 2
    assert again.state.waiting() == 0


def test_a_webhook_that_never_answers_is_given_up(stage: Stage) -> None:
    stage.web.pages |= {URL: feed(("a", "UA denied: RU captured Toretsk.")), HOOK: lambda _: httpx.Response(500)}
    watcher = stage.watcher(settings({"kind": "webhook", "url": HOOK}))
    said = []
    for _ in range(20):
        said += watcher.round().problems
        stage.clock.now += timedelta(hours=7)
    assert watcher.state.waiting() == 0
    assert any("given up" in problem.what for problem in said)


# -- a mail server on this machine


class Box:
    """Keeps what it is sent; ``refuse`` is what it says to every recipient."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.refuse = ""

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.refuse or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[Box, dict[str, object]]]:
    """A box, and the settings of a sink that sends to it. Whoever logs in must be desk, with s3cret."""

    def right(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"desk", b"s3cret"), handled=False)

    box = Box()
    running = Controller(box, hostname="127.0.0.1", port=free_port(), authenticator=right, auth_require_tls=False)
    running.start()
    sink = {"kind": "mail", "host": "127.0.0.1", "port": running.port, "security": "none", "sender": "a@example.org",
            "to": ["b@example.org", "c@example.org"]}  # fmt: skip
    yield box, sink
    running.stop()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def sent_by(stage: Stage, sink: dict[str, object]) -> list[str]:
    """The problems of a round in which there is something to tell, with the real sender."""
    stage.web.pages[URL] = feed(("a", "UA denied: RU captured Toretsk."))
    watcher = stage.watcher(settings(sink))
    watcher.sinks = sinks(settings(sink), {"SECRET": "s3cret", "WRONG": "guess"})
    return [problem.what for problem in watcher.round().problems]


def test_a_mail_arrives(stage: Stage, post: tuple[Box, dict[str, object]]) -> None:
    box, sink = post
    assert sent_by(stage, sink | {"user": "desk", "password_env": "SECRET"}) == []
    [mail] = [message_from_bytes(raw, policy=policy.default) for raw in box.mails]
    assert mail["To"] == "b@example.org, c@example.org"
    assert "denies" in mail["Subject"]
    assert "UA denied: RU captured Toretsk." in mail.get_content()


@pytest.mark.parametrize(
    ("changes", "refuse", "why"),
    [
        ({"user": "desk", "password_env": "WRONG"}, "", "535"),
        ({}, "550 nobody of that name", "nobody of that name"),
        ({"security": "starttls"}, "", "STARTTLS"),
        ({"port": 9}, "", "refused"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_said_and_kept(
    stage: Stage, post: tuple[Box, dict[str, object]], changes: dict[str, object], refuse: str, why: str
) -> None:
    """Also where the server offers no encryption: what is to be told does not go in clear unless that is asked for."""
    box, sink = post
    box.refuse = refuse
    [said] = sent_by(stage, sink | changes)
    assert said.startswith("no mail can be sent by 127.0.0.1: ")
    assert why in said
    assert box.mails == []
    assert stage.open[0].waiting() == 1
