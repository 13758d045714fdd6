"""What of a passage stands in public form: read, resolved and masked as an export does it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from riwaya.errors import NoOriginal
from riwaya.records import (
    Claim,
    Entity,
    Event,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.resolve import across
from riwaya.store.ledger import Hit
from riwaya.view.facts import Facts
from riwaya.view.mask import Masked

TELLING = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Held:
    """One report as the reading half of a ledger, in memory."""

    one: Report
    reading: Reading
    people: tuple[Referent, ...]

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """The report."""
        return iter([self.one])

    def report(self, report_id: str) -> Report:
        """The report."""
        return self.one

    def retrieved(self, report_id: str) -> str:
        """Never fetched: a passage of a test set."""
        return ""

    def original(self, report_id: str) -> bytes:
        """Raises NoOriginal."""
        raise NoOriginal(f"a passage has no original, asked for {report_id}")

    def set_aside(self) -> Iterator[SetAside]:
        """Nothing."""
        return iter(())

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """The claims of the reading."""
        return (c for c in self.reading.claims if ids is None or c.id in ids)

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """The claims of the reading: nobody judged them."""
        return self.claims(ids, report)

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Everyone and everything in it."""
        return (r for r in self.people if ids is None or r.id in ids)

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """The same, as entities."""
        return (e for e in across(self.people) if ids is None or e.id in ids)

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """The entity of each referent."""
        return {r: e for e in across(self.people) for r in e.referents if r in referents}

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Nothing."""
        return iter(())

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Nothing."""
        return iter(())

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Nothing."""
        return iter(())

    def search(self, words: str, limit: int = 20) -> Iterator[Hit]:
        """Nothing."""
        return iter(())


def public_text(report: Report, reading: Reading, people: Iterable[Referent]) -> str:
    """The text of the report in public form."""
    held = cast(Facts, Held(report, reading, tuple(people)))  # masking one text asks for no survey
    return Masked(held, "score").report(report.id).text


def left(protected: str, public: str, kept: Collection[str]) -> tuple[str, ...]:
    """The telling words of a protected stretch (names and numbers) that still stand in public form.

    Words of what must be kept do not count. All of the stretch still there in one piece counts as left, too.
    """
    if protected.casefold() in public.casefold():
        return (protected,)
    open_words = {w for text in kept for w in TELLING.findall(text)}
    there = set(TELLING.findall(public))
    words = [w for w in TELLING.findall(protected) if w[0].isupper() or any(c.isdigit() for c in w)]
    return tuple(w for w in words if w in there and w not in open_words and len(w) > 2)
