"""What leads to a person: homes, schools of children, numbers; and the marks of claims that tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riwaya.lexicon import Detail, details
from riwaya.records import Claim, Span, Words
from riwaya.resolve.named import Who

NEAR = 200  # characters within which a school belongs to a child, an illness to a person


def leads(text: str, present: Sequence[tuple[Words, Who]]) -> tuple[Detail, ...]:
    """The stretches that lead to someone, where those they need stand near."""
    return tuple(one for one in details(text) if _counts(one, present))


def _counts(detail: Detail, present: Sequence[tuple[Words, Who]]) -> bool:
    if detail.needs is None:
        return True
    return any(
        detail.start - NEAR < words.end and words.start < detail.end + NEAR
        for words, who in present
        if detail.needs in who.protection or (detail.needs == "person" and who.protection)
    )


def mark_places(everyone: Iterable[Who], found: Sequence[Detail]) -> None:
    """Protects whatever is named nowhere but in such words: a home's street, a child's school."""
    for who in everyone:
        homes = [_holding(words, found) for words in who.mentions]
        if homes and all(homes) and not who.protection and not who.plural:
            who.protection.add(homes[0] or "home")
            who.why.append(f"leads to a person: “{who.mentions[0].text}”")


def _holding(words: Words, found: Sequence[Detail]) -> str | None:
    return next((one.kind for one in found if one.start <= words.start and words.end <= one.end), None)


def marks_of(claim: Claim, found: Sequence[Detail]) -> set[str]:
    """The kinds of the stretches that a claim's words touch."""
    return {one.kind for one in found if any(Span(one.start, one.end).overlaps(s) for s in claim.segments)}
