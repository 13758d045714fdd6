"""What the head of a printed report says of it: title, outlet, writers, date line, dateline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.ingest.byline import byline
from riwaya.ingest.dateline import Dateline, dateline
from riwaya.ingest.dates import Printed, date_label, only_date
from riwaya.ingest.furniture import Cover, is_reporting
from riwaya.ingest.names import has_outlet_word, is_latin, is_name, words
from riwaya.ingest.piece import Fact
from riwaya.records import Span

_ENOUGH = 1000  # characters of a line that are looked at
HEAD_LINES = 14  # no printed head is longer
_CLOSED = re.compile(r"[.。۔]['\"”’»)\]]*$")
_PARTS = re.compile(r"\s+[|/·•>›»–—]\s+|\s+-\s+|\s*[|•]\s*")
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
    cover = Cover(furniture)
    for match in re.finditer(r"\S[^\n]*", text):
        if cover.holds(match.start()):
            continue
        line = match[0][:_ENOUGH].rstrip()
        found = dateline(line)
        if found is not None:
            break
        long = len(line.split()) >= 8 and is_reporting(line) and not byline(line)
        if long and not (len(lines) == 0 and not _CLOSED.search(line)):
            found = _later_dateline(text, match.end(), cover)
            break
        lines.append(line)
        if len(lines) == HEAD_LINES:
            break
    return Head(tuple(lines), found, text, tuple(span.of(text) for span in furniture))


def _later_dateline(text: str, start: int, cover: Cover) -> Dateline | None:
    """A dateline below a standfirst: at most three paragraphs further down."""
    tried = 0
    for match in re.finditer(r"\S[^\n]*", text[start : start + 4000]):
        if cover.holds(start + match.start()):
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
    if title is None and not labelled and head.lines and _dated(head.lines[0])[1] is not None:
        title = head.lines[0]  # a bulletin whose first line is name and date in one
    outlet_line = outlet_line or _above_date(head.lines, title)
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
        rf"\b{re.escape(name)}((?: (?:of|for|de|du|des|del)(?: the| la| l’)?(?: [^\W\d_a-z][\w’'-]+)+)+)",
        text,
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
    parts, printed = _dated(date_label(line)[1])
    names = [part for part in parts if is_name(part)]
    if printed is None or not names:
        return None
    name = names[0]
    if has_outlet_word(name):
        return name
    sure = "|" in line or "•" in line
    place = re.search(rf"\b(?:in|to|from|near|at|of|outside|around|في|من|إلى) {re.escape(name)}\b", text)
    return name if place is None and (sure or "," in line) and len(parts) == 1 else None


def _dated(line: str) -> tuple[list[str], Printed | None]:
    """(what stands beside the date, the date) of a line such as `Outlet, evening edition, 4 May 2019`."""
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) > 1:
        others = [part for part in parts if only_date(part) is None]
        printed = next((found for part in parts if (found := only_date(part))), None)
        return (others, printed) if printed else ([], None)
    pieces = [piece.strip() for piece in re.split("[,،]", line)]
    for cut in range(1, len(pieces)):
        if len(line.split()) <= 16 and (printed := only_date(", ".join(pieces[cut:]))):
            return pieces[:cut], printed
    words = line.split()
    for cut in range(max(1, len(words) - 4), len(words) - 1):
        printed = only_date(" ".join(words[cut:])) if len(words) <= 9 else None
        if printed and printed.year and has_outlet_word(" ".join(words[:cut])):
            return [" ".join(words[:cut])], printed
    return [], None


def _is_plain(line: str) -> bool:
    """Whether a head line could be the title or the outlet: no date, byline or aside."""
    _, rest = date_label(line)
    labelled = any(pattern.fullmatch(line.strip()) for _, pattern in words().labels)
    if labelled or only_date(rest) is not None or byline(line) or words().aside.fullmatch(line.strip()):
        return False
    return _dated(line)[1] is None


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


def _above_date(lines: Sequence[str], title: str | None) -> str | None:
    """A short name right above a line that is nothing but a date."""
    for name, day in pairwise(lines):
        if name != title and only_date(date_label(day)[1]) is not None and _is_plain(name):
            short = 1 <= len(name.split()) <= 4 and not re.search(r"[.!?؟:;,،…]", name)
            if short and is_name(name):
                return name
    return None


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
            _, printed = _dated(rest)
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
