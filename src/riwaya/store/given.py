"""What people gave the ledger and decided in it: merges and splits, settings, places of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, func, select

from riwaya.records import Decided, Decision
from riwaya.records.given import GivenPlace, PlaceFile, Setting
from riwaya.store import derived, log, sealing
from riwaya.store import schema as db
from riwaya.store.archive import digest
from riwaya.store.queries import Queries
from riwaya.store.serial import dump, load

_ROWS = 5_000  # places written at once


def next_number(connection: Connection) -> int:
    """The number of the next decision or judgement: they share one row of numbers."""
    columns = (db.decision.c.number, db.judgement.c.number)
    return 1 + max(int(connection.execute(select(func.max(c))).scalar() or 0) for c in columns)


class Given(Queries):
    """`GivenLedger` in an SQL database."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def decide(self, decision: Decision) -> Decision:
        """The decision with its number, appended."""
        with self._writing() as connection:
            number = next_number(connection)
            made = replace(decision, number=number)
            row = {"number": number, "kind": made.kind, "undoes": made.undoes, "body": dump(made)}
            sealing.put(connection, db.decision, [row])
            touched = [{"referent": r, "decision": number} for r in made.referents]
            sealing.put(connection, db.decision_referent, touched)
            detail: log.Detail = {"kind": made.kind, "by": made.by, "why": made.why, "digest": digest([made])}
            log.append(connection, "decided", str(number), detail)
        return made

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(db.decision.c.body).order_by(db.decision.c.number)).scalars()
            return tuple(load(Decision, body) for body in rows)

    def decisions_on(self, referents: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about any of the referents, with what undoes them, oldest first."""
        with self._reading() as connection:
            if connection.execute(select(db.decision.c.number).limit(1)).first() is None:
                return ()
            numbers: set[int] = set()
            for batch in derived.batches(referents):
                touched = db.decision_referent.c.referent.in_(batch)
                numbers.update(
                    connection.execute(select(db.decision_referent.c.decision).where(touched)).scalars()
                )
        return tuple(d for d in self.decisions() if d.number in numbers or d.kind is Decided.UNDO)

    def set_value(self, setting: Setting) -> None:
        """One more value of a setting; it counts from now on."""
        with self._writing() as connection:
            number = int(connection.execute(select(func.max(db.setting.c.number))).scalar() or 0) + 1
            made = replace(setting, number=number)
            sealing.put(connection, db.setting, [{"number": number, "name": made.name, "body": dump(made)}])
            detail: log.Detail = {"by": made.by, "why": made.why, "digest": digest([made])}
            log.append(connection, "set", made.name, detail)

    def settings(self) -> tuple[Setting, ...]:
        """Every value of every setting, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(db.setting.c.body).order_by(db.setting.c.number)).scalars()
            return tuple(load(Setting, body) for body in rows)

    def put_places(self, file: PlaceFile, places: Iterable[GivenPlace]) -> PlaceFile:
        """The places of one gazetteer, with how many they are; a file of the same bytes is added once."""
        known = next((one for one in self.place_files() if one.sha256 == file.sha256), None)
        if known is not None:
            return known
        with self._writing() as connection:
            number = int(connection.execute(select(func.max(db.place_file.c.number))).scalar() or 0) + 1
            count = 0
            rows: list[dict[str, object]] = []
            for place in places:
                count += 1
                rows.append({"file": number, "number": count, "body": dump(place)})
                if len(rows) >= _ROWS:
                    sealing.put(connection, db.place, rows)
                    rows = []
            sealing.put(connection, db.place, rows)
            made = replace(file, number=number, places=count)
            row = {"number": number, "sha256": made.sha256, "body": dump(made)}
            sealing.put(connection, db.place_file, [row])
            detail: log.Detail = {"sha256": made.sha256, "places": count, "by": made.by}
            log.append(connection, "places", made.name, detail)
        return made

    def place_files(self) -> tuple[PlaceFile, ...]:
        """The gazetteers added, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(db.place_file.c.body).order_by(db.place_file.c.number)).scalars()
            return tuple(load(PlaceFile, body) for body in rows)

    def given_places(self, file: int | None = None) -> Iterator[GivenPlace]:
        """The places of all of them, or of one."""
        query = select(db.place.c.body).order_by(db.place.c.file, db.place.c.number)
        yield from self._stream(GivenPlace, query if file is None else query.where(db.place.c.file == file))
