"""Displacement facts in IDMC's terms: what the figures of a text say about people moved and homes lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.locate.figures import figures
from riwaya.records import Figure
from riwaya.score.displaced_places import Named, named_places, place_of, sentence_of

# What the verb before the number says at once: "displacing 300", "the evacuation of 40"
_BEFORE = (
    ("Forced to Flee", r"driv(?:en|ing)|drove|chas\w+"),
    ("Evacuated", r"evacuat\w+|evacuation of"),
    ("Relocated", r"relocat\w+|relocation of|mov(?:ed|ing)"),
    ("Displaced", r"displac\w+|displacement of|uproot\w+"),
    ("Sheltered", r"shelter(?:ed|ing)|hous(?:ed|ing)|host\w*|accommodat(?:ed|ing)"),
)
# What the clause's own verb says behind the number, most telling first where two begin together
_FORCED = r"(?:out of|from|off) (?:their|the)|to (?:flee|leave|abandon|escape|run)|away"
_CAMPED = (
    r"(?:(?:still|now|currently|already) ?)?"
    r"(?:liv|stay|shelter|resid|hous|encamp|remain|accommodat|took shelter|taken shelter|taking shelter)\w*"
    r"[^.;]{0,60}?camps?\b"
)
_BEHIND = (
    ("In Relief Camp", _CAMPED + r"|(?:are|were|is|was|remain) (?:still |now )?in (?:\w+ ){0,3}camps?\b"),
    ("In Relief Camp", r"(?:stay|liv|shelter|resid)ing (?:in|at|on|near)\b[^.;]{0,40}\b(?:base|camps?)\b"),
    (
        "Sheltered",
        r"(?:taken?|took|taking|sought|seek\w*|found) (?:temporary )?(?:shelter|refuge in an? (?:school|mosque|church))",  # noqa: E501 - one rule a line
    ),
    ("Sheltered", r"sheltering|sheltered|housed|accommodated|stay(?:ing|ed|s)? (?:in|at|with)"),
    (
        "Sheltered",
        r"(?:in|at) (?:\w+ ){0,2}(?:(?:evacuation|collective|reception|relief|transit) cent\w+|shelters)",
    ),
    (
        "Sheltered",
        r"remained in (?:\w+ )?cent\w+|placed in|(?:forced )?into (?:\w+ )?shelters|need of (?:\w+ )?shelter",
    ),
    ("Homeless", r"homeless|lost(?: all)? their (?:homes|houses)|without (?:homes|shelter)"),
    ("Uninhabitable Housing", r"uninhabitable"),
    (
        "Forced to Flee",
        rf"fled|flee(?:ing)?\b|(?:forced|compelled|obliged) (?:{_FORCED})|moved (?:away|towards?)",
    ),
    ("Forced to Flee", r"sought refuge|abandoned their|escaped"),
    ("Evacuated", r"evacuat\w+|(?:forced )?to evacuate"),
    (
        "Relocated",
        r"relocat\w+|resettled|migrat\w+|moved? there|(?:had |been |have )?(?:moved|shifted|transferred) to",
    ),
    ("Displaced", r"displac\w+|uprooted|left their homes"),
)
_BE = r"(?:were|was|are|is|been|being|be|have|had|has|will|could|may)"
_ADVERB = r"(?:\w+ly |already |still |now |also |since |so far |registered as |reported(?:ly)? )*"
_FINITE = tuple((t, re.compile(rf"\b{_BE} (?:\w+ )?{_ADVERB}({w})", re.IGNORECASE)) for t, w in _BEHIND)
_BARE = tuple((t, re.compile(rf"\b({w})", re.IGNORECASE)) for t, w in _BEHIND)
_LED = tuple((t, re.compile(rf"\b(?:{w})\s+(?:\w+ ){{0,2}}$", re.IGNORECASE)) for t, w in _BEFORE)
_AHEAD = (
    ("In Relief Camp", re.compile(r"relief camps?\b", re.IGNORECASE)),
    *_BARE,
)
_PUSHED = re.compile(r"\b(?:forc|compell|oblig|push)\w*\s+(?:\w+ ){0,2}$", re.IGNORECASE)
_FLED = re.compile(rf"^[^.;,]{{0,40}}?\b(?:{_FORCED})", re.IGNORECASE)
_CLAUSE = re.compile(
    r", (?:and|of|from|while|which|mostly|most)\b|, (?!having|includ)[a-z]+ing\b|\band (?:\w+ )?\d"
)
_ASIDE = re.compile(r"^(\W*\w* ?\w*),? (?:including|among them) [^,.]{0,40},?|\([^()]{0,40}\)")
_CALLED = re.compile(  # what they are called, not what the sentence tells: "1,100 displaced families stayed ..."  # noqa: E501 - one rule a line
    r"\W*(?:\w+ ){0,2}?(?:(?:internally )?(?:displaced|evacuated|homeless|relocated|uprooted) (?:[a-z]+s|people)\b|IDPs\b)",  # noqa: E501 - one rule a line
    re.IGNORECASE,
)
_MOVING = re.compile(r"arriv|return|\bleft\b|leav|mov|camp|idp|displac|refug|homes|trapped", re.IGNORECASE)
_LOST = (
    ("Destroyed Housing", re.compile(r"destr[ou]\w+|collaps|burn|raz(?:ed|ing)|demoli|buried|gutted|wash\w+ away", re.I)),  # noqa: E501 - one rule a line
    ("Partially Destroyed Housing", re.compile(r"damag", re.I)),
)  # fmt: skip
_DWELLINGS = frozenset(
    {
        "houses",
        "homes",
        "buildings",
        "dwellings",
        "huts",
        "tents",
        "apartments",
        "properties",
        "structures",
        "housing",
    }
)
_SKIP = frozenset({"killed", "injured", "missing"})
_NEAR = 140  # characters read behind a figure


@dataclass(frozen=True, slots=True)
class Fact:
    """One displacement figure with its term, IDMC unit and place."""

    figure: Figure
    term: str | None
    unit: str
    place: str | None


def facts_of(text: str) -> list[Fact]:
    """The displacement facts of a text, in its order."""
    plain = re.sub(r"\s", " ", text)
    found = [f for f in figures(plain) if f.unit != "percent" and f.measure not in _SKIP]
    places: list[Named] = named_places(plain)
    return [Fact(f, _term(f, plain), _unit(f), place_of(f.words, places, plain)) for f in found]


def _unit(figure: Figure) -> str:
    return "Households" if figure.unit in ("families", "households", *_DWELLINGS) else "People"


def _term(figure: Figure, text: str) -> str | None:
    """The term of the verb that governs the figure: right before it, its finite verb, else the nearest."""
    start, end = sentence_of(figure.words.start, text)
    ahead = re.sub(r" +", " ", text[max(start, figure.words.start - 90) : figure.words.start])
    behind = re.sub(r" +", " ", text[figure.words.end : min(end, figure.words.end + _NEAR)])
    if figure.unit in _DWELLINGS:
        return _lost(ahead, behind)
    if _PUSHED.search(ahead) and _FLED.search(behind):
        return "Forced to Flee"
    led = next((t for t, words in _LED if words.search(ahead)), None)
    clause = _CLAUSE.split(_ASIDE.sub(" ", behind))[0]
    called = _CALLED.match(clause)
    rest = clause[called.end() :] if called else clause
    found = led or _first(_FINITE, rest) or _first(_BARE, rest)
    return found or _first(_BARE, clause) or _last(ahead) or _moved(text[start:end])


def _moved(behind: str) -> str | None:
    """Displaced, IDMC's widest term, where people at least moved."""
    return "Displaced" if _MOVING.search(behind) else None


def _first(rows: tuple[tuple[str, re.Pattern[str]], ...], behind: str) -> str | None:
    """The term whose words come first; of those that begin together the first listed."""
    best: tuple[int, int] | None = None
    for rank, (_, words) in enumerate(rows):
        found = words.search(behind)
        if found and (best is None or (found.start(1), rank) < best):
            best = found.start(1), rank
    return rows[best[1]][0] if best else None


def _last(ahead: str) -> str | None:
    """The term whose words stand last before the figure: "Displaced people: 40"."""
    ends = [
        (m.end(), -rank, term) for rank, (term, words) in enumerate(_AHEAD) for m in words.finditer(ahead)
    ]
    return max(ends)[2] if ends else None


def _lost(ahead: str, behind: str) -> str | None:
    """Destroyed or damaged: the verb right before the figure, else the first behind, else the last before."""
    before = [(m.end(), term) for term, words in _LOST for m in words.finditer(ahead)]
    if before and len(ahead) - max(before)[0] < 20:
        return max(before)[1]
    after = [(m.start(), term) for term, words in _LOST for m in words.finditer(behind)]
    if after:
        whole = [term for _, term in after if term == "Destroyed Housing"]
        joined = re.search(r"damaged or destroyed|destroyed or damaged|damaged or$", behind)
        return whole[0] if whole and joined else min(after)[1]
    return max(before)[1] if before else None
