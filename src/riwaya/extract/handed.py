"""Where what was told came from: "He had this from his watchman.", "Both learned of it from a driver."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.extract.lists import pattern
from riwaya.extract.steps import Step, source_step
from riwaya.extract.tokens import Tokens, tokens
from riwaya.extract.units import Unit
from riwaya.records import Span, Stance

TOLD = tuple(
    pattern(name, bounded=False) for name in ("handed_down", "told_of_it", "rests_on", "brought", "relied")
)
LED_IN = tuple(pattern(name, bounded=False) for name in ("led_in", "quoted_lead"))
GOES_ON = re.compile(r",? (?:and|but) (?:has|have|had|was|were|is|are|could|cannot)\b.*$", re.S)
SELF = re.compile(r"(?: (?:him|her)self| themselves)?$")  # "the miller himself"
VERB = re.compile(r" (?:(?:had|has|have) )?\w+")
HEADINGS = frozenset(("interview", "testimony", "witness", "respondent", "interviewee", "account", "voice"))
TOLD_ON = pattern("told_on", bounded=False)
LEAST_TELLERS = 2
_BEHOLD = re.compile(r":\s+|,? that ")
_PIECE = re.compile(r"(?:(?:But|And|Then|and|who) )?(?P<own>[^,]+?)(?:, (?:and )?|$)")
_SMALL = frozenset(("the", "a", "an", "his", "her", "their", "of", "in", "at"))
PRONOUNS = frozenset(("he", "she", "they", "i"))


def handed_down(text: str, unit: Unit) -> tuple[Step, ...]:
    """The sources behind what was told before, nearest first, where a sentence only says who they are."""
    clauses = [] if unit.quotes else list(_clauses(text, unit.span))
    found = [_told(text, start, end) for start, end in clauses]
    return tuple(step for steps in found for step in steps) if found and found[0] else ()


def handed_on(text: str, unit: Unit) -> tuple[int, tuple[Step, ...]]:
    """Where "...; he had it from a diver" begins in a sentence, and its sources; else its end and none."""
    clauses = [] if unit.quotes else list(_clauses(text, unit.span))[1:]
    if clauses and (found := _told(text, *clauses[-1])):
        return clauses[-1][0], found
    return unit.span.end, ()


def _told(text: str, start: int, end: int) -> tuple[Step, ...]:
    """The sources that a clause names as those behind other words."""
    match = next((m for told in TOLD if (m := told.match(text, start, end))), None)
    return tuple(_steps(match)) if match else ()


def says_more(text: str, unit: Unit) -> bool:
    """Whether a sentence that tells where the words came from goes on: "... and has not been verified"."""
    return GOES_ON.search(text, unit.span.start, unit.span.end) is not None


def led_in(text: str, unit: Unit) -> tuple[tuple[Step, ...], Tokens] | None:
    """ "She had it from her daughter, she says: the well is dry": who speaks, through whom, and what."""
    match = next((m for lead in LED_IN if (m := lead.match(text, unit.span.start, unit.span.end))), None)
    if match is None:
        return None
    speaker, word = Span(*match.span("speaker")), match["speaker"].lower()
    first = Step(
        speaker,
        Span(*match.span("cue")),
        Stance.ASSERTED,
        lemma="say",
        pronoun=word if word in PRONOUNS else None,
        full=speaker,
    )
    inside = [q for q in unit.quotes if q.span.start >= match.end()]
    return (first, *_steps(match)), tokens(text, Span(match.end(), unit.span.end), inside)


def interviewed(heading: Tokens) -> Step | None:
    """Who speaks below "Interview 12, a potter, Oued Tal": the first description behind the number."""
    if not len(heading) or heading.low[0] not in HEADINGS or heading.finite():
        return None
    commas = [i for i in range(len(heading)) if heading.tag[i] in ",.:"]
    for start, end in zip(commas, [*commas[1:], len(heading)], strict=True):
        if end - start > 1 and heading.tag[start + 1] in "DN":
            return source_step(heading, (start + 1, end))
    return None


def told_on(text: str, unit: Unit) -> tuple[tuple[Step, ...], Tokens] | None:
    """ "A told B, B told C, and C told us: the road is cut": C speaks, behind him B, then A; what is told."""
    whole = text[unit.span.start : unit.span.end]
    lead = _BEHOLD.search(whole)
    if lead is None or any(q.span.start < unit.span.start + lead.end() for q in unit.quotes):
        return None
    tellers = _tellers(text, unit.span.start, unit.span.start + lead.start())
    if len(tellers) < LEAST_TELLERS:
        return None
    steps = [Step(who, cue, Stance.ASSERTED, lemma="tell", full=who) for who, cue in tellers]
    inside = [q for q in unit.quotes if q.span.start >= unit.span.start + lead.end()]
    return tuple(reversed(steps)), tokens(text, Span(unit.span.start + lead.end(), unit.span.end), inside)


def _tellers(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """Who tells, and the verb, in a row of clauses, each the hearer before; none where the row breaks."""
    found: list[tuple[Span, Span]] = []
    heard: set[str] = set()
    named: Span | None = None  # who is named before ", the pastor, told us"
    for piece in _PIECE.finditer(text, start, end):
        match = TOLD_ON.match(text, *piece.span("own"))
        if match is None:
            named = named or Span(*piece.span("own"))
            continue
        who = Span(*match.span("who")) if match["who"] else named
        if who is None or (found and heard.isdisjoint(who.of(text).lower().split())):
            return []
        found.append((who, Span(*match.span("verb"))))
        heard, named = set(match["hearer"].lower().split()) - _SMALL, None
    return found


def _clauses(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """A sentence, part by part where semicolons part it."""
    if text.find(";", span.start, span.end) < 0:
        yield span.start, span.end
        return
    start = span.start
    for stop in re.finditer(r";\s+|$", text[span.start : span.end]):
        yield start, span.start + stop.start()
        start = span.start + stop.end()


def _steps(match: re.Match[str]) -> Iterator[Step]:
    """The sources that a match names."""
    for name in ("who", "behind"):
        if match.re.groupindex.get(name) and match[name]:
            start, end = match.span(name)
            over = GOES_ON.search(match[name])
            end = start + over.start() if over else end
            end -= len(SELF.findall(match.string[start:end])[0])
            source = Span(start, end)
            yield Step(source, _cue(match, source), Stance.ASSERTED, lemma="from", full=source)


def _cue(match: re.Match[str], source: Span) -> Span:
    """The "from" or "by" before a source, or the verb behind one that is the subject."""
    before = match.string[match.start() : source.start].split()
    if before and before[-1].isalpha():
        return Span(source.start - 1 - len(before[-1]), source.start - 1)
    verb = VERB.match(match.string, source.end, match.end())
    return Span(source.end + 1, verb.end() if verb else source.end + 1)
