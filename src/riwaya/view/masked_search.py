"""Searching a ledger in public form: nothing that is masked can be found, counted or spelled out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from riwaya.records import Claim, Span
from riwaya.store.asked import Term
from riwaya.store.folding import folded_words
from riwaya.store.ledger import ANYTHING, Head, Held, Hit, Wanted
from riwaya.view.edits import Edited
from riwaya.view.facts import Facts
from riwaya.view.veil import Veil

_PIECE = re.compile(r"[^\W_]+")


class MaskedSearch:
    """The searching part of `mask.Masked`."""

    _ledger: Facts
    _ids: Mapping[str, str]  # real id -> public id
    _veil: Veil

    def scrub(self, text: str) -> str:
        """Prose with every protected name replaced."""
        raise NotImplementedError

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims, masked."""
        raise NotImplementedError

    def _text(self, report_id: str) -> Edited:
        raise NotImplementedError

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        """Passages that hold the words after masking: a search for a masked name finds nothing.

        Nor does one for another spelling of it, one with a slip, or one for what a masked passage means.
        """
        phrases = {phrase for term in self._ledger.terms(words) for phrase in term.phrases}
        wanted = {*folded_words(words), *phrases}
        wanted |= {
            piece for word in wanted for piece in _PIECE.findall(word)
        }  # "ada_tal" is looked for as two
        for hit in self._ledger.search(words, limit, meaning, among):
            edited = self._text(hit.report)
            old = edited.old[hit.start : hit.end]
            span = edited.span(Span(hit.start, hit.end))
            before = " ".join(folded_words(old))
            after = " ".join(folded_words(edited.text[span.start : span.end]))
            if before != after and "words" not in hit.how:
                continue
            if all(w not in before or w in after for w in wanted):
                yield replace(hit, start=span.start, end=span.end)

    def terms(self, words: str) -> tuple[Term, ...]:
        """What is looked for, without spellings that are masked; no slip is set right to one."""
        shown = []
        for term in self._ledger.terms(words):
            kept = tuple(p for p in term.phrases if self.scrub(p.title()) == p.title())
            as_asked = (" ".join(folded_words(term.asked)),)
            shown.append(replace(term, phrases=kept or as_asked, corrected=term.corrected and bool(kept)))
        return tuple(shown)

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        """What the wanted claims can be chosen by, under public ids."""
        found = list(self._ledger.held(claims, wanted))
        printed = {
            c.id: tuple(link.source.words.text for link in c.chain if link.source.words)
            for c in self.claims([one.claim for one in found])
        }
        for one in found:
            places, sources = (tuple(self._ids.get(e, e) for e in ids) for ids in (one.places, one.sources))
            yield one._replace(places=places, sources=sources, printed=printed.get(one.claim, ()))

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        """What the reports can be chosen by, scrubbed."""
        for head in self._ledger.heads(reports):
            yield head._replace(outlet=self._veil.maybe(head.outlet))
