"""Reports with their claims and the layers under them, one a line, as :mod:`outskirts.publish.wire` writes them."""

from __future__ import annotations

from typing import TextIO

from outskirts.publish import wire
from outskirts.publish.exports.material import Material


def write(material: Material, to: TextIO) -> None:
    for reading in material.readings():
        to.write(wire.line(reading) + "\n")
