"""Files of marked texts: the passages in them by name, and the count that checks them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Named = tuple[str, str]  # a name and a marked text
_HEAD = re.compile(r"^=== *(\S+) *$", re.M)


class Unmarked(ValueError):
    """A text whose marks say nothing: the message names the text and what stands there."""


def marked_passages(path: Path) -> Iterator[Named]:
    """Name and marked text of the passages of a file, in order, not yet looked at."""
    whole = path.read_text(encoding="utf-8")
    heads = [*_HEAD.finditer(whole)]
    stops = [*(head.start() for head in heads[1:]), len(whole)]
    for head, stop in zip(heads, stops, strict=True):
        yield head[1], whole[head.end() : stop].strip()


def tell(
    arguments: Sequence[str],
    folder: Path,
    counts: Callable[[str, str], Counter[str]],
    read: Callable[[Path], Iterable[Named]] = marked_passages,
) -> int:
    """Print what the given files hold, or all of the folder; 1 where a text does not hold to the format."""
    whole, wrong = Counter[str](), 0
    for path in [Path(a) for a in arguments] or sorted(folder.glob("*.txt")):
        for name, marked in read(path):
            try:
                whole += counts(name, marked)
            except Unmarked as problem:
                sys.stderr.write(f"{path.name}: {problem}\n")
                wrong = 1
    for key, count in sorted(whole.items()):
        sys.stdout.write(f"{count:7} {key}\n")
    return wrong
