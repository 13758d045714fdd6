"""Ids in public form: every id under a key that differs from export to export.

An id is a hash of content, so two exports would share it, and whoever guesses a masked name could test the
guess. In public form it is enciphered: another under every key, and only the key leads back.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar, cast

from riwaya.records import (
    Claim,
    Entity,
    Event,
    Party,
    Referent,
    Relation,
    RelationKind,
    Report,
    Status,
)

_ID = re.compile(r"([a-z])([0-9a-f]{20})")
_HALF = 5  # bytes: an id has 80 bits
_ROUNDS = 8  # of a Feistel network; four are enough for a permutation nobody can tell from chance
_SORTED = frozenset((RelationKind.CONTRADICTS, RelationKind.CORROBORATES))  # the contract sorts their claims

Record = TypeVar("Record", Report, Claim, Referent, Entity, Event, Relation, Status)


class PublicIds:
    """The ids of one public form, and the way back for whoever holds its key."""

    def __init__(self, salt: str) -> None:
        self._key = hashlib.sha256(f"ids\n{salt}".encode()).digest()
        self._foreign: dict[str, str] = {}  # ids that are none of ours, of a ledger of another program
        self._made = lru_cache(maxsize=200_000)(self._part)

    def of(self, real: str) -> str:
        """The public id of a real one. One taken back from another export may have parts."""
        return ".".join(map(self._made, real.split(".")))

    def back(self, public: str) -> str:
        """The real id of a public one; of anything else an id that nothing bears."""
        return ".".join(self._part_back(part) for part in public.split("."))

    def meant(self, value: str) -> str:
        """The real id behind a value that looks like an id, any other value as it is."""
        return self.back(value) if _ID.match(value) else value

    def maybe(self, real: str | None) -> str | None:
        """The public id, where there is one."""
        return None if real is None else self.of(real)

    def all(self, real: Iterable[str]) -> tuple[str, ...]:
        """The public ids, in their own order: that of real ids would tell them."""
        return tuple(sorted(map(self.of, real)))

    def record(self, record: Record) -> Record:
        """The record under public ids."""
        return cast(Record, self._record(record))

    def _record(
        self, record: Report | Claim | Referent | Entity | Event | Relation | Status
    ) -> Report | Claim | Referent | Entity | Event | Relation | Status:
        made = replace(record, id=self.of(record.id))
        match made:
            case Report():
                return replace(made, sha256="", echo_of=self.maybe(made.echo_of))
            case Claim():
                return self._claim(made)
            case Referent():
                return replace(made, report=self.of(made.report))
            case Entity():
                names = tuple(replace(name, reports=self.all(name.reports)) for name in made.names)
                return replace(made, names=names, referents=self.all(made.referents))
            case Event():
                figures = tuple(replace(f, claims=self.all(f.claims)) for f in made.figures)
                where, who = self.maybe(made.where), self.all(made.who)
                return replace(made, where=where, who=who, claims=self.all(made.claims), figures=figures)
            case Relation():
                return replace(made, claims=self.pair(made.claims, made.kind in _SORTED))
            case Status():
                return replace(made, entity=self.of(made.entity), claims=self.all(made.claims))

    def pair(self, claims: tuple[str, str], in_order: bool) -> tuple[str, str]:
        """The claims of a relation; sorted where their order says nothing of them."""
        one, other = map(self.of, claims)
        return (other, one) if in_order and other < one else (one, other)

    def _claim(self, claim: Claim) -> Claim:
        chain = tuple(
            replace(link, source=replace(link.source, referent=self.maybe(link.source.referent)))
            for link in claim.chain
        )
        where, who = self._parties(claim.where), self._parties(claim.who)
        return replace(claim, report=self.of(claim.report), chain=chain, where=where, who=who)

    def _parties(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(replace(party, referent=self.maybe(party.referent)) for party in parties)

    def _part(self, real: str) -> str:
        if whole := _ID.fullmatch(real):
            return whole[1] + self._mixed(bytes.fromhex(whole[2]), range(_ROUNDS)).hex()
        made = "x" + hmac.new(self._key, real.encode(), hashlib.sha256).hexdigest()[:20]
        self._foreign[made] = real
        return made

    def _part_back(self, public: str) -> str:
        if public in self._foreign:
            return self._foreign[public]
        if whole := _ID.fullmatch(public):
            return whole[1] + self._mixed(bytes.fromhex(whole[2]), reversed(range(_ROUNDS))).hex()
        return ""

    def _mixed(self, number: bytes, rounds: Iterable[int]) -> bytes:
        """A Feistel network over ten bytes; with its rounds in reverse it undoes itself."""
        left, right = number[:_HALF], number[_HALF:]
        for turn in rounds:
            key = self._key + bytes((turn,))
            drawn = hashlib.blake2b(right, digest_size=_HALF, key=key).digest()
            left, right = right, bytes(a ^ b for a, b in zip(left, drawn, strict=True))
        return right + left  # the last exchange undone
