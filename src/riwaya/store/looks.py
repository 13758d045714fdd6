"""How referents look to a comparison, and which looks may be one entity: neighbourhoods of resolving."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, func, or_, select

from riwaya.store import schema as db
from riwaya.store import sealing
from riwaya.store.blocking import put_keys, sharing
from riwaya.store.derived import batches, beside, unsettle
from riwaya.store.given import Given
from riwaya.store.waiting import Step


def put_looks(
    connection: Connection, looks: Mapping[str, str], keys: Mapping[str, Collection[str]]
) -> set[str]:
    """The looks of these referents from now on; those of them that nobody had before, which get keys."""
    fresh = {*looks.values()} - _had(connection, looks.values())
    put_keys(connection, {look: keys[name] for name, look in looks.items() if look in fresh})
    sealing.change(connection, "look", looks)
    return fresh


def forget_looks(connection: Connection, referents: Iterable[str] | None) -> None:
    """These referents, or all, wait to be resolved anew; looks that nobody has are gone with their pairs."""
    names = referents
    if names is None:
        names = connection.execute(select(db.referent.c.id)).scalars().all()
    held = {*looks_of(connection, names).values()}
    sealing.change(connection, "look", dict.fromkeys(names))
    unsettle(connection, Step.RESOLVE, names)
    for batch in batches(held - _had(connection, held)):
        sealing.take(connection, db.blocking, db.blocking.c.record.in_(batch))
        near = or_(db.related.c.look_a.in_(batch), db.related.c.look_b.in_(batch))
        sealing.take(connection, db.related, near)


def looks_of(connection: Connection, referents: Iterable[str]) -> dict[str, str]:
    """Referent -> its look, for those that have one."""
    found: dict[str, str] = {}
    table = db.referent.c
    for batch in batches(referents):
        rows = select(table.id, table.look).where(table.id.in_(batch) & table.look.is_not(None))
        found.update((name, look) for name, look in connection.execute(rows))
    return found


def neighbours(connection: Connection, referents: Iterable[str]) -> tuple[str, ...]:
    """One referent of every look that shares a key with one of these, by id."""
    near = sharing(connection, looks_of(connection, referents).values())
    found: list[str] = []
    for batch in batches(near):
        first = select(func.min(db.referent.c.id)).where(db.referent.c.look.in_(batch))
        found += connection.execute(first.group_by(db.referent.c.look)).scalars()
    return tuple(sorted(found))


def put_related(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """The pairs of looks, beside those that are there."""
    wanted = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    new = wanted - _related(connection, {look for pair in wanted for look in pair})
    if new:
        sealing.put(connection, db.related, [{"look_a": a, "look_b": b} for a, b in sorted(new)])


def kin(connection: Connection, looks: Iterable[str]) -> list[tuple[str, ...]]:
    """The referents in groups: of each all that is reached through related looks."""
    group = {look: {look} for look in looks}
    edge = set(group)
    while edge:
        pairs = _related(connection, edge)
        edge = {look for pair in pairs for look in pair} - set(group)
        for pair in sorted(pairs):
            whole = set().union(*(group.get(look, {look}) for look in pair))
            group.update(dict.fromkeys(whole, whole))
    members = _members(connection, group)
    unique = {id(whole): whole for whole in group.values()}.values()
    return sorted(tuple(sorted(m for look in whole for m in members.get(look, ()))) for whole in unique)


def _related(connection: Connection, looks: Iterable[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    table = db.related
    for batch in batches(looks):
        for one in (table.c.look_a, table.c.look_b):
            rows = select(table.c.look_a, table.c.look_b).where(one.in_(batch))
            found.update((a, b) for a, b in connection.execute(rows))
    return found


def _had(connection: Connection, looks: Iterable[str]) -> set[str]:
    """Those of the looks that some referent has."""
    return beside(connection, db.referent.c.look, db.referent.c.look, looks)


def _members(connection: Connection, looks: Iterable[str]) -> dict[str, list[str]]:
    """Look -> the referents that have it, for looks that some have."""
    found: dict[str, list[str]] = {}
    for batch in batches(looks):
        rows = select(db.referent.c.look, db.referent.c.id).where(db.referent.c.look.in_(batch))
        for look, name in connection.execute(rows):
            found.setdefault(look, []).append(name)
    return found


class Looks(Given):
    """`LookingLedger` in an SQL database."""

    def put_looks(self, looks: Mapping[str, str], keys: Mapping[str, Collection[str]]) -> Collection[str]:
        """The looks of these referents from now on; those that nobody had before, which get the keys."""
        with self._writing() as connection:
            return put_looks(connection, looks, keys)

    def forget_looks(self, referents: Collection[str] | None) -> None:
        """These referents, or all, wait to be resolved anew."""
        with self._writing() as connection:
            forget_looks(connection, referents)

    def looks_of(self, referents: Collection[str]) -> Mapping[str, str]:
        """Referent -> its look, for those that have one."""
        with self._reading() as connection:
            return looks_of(connection, referents)

    def neighbours(self, referents: Collection[str]) -> tuple[str, ...]:
        """One referent of every look that shares a key with one of these, by id."""
        with self._reading() as connection:
            return neighbours(connection, referents)

    def put_related(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Pairs of looks that may be one entity, beside those that are there."""
        with self._writing() as connection:
            put_related(connection, pairs)

    def kin(self, looks: Collection[str]) -> list[tuple[str, ...]]:
        """The referents in groups: of each look all that is reached through related looks."""
        with self._reading() as connection:
            return kin(connection, looks)
