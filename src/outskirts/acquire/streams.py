"""Streams of bytes: their beginning seen before they are read, gzip unpacked, lines of any length."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from outskirts.acquire import decode
from outskirts.errors import InputError
from outskirts.vocabulary import Problem

GZIP = b"\x1f\x8b"
HEAD = 1 << 16
# A whole file, or a line of one, is held in memory: this many bytes at most.
LARGEST = 100_000_000


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, and a stream that still has them; unpacks gzip."""
    head = stream.read(HEAD)
    whole = io.BufferedReader(Joined(head, stream), HEAD)
    if not head.startswith(GZIP):
        return head, whole
    unpacked = gzip.GzipFile(fileobj=whole)
    head = unpacked.read(HEAD)
    return head, io.BufferedReader(Joined(head, unpacked), HEAD)


class Joined(io.RawIOBase):
    """Bytes that have been read already, and then the stream from which they came."""

    def __init__(self, head: bytes, rest: BinaryIO | gzip.GzipFile) -> None:
        self.head = head
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def numbered(stream: BinaryIO, encoding: str, before: int = 0) -> Iterator[tuple[int, str | Problem]]:
    """The lines of a stream, counted from 1, or on from the number of lines that stand ``before`` it in its file; one
    that is too long to be held is a problem."""
    if encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-8-sig"):
        yield from enumerate(io.TextIOWrapper(stream, encoding, "replace", newline="\n"), before + 1)
        return
    number = before
    told: set[str] = set()
    while line := stream.readline(LARGEST):
        number += 1
        if len(line) == LARGEST and not line.endswith(b"\n"):
            while len(rest := stream.readline(LARGEST)) == LARGEST and not rest.endswith(b"\n"):
                pass
            yield number, Problem(f"a line of more than {LARGEST:,} bytes", f"line {number}", "split the text")
            continue
        try:
            yield number, line.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            name = decode.guess(line)
            if name not in told:
                yield number, replace(decode.assumed(name), where=f"line {number} and others like it")
                told.add(name)
            yield number, line.decode(name, "replace")


def all_of(stream: BinaryIO) -> bytes:
    """Raises InputError where there is more than can be held."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"has more than {LARGEST:,} bytes", "split it, or give it as JSON lines")
    return data
