"""Which parts are registered under a group: those of this package, and those that other packages name as entry points.

Both are entry points of the same form (``module:attribute``), loaded only when they are asked for. A built-in name
cannot be taken; of two packages that give one name the first in the alphabet has it, and the other is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from outskirts.errors import PluginError

EXTRACTORS, INPUTS, EXPORTS = "outskirts.extractors", "outskirts.inputs", "outskirts.exports"
GROUPS = (EXTRACTORS, INPUTS, EXPORTS)


@dataclass(frozen=True, slots=True)
class Part:
    """One registered part. ``package`` is empty for one of our own; ``taken`` names who has the name already."""

    entry: EntryPoint
    package: str = ""
    version: str = ""
    taken: str = ""

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def origin(self) -> str:
        return f"{self.package} {self.version}".strip() or "outskirts"

    def load(self, kind: type | None = None) -> Any:
        """What the entry point names. Raises PluginError where it cannot be loaded, is no ``kind`` (where one is
        given, else nothing that can be called), or where its name is taken."""
        if self.taken:
            raise self.error(f"its name is taken by {self.taken}", "have one of the two renamed, or uninstall it")
        try:
            found = self.entry.load()
        except Exception as error:  # a stranger's module may raise whatever it likes while it is imported
            what = f"it cannot be loaded: {type(error).__name__}: {error}"
            raise self.error(what, f"reinstall, mend or uninstall {self.package or 'outskirts'}") from error
        if not (isinstance(found, kind) if kind else callable(found)):
            wanted = f"a {kind.__name__}" if kind else "a function or class"
            what = f"{self.entry.value} is {type(found).__name__}, not {wanted}"
            raise self.error(what, "docs/extending.md says what an entry point must name")
        return found

    def error(self, what: str, remedy: str = "") -> PluginError:
        kind = self.entry.group.rpartition(".")[2].removesuffix("s")
        return PluginError(f"the {kind} {self.name!r} of {self.origin}: {what}", remedy)


def parts(group: str, built_in: Mapping[str, str]) -> tuple[Part, ...]:
    """All parts of a group: our own (name to ``module:attribute``) in their order, then others by name."""
    own = tuple(Part(EntryPoint(name, value, group)) for name, value in built_in.items())
    return own + guests(group, built_in)


def guests(group: str, built_in: Mapping[str, Any]) -> tuple[Part, ...]:
    """Those of other packages, by name. Names of ``built_in`` are taken."""
    listed = [(entry.name, *owner(entry), entry) for entry in entry_points(group=group)]
    holders = dict.fromkeys(built_in, "outskirts")
    found: list[Part] = []
    for name, package, version, entry in sorted(listed, key=lambda row: row[:3]):
        part = Part(entry, package, version, holders.get(name, ""))
        holders.setdefault(name, part.origin)
        found.append(part)
    return tuple(found)


def owner(entry: EntryPoint) -> tuple[str, str]:
    """Name and version of the package that registers it."""
    if entry.dist is None:
        return "an unknown package", ""
    return entry.dist.name, entry.dist.version
