"""The reader behind which a language model stands: its quotations, checked, beside what the rules read.

Where the model attributes something, its attribution is used; every other sentence is read by the rules. So a
model that says nothing, or that a report has talked into nonsense, leaves what the rules alone would read.
The stance is that of the cue where the rules know it, and so is the polarity in the languages they know.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from riwaya.errors import BadAnswer, CutShort, Unreadable
from riwaya.extract.answers import ToldClaim
from riwaya.extract.asked import Passage, Piece, Question, passages, pieces, question
from riwaya.extract.merged import merged
from riwaya.extract.placed import Placed, Places
from riwaya.records import Reading, Report

VERSION = "1"  # of the question and of what is made of its answer


class Pending(Protocol):
    """An answer on its way: `concurrent.futures.Future` is one."""

    def result(self) -> tuple[ToldClaim, ...]:
        """The claims, once they are there.

        CutShort: ask in halves. BadAnswer, Unreadable: this report cannot be read. Stopped: no report can.
        """
        ...


class Asker(Protocol):
    """Takes questions to a model. It knows nothing of reports; the reader knows nothing of networks."""

    @property
    def model(self) -> str:
        """The model that answers."""
        ...

    @property
    def in_flight(self) -> int:
        """How many questions are under way at once."""
        ...

    def affords(self, questions: Sequence[Question]) -> bool:
        """Whether the budget is enough for all of them beside those under way."""
        ...

    def begin(self, questions: Sequence[Question], *, owed: bool = False) -> Sequence[Pending]:
        """An answer on its way for each; all of one report together, so that none is begun in vain.

        `owed`: they belong to a report that was begun before.
        """
        ...

    def close(self) -> None:
        """Nothing more is asked."""
        ...


@dataclass(frozen=True, slots=True)
class Begun:
    """A report that is being asked about."""

    passages: tuple[Passage, ...]
    asked: tuple[tuple[Piece, Pending], ...]


class ToldReader:
    """Reads with a language model, and by rules where it attributes nothing."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._put_off: str | None = None  # the report at which the budget was too small for the moment
        self._begun: OrderedDict[str, Begun] = OrderedDict()

    @property
    def name(self) -> str:
        """Version of this reader and the model's name."""
        return f"openai-{VERSION}:{self._asker.model}"

    @property
    def ahead(self) -> int:
        """How many reports are worth beginning before the first is read."""
        return self._asker.in_flight

    def begin(self, report: Report) -> None:
        """Ask about a report that will be read soon, if the budget allows it beside those under way.

        If not it is put off, with all behind it, until those are read and their true cost is known.
        """
        if self._put_off in (None, report.id):
            self._begin(report, now=False)

    def _begin(self, report: Report, *, now: bool) -> None:
        if report.id in self._begun:
            return
        known = passages(report)
        parts = pieces(known)
        questions = [question(report.text, piece) for piece in parts]
        if not now and not self._asker.affords(questions):
            self._put_off = report.id
            return
        self._put_off = None
        pending = self._asker.begin(questions)
        self._begun[report.id] = Begun(known, tuple(zip(parts, pending, strict=True)))
        while len(self._begun) > 4 * self.ahead + 4:
            self._begun.popitem(last=False)

    def read(self, reports: Sequence[Report]) -> Iterator[Reading]:
        """One Reading per report, in order; Unreadable for one whose answers cannot be used."""
        for at, report in enumerate(reports):
            self._begin(report, now=True)
            for near in reports[at + 1 : at + self.ahead]:
                self.begin(near)
            begun = self._begun[report.id]
            places = Places(report, begun.passages)
            placed: list[Placed] = []
            refused = 0
            for piece, pending in begun.asked:
                found, lost = self._placed(report, places, piece, pending)
                placed += found
                refused += lost
            yield merged(report, placed, refused, self.name)

    def close(self) -> None:
        """Nothing more is asked."""
        self._asker.close()

    def _placed(
        self, report: Report, places: Places, piece: Piece, pending: Pending
    ) -> tuple[list[Placed], int]:
        """The claims of a piece that stand in the report, and how many do not."""
        try:
            told = pending.result()
        except CutShort as error:
            halves = piece.halves()
            if halves is None:
                raise Unreadable(f"{_where(piece)}: {error}") from error
            ahead = self._asker.begin([question(report.text, half) for half in halves], owed=True)
            parts = [self._placed(report, places, half, p) for half, p in zip(halves, ahead, strict=True)]
            return [one for found, _ in parts for one in found], sum(lost for _, lost in parts)
        except (BadAnswer, Unreadable) as error:
            raise Unreadable(f"{_where(piece)}: {error}") from error
        first = (piece.before or piece.own)[0].number
        shown = range(first, piece.own[-1].number + 1)
        own = [claim for claim in told if claim.passage not in range(first, piece.own[0].number)]
        return places.place(own, shown)


def _where(piece: Piece) -> str:
    first, last = piece.own[0].number, piece.own[-1].number
    return f"passage {first}" if first == last else f"passages {first} to {last}"
