"""The desk in public form: masked, and masked anew whenever reports are added while it is open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from riwaya.errors import LedgerError
from riwaya.view.facts import Facts
from riwaya.view.public_form import PublicForm

_TRIES = 5


class Fresh:
    """A ledger in public form that is never behind the ledger itself: no person shows before being masked.

    Every answer is given by a mask made for exactly the state of the ledger that was read; of the mask before
    it stays what still holds. The salt stays for as long as the desk is open, so pseudonyms and ids do, too.
    """

    def __init__(self, ledger: Facts, salt: str) -> None:
        self._ledger = ledger
        self._salt = salt
        self._lock = threading.Lock()
        self._made: tuple[str, PublicForm] | None = None

    def _masked(self, version: str) -> PublicForm | None:
        with self._lock:
            if self._made is None or self._made[0] != version:
                made = PublicForm(self._ledger, self._salt, self._made[1].carried if self._made else None)
                if self._ledger.version() != version:
                    return None  # read while the ledger changed: who is protected may be missing in it
                self._made = (version, made)
            return self._made[1]

    def __getattr__(self, name: str) -> Any:
        """Whatever a ledger in public form can be asked, and nothing else: views look for what is there."""
        if name.startswith("_") or not hasattr(PublicForm, name):
            raise AttributeError(name)

        def ask(*given: Any, **named: Any) -> Any:
            for _ in range(_TRIES):
                version = self._ledger.version()
                masked = self._masked(version)
                if masked is None:
                    continue
                found = getattr(masked, name)(*given, **named)
                streamed = isinstance(found, Iterator)
                found = list(found) if streamed else found
                if self._ledger.version() == version:
                    return iter(found) if streamed else found
            raise LedgerError("reports are being added at this moment; load the page again when that is done")

        return ask
