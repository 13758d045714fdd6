"""The form by which a claim that the machine missed is added: what it asks for, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riwaya.pipeline.correct import Edit, find_words
from riwaya.pipeline.missed import bare_claim
from riwaya.records import Claim, Field, Report, Words

BY_WORDS = (Field.CONTENT, Field.SOURCE, Field.CUE, Field.WHEN, Field.FIGURES)
VALUED = (Field.WHEN, Field.FIGURES)  # with a value beside the words: a date, a number


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the form: the words of a field, with their place where they were selected."""

    field: str
    key: str
    name: str
    words: str
    start: str
    end: str
    value: str | None  # None: the field takes no value beside its words


KEYS = {"content": "c", "source": "s", "cue": "u", "when": "w", "figures": "f"}
NAMES = {"content": "Words", "source": "Speaker", "cue": "Cue", "when": "When", "figures": "Figures"}


def asked(report: Report, sent: Mapping[str, str]) -> tuple[Asked, ...]:
    """The lines of the form, filled with what the address has: `missed=START-END` and words by field."""
    start, _, end = sent.get("missed", "").partition("-")
    there = _number(start) and _number(end) and int(start) < int(end) <= len(report.text)
    chosen = report.text[int(start) : int(end)] if there else ""
    found = []
    for field in BY_WORDS:
        whole = field is Field.CONTENT and there
        found.append(
            Asked(
                field=field.value,
                key=KEYS[field],
                name=NAMES[field],
                words=" ".join(chosen.split()) if whole else sent.get(field.value, ""),
                start=start if whole else "",
                end=end if whole else "",
                value=sent.get(f"{field.value}-value", "") if field in VALUED else None,
            )
        )
    return tuple(found)


def edits(report: Report, sent: Mapping[str, str]) -> list[Edit]:
    """What was sent, as edits of a claim. Raises AnchorError for words that do not stand in the report."""
    pieces = tuple(_words(report, "content", sent, None))
    near = bare_claim(report, pieces)
    made = [Edit(Field.CONTENT, pieces)]
    for field in BY_WORDS[1:]:
        words = tuple(_words(report, field.value, sent, near))
        value = sent.get(f"{field.value}-value", "").strip() or None
        if words or value:
            made.append(Edit(field, words, value))
    if stance := sent.get("stance"):
        made.append(Edit(Field.STANCE, (), stance))
    if sent.get("negated"):
        made.append(Edit(Field.NEGATED, (), "yes"))
    return made


def kept(sent: Mapping[str, str]) -> dict[str, str]:
    """What the page of the form needs to show again what was sent."""
    start, end = sent.get("content-start", ""), sent.get("content-end", "")
    names = [f.value for f in BY_WORDS] + [f"{f.value}-value" for f in VALUED] + ["stance"]
    again = {name: sent[name] for name in names if sent.get(name)}
    return {**again, "missed": f"{start}-{end}" if start and end else "yes"}


def _words(report: Report, name: str, sent: Mapping[str, str], near: Claim | None) -> Iterator[Words]:
    """The words selected for a field, or those typed, several parted by |."""
    start, end = sent.get(f"{name}-start", ""), sent.get(f"{name}-end", "")
    if _number(start) and _number(end):
        yield Words(sent.get(f"{name}-text", ""), int(start), int(end))
        return
    for part in sent.get(name, "").split("|"):
        if part.strip():
            yield find_words(report, part.strip(), near)


def _number(written: str) -> bool:
    return written.isdecimal() and len(written) < 10
