"""Passages of the ways in which reporters attribute, put together at random but repeatably."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.corpora.document import Document
from training.invented.acts import (
    blamed,
    demanded,
    denied,
    headline,
    narrated,
    nominal,
    noun,
    passive,
    urged,
    wished,
)
from training.invented.phrases import Page
from training.invented.speech import according, paragraphs, quoted, says_that, told, trailing

WAYS: dict[Callable[[Page], None], float] = {
    says_that: 5,
    told: 2.5,
    trailing: 2.5,
    quoted: 3.5,
    paragraphs: 0.6,
    according: 1.6,
    wished: 1.6,
    urged: 1.2,
    blamed: 1,
    denied: 1.2,
    nominal: 0.8,
    demanded: 0.8,
    passive: 1.6,
    noun: 0.5,
    narrated: 8,
}


def passage(number: int, seed: int = 7) -> Document:
    """The passage of that number: the same on every machine."""
    draw = random.Random(seed * 1_000_003 + number)  # noqa: S311 -- repeatable, nothing secret
    page = Page(f"invented-{number}", draw)
    if page.chance(0.25):
        headline(page)
    for index in range(draw.randint(3, 9)):
        if index:
            page.write(draw.choice([" ", " ", "\n\n", "\n\n"]))
        start = page.at
        draw.choices([*WAYS], [*WAYS.values()])[0](page)
        page.capital(start)
    return page.document()


def passages(count: int, seed: int = 7) -> list[Document]:
    """The first `count` passages."""
    return [passage(number, seed) for number in range(count)]
