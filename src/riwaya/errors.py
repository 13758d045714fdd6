"""Everything the library raises, in one tree.

    RiwayaError
    ├── Unreadable      a file that cannot be read: it is set aside, the rest goes on
    ├── Stopped         reading cannot go on: what was read is kept, the next `add` reads the rest
    ├── BadAnswer       what a model answered cannot be used: it is asked again, then the report is set aside
    │   └── CutShort    the answer or the question was too long: it is asked in halves
    ├── BadUse          a wrong argument or option: the command line exits with 2
    ├── LedgerError     the ledger cannot be opened, is newer than this version, or is broken
    │   └── NoOriginal  a report came from an export that carried no original bytes
    └── AnchorError     words that do not stand in the report (rule 1)

A message says what, with which value, and the way out.
"""

from __future__ import annotations


class RiwayaError(Exception):
    """Base of all errors that a person can act on."""


class Unreadable(RiwayaError):
    """A file cannot be read; the message becomes the reason it is set aside with."""


class Stopped(RiwayaError):
    """Reading cannot go on, for this report or any other."""


class BadAnswer(RiwayaError):
    """A model's answer is not what it was asked for."""


class CutShort(BadAnswer):
    """A model's answer ends before its end, or the question is longer than it can take."""


class BadUse(RiwayaError):
    """A value given by the caller cannot be used."""


class LedgerError(RiwayaError):
    """The ledger cannot be opened, is not a ledger, or fails a check."""


class NoOriginal(LedgerError):
    """A report came from an export that carried no original bytes."""


class AnchorError(RiwayaError):
    """Words were claimed that do not stand in the report."""
