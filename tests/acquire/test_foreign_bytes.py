"""Bytes from strangers: whatever they are, a reader gives reports and problems, or says why not. ``make prove`` goes on
for longer, guided by coverage: benchmarks/prove_fuzz.py, prove_hostile.py."""

from __future__ import annotations

import io
import random
import time
import zlib

import foreign_seeds as seeds
import httpx
import hypothesis.strategies as st
import pytest
from foreign import table
from fuzz import altered
from hostile import MAKERS
from hypothesis import HealthCheck, given, settings

from outskirts.acquire import read_reports
from outskirts.acquire.fetch import Asking, NotFetched, fetch
from outskirts.acquire.markup import words_of
from outskirts.errors import InputError
from outskirts.vocabulary import Report

TARGETS = table()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_sound_material_is_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].read(seed)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(set(TARGETS) - {"docx", "wacz"})), seed=st.integers(0, 2**32))
def test_altered_material_breaks_no_reader(name: str, seed: int) -> None:
    chance = random.Random(seed)
    TARGETS[name].read(altered(chance.choice(TARGETS[name].seeds), chance))


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(sorted(TARGETS)), data=st.binary(max_size=300))
def test_noise_breaks_no_reader(name: str, data: bytes) -> None:
    TARGETS[name].read(data)


# What fuzzing found: each broke a reader once.
FOUND = {
    "feed with a marked section of no kind": ("feed", seeds.RSS.replace("Short.", "<![CDATA[<![KKK[x]]>]]>").encode()),
    "feed with a title that is empty": ("feed", seeds.RSS.replace("<title>Fighting</title>", "<title/>").encode()),
    "feed with an encoding that is none": ("feed", b'<?xml version="1.0" encoding="\xaf"?><rss><channel/></rss>'),
    "feed with NUL in a name": ("feed", seeds.ATOM.replace("urn:1", "a&#0;\0b").encode()),
    "mail with NUL in the sender": ("eml", seeds.MAIL.replace("Press Office", "Press\0Office").encode()),
    "mail with a sender that is torn": ("eml", seeds.MAIL.replace("Press Office <", "=?utf-8?q??= <<@,:;").encode()),
    "JSON with half a letter in a name": ("ninjs", b'{"uri": "\\ud800", "headline": "Troops left", "url": "\\udfff"}'),
    "JSON nested too deep": ("unknown", b'{"a":' + b"[" * 100_000),
    "table whose first line is torn": ("csv", b'text,"a\rb\n1,2\n'),
    "places whose first line is torn": ("places-csv", b"name\r,lat\n1,2\n"),
    "places that are no features": ("places-geojson", b'{"features": [1, {"properties": 3}]}'),
    "places with a geometry that is none": (
        "places-geojson", b'{"features": [{"properties": {"name": "A"}, "geometry": 5}]}'),
    "places in an archive that is torn": ("places-zip", TARGETS["places-zip"].seeds[0][:60] + b"\xff" * 40),
    "settings that are not UTF-8": ("watch-toml", b"\x85"),
    "archive with a part that is torn": ("wacz", b"\0" + TARGETS["wacz"].seeds[0][1:].replace(b"\0\0", b"\xff\0", 9)),
    "gzip that is torn": ("gzip", seeds.packed(seeds.LINES)[:40] + bytes(60)),
    "Parquet with words that are not UTF-8": ("parquet", seeds.parquet().replace(b"Troops", b"\xe0roops")),
}  # fmt: skip


@pytest.mark.parametrize("found", FOUND)
def test_what_fuzzing_found_is_read_or_refused(found: str) -> None:
    name, data = FOUND[found]
    TARGETS[name].read(data)


# -- harm


SMALL = ("entit", "cell of 2", "PDF whose pages", "JSON of a million", "digits", "10,000", "open", "no kind",
         "without end", "Markdown", "blank", "mail")  # fmt: skip


@pytest.mark.parametrize("name", [name for name in MAKERS if any(word in name for word in SMALL)])
def test_what_is_made_to_do_harm_takes_no_longer_than_other_material(name: str) -> None:
    file, size, make = MAKERS[name]
    stream = io.BytesIO(make(size // 5 + 1 if size > 20_000 else size))
    stream.name = file  # type: ignore[misc]
    begin = time.process_time()
    try:
        texts = [item.text for item in read_reports(stream) if isinstance(item, Report)]
    except InputError:
        texts = []
    assert time.process_time() - begin < 3
    assert not any("root:" in text or "aaaaaaaa" in text for text in texts)


def test_an_answer_packed_in_a_way_that_was_not_asked_for_is_refused() -> None:
    """A few bytes of such packing can become gigabytes in one step, before anybody can look at how many there are."""
    asked = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        return httpx.Response(200, headers={"content-encoding": "br"}, stream=httpx.ByteStream(zlib.compress(b"a")))

    with pytest.raises(NotFetched, match="not asked for"):
        fetch("https://a.example/", httpx.MockTransport(server), Asking(tries=1))
    assert asked == ["gzip, deflate"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("<p>One<p>Two<br>Three &amp; four", "One\n\nTwo\n\nThree & four"),
        ("<a title='x > y'>One</a> <b>two</b>", "One two"),
        ("One<!-- <p>two -->three<!-- four", "Onethree<!-- four"),
        ("<script>if (a < b) '<p>'</script>One<style>p {}</style>", "One"),
        ("One<![CDATA[two]]><![KKK[three]]>four", "Onefour"),
        ("<head><title>x</title><p>One", "One"),
    ],
)
def test_words_of_markup(markup: str, words: str) -> None:
    assert words_of(markup) == words
