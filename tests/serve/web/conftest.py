"""The web app in a real browser: built from its sources, served on a ledger of made-up reports."""

from __future__ import annotations

import importlib.util
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page, expect
from serve_material import TOKEN
from web_material import readings

from outskirts.config import Config
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.ledger import Ledger
from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk
from outskirts.serve.running import listening

ROOT = Path(__file__).parents[3]
SOFTWARE_GL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
QUIET = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps",
)  # fmt: skip
PATIENCE = 30_000  # milliseconds; a machine without graphics draws the map slowly
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def hatch_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("OUTSKIRTS_BROWSER") == "required":
            pytest.fail("no chromium on this machine, and OUTSKIRTS_BROWSER=required")
        pytest.skip("no chromium on this machine: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": found, "args": [*QUIET, *SOFTWARE_GL]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def served(hatch_build: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a ledger of its own."""
    hatch_build.build()
    folder = tmp_path_factory.mktemp("served")
    with Ledger.open(folder / "ledger.sqlite", reader="tests") as ledger:
        list(ledger.add(readings()))
        at = listening("127.0.0.1", 0)
        app = create_app(Desk(ledger, load_conflicts(), Config(folder)), TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(page: Page) -> Page:
    """A page on which an error of a script fails the test."""
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(f"an error in the page: {error}"))
    return page
