"""The lines that open a briefing in every format."""

from __future__ import annotations

from riwaya.view.briefing import Briefing


def title(b: Briefing) -> str:
    """What the briefing is called: "Briefing: Halbat, since May 2031"."""
    parts = [p for p in (b.place, f"since {b.since_words}" if b.since_words else None) if p]
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
