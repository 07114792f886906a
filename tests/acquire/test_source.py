"""Files as they come, good and bad, with the reports and the problems that they hold."""

from __future__ import annotations

import gzip
import io
import json
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.acquire import read_reports
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Report

PUBLISHED = datetime(2024, 10, 8, 6, 10, tzinfo=UTC)
STAMP = "2024-10-08T06:10:00Z"
NEWS = "Troops entered the town of Wad Madani on Monday, residents said. The army denied it."


def split(source: Path | io.BytesIO, **settings: Any) -> tuple[list[Report], list[Problem]]:
    items = list(read_reports(source, **settings))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Problem)]


def lines(*values: object) -> io.BytesIO:
    return io.BytesIO("\n".join(v if isinstance(v, str) else json.dumps(v) for v in values).encode())


def line(**fields: object) -> dict[str, object]:
    return {"id": "r1", "published": STAMP, "text": NEWS} | fields


def kept(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# -- lines of JSON


def test_a_line_is_a_report() -> None:
    found, problems = split(lines(line(outlet="Wire", title="A title", url="https://wire.example/1", claims=[])))
    assert found == [Report("r1", NEWS, PUBLISHED, "Wire", "A title", "https://wire.example/1")]
    assert problems == []


@pytest.mark.parametrize(
    "text", ["<p>It&#8217;s &#8220;lost&#8221;</p>\r\n", " \t lead", "a\u2028e\u0301 🙂", "\ufeffBOM"]
)
def test_the_text_of_a_line_is_never_altered(text: str) -> None:
    [report], _ = split(lines(line(text=text)))
    assert report.text == text


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{not json", "not valid JSON"),
        ('{"id": "x", "text": "cut off', "not valid JSON"),
        ("[" * 100_000, "JSON"),
        ('{"n": ' + "9" * 5000 + "}", "JSON"),
        ([1, 2], "not an object but a list"),
        ("null", "not an object but null"),
        ({"id": "x", "published": STAMP}, 'no "text"'),
        (line(text=None), 'no "text"'),
        (line(text=17), '"text" is a number'),
        (line(text=["a"]), '"text" is a list'),
        (line(text={}), '"text" is an object'),
        (line(text=" \n "), '"text" is empty'),
        (line(text="a\0b"), "NUL"),
        ('{"id": "x", "published": "2024-10-08", "text": "half \\ud83d"}', "surrogate"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_rest_goes_on(bad: object, said: str) -> None:
    good = [line(id=f"r{n}") for n in range(1000)]
    found, problems = split(lines(*good[:500], bad, *good[500:]))
    assert [r.id for r in found] == [f"r{n}" for n in range(1000)]
    [problem] = problems
    assert (problem.where, said in problem.what) == ("line 501", True)
    assert problem.remedy


def test_blank_lines_are_nothing() -> None:
    found, problems = split(lines("", line(), "  ", ""))
    assert (len(found), problems) == (1, [])


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (None, "no date of publication"),
        ("", "no date"),
        ("08/10/2024", "'08/10/2024' is no date"),
        (["x"], "is no date"),
    ],
)
def test_without_a_date_the_report_stays(published: object, said: str) -> None:
    [report], [problem] = split(lines(line(published=published)))
    assert report.published is None
    assert said in problem.what
    assert problem.where == "line 1"
    [report], _ = split(lines(line(published=published)), published=PUBLISHED)
    assert report.published == PUBLISHED


def test_a_date_given_for_all_is_no_problem() -> None:
    _, problems = split(lines({"text": NEWS}), published=PUBLISHED)
    assert problems == []


def test_without_an_id_the_content_names_the_report() -> None:
    [one, other], [repeated] = split(lines(line(id=None), line(id=None, title="x"), line(id=None, text="Else.")))
    assert one.id != other.id
    assert "same report" in repeated.what
    [number], _ = split(lines(line(id=7)))
    assert number.id == "7"


def test_an_id_used_twice() -> None:
    found, problems = split(lines(line(), line(), line(text="Changed.")))
    assert [r.text for r in found] == [NEWS, "Changed."]
    assert [p.where for p in problems] == ["line 2", "line 3"]
    assert "same report as line 1" in problems[0].what
    assert "later version" in problems[1].what


def test_fields_that_are_no_text_are_left_out() -> None:
    [report], [problem] = split(lines(line(title=5, outlet=["x"])))
    assert (report.title, report.outlet) == ("", "")
    assert "outlet, title" in problem.what


def test_one_line_in_another_encoding() -> None:
    bad = json.dumps(line(id="r2", text="Café fell."), ensure_ascii=False).encode("cp1252")
    found, [problem] = split(io.BytesIO(json.dumps(line()).encode() + b"\n" + bad), format="jsonl")
    assert found[1].text == "Café fell."
    assert "cp1252" in problem.what
    assert problem.where == "line 2 and others like it"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_lines_in_unicode(tmp_path: Path, encoding: str) -> None:
    content = "\n".join(json.dumps(line(id=f"r{n}", text=NEWS + "é"), ensure_ascii=False) for n in range(3))
    found, problems = split(kept(tmp_path, "a.jsonl", content.encode(encoding)))
    assert [r.text for r in found] == [NEWS + "é"] * 3
    assert problems == []


def test_a_line_too_long_to_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outskirts.acquire.streams.LARGEST", 500)
    found, [problem] = split(lines(line(), line(id="r2", text="x" * 2000), line(id="r3")), format="jsonl")
    assert [r.id for r in found] == ["r1", "r3"]
    assert problem.where == "line 2"


def test_lines_are_streamed() -> None:
    source = io.BytesIO(b"\n".join(json.dumps(line(id=f"r{n}", text="x" * 10_000)).encode() for n in range(1000)))
    tracemalloc.start()
    assert sum(1 for _ in read_reports(source)) == 1000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.just("\ud800\0"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("id", "published", "text", "outlet", "title", "url"), VALUES)
)


@given(st.lists(FIELDS | VALUES, max_size=4))
def test_no_value_breaks_it(values: list[object]) -> None:
    content = "\n".join(map(json.dumps, values)) or "{}"
    for item in read_reports(io.BytesIO(content.encode()), format="jsonl"):
        if isinstance(item, Report):
            for field in (item.id, item.text, item.outlet, item.title, item.url):
                assert "\0" not in field.encode().decode()


def test_json_documents(tmp_path: Path) -> None:
    many = kept(tmp_path, "many.json", json.dumps([line(), line(id="r2", text=1), line(id="r3")], indent=1))
    found, [problem] = split(many)
    assert ([r.id for r in found], problem.where) == (["r1", "r3"], "item 2")
    one, _ = split(kept(tmp_path, "one.json", json.dumps(line(), indent=1)))
    assert [r.id for r in one] == ["r1"]
    really_lines, _ = split(kept(tmp_path, "lines.json", lines(line(), line(id="r2")).getvalue()))
    assert [r.id for r in really_lines] == ["r1", "r2"]


# -- text and pages


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    text = f"Army Leaves Wad Madani\n\n{NEWS}\r\n"
    [report], [problem] = split(kept(tmp_path, "a.txt", text), outlet="Wire")
    assert (report.text, report.title, report.outlet) == (text, "Army Leaves Wad Madani", "Wire")
    assert report.published is None
    assert "--published" in problem.remedy
    [again], _ = split(kept(tmp_path, "b.txt", text), outlet="Wire")
    assert again.id == report.id


def test_the_date_in_the_name_of_a_file(tmp_path: Path) -> None:
    [report], [problem] = split(kept(tmp_path, "2024-10-08.txt", NEWS))
    assert report.published == datetime(2024, 10, 8, 12, tzinfo=UTC)
    assert "name" in problem.what


def test_markdown_without_its_markup(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Army leaves\ndate: 2024-10-08\nsource: Wire\n---\n# Army leaves\n\n"
        f"**Troops** left [town](http://x.example). {NEWS}\n\n- snake_case_word\n"
    )
    [report], problems = split(kept(tmp_path, "a.md", text))
    assert report.text == f"Army leaves\n\nTroops left town. {NEWS}\n\n- snake_case_word"
    assert (report.title, report.outlet, problems) == ("Army leaves", "Wire", [])


PARAGRAPHS = "".join(f"<p>{NEWS} Part {n} is on the road to Sennar &amp; the bridge.</p>" for n in range(5))
PAGE = f"""<!doctype html><html><head><title>Army leaves | Wire</title><script>var x = "<p>not this</p>";</script>
<meta property="article:published_time" content="2024-10-08T09:10:00+03:00">
<meta property="og:site_name" content="Wire">
<link rel="canonical" href="https://wire.example/army"></head><body><nav><a href="/">Home</a> Menu</nav>
<article><h1>Army leaves</h1>{PARAGRAPHS}</article><footer>Imprint</footer></body></html>"""


def test_a_page_is_its_article(tmp_path: Path) -> None:
    [report], problems = split(kept(tmp_path, "a.html", PAGE))
    assert report.text.startswith(f"{report.title}\n\n{NEWS}")
    assert "Army leaves" in report.title
    assert "Sennar & the bridge" in report.text
    assert not any(word in report.text for word in ("not this", "Imprint", "<p>"))
    assert (report.published, report.url, problems) == (PUBLISHED, "https://wire.example/army", [])
    [changed], _ = split(kept(tmp_path, "b.html", PAGE.replace("Sennar", "Kosti")))
    assert changed.id == report.id


def test_linked_data_gives_the_moment(tmp_path: Path) -> None:
    inside = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": STAMP}]})
    data = f'<script type="application/ld+json">{inside}</script>'
    [report], _ = split(
        kept(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{data}").replace("09:10:00+03:00", "01:00:00Z"))
    )
    assert report.published == PUBLISHED


def test_soup_still_gives_words(tmp_path: Path) -> None:
    soup = f"<head><title>Army</title><body><p>{NEWS}<p>On<b>.<script>alert('x')</script><td>&#8220;Lost&#8221; <!-- c"
    [report], problems = split(kept(tmp_path, "a.htm", soup))
    assert NEWS in report.text
    assert "“Lost”" in report.text
    assert "alert" not in report.text
    assert any("date" in p.what for p in problems)


@pytest.mark.parametrize("content", ["<html><body></body></html>", "<script>x</script>", "<!-- -->"])
def test_a_page_without_words(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="holds no text"):
        split(kept(tmp_path, "a.html", content))


@pytest.mark.parametrize(
    ("encoding", "text", "sure"),
    [
        ("utf-8-sig", NEWS, True),
        ("utf-16", "Місто Бахмут тримається, повідомив штаб.", True),
        ("utf-16-le", NEWS, True),
        ("cp1252", NEWS + " “We left,” said José.", False),
        ("cp1251", "Россияне заявили о взятии села. Украина это опровергла. Бои идут на окраинах города." * 3, False),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, encoding: str, text: str, sure: bool) -> None:
    [report], problems = split(kept(tmp_path, "a.txt", text.encode(encoding)), published=PUBLISHED)
    assert report.text == text
    assert [p.what.startswith("not UTF-8; read as") for p in problems] == ([] if sure else [True])


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Sennar", "Сеннар")
    [report], problems = split(kept(tmp_path, "a.html", page.encode("cp1251")))
    assert "Сеннар" in report.text
    assert problems == []


# -- what is no report


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.jsonl", b" \n\n", "is empty"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "no archive"),
        ("a.zip", b"PK\x03\x04....", "ZIP"),
        ("a.bin", bytes(range(256)) * 9, "binary"),
        ("a.db", b"SQLite format 3\0....", "SQLite"),
        ("a.jsonl", b"\x7fELF\x02\x01\x01\0", "program"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = kept(tmp_path, name, content)
    with pytest.raises(InputError, match=said) as caught:
        split(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing.txt cannot be read"):
        split(tmp_path / "nothing.txt")
    with pytest.raises(InputError, match="holds no file"):
        split(tmp_path)
    with pytest.raises(InputError, match="no format"):
        split(tmp_path, format="floppy")


# -- folders and streams


def test_a_folder_goes_on_past_what_is_bad(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    kept(tmp_path, "2024-10-08.txt", NEWS)
    kept(tmp_path, "deep/b.jsonl", lines(line(), "{").getvalue())
    kept(tmp_path, "c.txt", b"")
    kept(tmp_path, "d.pdf", b"%PDF")
    kept(tmp_path, "e.xls", b"-")
    kept(tmp_path, ".hidden.txt", NEWS)
    found, problems = split(tmp_path)
    assert len(found) == 2
    told = {Path(p.where.split(": ")[0]).name: p.what for p in problems}
    assert told["c.txt"] == "is empty"
    assert "not valid JSON" in told["b.jsonl"]
    assert "PDF" in told["d.pdf"]
    assert "1 .xls" in told[tmp_path.name]


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (json.dumps(line()) + "\n" + json.dumps(line(id="r2")), 2),
        (json.dumps(line(), indent=2), 1),
        (json.dumps([line(), line(id="r2")]), 2),
        (json.dumps(line(text="x" * 200_000)), 1),
        (PAGE, 1),
        ("[leader/facilitator] " + NEWS, 1),
        (NEWS, 1),
    ],
)
def test_the_format_of_a_stream_is_found(content: str, count: int) -> None:
    found, _ = split(io.BytesIO(content.encode()), published=PUBLISHED)
    assert len(found) == count
    assert not any("<" in r.text or '"id"' in r.text for r in found)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = lines(line())

    monkeypatch.setattr("sys.stdin", Stdin())
    assert [r.id for r in read_reports("-") if isinstance(r, Report)] == ["r1"]


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    found, _ = split(kept(tmp_path, "a.jsonl.gz", gzip.compress(lines(line()).getvalue())))
    assert [r.id for r in found] == ["r1"]
    with pytest.raises(InputError, match="cannot be read"):
        split(kept(tmp_path, "b.jsonl.gz", gzip.compress(lines(line()).getvalue())[:40]))


def test_ten_megabytes_of_text(tmp_path: Path) -> None:
    path = kept(tmp_path, "big.txt", (NEWS + "\n\n") * 120_000)
    start = time.process_time()
    [report], _ = split(path)
    assert len(report.text) > 10_000_000
    assert time.process_time() - start < 5


@given(st.binary(max_size=300), st.sampled_from([None, "text", "markdown", "jsonl", "json"]))
def test_no_bytes_break_it(data: bytes, format: str | None) -> None:
    try:
        for item in read_reports(io.BytesIO(data), format=format):
            assert isinstance(item, Report | Problem)
            if isinstance(item, Report):
                item.text.encode()
    except InputError as error:
        if not error.remedy:
            raise
