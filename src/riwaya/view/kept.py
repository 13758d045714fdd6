"""What is worked out over a whole ledger, once for every state of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from riwaya.view.facts import Facts

T = TypeVar("T")
MOST = 300  # results; the oldest goes first


class Kept:
    """Results by name, forgotten when the ledger changes; may be asked from several threads."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._made: dict[str, tuple[str, Any]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[Facts], T]) -> T:
        """What `make` gives for the ledger as it is now."""
        version = self._facts.version()
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:  # whoever comes while it is being made waits for it
            known = self._made.get(name)
            if known is None or known[0] != version:
                known = (version, make(self._facts))
                with self._lock:
                    self._made.pop(name, None)
                    self._made[name] = known
                    while len(self._made) > MOST:
                        del self._made[next(iter(self._made))]
            return cast(T, known[1])
