"""What has to be open for a question to be answered? The command and the server each bring their own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer
from outskirts.ledger import Ledger
from outskirts.vocabulary import Conflict, Place


class Sources(Protocol):
    """``ids_of`` gives the ids under which the gazetteer knows a place, or has known it, its own first; ``progress`` a
    way to show how far something long has got: what it does, and the share done in [0, 1]."""

    @property
    def config(self) -> Config: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def gazetteer(self) -> Gazetteer: ...
    @property
    def conflicts(self) -> tuple[Conflict, ...]: ...
    def ids_of(self, place: Place) -> tuple[str, ...]: ...
    def progress(self) -> AbstractContextManager[Callable[[str, float], None]]: ...
