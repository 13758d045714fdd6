"""Who "he", "the commander" and "the ministry" are: phrases linked to those the report told of before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.lexicon import noun_gender, roles, takes_up
from riwaya.records import Kind, Words
from riwaya.resolve.described import Phrase, institutional, phrase
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting
from riwaya.resolve.words import BODY_HEADS, UNARMED_HEADS

MEMORY = 400  # appearances back that anything reaches
FAR = 4  # sentences back that a pronoun reaches


@dataclass(slots=True)
class Heard:
    """One appearance of someone in the flow of the text."""

    who: Who
    start: int
    end: int
    subject: bool
    source: bool
    listener: bool = False


@dataclass(slots=True)
class Flow:
    """What a reader has in mind on the way through the text."""

    setting: Setting
    heard: list[Heard]  # in order of place

    def before(self, place: int, reach: int) -> list[tuple[Heard, int]]:
        """Appearances before a place with how many sentences back (at most `reach`), the nearest first."""
        here = self.setting.sentence(place)
        found = []
        last = bisect_right(self.heard, place, key=lambda one: one.start)
        for index in range(last - 1, max(last - MEMORY, 0) - 1, -1):
            one = self.heard[index]
            if one.end > place:
                continue
            back = here - self.setting.sentence(one.start)
            if back > reach:
                break
            found.append((one, back))
        return found


# --- pronouns ------------------------------------------------------------------------------------------


def pronoun(flow: Flow, words: Words, what: Phrase, is_source: bool, barred: Sequence[Who]) -> Who | None:
    """The one a third-person pronoun stands for, None where nobody fits."""
    best: tuple[float, int, Who] | None = None
    quote = flow.setting.quote(words.start)
    for one, back in flow.before(words.start, FAR):
        if one.who in barred or not agrees(one.who, what):
            continue
        score = nearness(flow, one, back, words, is_source)
        if what.gender and one.who.gender == what.gender:
            score += 0.6
        if what.gender and one.who.gender is None and one.who.hint == what.gender:
            score += 0.5
        inside = flow.setting.quote(one.start)
        if inside != quote:
            score -= 1.5
        if best is None or score > best[0]:
            best = (score, one.start, one.who)
    return best[2] if best else None


def nearness(flow: Flow, one: Heard, back: int, words: Words, is_source: bool) -> float:
    """How present someone is in a reader's mind: near, a subject, speaking, not spoken to."""
    score = -1.6 * back
    if flow.setting.text.count("\n", one.end, words.start) > 1:
        score -= 0.4
    if one.subject:
        score += 1.0
    if one.source and is_source:
        score += 1.5
    if one.listener:
        score -= 2.0
    if one.who.named:
        score += 0.6
    return score - (words.start - one.end) / 2000


def agrees(who: Who, what: Phrase) -> bool:
    """Whether someone can be meant by a pronoun of this number and gender."""
    if what.pronoun in ("m", "f"):
        return who.kind is Kind.PERSON and not who.plural and who.gender in (None, what.pronoun)
    if what.pronoun == "it":
        return who.kind is not Kind.PERSON and not who.plural
    if what.pronoun == "they":
        return who.plural or who.kind in (Kind.GROUP, Kind.ORGANIZATION)
    return False


# --- descriptions --------------------------------------------------------------------------------------


def description(flow: Flow, words: Words, what: Phrase) -> Who | None:
    """The one a definite description takes up, None where it brings in someone new."""
    if what.determiner == "indefinite" or what.partitive or not what.head:
        return None
    candidates = flow.before(words.start, 10_000)
    same = [one for one, _ in candidates if head_fits(one.who, what)]
    if same:
        return best_same(same, what)
    if what.determiner == "bare" or what.determiner == "possessive":
        return None
    broad = [one for one, back in candidates if back <= reach_of(what) and broad_fits(one.who, what)]
    if not broad:
        return None
    ranked = sorted(
        broad, key=lambda one: (one.source + one.subject - 2 * one.listener, one.start), reverse=True
    )
    near = [
        one for one in ranked if flow.setting.sentence(words.start) - flow.setting.sentence(one.start) <= 1
    ]
    return (near or ranked)[0].who


def best_same(same: Sequence[Heard], what: Phrase) -> Who:
    """Of those who bear the head noun, the one with the same words before it, else the last one mentioned."""
    for one in same:
        if what.modifiers and what.modifiers == one.who.modifiers.get(what.head):
            return one.who
    return same[0].who


def head_fits(who: Who, what: Phrase) -> bool:
    """Whether someone has been described, titled or named with the same head noun and nothing against it."""
    if who.plural != what.plural or what.head not in who.heads:
        return named_head(who, what)
    if what.gender and who.gender not in (None, what.gender):
        return False
    theirs = who.modifiers.get(what.head, frozenset())
    clash = what.modifiers and theirs and not (what.modifiers & theirs)
    if what.determiner == "possessive" and not clash:
        return theirs == what.modifiers or bool(what.modifiers & theirs)
    return not clash


def named_head(who: Who, what: Phrase) -> bool:
    """Whether a named body carries the head noun in its name: "the committee" of "Flood Committee"."""
    if who.kind is Kind.PERSON or not who.named or what.kind is Kind.PERSON or what.determiner != "definite":
        return False
    if what.head in BODY_HEADS and not what.modifiers:
        if who.kind is Kind.GROUP and what.head in UNARMED_HEADS:
            return False
        return who.kind in (Kind.GROUP, Kind.ORGANIZATION) and what.head != "party"
    words = {word.lower().strip("'’") for name in who.names for word in name.split()}
    return what.head in words and what.modifiers <= words | {what.head}


def broad_fits(who: Who, what: Phrase) -> bool:
    """Whether a broad noun ("the man", "the officer") can take this one up."""
    if what.kind is not Kind.PERSON or who.kind is not Kind.PERSON or who.plural != what.plural:
        return False
    families = takes_up().get(what.head)
    if families is None or what.modifiers:
        return False
    if what.gender and who.gender not in (None, what.gender):
        return False
    if what.head in ("boy", "girl", "child", "youth", "teenager"):
        return "minor" in who.protection or any("child" in roles().get(head, ()) for head in who.heads)
    theirs = {family for head in who.heads for family in roles().get(head, ())}
    if what.head in ("man", "woman"):
        return "child" not in theirs
    return bool(theirs & set(families))


def reach_of(what: Phrase) -> int:
    """How many sentences back a broad noun reaches: roles further than "the man"."""
    return 3 if what.head in ("man", "woman", "youth") else 12


def new_who(words: Words, what: Phrase) -> Who:
    """Someone or something that is only described."""
    who = Who(what.kind, plural=what.plural, gender=what.gender, body=institutional(what))
    if what.head:
        who.heads.add(what.head)
        who.modifiers[what.head] = what.modifiers
    who.mentions.append(words)
    return who


def take_in(who: Who, words: Words, what: Phrase) -> None:
    """Adds one more mention, with what its words tell."""
    if words not in who.mentions:
        who.mentions.append(words)
    if what.pronoun in ("m", "f"):
        if who.gender is None and not who.plural:
            who.gender = what.pronoun
        return
    if what.pronoun or not what.head:
        return
    who.heads.add(what.head)
    who.modifiers.setdefault(what.head, what.modifiers)
    if who.gender is None:
        who.gender = noun_gender().get(what.head)
    text = " ".join(words.text.split())
    if text not in who.descriptions and text not in who.names:
        who.descriptions.append(text)


def phrase_of(words: Words) -> Phrase:
    """The phrase that a source's or party's words make."""
    return phrase(words.text)
