"""`python -m evals.readers`: the claims that each reader makes of the field passages training never saw."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from riwaya.extract.reader import Reader
from riwaya.pipeline.stages import READERS
from riwaya.records import Claim, Report, Span, Words
from training.corpora.document import Attribution, Document
from training.corpora.field import field

SHARED = 0.5  # of the smaller of claim and content, to speak of the same words


def main() -> None:
    """Print recall, precision and what is right of what was found, reader by reader."""
    held_out = field()[1]
    for name, make in READERS.items():
        print(json.dumps({"reader": name, "passages": len(held_out), **figures(make(), held_out)}))
        for sure, (right, given) in sorted(reliability(make(), held_out).items()):
            print(f"  claims about {sure:.1f} sure: {given}, right {right / given:.2f}")


def figures(reader: Reader, documents: list[Document]) -> dict[str, float]:
    """Found: an innermost content has a claim on its words with its cue; chain: all its sources are right."""
    counts = Counter[str]()
    for document in documents:
        claims = _claims(reader, document)
        counts += _recall(document, claims)
        counts += _precision(document, claims)
    out = {"recall": counts["found"] / counts["wanted"]}
    out |= {key: counts[key] / max(1, counts["found"]) for key in ("speaker", "chain", "stance", "negated")}
    out["precision"] = counts["right"] / max(1, counts["given"])
    out["narrated"] = counts["plain"] / max(1, counts["unattributed"])
    return {key: round(value, 3) for key, value in out.items()}


def reliability(reader: Reader, documents: list[Document]) -> dict[float, tuple[int, int]]:
    """Confidence to one digit -> attributed claims that are right in source, cue and words, and all."""
    right, given = Counter[float](), Counter[float]()
    for document in documents:
        for claim in _claims(reader, document):
            if claim.confidence is not None:
                sure = round(claim.confidence, 1)
                given[sure] += 1
                right[sure] += any(_is(claim, voice) for voice in document.attributions or ())
    return {sure: (right[sure], count) for sure, count in given.items()}


def _is(claim: Claim, voice: Attribution) -> bool:
    """Whether the claim's first link and words are those of an attribution."""
    link = claim.chain[0]
    return (
        link.cue is not None
        and any(link.cue.span.overlaps(Span(*stretch)) for stretch in voice.cue)
        and _same(link.source.words, voice.source)
        and _shared(claim.segments, voice.content) >= SHARED
    )


def _claims(reader: Reader, document: Document) -> tuple[Claim, ...]:
    report = Report(document.name, document.name, "text", "0" * 64, document.text, "1", language="en")
    (reading,) = reader.read([report])
    return reading.claims


def chains(document: Document) -> Iterator[tuple[Attribution, ...]]:
    """Attributions from the outermost to one that holds no other, by whose content holds whose cue."""
    voices = document.attributions or ()

    def above(inner: Attribution) -> Attribution | None:
        at = inner.cue[0][0]
        holders = [o for o in voices if o is not inner and any(a <= at < b for a, b in o.content)]
        return min(holders, key=lambda o: sum(b - a for a, b in o.content), default=None)

    holding = {id(above(v)) for v in voices}
    for voice in voices:
        if id(voice) not in holding:
            chain = [voice]
            while (outer := above(chain[0])) is not None and outer not in chain:
                chain.insert(0, outer)
            yield tuple(chain)


def _recall(document: Document, claims: tuple[Claim, ...]) -> Counter[str]:
    out = Counter[str]()
    for chain in chains(document):
        out["wanted"] += 1
        leaf = chain[-1]
        near = [c for c in claims if _shared(c.segments, leaf.content) >= SHARED and _cued(c, chain)]
        if not near:
            continue
        best = max(near, key=lambda c: (_speakers(c, chain), _shared(c.segments, leaf.content)))
        out["found"] += 1
        out["speaker"] += _same(best.chain[0].source.words, chain[0].source)
        out["chain"] += _speakers(best, chain)
        out["stance"] += best.stance == chain[0].stance
        out["negated"] += best.negated == leaf.negated
    return out


def _precision(document: Document, claims: tuple[Claim, ...]) -> Counter[str]:
    """How many attributed claims stand in an attributed content; narrated ones in none."""
    out = Counter[str]()
    contents = [v.content for v in document.attributions or ()]
    for claim in claims:
        inside = any(_shared(claim.segments, content) >= SHARED for content in contents)
        if claim.chain:
            out.update(given=1, right=inside)
        else:
            out.update(unattributed=1, plain=not inside)
    return out


def _cued(claim: Claim, chain: tuple[Attribution, ...]) -> bool:
    """Whether a cue of the chain is one of the claim's, or it has none (a quotation that goes on)."""
    if not claim.chain:
        return False
    cues = [link.cue.span for link in claim.chain if link.cue]
    wanted = [Span(*stretch) for voice in chain for stretch in voice.cue]
    return not cues or any(a.overlaps(b) for a in cues for b in wanted)


def _speakers(claim: Claim, chain: tuple[Attribution, ...]) -> bool:
    return len(claim.chain) == len(chain) and all(
        _same(link.source.words, voice.source) for link, voice in zip(claim.chain, chain, strict=True)
    )


def _same(words: Words | None, wanted: tuple[tuple[int, int], ...]) -> bool:
    if words is None or not wanted:
        return words is None and not wanted
    return any(words.span.overlaps(Span(*stretch)) for stretch in wanted)


def _shared(segments: tuple[Span, ...], content: tuple[tuple[int, int], ...]) -> float:
    ours = {i for s in segments for i in range(s.start, s.end)}
    theirs = {i for a, b in content for i in range(a, b)}
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


if __name__ == "__main__":
    main()
