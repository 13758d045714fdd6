"""What the head of a printed report says of it: title, outlet, writers, date line, dateline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.ingest.byline import byline
from riwaya.ingest.dateline import Dateline, dateline
from riwaya.ingest.dates import Printed, date_label, only_date
from riwaya.ingest.furniture import is_reporting
from riwaya.ingest.names import has_outlet_word, is_latin, is_name, words
from riwaya.ingest.piece import Fact
from riwaya.records import Span

HEAD_LINES = 14  # no printed head is longer
_CLOSED = re.compile(r"[.。۔]['\"”’»)\]]*$")
_PARTS = re.compile(r"\s+[|/·•–—]\s+|\s+-\s+|\s*[|•]\s*")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\)|جميع الحقوق محفوظة)[\s:©]*"
    r"(?:(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)?\d{2})?)?\s*(?:by\s+|ل)?"
    r"(?P<owner>[^.,|0-9]{2,60}?)\s*(?:(?:19|20)\d{2})?\s*(?:[.,|].*|all rights.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the first paragraph, the dateline of that paragraph, and the text they stand in."""

    lines: tuple[str, ...]
    dateline: Dateline | None
    text: str
    furniture: tuple[str, ...]


def head_of(text: str, furniture: Sequence[Span]) -> Head:
    """The head of a normalised text, menus and boxes left out."""
    lines: list[str] = []
    found: Dateline | None = None
    for match in re.finditer(r"\S[^\n]*", text):
        line = match[0].rstrip()
        if any(span.start <= match.start() < span.end for span in furniture):
            continue
        found = dateline(line)
        if found is not None:
            break
        long = len(line.split()) >= 8 and is_reporting(line) and not byline(line)
        if long and not (len(lines) == 0 and not _CLOSED.search(line)):
            found = _later_dateline(text, match.end(), furniture)
            break
        lines.append(line)
        if len(lines) == HEAD_LINES:
            break
    return Head(tuple(lines), found, text, tuple(span.of(text) for span in furniture))


def _later_dateline(text: str, start: int, furniture: Sequence[Span]) -> Dateline | None:
    """A dateline below a standfirst: at most three paragraphs further down."""
    tried = 0
    for match in re.finditer(r"\S[^\n]*", text[start : start + 4000]):
        if any(span.start <= start + match.start() < span.end for span in furniture):
            continue
        found = dateline(match[0])
        tried += 1
        if found is not None or tried == 3:
            return found
    return None


def facts(head: Head) -> Iterator[Fact]:
    """What the head says, the surest of each field first."""
    dates = list(_date_lines(head.lines))
    bylines = [found for line in head.lines if (found := byline(line))]
    labelled = [Fact(field, value, "labelled line at the head") for field, value in _labelled(head.lines)]
    yield from labelled
    plain = [line for line in head.lines if _is_plain(line)]
    title, outlet_line = _title_and_outlet(plain)
    if title:
        yield Fact("title", title, "first line that reads like a headline")
    yield from _outlets(head, title, outlet_line, bylines)
    for names, _ in bylines:
        yield from (Fact("author", name, "byline") for name in names)
    yield from _published(dates, head.dateline)
    if head.dateline is not None:
        yield Fact("dateline", head.dateline.text, "dateline")


def _outlets(
    head: Head, title: str | None, outlet_line: str | None, bylines: Sequence[tuple[list[str], str | None]]
) -> Iterator[Fact]:
    """Candidates for the outlet, the surest first."""
    issuer = _issuer(title) if title else None
    product = _before_product(title) if title else None
    beside = next((name for line in head.lines if (name := _beside_date(line, head.text))), None)
    writes_for = next((outlet for _, outlet in bylines if outlet), None)
    found = (
        (
            outlet_line and issuer and f"{_calm(outlet_line)}, {issuer}",
            "issuer in the title, above its own line",
        ),
        (outlet_line and _calm(outlet_line), "a line of its own at the head"),
        (beside, "beside the date at the head"),
        (writes_for, "byline"),
        (head.dateline and head.dateline.agency, "agency in the dateline"),
        (product, "named at the front of the title"),
        (issuer and _fullest(issuer, head.text), "issuer named in the title"),
        _spoken_to(head.text),
        (_owner(head.furniture), "copyright line"),
    )
    yield from (Fact("outlet", name, origin) for name, origin in found if name)


def _owner(pieces: Sequence[str]) -> str | None:
    """Who holds the copyright, from the page's furniture."""
    for line in (line.strip() for piece in pieces for line in piece.splitlines()):
        if (match := _COPYRIGHT.fullmatch(line)) and is_name(match["owner"]):
            return match["owner"].strip()
    return None


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for field, pattern in words().labels:
            if (match := pattern.fullmatch(line.strip())) and len(match[1].split()) <= 30:
                yield field, match[1].strip()


def _spoken_to(text: str) -> tuple[str | None, str]:
    """The name that sources told things, at least three times (twice if it is an outlet's name)."""
    counts = Counter(match[1] for match in words().told.finditer(text))
    for name, count in counts.most_common(3):
        if count >= (2 if has_outlet_word(name) else 3):
            return name, f"the text says {count} times that it was told something"
    return None, ""


def _issuer(title: str) -> str | None:
    """Who issued a statement, from its title."""
    for pattern in words().issuer:
        if (match := pattern.fullmatch(title.strip())) and _is_issuer(match["issuer"]):
            return match["issuer"].strip()
    return None


def _is_issuer(phrase: str) -> bool:
    return is_name(phrase) and not set(phrase.lower().split()) <= words().manner


def _fullest(name: str, text: str) -> str:
    """The name as the text itself first completes it: `Naval Office` -> `Naval Office of the Isles`."""
    longer = re.search(
        rf"\b{re.escape(name)}((?: (?:of|for|de|du|des|del)(?: the| la| l’)? [^\W\d_a-z][\w’'-]+)+)", text
    )
    return name + longer[1] if longer else name


def _before_product(title: str) -> str | None:
    """`Radio X` from `Radio X: midday bulletin`, `Desk Y` from `Desk Y – Bulletin 3`."""
    match = re.match(r"(.{3,60}?)(?::\s| [–—|-] )(.+)", title)
    if not match or not is_name(match[1]):
        return None
    rest = {word.strip("().,:") for word in match[2].lower().split()}
    named = has_outlet_word(match[1])
    return match[1].strip() if rest & words().product and named else None


def _beside_date(line: str, text: str) -> str | None:
    """The outlet of `Outlet | 4 May 2019` or `Outlet, 4 May 2019`; None where it may be a place."""
    _, line = date_label(line)
    parts = [part for part in _PARTS.split(line) if part]
    sure = "|" in line or "•" in line
    if len(parts) < 2 and "," in line:
        front, _, back = line.partition(",")
        parts = [front.strip(), back.strip()]
    names = [part for part in parts if only_date(part) is None and is_name(part)]
    if len(parts) < 2 or len(names) == 0 or not any(_is_when(part) for part in parts):
        return None
    name = names[0]
    if has_outlet_word(name):
        return name
    place = re.search(rf"\b(?:in|to|from|near|at|of|outside|around|في|من|إلى) {re.escape(name)}\b", text)
    return name if place is None and (sure or len(name.split()) > 1) else None


def _is_when(part: str) -> bool:
    return only_date(part) is not None


def _is_plain(line: str) -> bool:
    """Whether a head line could be the title or the outlet: no date, byline or aside."""
    _, rest = date_label(line)
    labelled = any(pattern.fullmatch(line.strip()) for _, pattern in words().labels)
    if labelled or only_date(rest) is not None or byline(line) or words().aside.fullmatch(line.strip()):
        return False
    return not any(_is_when(part) for part in _PARTS.split(line)) and not _tail_date(line)


def _tail_date(line: str) -> bool:
    front, _, back = line.partition(",")
    return len(front.split()) <= 6 and only_date(back.strip()) is not None


def _title_and_outlet(plain: Sequence[str]) -> tuple[str | None, str | None]:
    """The title and a line that is nothing but an outlet's name, whichever stands first."""
    heads = [line for line in plain[:4] if len(line.split()) <= 30 and not _CLOSED.search(line)]
    if not heads:
        return None, None
    first = heads[0]
    others = heads[1:]
    if others and _is_outlet_line(first) and not _is_outlet_line(others[0]) and len(others[0].split()) >= 4:
        return others[0], first
    outlet = next((line for line in others[:2] if _is_outlet_line(line)), None)
    return (first, outlet) if len(first.split()) >= 2 else (None, outlet)


def _is_outlet_line(line: str) -> bool:
    """Whether a line is a name and nothing else: short, capitalised throughout, not a sentence."""
    parts = line.split()
    if not 1 <= len(parts) <= 7 or re.search(r"[.!?؟:;,…]", line) or not is_name(line):
        return False
    return (
        has_outlet_word(line)
        or (2 <= len(parts) <= 4 and line.isupper() is False and is_latin(line))
        or (line.isupper() and len(parts) >= 2)
    )


def _calm(line: str) -> str:
    """A shouted name in title case, any other unchanged."""
    if not line.isupper() or len(line.split()) < 2:
        return line
    small = words().small
    parts = [part.lower() if part.lower() in small else part.capitalize() for part in line.split()]
    return " ".join(parts)


def _date_lines(lines: Sequence[str]) -> Iterator[tuple[str | None, str, Printed]]:
    """(label, the words, the date) of every head line that holds a publication date."""
    for line in lines:
        label, rest = date_label(line)
        printed = only_date(rest)
        if printed is None:
            parts = [part for part in _PARTS.split(rest) if part]
            tail = [rest.partition(",")[2].strip()] if len(rest.partition(",")[0].split()) <= 6 else []
            printed = next((found for part in [*parts, *tail] if (found := only_date(part))), None)
        if printed is not None:
            yield label, line.strip(), printed


def _published(dates: Sequence[tuple[str | None, str, Printed]], dateline: Dateline | None) -> Iterator[Fact]:
    """Publication dates with a year, in the order: labelled, bare, updated, dateline."""
    rank = {"published": 0, None: 1, "updated": 2}
    for label, line, printed in sorted(dates, key=lambda found: rank[found[0]]):
        if printed.edtf is not None:
            said = "an update line" if label == "updated" else "a date line"
            yield Fact("published", printed.edtf, f"{said} at the head says “{line}”{_remark(printed)}")
    if dateline is not None and dateline.when is not None and dateline.when.edtf is not None:
        yield Fact(
            "published", dateline.when.edtf, f"the dateline says “{dateline.text}”{_remark(dateline.when)}"
        )


def _remark(printed: Printed) -> str:
    if printed.doubt:
        return f"; {printed.doubt}"
    return "" if printed.weekday_fits else "; the weekday printed beside it is another day's"
