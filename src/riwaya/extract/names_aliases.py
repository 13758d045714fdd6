"""Ordinary words that are names or belong to one: "the Goat", Ada "the Lock" Tal, "Army of Tal (Renewed)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from riwaya.extract.names_evidence import head_kind
from riwaya.extract.names_runs import Seen, of_people, ordinary, runs_of
from riwaya.extract.names_settle import Candidate, kind_of, places_of
from riwaya.extract.names_tokens import Token
from riwaya.lexicon import common_word, demonyms, said_one, stands_for
from riwaya.lexicon.known import spelling
from riwaya.records import Span

LONGEST = 3  # words of a nickname
INSIDE = re.compile(r" (?:[\"“‘][^\"”’\n]{2,24}[\"”’]|\([A-Z][^()\n]{1,24}\)) ")
IN_BRACKETS = re.compile(r" \((?P<words>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\)")


def maybe_nicknames(text: str, tokens: Sequence[Token], seen: Seen) -> Iterator[Candidate]:
    """Every run of ordinary words with capitals that would be a name if someone were called so."""
    for start, end in runs_of(tokens):
        run = tokens[start:end]
        usual = all(ordinary(token, seen) for token in run) and not any(of_people(token) for token in run)
        if usual and len(run) <= LONGEST:
            first, last = run[0].start, run[-1].end
            words = tuple(token.lower for token in run)
            yield Candidate(first, last, spelling(text[first:last]), words, [0.0] * 5, [0.0] * 5)


def with_nicknames(
    text: str, found: Sequence[Candidate], maybe: Sequence[Candidate], spans: Sequence[Span]
) -> list[Candidate]:
    """The names with those ordinary words that the report calls someone by, wherever they stand."""
    return _everywhere(text, _with_ordinary(text, found, maybe), spans)


def _everywhere(text: str, found: list[Candidate], spans: Sequence[Span]) -> list[Candidate]:
    """The names with those further places of a nickname of ordinary words where it opens a sentence."""
    told = {n for pair in said_one(text, places_of(found)) for n in pair}
    nicknames = {text[found[n].start : found[n].end]: found[n] for n in sorted(told)}
    added: list[Candidate] = []
    for name, one in nicknames.items():
        if len(one.words) < 2:
            continue
        for again in re.finditer(rf"\b{re.escape(name)}\b", text):
            start, end = again.span()
            free = not any(c.start < end and start < c.end for c in found)
            if free and any(span.start <= start and end <= span.end for span in spans):
                added.append(replace(one, start=start, end=end, points=[0.0] * 5, own=list(one.own)))
    return sorted((*found, *added), key=lambda c: (c.start, c.end))


def _with_ordinary(text: str, found: Sequence[Candidate], maybe: Sequence[Candidate]) -> list[Candidate]:
    free = [one for one in maybe if not any(c.start < one.end and one.start < c.end for c in found)]
    if not free:
        return list(found)
    both = sorted((*found, *free), key=lambda c: (c.start, c.end))
    told = {both[n].key for pair in said_one(text, places_of(both)) for n in pair}
    told |= {one.key for one in free if stands_for(text, one.start, one.end)}
    return [one for one in both if one not in free or one.key in told]


def with_nickname_inside(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The names, those of a person with a nickname in quotation marks in one: Ada "the Lock" Tal."""
    kept: list[Candidate] = []
    for one in found:
        before = next((c for c in reversed(kept[-2:]) if INSIDE.fullmatch(text, c.end, one.start)), None)
        if before is None or not _of_one_person(text, before, one):
            kept.append(one)
            continue
        del kept[kept.index(before) :]
        words = text[before.start : one.end]
        points = [a + b for a, b in zip(before.points, one.points, strict=True)]
        own = [a + b for a, b in zip(before.own, one.own, strict=True)]
        parts = tuple(re.findall(r"[\w’'-]+", words.lower()))
        kept.append(Candidate(before.start, one.end, spelling(words), parts, points, own))
    return kept


def _of_one_person(text: str, before: Candidate, one: Candidate) -> bool:
    """Whether a name goes on behind a nickname: both parts a person's, or one of them where it is quoted."""
    parts = [_personal(before), _personal(one)]
    return all(parts) if text[before.end + 1] == "(" else any(parts)


def _personal(one: Candidate) -> bool:
    """Whether most speaks for a person, or nothing for anything else."""
    return kind_of([a + b for a, b in zip(one.points, one.own, strict=True)]) == "person"


def with_brackets(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The names, those of bodies with the word in brackets that tells them apart: "Army of Tal (Renewed)"."""
    return [_with_bracket(text, one) for one in found]


def _with_bracket(text: str, one: Candidate) -> Candidate:
    behind = IN_BRACKETS.match(text, one.end)
    if behind is None or head_kind(one.words) not in ("group", "organization"):
        return one
    words = behind["words"].lower().split()
    if not all(common_word(word) and word not in demonyms() for word in words):
        return one
    end = behind.end()
    return replace(one, end=end, key=spelling(text[one.start : end]), words=(*one.words, *words))
