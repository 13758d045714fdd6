"""How often Python looks for cycles while reports are read.

Reading makes many small records that live on and hardly any cycles, so that the usual search, after every 700
objects, mostly looks at what stays: it costs a twentieth of reading.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000  # objects made since the last search; a report makes about as many


def seldom() -> None:
    """From now on cycles are looked for once in a report or so."""
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


@contextmanager
def seldom_within() -> Iterator[None]:
    """Cycles are looked for seldom inside; afterwards as before."""
    before = gc.get_threshold()
    seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
