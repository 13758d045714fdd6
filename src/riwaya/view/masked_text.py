"""The texts of a ledger masked: every name, description and detail that must go, with what stands for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from riwaya.lexicon import common_word
from riwaya.records import Claim, Kind, Naming, Referent, Words
from riwaya.view.beside import attributes, before_open, descriptions, sentence_end
from riwaya.view.edits import Edit, Edited
from riwaya.view.facts import Facts
from riwaya.view.file_names import FileNames
from riwaya.view.leads import Seen, instead, masked_details
from riwaya.view.pseudonyms import Hidden, label, rules, slug
from riwaya.view.spellings import Found, Spellings


class MaskedText:
    """Texts, titles, reasons and addresses of a ledger without anyone who must be protected."""

    _ledger: Facts
    _hidden: Mapping[str, Hidden]
    _spellings: Spellings
    _phrases: Mapping[str, str]
    _phrase: re.Pattern[str]
    _files: FileNames
    _open_parts: frozenset[str]
    _edited: dict[str, Edited]

    def scrub(self, text: str, reports: Collection[str] = ()) -> str:
        """Prose with every protected name replaced; a small-lettered word is no part of a name.

        In prose about `reports` the people of these reports are meant, whoever else is called so.
        """
        text = self._files.masked(text)
        found = [
            f
            for f in self._spellings.find(text)
            if not f.small
            and not (self._is_open(f) and not any(p.reports & set(reports) for p in f.spelling.people))
        ]
        edits = [Edit(f.start, f.end, f.spelling.pseudonym(*sorted(reports)[:1])) for f in found]
        edits += masked_details(text)
        edits += (Edit(m.start(), m.end(), self._phrases[m.group()]) for m in self._phrase.finditer(text))
        return Edited(text, edits).text if edits else text

    def scrub_address(self, text: str) -> str:
        """An address or a file name with every protected name replaced, however it is written."""
        readable = unquote(text)
        found = [f for f in self._spellings.find(readable) if not self._is_open(f)]
        edits = [Edit(f.start, f.end, slug(f.spelling.pseudonym())) for f in found]
        return Edited(readable, edits).text if edits else text

    def _is_open(self, found: Found) -> bool:
        """Whether it is only a part of a name that someone else bears openly."""
        part = found.spelling.part
        return part is not None and part.casefold() in self._open_parts

    def _is_common(self, found: Found) -> bool:
        """Whether it is a part of a name that is a word as well: elsewhere than in their reports it stays."""
        part = found.spelling.part
        return part is not None and common_word(part.lower())

    def _text(self, report_id: str) -> Edited:
        if report_id not in self._edited:
            text = self._ledger.report(report_id).text
            self._edited[report_id] = Edited(text, self._edits(report_id, text))
        return self._edited[report_id]

    def _edits(self, report_id: str, text: str) -> Iterator[Edit]:
        seen: list[Seen] = []
        referents = tuple(self._ledger.referents(report=report_id))
        free = sorted(
            (w.start, w.end)
            for r in referents
            if r.named and r.id not in self._hidden and not self._is_family(r)
            for w in r.mentions
        )
        for referent in referents:
            person = self._hidden.get(referent.id)
            for told in referent.beside:
                yield Edit(told.words.start, told.words.end, instead(told.kind))
            for words in referent.mentions:
                if person:
                    seen.append(Seen(words.start, words.end, person.protection))
                    yield from _of_someone(referent, words, person, text, free)
        for claims in (self._ledger.claims_as_read, self._ledger.claims):  # a judgement unmasks nobody
            for claim in claims(report=report_id):
                yield from self._unresolved(claim)
        yield from masked_details(text, seen)
        for found in self._spellings.find(text):
            elsewhere = all(report_id not in p.reports for p in found.spelling.people)
            span = (found.start, found.end)
            if elsewhere and not any(p.person for p in found.spelling.people):
                continue
            if not (
                found.small
                or _within(span, free)
                or (elsewhere and (self._is_open(found) or self._is_common(found)))
            ):
                yield Edit(*span, found.spelling.pseudonym(report_id))

    def _is_family(self, referent: Referent) -> bool:
        """Whether a name is that of a masked person's family: "the Tals"."""
        name = referent.name
        if referent.kind is not Kind.GROUP or " " in name or not name.endswith("s"):
            return False
        return self._borne(name[:-1])

    def _borne(self, name: str) -> bool:
        """Whether a masked person bears a name."""
        return any(f.end == len(name) and not self._is_open(f) for f in self._spellings.find(name))

    def _unresolved(self, claim: Claim) -> Iterator[Edit]:
        """Sources to be masked that were never resolved to anyone."""
        for link in claim.chain:
            words, person = link.source.words, self._hidden.get(link.source.referent or "")
            if words and words.text.casefold() not in rules().pronouns:
                if person:
                    yield Edit(words.start, words.end, person.pseudonym)
                elif link.source.naming is Naming.REQUESTED:
                    yield Edit(words.start, words.end, f"[{label(['requested'])}]")


def _of_someone(
    referent: Referent, words: Words, person: Hidden, text: str, free: Sequence[tuple[int, int]]
) -> Iterator[Edit]:
    """What goes where someone masked is mentioned: the name, and what stands beside it."""
    if "requested" in person.protection:
        for span in attributes(words, text, sentence_end(text, words.end)):
            yield Edit(*span, f"[{label(['attributes'])}]")
    if words.text.casefold() not in rules().pronouns:
        yield Edit(words.start, words.end, person.pseudonym)
        for start, end in descriptions(referent, words, text):
            yield Edit(start, before_open(text, start, end, free), person.pseudonym)


def _within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
