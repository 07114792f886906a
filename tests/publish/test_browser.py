"""The pages as a browser lays them out: nothing cut, no name over another, nothing wider than the screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from outskirts.publish import map_page
from outskirts.publish.brief import pages
from outskirts.publish.brief.compose import compose
from outskirts.publish.brief.values import Period
from outskirts.publish.cite import Cited
from outskirts.publish.mapping.sheet import Subject
from outskirts.vocabulary import CONTESTED, Basis, Conflict, Place, Side, Status, Stretch

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=2000",
)  # fmt: skip
MEASURE = """<pre id="measured"></pre><script>
const sheet = document.querySelector('svg.map')?.getBoundingClientRect();
const unit = sheet ? 1200 / sheet.width : 1;
const boxes = [...document.querySelectorAll('svg.map text')].map(t => {
  const b = t.getBoundingClientRect();
  return {text: t.textContent, kind: t.getAttribute('class'), x: (b.x - sheet.x) * unit, y: (b.y - sheet.y) * unit,
    w: b.width * unit, h: b.height * unit}});
document.getElementById('measured').textContent = JSON.stringify({
  boxes, wide: document.documentElement.scrollWidth, screen: window.innerWidth,
  requests: performance.getEntriesByType('resource').length});
</script>"""


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("OUTSKIRTS_BROWSER") == "required":
            pytest.fail("no chromium on this machine, and OUTSKIRTS_BROWSER=required")
        pytest.skip("no chromium on this machine: apt-get install chromium")
    return found


def measured(chromium: str, page: str, folder: Path, width: int) -> dict[str, Any]:
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    command = (
        chromium,
        *QUIET,
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={width},900",
        "--dump-dom",
        f"file://{path}",
    )
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    found = re.search(r'<pre id="measured">(.*?)</pre>', done.stdout, re.S)
    assert found is not None, done.stdout[-500:]
    result: dict[str, Any] = json.loads(unescape(found.group(1)))
    return result


@pytest.fixture
def crowded(statuses: tuple[Status, ...], sides: dict[str, Side]) -> Subject:
    """Places with long names close together, and towns between them."""
    first = statuses[0]
    near = tuple(
        replace(
            first, place=Place(f"n:{n}", f"Novooleksandrivka {n}", 48.3 + n * 0.021, 37.8 + n % 3 * 0.03, population=n)
        )
        for n in range(12)
    )
    towns = tuple(
        Place(f"t:{n}", f"Werkhnowillja {n}", 47.8 + n * 0.06, 37.3 + n * 0.07, population=50_000 - n)
        for n in range(12)
    )
    title = "Russia-Ukraine war, the front in the Donetsk region"
    return Subject(title, date(2024, 10, 8), (*statuses, *near), sides, towns=towns, cities=towns)


def test_no_name_on_the_map_is_cut_or_covered(
    chromium: str, crowded: Subject, cited: dict[str, Cited], tmp_path: Path
) -> None:
    found = measured(chromium, map_page.html(crowded, cited), tmp_path, 1280)
    assert found["requests"] == 0
    assert found["wide"] <= found["screen"]
    names = [b for b in found["boxes"] if b["kind"] in ("name", "town")]
    assert len(names) > 15
    for box in found["boxes"]:
        assert box["x"] >= 0, box
        assert box["y"] >= 0, box
        assert box["x"] + box["w"] <= 1200, box
        assert box["y"] + box["h"] <= 801, box
    for n, one in enumerate(names):
        for other in names[n + 1 :]:
            apart = (
                one["x"] + one["w"] <= other["x"] + 0.5
                or other["x"] + other["w"] <= one["x"] + 0.5
                or one["y"] + one["h"] <= other["y"] + 3
                or other["y"] + other["h"] <= one["y"] + 3
            )
            assert apart, (one, other)


@pytest.mark.parametrize("width", [500, 1280])
def test_the_brief_fits_the_screen(
    chromium: str,
    conflict: Conflict,
    statuses: tuple[Status, ...],
    cited: dict[str, Cited],
    tmp_path: Path,
    width: int,
) -> None:
    place = statuses[0].place
    stretches = (
        Stretch(place, date(2024, 9, 30), date(2024, 10, 7), "UA", 0.9, Basis.INITIAL),
        Stretch(place, date(2024, 10, 7), None, CONTESTED, 0.8, Basis.ADMITTED),
    )
    period = Period(conflict, date(2024, 10, 1), date(2024, 10, 8), tuple(cited.values()), stretches, statuses, cited)
    found = measured(chromium, pages.html(compose(period)), tmp_path, width)
    assert found["requests"] == 0
    assert found["wide"] <= found["screen"]
