"""How much and how often: sizes of what is sent, and how many requests in a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: int
    each_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one visitor may send."""

    query: int = 8192  # bytes of an address after its question mark
    body: int = MIB
    uploads: Mapping[str, int] = field(default_factory=lambda: {"/add": 256 * MIB})  # path -> bytes
    asking: Rate = Rate(600, 60.0)
    changing: Rate = Rate(120, 2.0)
    entering: Rate = Rate(10, 0.2)  # wrong tokens and passwords from one address


class Meter:
    """Token buckets by visitor: whether one more is within the rate, and if not, for how long to wait."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic, most: int = 10_000) -> None:
        self._rate = rate
        self._most = most  # buckets kept; beyond, the one that was used longest ago is forgotten
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # visitor -> left, when

    def wait(self, who: str, take: bool = True) -> int:
        """0 if one more is within the rate, and it is counted if `take`; else the seconds until it is."""
        now = self._clock()
        left, before = self._left.pop(who, (float(self._rate.burst), now))
        left = min(float(self._rate.burst), left + (now - before) * self._rate.each_second)
        free = left >= 1
        self._left[who] = (left - 1 if free and take else left, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0 if free else max(1, round((1 - left) / self._rate.each_second))


def body_limit(limits: Limits, path: str) -> int:
    """How many bytes may be sent to that address."""
    return limits.uploads.get(path, limits.body)


def too_large(limit: int) -> str:
    """What someone who sent too much is told."""
    return f"What was sent is larger than {limit // MIB} MiB; send less at once, or use `riwaya add`."


def counted(receive: Receive, limit: int) -> Receive:
    """The body as it comes; past the limit, an HTTPException 413 in whoever reads it."""
    size = 0

    async def receiving() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413, too_large(limit))
        return message

    return receiving
