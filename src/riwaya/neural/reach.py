"""How far around a cue its source and content are looked for, and how far off each piece stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BEFORE, AFTER = 64, 96  # pieces; holds all parts of 99 % of PolNeAR's attributions
REACH = BEFORE + AFTER
CLOSE_BEFORE, CLOSE_AFTER = 24, 40  # pieces that are looked at though another sentence holds them
_EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
BUCKETS = 2 + 2 * len(_EDGES)  # 0 pads, 1 the cue, then before it and after it


def _table() -> NDArray[np.int64]:
    """Bucket by distance, -REACH..REACH, of a piece outside the cue."""
    distances = np.arange(-REACH, REACH + 1)
    steps = np.searchsorted(np.asarray(_EDGES), np.abs(distances), side="right") - 1
    return np.where(distances < 0, 2 + steps, 2 + len(_EDGES) + steps).astype(np.int64)


_BUCKET_BY_DISTANCE = _table()


def reach_of(cue: tuple[int, int], low: int, high: int) -> tuple[int, NDArray[np.int64]]:
    """First piece of the stretch around a cue, and the distance buckets [REACH] over it; 0 past low..high.

    `cue` is a half-open stretch of pieces inside low..high.
    """
    start = max(low, min(cue[0] - BEFORE, high - REACH))
    stop = min(high, start + REACH)
    places = np.arange(start, start + REACH)
    distances = np.where(places < cue[0], places - cue[0], places - cue[1] + 1)
    buckets = _BUCKET_BY_DISTANCE[np.clip(distances, -REACH, REACH) + REACH]
    buckets[(places >= cue[0]) & (places < cue[1])] = 1
    buckets[places >= stop] = 0
    return start, buckets
