"""The error tree.

    OutskirtsError            anything a caller can mend; the command line prints it and exits with ``exit_code``
    ├── InputError            a file or text that cannot be read at all (3)
    ├── GazetteerError        the gazetteer is missing, damaged, or a file to add does not fit (4)
    ├── KnowledgeError        a data file (conflict, cue list, outlet list) is not valid (5)
    ├── LedgerError           the ledger cannot be opened, migrated or written (6)
    ├── NotKnown              a place, claim or conflict that nobody has named (7)
    ├── NotInstalled          a library, of an extra or of the system, that is not installed (8)
    ├── PluginError           a part that another package registers, and that does not work (9)
    └── EndpointError         a language model that cannot be asked at all (10)

Bad material inside a batch is a :class:`outskirts.vocabulary.Problem` value, never an exception; what is not in this
tree is a bug and is let through.
"""

from __future__ import annotations

import errno

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
MAKE_ROOM = "make room, then run the same command again; it goes on where it was"


def remedy_of(error: OSError, otherwise: str) -> str:
    """What to do about a file that could not be written: make room where the disk is full, or else ``otherwise``."""
    return MAKE_ROOM if error.errno in FULL else otherwise


class OutskirtsError(Exception):
    """An error with a remedy. ``str(error)`` names the thing; ``remedy`` says what to do."""

    exit_code = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.remedy = remedy


class InputError(OutskirtsError):
    exit_code = 3


class GazetteerError(OutskirtsError):
    exit_code = 4


class KnowledgeError(OutskirtsError):
    exit_code = 5


class LedgerError(OutskirtsError):
    exit_code = 6


class NotKnown(OutskirtsError):  # noqa: N818 - reads as what it is: "Goma: NotKnown"
    exit_code = 7


class NotInstalled(OutskirtsError, ImportError):  # noqa: N818
    exit_code = 8


class PluginError(OutskirtsError):
    exit_code = 9


class EndpointError(OutskirtsError):
    exit_code = 10
