"""A language model made of two regular expressions, behind a real port, that can be told to misbehave."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from local_site import Quiet, serving

HAPPENED = re.compile(r"\b(entered|withdrew|taken)\b")
KINDS = {"entered": "enter", "withdrew": "withdraw", "taken": "capture"}
PLACE = re.compile(r"\b(Toretsk|Vuhledar)\b")
ACTOR = re.compile(r"\b(Russian troops|Ukrainian forces|Troops)\b")
SPEAKER = re.compile(r"\b(spokeswoman for the Ukrainian military|Kyiv|the army)\b")


def claims_of(text: str) -> list[dict[str, Any]]:
    """What a good model would say of the texts of these tests."""
    found = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        word = HAPPENED.search(sentence)
        if word is None:
            continue
        place, actor, speaker = PLACE.search(sentence), ACTOR.search(sentence), SPEAKER.search(sentence)
        found.append(
            {
                "sentence": sentence.strip(),
                "trigger": {"text": word[1]},
                "kind": KINDS[word[1]],
                "stance": "denied" if "denied" in sentence else "asserted",
                "actor": {"text": actor[1], "side": "RU" if "Russian" in actor[1] else None} if actor else None,
                "target": None,
                "place": {"text": place[1], "relation": "outskirts", "bearing": "E"} if place else None,
                "when": {"start": "2024-10-07", "end": "2024-10-07"},
                "speakers": [{"text": speaker[1], "side": "UA"}] if speaker else [],
                "quantity": None,
            }
        )
    return found


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None, usage: bool = True) -> bytes:
    """A chat completion as OpenAI, llama.cpp and Ollama give it."""
    body: dict[str, Any] = {
        "id": "x", "object": "chat.completion", "model": "fake",
        "choices": [{"index": 0, "finish_reason": finish,
                     "message": {"role": "assistant", "content": content, "refusal": refusal}}],
    }  # fmt: skip
    if usage:
        body["usage"] = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return json.dumps(body).encode()


@dataclass
class Reply:
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False


@dataclass
class FakeModel:
    """``replies`` are given first, one a question; then it answers as a good model would. ``asked`` are the bodies and
    headers of the questions."""

    url: str = ""
    replies: list[Reply | Callable[[str], Reply]] = field(default_factory=list)
    asked: list[tuple[dict[str, Any], dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        self.asked.append((body, headers))
        text = text_of(body)
        if self.replies:
            reply = self.replies.pop(0)
            return reply if isinstance(reply, Reply) else reply(text)
        return good(text)


def text_of(body: dict[str, Any]) -> str:
    """The text that was sent, out of the JSON in the message."""
    content = body["messages"][-1]["content"]
    text: str = json.loads(content[content.index("\n\n{") :])["text"]
    return text


def good(text: str) -> Reply:
    return Reply(completion(json.dumps({"claims": claims_of(text)}, ensure_ascii=False)))


def said(content: str, **how: Any) -> Reply:
    return Reply(completion(content, **how))


@contextmanager
def fake_model() -> Iterator[FakeModel]:
    model = FakeModel()

    class Handler(Quiet):
        def do_POST(self) -> None:  # noqa: N802 - the name that the server calls
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            reply = model.answer(body, dict(self.headers))
            if reply.hangs:
                model.over.wait(10)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

    with serving(Handler) as address:
        model.url = f"{address}/v1"
        try:
            yield model
        finally:
            model.over.set()
