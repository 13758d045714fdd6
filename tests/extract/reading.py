"""How tests put a text to the rule reader and write down what came out."""

from __future__ import annotations

from riwaya.extract.rules import RuleReader
from riwaya.records import Claim, Reading, Report, Span


def report(text: str, **known: object) -> Report:
    return Report(id="r0", source="t", kind="text", sha256="0" * 64, text=text, normal="1", **known)  # type: ignore[arg-type]


def reading(text: str, furniture: tuple[Span, ...] = ()) -> Reading:
    (found,) = RuleReader().read([report(text, furniture=furniture)])
    return found


def said(text: str) -> list[tuple[list[str | None], str, str]]:
    """(sources, stance, content) of every claim, in order; a narrated claim has no sources."""
    return [(sources(claim), claim.stance.value, content(text, claim)) for claim in reading(text).claims]


def sources(claim: Claim) -> list[str | None]:
    return [link.source.words.text if link.source.words else None for link in claim.chain]


def content(text: str, claim: Claim) -> str:
    return " ... ".join(span.of(text) for span in claim.segments)
