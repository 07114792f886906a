"""How soon is the map there, how much has to be sent for it, and how smoothly does it pan?

    python benchmarks/prove_web_view.py [LEDGER]

Makes a ledger of 30,000 places and 100,000 claims where none is named, serves it over 127.0.0.1 and opens it in the
Chromium of this machine, as a new reader would: with nothing kept. Prints bytes as they came over the wire, seconds
since the address was opened, and what a frame costs while the map is dragged. Without a graphics
processor frames are limited by drawing in software, which the processor time of the page's own thread (script, layout,
commands to draw) does not hold: that is what a machine with graphics has to wait for.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import big_ledger
import httpx
import proof
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from serve_load import CLAIMS, PLACES, READY, WAR, serving

GL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--no-sandbox")
SIZES = ((1280, 800), (480, 360))
MOST_BYTES, MOST_SECONDS, MOST_A_FRAME = 1_500_000, 1.5, 16.0
LOADS, DRAG = 5, 4.0  # times opened; seconds of dragging
LATER = ("/api/names", "/api/presences", "/api/areas", "/api/roads", "/api/towns", "/api/boundaries", "/api/export")
WATCH = """
window.seen = {};
new MutationObserver(() => {
  const note = (name, is) => { if (is && !(name in window.seen)) window.seen[name] = performance.now(); };
  note('head', document.querySelector('.panel h1'));
  note('marks', document.querySelector('.sheet[data-day]'));
  note('names', document.querySelector('.place-list li'));
  note('settled', document.querySelector('.sheet[data-settled]'));
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
FRAMES = """
() => { window.frames_ = []; const on = (t) => { window.frames_.push(t); window.going = requestAnimationFrame(on); };
  window.going = requestAnimationFrame(on); }
"""


Opened = tuple[Page, CDPSession, dict[str, float], dict[str, int]]


def opened(browser: Browser, address: str, size: tuple[int, int]) -> Opened:
    """A page with nothing kept: when what was there (ms), and the bytes that each address cost."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.add_init_script(WATCH)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Performance.enable")
    urls: dict[str, str] = {}
    sent: dict[str, int] = {}
    devtools.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
    devtools.on("Network.loadingFinished", lambda e: count(sent, urls, e))
    page.goto(address)
    # Locators, for the page's own rules let no text be run as script.
    page.locator(".sheet[data-day]").first.wait_for(state="attached", timeout=60_000)
    page.locator(".place-list li").first.wait_for(state="attached", timeout=60_000)
    seen = page.evaluate("window.seen") | {"of the page's thread": 1000 * busy(devtools)}
    return page, devtools, seen, sent


def count(sent: dict[str, int], urls: dict[str, str], told: dict[str, Any]) -> None:
    path = urls.get(told["requestId"], "?").partition("?")[0].partition("//")[2].partition("/")[2]
    sent[f"/{path}"] = sent.get(f"/{path}", 0) + int(told["encodedDataLength"])


def busy(devtools: CDPSession) -> float:
    """Seconds that the page's own thread has worked."""
    found = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


def panned(page: Page, devtools: CDPSession, seconds: float = DRAG) -> dict[str, float]:
    """Frames a second, and milliseconds of the page's thread for each, while the map is dragged to and fro."""
    box = page.locator(".sheet").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    before, start, n = busy(devtools), time.monotonic(), 0
    while time.monotonic() - start < seconds:
        n += 1
        page.mouse.move(x + 60 * (1 if n % 8 < 4 else -1) * (n % 4) / 3, y + 20 * (n % 5) / 5)
        time.sleep(0.016)
    worked, frames = busy(devtools) - before, page.evaluate("cancelAnimationFrame(window.going), window.frames_.length")
    page.mouse.up()
    return {"frames a second": frames / (time.monotonic() - start), "ms a frame": 1000 * worked / max(1, frames)}


def measured(address: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(GL))
        runs = []
        for _ in range(LOADS):
            page, devtools, seen, sent = opened(browser, address, SIZES[0])
            page.wait_for_timeout(1500)
            runs.append((seen, dict(sent)))
            page.close()
        seen, sent = sorted(runs, key=lambda run: run[0]["marks"])[LOADS // 2]
        found["bytes"] = sent
        found["first"] = sum(size for path, size in sent.items() if not path.startswith(LATER))
        found["all"] = sum(sent.values())
        found["seconds"] = {name: at / 1000 for name, at in seen.items()}
        for size in SIZES:
            page, devtools, _, _ = opened(browser, address, size)
            page.wait_for_selector(".sheet[data-settled]", timeout=120_000)
            found[f"panning at {size[0]}x{size[1]}"] = panned(page, devtools)
            page.close()
        browser.close()
    return found


def told(found: dict[str, Any]) -> str:
    rows = [f"{path:<52}{size:>11,} bytes" for path, size in sorted(found["bytes"].items(), key=lambda one: -one[1])]
    rows.append(f"{'until the marks are drawn':<52}{found['first']:>11,} bytes")
    rows.append(f"{'with names, ground, roads and lists':<52}{found['all']:>11,} bytes")
    rows += [f"{what:<52}{at:>11.2f} s" for what, at in found["seconds"].items()]
    for name, value in found.items():
        if name.startswith("panning"):
            rows.append(f"{name}: " + ", ".join(f"{figure:.1f} {what}" for what, figure in value.items()))
    return "\n".join(rows)


def main(ledger: str = "") -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(ledger) if ledger else Path(folder) / "ledger.sqlite"
        if not path.exists():
            print(f"making a ledger of {CLAIMS:,} claims on {PLACES:,} places …", flush=True)
            big_ledger.make(path, CLAIMS, PLACES)
        with serving(path, Path(folder) / "home") as (address, process):
            until = time.monotonic() + READY
            while process.poll() is None and time.monotonic() < until:
                try:
                    for asked in ("map", "names", "presences", "overview", "histogram", "areas", "roads", "towns"):
                        httpx.get(f"{address}/api/{asked}", params=WAR, timeout=READY)
                    break
                except httpx.ConnectError:
                    time.sleep(0.2)
            found = measured(address)
    print(told(found))
    seconds, drag = found["seconds"], found[f"panning at {SIZES[0][0]}x{SIZES[0][1]}"]
    if found["all"] > MOST_BYTES:
        return 1
    # Time is a wish that a machine without graphics may miss: the figures are told, met or not.
    missed = seconds["marks"] > MOST_SECONDS or drag["ms a frame"] > MOST_A_FRAME
    proof.told(
        "web.view",
        done=f"the web app opened with nothing kept on {CLAIMS:,} claims and {PLACES:,} places, then dragged",
        holds="under 1.5 MB sent in all; wished besides: marks within 1.5 s, 16 ms of the page's thread a frame",
        measured=f"{found['first'] / 1e6:.2f} MB until the marks are there, {found['all'] / 1e6:.2f} MB with names and "
        f"all layers; {seconds['marks']:.2f} s to the marks, {seconds['names']:.2f} s to the names; "
        f"{drag['ms a frame']:.1f} ms a frame (drawn in software: {drag['frames a second']:.0f} a second)"
        + (": the wish for time is NOT met here" if missed else ""),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
