"""The web app as files for a host that answers no questions: the built app, and beside it what the API would say."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from outskirts.detect.gazetteer.spelled import LANGUAGES
from outskirts.errors import InputError
from outskirts.publish.exports.formats import FORMATS
from outskirts.serve import static
from outskirts.serve.app import create_app
from outskirts.serve.book import Book
from outskirts.serve.desk import Desk
from outskirts.serve.params import LARGEST
from outskirts.serve.security import POLICY

FORMAT = 2
WHOLE = ("overview", "map", "names", "presences", "histogram", "towns", "boundaries")
LISTS = ("claims", "disputes", "voices", "events", "routes")
BY_DAY = ("areas", "roads")
HERE = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many files of a kind for each war: ``places`` with most claims, the latest ``days`` on which one of
    them changed, the latest ``items`` of each list, the latest ``grounds`` for the whole map."""

    places: int = 2_000
    days: int = 40
    items: int = 5_000
    grounds: int = 30


@dataclass
class Site:
    """``files`` written; ``left_out`` tells in words what was too much."""

    files: int = 0
    left_out: list[str] = field(default_factory=list)


class Writer:
    """Asks the application, in this process, and writes down what it answers."""

    def __init__(self, client: httpx.AsyncClient, folder: Path, known_at: datetime | None, limits: Limits) -> None:
        self.client, self.folder, self.limits = client, folder, limits
        self.terms = {"known_at": known_at.isoformat()} if known_at else {}
        self.site = Site()

    async def ask(self, path: str, **terms: Any) -> Any:
        """The answer, None where there is none. Raises InputError where the application fails."""
        answer = await self.client.get(f"/api/{path}", params=self.terms | terms)
        if answer.status_code == 404:
            return None
        if answer.is_error:
            raise InputError(f"/api/{path} answered {answer.status_code}: {answer.text[:200]}", "see `outskirts check`")
        return answer.json()

    def put(self, name: str, value: Any) -> None:
        path = self.folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        self.site.files += 1

    async def listed(self, path: str, what: str, **terms: Any) -> dict[str, Any]:
        """All pages of a list as one, up to the limit."""
        found: dict[str, Any] = await self.ask(path, size=LARGEST, **terms)
        total, items = found["total"], found["items"]
        while len(items) < min(total, self.limits.items):
            more = (await self.ask(path, size=LARGEST, page=len(items) // LARGEST + 1, **terms))["items"]
            if not more:
                break
            items += more
        kept = items[: self.limits.items]
        if total > len(kept):
            self.site.left_out.append(f"{total - len(kept)} older {what}")
        return found | {"items": kept, "total": len(kept), "page": 1, "size": len(kept)}

    async def whole(self, war: str | None, wars: Sequence[str]) -> None:
        """What is asked without a war."""
        self.put("conflicts", [one for one in await self.ask("conflicts") if one["id"] in wars])
        self.put("export", await self.ask("export"))
        reports = await self.listed("reports", "reports", **({"conflict": war} if war else {}))
        self.put("reports", reports)
        await self.each("reports", [one["id"] for one in reports["items"]])

    async def each(self, path: str, ids: Sequence[str]) -> None:
        for id_ in ids:
            found = await self.ask(f"{path}/{quote(id_, safe='')}")
            if found is not None:
                self.put(f"{path}/{named(id_)}", found)

    async def war(self, book: Book) -> dict[str, Any]:
        """One war's files, and which there are."""
        id_, files = book.conflict.id, []
        for name in (*WHOLE, *LISTS):
            found = await (
                self.listed(name, f"{name} of {book.conflict.name}", conflict=id_)
                if name in LISTS
                else self.ask(name, conflict=id_)
            )
            if found is not None:
                self.put(f"{id_}/{name}", found)
                files.append(name)
            if name == "claims":
                await self.each("claims", [one["id"] for one in found["items"]])
        files += [await self.tongue(id_, language) for language in LANGUAGES]
        days = changes(book)
        grounds = sorted({day for some in days.values() for day in some})[-self.limits.grounds :]
        held = {name: await self.days(f"{id_}/{name}", name, grounds, conflict=id_) for name in BY_DAY}
        return {"files": files, "places": await self.places(book, days), **held}

    async def tongue(self, war: str, language: str) -> str:
        """The names of a war's places in a language: the file's name."""
        for name in ("names", "towns"):
            self.put(f"{war}/{name}-{language}", await self.ask(name, conflict=war, language=language))
        return f"names-{language}"

    async def places(self, book: Book, days: Mapping[str, Sequence[date]]) -> dict[str, list[str]]:
        """Which days there are of each place; those with most claims where there are too many."""
        ordered = sorted(days, key=lambda id_: (-len(book.stored_of.get(id_, ())), id_))
        if len(ordered) > self.limits.places:
            out = len(ordered) - self.limits.places
            self.site.left_out.append(f"the pages of {out} places of {book.conflict.name} with fewest claims")
        held, terms = {}, {"conflict": book.conflict.id, "size": LARGEST}
        for id_ in ordered[: self.limits.places]:
            some, path = days[id_][-self.limits.days :], f"places/{quote(id_, safe='')}"
            held[id_] = await self.days(f"{book.conflict.id}/places/{named(id_)}", path, some, **terms)
        return held

    async def days(self, folder: str, path: str, days: Sequence[date], **terms: Any) -> list[str]:
        written = []
        for day in days:
            found = await self.ask(path, on=day.isoformat(), **terms)
            if found is None:
                break
            self.put(f"{folder}/{day}", found)
            written.append(day.isoformat())
        return written


def changes(book: Book) -> dict[str, list[date]]:
    """The days on which each place that is spoken of changed; the first and the last day of the record among them."""
    found = {}
    for id_ in sorted(book.stored_of):
        starts = {max(stretch.start, book.first_day) for stretch in book.stretches_of.get(id_, ())}
        found[id_] = sorted({book.first_day, book.last_day} | {day for day in starts if day <= book.last_day})
    return found


def named(id_: str) -> str:
    """An id as a name for a file on any host: small letters, digits and hyphens stay, every other byte is ~hh."""
    return "".join(chr(b) if re.match(rb"[a-z0-9-]", bytes((b,))) else f"~{b:02x}" for b in id_.encode())


def page(html: str) -> str:
    """The app's page, made to work below any path, and to keep to its host where that sends no policy."""
    policy = "; ".join(part for part in POLICY.split("; ") if not part.startswith("frame-ancestors"))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
        '    <meta name="outskirts-snapshot" content="api/manifest.json" />'
    )
    html = re.sub(r'((?:src|href)=")/', r"\1./", html)
    return re.sub(r'(<meta charset="utf-8" ?/?>)', lambda found: f"{found[1]}\n    {metas}", html, count=1)


def is_built() -> bool:
    return (static.FOLDER / "index.html").is_file()


def write(
    desk: Desk, folder: Path, conflict: str | None, known_at: datetime | None,
    limits: Limits = Limits(), built: Path | None = None,
) -> Site:  # fmt: skip
    """Write the app for one war or all into ``folder``, as known at one time. Raises InputError and NotKnown."""
    built, api = built or static.FOLDER, folder / "api"
    if (api / "manifest.json").is_file():
        shutil.rmtree(api)  # what a former snapshot held may have been retracted since
    shutil.copytree(built, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.br"))
    (folder / "index.html").write_text(page((built / "index.html").read_text(encoding="utf-8")), encoding="utf-8")
    # In a thread of its own, since a notebook has an event loop running already.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(asked(desk, api, conflict, known_at, limits))).result()


async def asked(desk: Desk, api: Path, conflict: str | None, known_at: datetime | None, limits: Limits) -> Site:
    known = desk.known(known_at)
    wars = [conflict] if conflict else [id_ for id_, record in known.records.items() if record.stored]
    transport = httpx.ASGITransport(create_app(desk))
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        writer = Writer(client, api, known_at, limits)
        await writer.whole(conflict, wars)
        held = {id_: await writer.war(known.book(id_)) for id_ in wars}
    exports = {form.name: form.filename for form in FORMATS.values()}
    manifest = {
        "format": FORMAT, "known_at": known_at.isoformat() if known_at else None, "exports": exports,
        "left_out": writer.site.left_out, "wars": held,
    }  # fmt: skip
    writer.put("manifest", manifest)
    return writer.site
