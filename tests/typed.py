"""Runs the command in this process, as a person would type it."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

from outskirts.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def execute(args: tuple[str, ...], typed: bytes = b"") -> Done:
    out, err, stdin = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(typed))
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, stdin
    try:
        main(list(args))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
    return Done(code, out.getvalue(), err.getvalue())
