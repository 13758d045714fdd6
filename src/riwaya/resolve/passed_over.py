"""Names of people that reading passed over or cut short: runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from riwaya.lexicon import (
    calendar_words,
    common_word,
    countries,
    demonyms,
    first_name,
    institutions,
    known_name,
    places,
    protecting,
    roles,
    singular,
    title_before,
    titles,
)
from riwaya.records import Kind, Mention, Words
from riwaya.resolve.evidence import evidence
from riwaya.resolve.human import PLACED, as_something, introduces, only_people, told_of
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting
from riwaya.resolve.words import COUNTED, JOINS_NAMES

NAME_WORD = re.compile(
    r"(?:[^\W\d_]|[a-z]{1,4}[-’'](?=[^\W\d_a-z]))(?:\w|(?![’']s\b)[’'ʼ‑-](?=\w))*"
    r"(?:(?<=\b\w)\.|(?<=\b\w\w)\.(?= [^\W\d_a-z]))?"
)
NICKNAME = re.compile(r" [\"“‘(][^\W_][^\"”’)\n]{1,24}[\"”’)] [^\W\d_a-z]")  # Ada "the Lock" Tal
PEOPLES = re.compile(r"(?:[ai]ans?|ese|ish|ists?|ism|ites?|ics?)$")  # "Congolese", "Syrians"
BY_PLACES = re.compile(
    r"\b(?:on|in|at|near|into|across|via|over|under|during|since|until|outside|around|through|beyond|reached"
    r"|towards?)(?: the)? $"
)
ENDS = re.compile(r"[.,;:!?)”\"’]|$| (?:and|or|who|with|at|in|on|from|to|as|when|while|because|but) ")
DOING = re.compile(r" (?:\w+ly )?(?:\w+ed|was|is|had|has|did|does|says|said|went|came|saw|ran|told|tells) ")
OF_A_HOUSE = ("general", "memorial", "central", "regional")  # "Tal General" is a hospital
Place = tuple[int, int]


def strange(word: str) -> bool:
    """Whether a capitalised word is no usual word, month, people, title or role."""
    low = word.lower().rstrip(".")
    return not (
        common_word(low)
        or low in calendar_words()
        or low.removesuffix("s") in calendar_words()
        or low in demonyms()
        or "".join(sorted(low)) in _letters_of_titles()
        or low in title_before()
        or singular(low) in roles()
        or any(part in COUNTED for part in low.split("-"))
        or any(low in heads["first"] for kind, heads in institutions().items() if kind == "group")
    )


@cache
def _letters_of_titles() -> frozenset[str]:
    """The letters of each title in order, so that two that changed places make no name of it: "Shekih"."""
    return frozenset("".join(sorted(title)) for title in titles())


def capital(word: str) -> bool:
    """Whether a word is written as one of a name: "Tal", "al-Tal", "T."."""
    return word[0].isupper() or bool(re.match(r"[a-z]{1,4}[-’'][^\W\d_a-z]", word))


def runs(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """The runs of capitalised words of a stretch, particles of names between them: "Ada van Tal"."""
    run: list[re.Match[str]] = []
    joins: list[re.Match[str]] = []
    for word in NAME_WORD.finditer(text, start, end):
        last = joins or run
        close = bool(last) and text[last[-1].end() : word.start()] in (" ", "\u00a0")
        if run and not close:
            yield run
            run, joins = [], []
        if capital(word.group()):
            run.extend((*joins, word))
            joins = []
        elif run and word.group() in JOINS_NAMES:
            joins.append(word)
        elif run:
            yield run
            run, joins = [], []
    if run:
        yield run


def whole_names(setting: Setting, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each person's name with the words of it that reading cut off: "Ada" of "Ada van Tal"."""
    text = setting.text
    named = sorted((m for m in mentions if m.named), key=lambda m: m.words.start)
    grown: dict[Place, Place | None] = {}
    for span in setting.sentences:
        here = [m for m in named if span.start <= m.words.start < span.end]
        if not any(m.kind is Kind.PERSON for m in here):
            continue
        for run in runs(text, span.start, span.end):
            inside = [m for m in here if m.words.start < run[-1].end() and run[0].start() < m.words.end]
            people = [m for m in inside if m.kind is Kind.PERSON]
            others = [m for m in inside if m not in people[:1]]
            apart = [w for w in run if people and inside[0].words.end <= w.start() < inside[-1].words.start]
            usual = any(not strange(w.group()) and w.group() not in JOINS_NAMES for w in apart)
            if not people or usual or not all(_joins(m, text) for m in others):
                continue
            first, last = _grown(run, inside[0].words.start, inside[-1].words.end)
            grown[people[0].words.start, people[0].words.end] = first, last
            grown.update({(m.words.start, m.words.end): None for m in others})

    def whole(one: Mention) -> Iterator[Mention]:
        edges = (one.words.start, one.words.end)
        if not one.named or edges not in grown:
            yield one
        elif (place := grown[edges]) is not None:
            yield one if place == edges else replace(one, words=Words.cut(text, *place))

    return tuple(kept for one in mentions for kept in whole(one))


def _joins(one: Mention, text: str) -> bool:
    """Whether a name in the run of a person's is part of it: "Tal" of "Ada van Tal"."""
    parts = one.words.text.split()
    if not all(strange(word) and capital(word) for word in parts if word not in JOINS_NAMES):
        return False
    before = text[: one.words.start].split(" ")[-2:-1]
    return not plain_place(one.words.text) or before[0] in JOINS_NAMES - {"la", "de", "el"}


def _grown(run: Sequence[re.Match[str]], first: int, last: int) -> Place:
    """The edges of a name moved out over the strange words of its run, to the first that is none."""
    for word in reversed([w for w in run if w.end() <= first]):
        if not (strange(word.group()) and not place(word.group())) and word.group() not in JOINS_NAMES:
            break
        if capital(word.group()):
            first = word.start()
    for word in (w for w in run if w.start() >= last):
        if not strange(word.group()) and word.group() not in JOINS_NAMES:
            break
        if capital(word.group()):
            last = word.end()
    return first, last


def place(name: str) -> bool:
    """Whether a name is known as one of a place."""
    low = name.lower()
    return low in places() or low in countries()


def plain_place(name: str) -> bool:
    """Whether a name is rather that of a place or a body than of a person."""
    return place(name) or is_body(name)


def is_body(name: str) -> bool:
    """Whether a name is one of a place or a body by a word in it, or is known to everyone as one."""
    known = known_name(name)
    parts = name.lower().split()
    last = parts[-1]
    return (
        (known is not None and known.kind != "person")
        or any(last in heads["head"] for heads in _bodies())
        or (len(parts) > 1 and last in OF_A_HOUSE and parts[0] not in titles())
        or (len(parts) > 1 and parts[0] in protecting()["body"]["opens"] and parts[0] not in titles())
    )


def opens_as_place(name: str) -> bool:
    """Whether a name opens as those of places and bodies do, some of people too: "San Tal", "Umm Tal"."""
    first, _, rest = name.lower().partition(" ")
    return bool(rest) and any(first in heads["first"] for heads in _bodies())


def _bodies() -> list[Mapping[str, frozenset[str]]]:
    return [heads for kind, heads in institutions().items() if kind != "person"]


def unread(setting: Setting, taken: Iterable[Place], outlet: str | None) -> Iterator[tuple[Words, Who]]:
    """Names that reading passed over, where only people stand: "B. Tal, a tailor", "Tal, 12"; no outlet's."""
    edges = sorted(taken)
    for span in setting.sentences:
        for run in runs(setting.text, span.start, span.end):
            words = trimmed(run) or usual(setting, run, span.start) or shouted(run)
            if not words:
                continue
            start, end = words[0].start(), words[-1].end()
            if setting.text[start:end] == outlet:
                continue
            if any(a < end and start < b for a, b in edges) or plain_place(setting.text[start:end]):
                continue
            if opens_as_place(setting.text[start:end]):
                continue
            who = Who(Kind.PERSON, named=True)
            who.add_name(Words.cut(setting.text, start, end))
            if is_persons(setting, who, who.mentions[0], span.start, span.end):
                yield who.mentions[0], who


def trimmed(run: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The run from its first strange word to its last; none where a usual word is in it or behind."""
    kept = list(run)
    while kept and (not strange(kept[0].group()) or kept[0].group() in JOINS_NAMES):
        kept.pop(0)
    if any(not strange(w.group()) for w in kept if capital(w.group())):
        return []
    return kept


def shouted(run: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """A name in a line of capitals: a first name with the strange words behind it."""
    if not all(word.group().isupper() for word in run):
        return []
    for at, word in enumerate(run[:-1]):
        behind = list(takewhile(lambda w: strange(w.group()), run[at + 1 :]))
        if behind and strange(word.group()) and first_name(word.group()):
            return [word, *behind]
    return []


def usual(setting: Setting, run: Sequence[re.Match[str]], here: int) -> list[re.Match[str]]:
    """A name that is a word as well, where only a name may stand: "a neighbour named Innocent"."""
    word = run[-1]
    low = word.group().lower()
    kept = common_word(low) and low not in calendar_words() and low not in demonyms() and low not in titles()
    before = setting.text[here : word.start()]
    own = kept and singular(low) not in roles() and not any(low in heads["head"] for heads in _bodies())
    return [word] if own and len(run) == 1 and introduces(before) else []


def is_persons(setting: Setting, who: Who, words: Words, here: int, stop: int) -> bool:
    """Whether a name that nothing else explains is a person's."""
    if only_people(setting, words, here, stop) or told_of(setting, words, here, stop):
        return True
    if any(evidence(who, [(words, who)], setting)):
        return True
    if NICKNAME.match(setting.text, words.end):
        return True
    parts = words.text.split()
    placed = PLACED.search(setting.text[here : words.start])
    if first_name(parts[0]) and (len(parts) > 1 or not (placed or as_something(setting, words, here, stop))):
        return True
    if not as_something(setting, words, here, stop) and _nobody_else(setting, words, here):
        return True
    return (
        len(parts) >= int(protecting()["unknown"]["parts"]) and not placed and _inside(setting, words, here)
    )


def _nobody_else(setting: Setting, words: Words, here: int) -> bool:
    """Whether a name that opens no sentence stands where a person's may and is no people's or thing's.

    No letters all large, no figure or noun behind that it could belong to: not "PMU", "Kiln 7", "Tal music".
    """
    text = setting.text
    after = text[words.end : words.end + 30]
    first = words.start == here or text[words.start - 1 : words.start] in "\n"
    return not (
        first
        or BY_PLACES.search(text, here, words.start)
        or any(sum(map(str.isupper, word)) > 1 + word.count("-") for word in words.text.split())
        or PEOPLES.search(words.text)
        or not (ENDS.match(after) or DOING.match(after))
    )


def _inside(setting: Setting, words: Words, here: int) -> bool:
    """Whether a name stands within running words, where capitals say something, and without an article."""
    before = setting.text[here : words.start]
    sentence = setting.text[here : setting.around(words)[1]]
    low = sum(word[0].islower() for word in re.findall(r"[^\W\d_]+", sentence))
    return low >= len(re.findall(r"[^\W\d_]+", sentence)) / 2 and not before.lower().endswith("the ")
