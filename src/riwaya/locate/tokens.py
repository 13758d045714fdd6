"""A text as tokens with offsets: what the grammars of times and figures read."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Longest written forms first. No part repeats over what another part can match, so the scan is linear.
_TOKEN = re.compile(
    r"""\d{4}-\d{2}-\d{2}(?!\d)                                # ISO date
      | \d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d])            # 11.02.2026, 3/4/19
      | \d{1,2}(?::\d{2}|[.:]\d{2}(?=\s?[ap]\.?m\b))(?:\s?[ap]\.?m\b\.?)?   # 18:45, 10.20 am
      | \d{1,2}\s?[ap]\.?m\b\.?                                  # 10 p.m.
      | '?\d{2,4}s\b                                             # 1990s, '90s
      | \d{1,3}(?:[,\u066c]\d{3})+(?!,?\d)(?:\.\d+)?             # 23,000
      | \d{1,3}(?:[\u0020\u00a0\u202f\u2009]\d{3})+(?![\d,.]\d|\d)  # 3 385
      | \d+(?:st|nd|rd|th)\b                                     # 15th
      | \d+(?:[.\u066b]\d+)?                                     # 12, 1.2
      | [^\W\d_]+(?:['’]s\b)?                                    # a word, its possessive with it
      | \S                                                       # anything else, one by one
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over one text: lower-cased words and where each starts and ends, in code points."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def printed(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def at(self, index: int) -> str:
        """The word at an index, or an empty string beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def broken(self, left: int, right: int) -> bool:
        """Whether a line ends between two tokens."""
        return "\n" in self.text[self.ends[left] : self.starts[right]]


def tokenise(text: str) -> Tokens:
    """The tokens of a text; curly apostrophes read as straight ones, offsets stay those of the text."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        words.append(found[0].lower())
        starts.append(found.start())
        ends.append(found.end())
    if "’" in text:
        words = [word.replace("’", "'") for word in words]
    return Tokens(text, words, starts, ends)
