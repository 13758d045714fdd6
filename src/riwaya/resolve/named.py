"""Names within one report: which of them are one, full forms and short forms, slips of the pen, aliases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.lexicon import common_word, given_gender, known_name, title_before, title_gender, titles
from riwaya.records import Kind, Mention, Words
from riwaya.resolve.compare import SAME, compare
from riwaya.resolve.letters import distance, sound
from riwaya.resolve.parts import Parts, parts_of

SLIP = 0.7  # within one report a name with one wrong letter is the same
RANKS = {
    "col": "colonel", "gen": "general", "maj": "major", "capt": "captain", "cpt": "captain", "lt": "lieutenant",
    "sgt": "sergeant", "cpl": "corporal", "brig": "brigadier", "dr": "doctor", "prof": "professor",
    "eng": "engineer", "fr": "father", "gov": "governor", "sen": "senator", "rep": "representative",
    "cmdr": "commander", "adm": "admiral", "rev": "reverend", "insp": "inspector", "sheik": "sheikh",
    "shaikh": "sheikh", "shaykh": "sheikh", "shekih": "sheikh", "min": "minister", "amb": "ambassador",
}  # fmt: skip
BEFORE_NAME = re.compile(r"((?:[^\W\d_][\w'’-]*\.?[ ]){1,6})$")
ALIAS = re.compile(r"(?:known (?:\w+ ){0,2}(?:as|by)|nicknamed|alias|aka|a\.k\.a\.|dubbed|nom de guerre(?: is)?|called|calls?|calling)\s+(?:(him|her|them)\s+)?(?:by |simply |only )?(?:the\s+)?$", re.IGNORECASE)  # fmt: skip


@dataclass(slots=True)
class Who:
    """Someone or something of the report while it is being put together."""

    kind: Kind
    names: list[str] = field(default_factory=list)
    mentions: list[Words] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)  # head nouns of descriptions and titles, singular
    modifiers: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # head noun -> words that tell it apart
    gender: str | None = None
    plural: bool = False
    named: bool = False
    body: bool = False  # an institution speaking as such
    protection: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)
    of: Who | None = None  # the group that "one of them" is taken from

    @property
    def fullest(self) -> str:
        """The name with most parts, the longest and first of those."""
        return max(self.names, key=lambda name: (len(name.split()), len(name), -self.names.index(name)))

    def add_name(self, words: Words) -> None:
        """Takes in one more naming."""
        self.mentions.append(words)
        if words.text not in self.names:
            self.names.append(words.text)


def compatible(one: Kind, other: Kind) -> bool:
    """Whether two kinds can be one thing: groups and organizations are hard to tell apart."""
    bodies = (Kind.GROUP, Kind.ORGANIZATION)
    return one is other or (one in bodies and other in bodies)


def name_parts(name: str, kind: Kind) -> Parts:
    """The name taken apart for its kind."""
    return parts_of(name, kind is Kind.PERSON)


def clusters(text: str, mentions: Sequence[Mention]) -> tuple[list[Who], dict[tuple[int, int], Who]]:
    """Everyone and everything named in the report, and who each mention is, by its place."""
    everyone: list[Who] = []
    at: dict[tuple[int, int], Who] = {}
    ordered = sorted((m for m in mentions if m.named), key=lambda m: (m.words.start, m.words.end))
    whole = [
        m for m in ordered if len(name_parts(m.words.text, m.kind).tokens) > 1 or m.kind is not Kind.PERSON
    ]
    for mention in sorted(whole, key=lambda m: (short_form(m), m.words.start)):
        who = find_whole(everyone, mention) or bracketed(text, mention, at)
        place(everyone, at, mention, who)
    for mention in ordered:
        if (mention.words.start, mention.words.end) not in at:
            place(everyone, at, mention, find_part(text, everyone, at, mention))
    for mention in ordered:
        describe(text, mention, at[(mention.words.start, mention.words.end)])
    return everyone, at


def short_form(mention: Mention) -> bool:
    """Whether the name may be the short form of another, to be placed after the full ones."""
    return mention.kind is not Kind.PERSON and " " not in mention.words.text


def place(everyone: list[Who], at: dict[tuple[int, int], Who], mention: Mention, who: Who | None) -> None:
    """Puts the mention with someone, or with someone new."""
    if who is None:
        who = Who(mention.kind, named=True)
        everyone.append(who)
    elif mention.words.text not in who.names:
        who.why.append(f"“{mention.words.text}” taken as “{who.fullest}”")
    who.add_name(mention.words)
    at[(mention.words.start, mention.words.end)] = who
    if who.gender is None and mention.kind is Kind.PERSON:
        tokens = name_parts(mention.words.text, mention.kind).tokens
        who.gender = (given_gender(tokens[0]) or None) if tokens else None


def find_whole(everyone: Sequence[Who], mention: Mention) -> Who | None:
    """The one whose full name this is: the same name, or one that differs by a slip."""
    best: tuple[float, Who] | None = None
    needed = SLIP if mention.kind is Kind.PERSON else SAME
    for who in everyone:
        if not compatible(who.kind, mention.kind):
            continue
        scores = [compare(name, mention.words.text, mention.kind) for name in who.names]
        score = max((v.score for v in scores if not v.part), default=0.0)
        if any(v.score < 0.3 and not v.part for v in scores) and score < 0.9:
            continue
        if score >= needed and (best is None or score > best[0]):
            best = (score, who)
    if best:
        return best[1]
    return longer_body(everyone, mention)


def longer_body(everyone: Sequence[Who], mention: Mention) -> Who | None:
    """The group or organization of whose name a single word is the head or the first word."""
    if " " in mention.words.text or mention.kind not in (Kind.GROUP, Kind.ORGANIZATION):
        return None
    word = mention.words.text.lower()
    for who in reversed(everyone):
        if who.kind not in (Kind.GROUP, Kind.ORGANIZATION):
            continue
        for name in who.names:
            words = name.lower().split()
            if len(words) < 2:
                continue
            cut = next((i for i, w in enumerate(words) if i and w in ("of", "for")), len(words))
            if word == words[cut - 1] or (word == words[0] and (not common_word(word) or cut == 1)):
                return who
    return None


def bracketed(text: str, mention: Mention, at: dict[tuple[int, int], Who]) -> Who | None:
    """The one behind whose name this one stands in brackets: "Tadmur [Palmyra]", "Eastern Guard (EG)"."""
    start, end = mention.words.start, mention.words.end
    if text[start - 1 : start] not in ("(", "[") or text[end : end + 1] not in (")", "]"):
        return None
    left = text[max(start - 60, 0) : start - 1].rstrip()
    offset = max(start - 60, 0) + len(left)
    for (_, last), who in at.items():
        if last == offset and compatible(who.kind, mention.kind):
            return who
    return None


# --- short forms of persons' names ---------------------------------------------------------------------------


def find_part(
    text: str, everyone: Sequence[Who], at: dict[tuple[int, int], Who], mention: Mention
) -> Who | None:
    """The person whose family, given or other name this single word is: the one named last before it."""
    if mention.kind is not Kind.PERSON:
        return None
    start = mention.words.start
    alias = ALIAS.search(text, max(start - 40, 0), start)
    before = [(s, who) for (s, _), who in at.items() if s < start and who.kind is Kind.PERSON]
    if alias and alias.group(1):
        return max(before, key=lambda pair: pair[0])[1] if before else None
    token = (name_parts(mention.words.text, Kind.PERSON).tokens or (mention.words.text,))[0]
    rank = titles_before(text, mention.words)
    fits = []
    for who in everyone:
        grade = part_grade(token, who) if who.kind is Kind.PERSON else 0
        if grade and rank and who.heads and not (set(rank) & who.heads) and grade < 3:
            grade = 0
        if grade:
            latest = max((s for s, one in before if one is who), default=-1)
            fits.append((grade, latest, -min(w.start for w in who.mentions), who))
    if not fits:
        return None
    best = max(grade for grade, *_ in fits)
    return max((fit for fit in fits if fit[0] == best), key=lambda fit: fit[1:3])[3]


def part_grade(token: str, who: Who) -> int:
    """3 for the family name or the only name, 2 for the given name, 1 for a slip in one of them, 0 for none."""
    best = 0
    for name in who.names:
        tokens = name_parts(name, Kind.PERSON).tokens
        if not tokens:
            continue
        if compare(tokens[-1], token, Kind.PERSON).same or (len(tokens) == 1 and tokens[0] == token):
            return 3
        if compare(tokens[0], token, Kind.PERSON).same:
            best = max(best, 2)
        elif any(compare(one, token, Kind.PERSON).same for one in tokens[1:-1]):
            best = max(best, 2)
        elif any(len(one) >= 6 and distance(sound(one), sound(token)) <= 1.0 for one in tokens):
            best = max(best, 1)
    return best


# --- titles and roles ----------------------------------------------------------------------------------------


def words_before(text: str, words: Words) -> list[str]:
    """Up to six words right before a name, on its line."""
    found = BEFORE_NAME.search(text, max(words.start - 90, 0), words.start)
    return found.group(1).split() if found else []


def titles_before(text: str, words: Words) -> list[str]:
    """The titles right before a name, written out in lower case: ["police chief" -> "chief", "colonel"]."""
    found = []
    for word in reversed(words_before(text, words)):
        bare = word.rstrip(".").lower()
        if bare in titles() or bare in RANKS:
            found.append(RANKS.get(bare, bare))
        elif not (bare in title_before() and (word[0].isupper() or found)):
            break
    return found


def describe(text: str, mention: Mention, who: Who) -> None:
    """Keeps the titles that stand before the name, and what they tell."""
    if mention.kind is not Kind.PERSON:
        return
    kept: list[str] = []
    for word in reversed(words_before(text, mention.words)):
        bare = word.rstrip(".").lower()
        known = bare in titles() or bare in RANKS or bare in title_before()
        if not known or word[0].islower() and bare not in titles():
            break
        kept.insert(0, word)
    while (
        kept
        and kept[0].rstrip(".").lower() not in titles()
        and kept[0].rstrip(".").lower() not in RANKS
        and len(kept) == 1
    ):
        kept.pop(0)
    for bare in (word.rstrip(".").lower() for word in kept):
        gender = title_gender().get(bare)
        if gender:
            who.gender = gender
        if bare in titles() or bare in RANKS:
            who.heads.add(RANKS.get(bare, bare))
    if kept:
        title = " ".join(kept)
        if title not in who.descriptions:
            who.descriptions.append(title)


def known_as(name: str) -> str | None:
    """The name that the table of known names has for this spelling."""
    known = known_name(name)
    return known.name if known else None
