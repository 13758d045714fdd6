"""Words that speak of time, as the patterns of a language took them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.locate.language import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that speak of time, not yet on the calendar."""

    makes: str
    first: int  # token indexes, both included
    last: int
    got: dict[str, list[Value]]  # values by class, in order
    parts: tuple[Expression, ...] = field(default=())  # of a range

    def one(self, name: str) -> Value | None:
        """The first value of a class."""
        values = self.got.get(name)
        return values[0] if values else None

    def number(self, name: str) -> int | None:
        """The first value of a class as a whole number."""
        value = self.one(name)
        return int(value) if value is not None else None

    def has(self, *names: str) -> bool:
        """Whether any of the classes takes part."""
        return not self.got.keys().isdisjoint(names)
