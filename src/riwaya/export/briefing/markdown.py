"""The briefing as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.export.briefing.deck import counted, deck, title
from riwaya.view.briefing import Briefing, Told
from riwaya.view.contested import Contested, Side
from riwaya.view.event import graded
from riwaya.view.telling import Telling

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(b: Briefing) -> str:
    """The whole briefing; every word from a report is escaped, so that it stays text."""
    return "\n".join(_all(b)) + "\n"


def plain(text: str) -> str:
    """The text so that no character of it is markup."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))


def _all(b: Briefing) -> Iterator[str]:
    yield from (f"# {plain(title(b))}", "", deck(b), "", "## Contested", "")
    for item in b.contested:
        yield from _item(item)
    if not b.contested:
        yield from ("No account here contradicts another.", "")
    for kind in b.changed:
        yield from (f"## {kind.name}", "", *(f"- {plain(c.why)}" for c in kind.changes), "")
    yield from ("## What is new", "")
    for told in b.new:
        if told.shown:
            yield from _told(told)
    yield from _places(b)
    yield from _figures(b)
    yield from ("## Reports read", "")
    for told in b.new:
        where = plain(told.url or told.source)
        yield f"- {plain(told.title)} ({plain(told.outlet)}, {told.published_words}): {where}"
    if b.set_aside:
        yield from ("", f"{counted(b.set_aside, 'file')} set aside as unreadable.")


def _item(item: Contested) -> Iterator[str]:
    eyebrow = " · ".join(p for p in (item.kind, item.subject, item.context) if p)
    yield from (f"### {plain(item.headline)}", "", f"*{plain(eyebrow)}*", "")
    for side in item.sides:
        yield from _side(side)
    for why in item.why[:2]:
        yield f"Why: {plain(why)}  "
    each = "; ".join(f"{p.origins} with {plain(', '.join(p.speakers))}" for p in item.positions)
    yield from (f"{counted(item.origins, 'independent origin')}: {each}.", "")


def _side(side: Side) -> Iterator[str]:
    yield from _quoted(side.telling)
    for t in side.again:
        yield f"> and: {plain(t.quoted)}"
    if side.echoes:
        yield f"> repeated by {plain(', '.join(dict.fromkeys(e.outlet for e in side.echoes)))}"
    yield ""


def _quoted(t: Telling) -> Iterator[str]:
    shielded = f" (⛨ {', '.join(t.protection)})" if t.protection else ""
    yield f"> **{t.stance.value}**: {plain(t.quoted)}  "
    yield f"> {plain(t.chain_words)}, {t.published_words}{shielded}"


def _told(told: Told) -> Iterator[str]:
    yield from (f"### {plain(told.title)}", "", f"*{plain(told.outlet)}, {told.published_words}*", "")
    for t in told.shown:
        yield f"- **{t.stance.value}**: {plain(t.quoted)}  "
        yield f"  {plain(t.chain_words)}"
    if told.contested:
        yield from ("", f"{told.contested} more of its claims contested, above.")
    if told.left_out:
        yield from ("", f"{counted(told.left_out, 'further claim')} in this report.")
    yield ""


def _places(b: Briefing) -> Iterator[str]:
    if not b.places:
        return
    yield from ("## Places", "", "| place | also written | claims | condition |", "|---|---|---:|---|")
    for p in b.places:
        held = "; ".join(
            f"{s.said}, {s.since_words}{' (contested)' if s.contested else ''}" for s in p.statuses
        )
        yield f"| {plain(p.name)} | {plain(', '.join(p.also))} | {p.claims} | {plain(held)} |"
    yield ""


def _figures(b: Briefing) -> Iterator[str]:
    if not (b.events or b.figures):
        return
    yield from ("## Figures", "")
    for e in b.events:
        grades = [f"event {e.grade}", e.grade_figures and f"figures {e.grade_figures}"]
        yield from (f"### {plain(e.title)}", "", f"*{', '.join(g for g in grades if g)}*", "")
        for f in e.figures:
            rests = f"{plain(f.rule)}; {counted(len(f.tellings), 'claim')}; {plain(graded(f))}"
            yield f"- {plain(f.measure)}: {f.words} ({rests})"
        yield ""
    if b.figures:
        yield from ("| what | figure | in the words of | quoted |", "|---|---:|---|---|")
    for line in b.figures:
        what = " · ".join(p for p in (line.figure.measure, line.figure.population or line.figure.unit) if p)
        t = line.telling
        yield f"| {plain(what)} | {line.figure.words} | {plain(t.chain_words)} | {plain(t.quoted)} |"
    yield ""
