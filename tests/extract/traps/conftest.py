"""The option that runs the sentences not yet read rightly."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pending", action="store_true", help="read the sentences of pending.txt, not the others")
