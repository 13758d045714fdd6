"""The lines that open a briefing in every format."""

from __future__ import annotations

from riwaya.view.briefing import Briefing


def title(b: Briefing) -> str:
    """What the briefing is called: "Briefing: Halbat, published since May 2031"."""
    said = (
        b.place,
        b.since and f"added since {b.since}",
        b.published_since_words and f"published since {b.published_since_words}",
    )
    parts = [p for p in said if p]
    return f"Briefing: {', '.join(parts)}" if parts else "Briefing"


def deck(b: Briefing) -> str:
    """How much was read, in one sentence."""
    read = f"{counted(b.reports, 'report')}, {counted(b.claims, 'claim')}"
    own = b.claims - b.attributed
    said = f"{b.attributed} attributed to {counted(b.sources, 'source')}, {own} in the reports’ own voice"
    return f"{read}: {said}. {counted(len(b.contested), 'disagreement')}; nothing is settled for you."


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "5 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
