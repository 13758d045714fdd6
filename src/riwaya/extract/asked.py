"""What a language model is asked about a report: numbered passages, in pieces, inside a fence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.extract.answers import SCHEMA
from riwaya.extract.layout import body
from riwaya.extract.lists import tables
from riwaya.extract.quotes import quotations
from riwaya.extract.rules import within
from riwaya.extract.sentences import paragraphs, sentences
from riwaya.extract.units import Unit, units
from riwaya.records import Report, Span

PASSAGE = 4000  # characters of a passage: longer paragraphs are divided between sentences
PIECE = 6000  # characters asked about at once: answers stay far below what models can write
CONTEXT = 1500  # characters shown from before, so that "he added" and a quotation carried on have a speaker


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the body, or a part of a long one, under its running number."""

    number: int
    span: Span  # with the label of a transcript
    speaker: Span | None  # whose turn it is, where a transcript says so
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Passages that are asked about at once, and those shown before them."""

    own: tuple[Passage, ...]
    before: tuple[Passage, ...]

    def halves(self) -> tuple[Piece, Piece] | None:
        """The same passages in two pieces; None where there is only one."""
        if len(self.own) < 2:
            return None
        middle = len(self.own) // 2
        head, tail = self.own[:middle], self.own[middle:]
        return Piece(head, self.before), Piece(tail, _shown((*self.before, *head)))


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent to a model, and the JSON Schema of what it may answer."""

    system: str
    user: str
    schema: Mapping[str, object]
    told: int  # bytes of the passages asked about, by which the length of the answer is guessed


def passages(report: Report) -> tuple[Passage, ...]:
    """The passages of a report's body, without furniture, title, byline and headings."""
    parts = paragraphs(report.text)
    quoted = quotations(report.text, parts)
    found: list[Passage] = []
    for block in body(report, parts):
        inside = sentences(report.text, block.span)
        whole = units(report.text, block.span, inside, within(quoted, parts, block))
        for run in _runs(whole):
            opens = block.speaker is not None and run[0] is whole[0]
            start = block.speaker.start if block.speaker and opens else run[0].span.start
            found.append(Passage(len(found) + 1, Span(start, run[-1].span.end), block.speaker, tuple(run)))
    return tuple(found)


def _runs(inside: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Units in order, as many together as a passage may hold."""
    run: list[Unit] = []
    for unit in inside:
        if run and unit.span.end - run[0].span.start > PASSAGE:
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def pieces(known: Sequence[Passage]) -> tuple[Piece, ...]:
    """All passages, each in one piece, with what stands before it overlapping the piece before."""
    found: list[Piece] = []
    own: list[Passage] = []
    for passage in known:
        if own and sum(len(p.span) for p in own) + len(passage.span) > PIECE:
            found.append(_piece(known, own))
            own = []
        own.append(passage)
    if own:
        found.append(_piece(known, own))
    return tuple(found)


def _piece(known: Sequence[Passage], own: Sequence[Passage]) -> Piece:
    return Piece(tuple(own), _shown(known[: own[0].number - 1]))


def _shown(before: Sequence[Passage]) -> tuple[Passage, ...]:
    """The last passages that fit into the context."""
    size, first = 0, len(before)
    while first and size + len(before[first - 1].span) <= CONTEXT:
        first -= 1
        size += len(before[first].span)
    return tuple(before[first:])


def question(text: str, piece: Piece) -> Question:
    """The question about a piece; the same piece always gives the same question.

    A passage is one line, and the fence is a hash of what it holds, so that no words of a report can look
    like another passage or like the end of the report.
    """
    say = _words()
    lines = [_line(text, passage) for passage in (*piece.before, *piece.own)]
    fence = "REPORT " + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    parts = [say["before"], fence, *lines, fence]
    if piece.before:
        first, last = piece.before[0].number, piece.before[-1].number
        parts.append(say["context"].format(first=first, last=last))
    first, last = piece.own[0].number, piece.own[-1].number
    parts.append(say["task"].format(first=first, last=last, fence=fence))
    told = sum(len(passage.span.of(text).encode()) for passage in piece.own)
    return Question(say["system"].strip(), "\n".join(parts), SCHEMA, told)


def _line(text: str, passage: Passage) -> str:
    return f"[{passage.number}] " + " ".join(passage.span.of(text).split())


@cache
def _words() -> Mapping[str, str]:
    return tables("asked.toml")
