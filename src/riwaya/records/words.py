"""Places in a text: spans and the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a report's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of the text that the span points at."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words of a report: `text` is always `report.text[start:end]`."""

    text: str
    start: int
    end: int

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Words:
        """The words at start..end of a report's text."""
        return cls(text[start:end], start, end)

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)
