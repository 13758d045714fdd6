"""People in Arabic text who hold no office, so that a public form can mask them.

Arabic has no capitals: a name begins with a given name, or behind a word that a name follows ("his sister",
"the child", "who is called"), in a list, or before an age. A name too many is masked rather than one too few;
who stands behind a title or an office stays. The words are in `arabic_people.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.lexicon import known_name
from riwaya.records import Kind, Words
from riwaya.resolve.named import Who
from riwaya.resolve.words import table

WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u064b-\u0652\u0640]+")
PART = re.compile(r"[^.!?؟؛\n]+")  # what is read at once: a sentence, or a line
LATIN = re.compile(r"[A-Za-z]")
LISTED = re.compile(r"(?:^|\n)\s*(?:[-•*–]|\(?[\d٠-٩]{1,3}[).\-:])\s*|\([\d٠-٩]{1,3}\)\s*")
AGE = re.compile(r"[،,]?\s*\(?\s*([\d٠-٩]{1,3})\s*(?:سنة|سنوات|عام|أعوام|ربيع)")
JOINED = ' ,،:«»"“”('  # what may stand between a word that a name follows and the name
PREFIXES = "وفبلك"
LONGEST = 5  # words of a name
GROWN = 18
_SAME = str.maketrans("أإآٱىةؤئ", "اااايهوي", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def plain_letters(word: str) -> str:
    """A word without vowel signs, in one spelling of hamza, ta marbuta and alif maqsura."""
    return word.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of `arabic_people.toml`, in plain letters."""

    given: frozenset[str]
    weak: frozenset[str]
    joins: frozenset[str]
    kunya: frozenset[str]
    stops: frozenset[str]
    dwelt: frozenset[str]
    placed: frozenset[str]
    behind: Mapping[str, str]  # a word that a name follows -> why the name is kept back
    called: frozenset[str]
    open: frozenset[str]
    reach: int
    request: re.Pattern[str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    raw = table("arabic_people.toml")
    behind = raw["behind"]
    called, kin = _words(behind["called"]), _words(behind["kin"])
    marks = {word: mark for mark in ("minor", "victim", "private") for word in _words(behind[mark])}
    marks |= dict.fromkeys(kin | called | _words(behind["family"]), "private")
    return Lists(
        _words(raw["given"]),
        _words(raw["weak"]),
        _words(raw["joins"]),
        _words(raw["kunya"]),
        _words(raw["other"]["stops"]),
        _words(raw["other"]["dwelt"]),
        _words(raw["other"]["placed"]),
        marks,
        called,
        _words(behind["open"]),
        behind["reach"],
        re.compile("|".join(raw["other"]["request"])),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(plain_letters(word) for word in text.split())


def given(word: str) -> bool:
    """Whether a word in plain letters is a given name; also "Abdul..." written as one."""
    return word in lists().given or (word.startswith("عبدال") and len(word) > len("عبدال") + 1)


@dataclass(slots=True)
class _Name:
    """A name that was found: its words, why it is kept back, and by which word that is known."""

    words: Words
    mark: str  # empty for who holds an office
    why: str


def mask_arabic(text: str, everyone: list[Who]) -> None:
    """Marks everyone in Arabic text who is to be masked; whom reading passed over joins `everyone`."""
    if not WORD.search(text):
        return
    found = list(_found(text))
    kept: dict[str, Who] = {}
    for name in [*found, *_again(text, found)]:
        here = [who for who in everyone if who.named and _touches(who, name.words)]
        people = [who for who in here if who.kind is Kind.PERSON]
        if here and not people and not _is_kunya(name.words.text):
            continue  # in the name of a school, a street, a brigade
        if not name.mark:
            for who in people:  # no office was told by the words of other languages
                who.protection.discard("private")
                who.why[:] = [why for why in who.why if not why.startswith("private")]
            continue
        bearer = people[0] if people else Who(Kind.PERSON, named=True)
        who = kept.setdefault(plain_letters(name.words.text), bearer)
        if name.words not in who.mentions:
            who.add_name(name.words)
        if who not in everyone:
            everyone.append(who)
        if name.mark not in who.protection:
            who.protection.add(name.mark)
            who.why.append(f"{name.mark}: “{name.why}”")


def _touches(who: Who, words: Words) -> bool:
    return any(m.text in who.names and m.start < words.end and words.start < m.end for m in who.mentions)


def _is_kunya(name: str) -> bool:
    """Whether it is "mother of" or "father of" with a given name, which reading takes for a place's."""
    first, _, rest = plain_letters(name).partition(" ")
    return first in lists().kunya and given(rest)


def _found(text: str) -> Iterator[_Name]:
    """Every name of someone, in order of place."""
    foreign = len(LATIN.findall(text)) > sum(len(m.group()) for m in WORD.finditer(text))
    starts = {found.end() for found in LISTED.finditer(text)}
    for part in PART.finditer(text):
        words = list(WORD.finditer(text, *part.span()))
        low = [plain_letters(word.group()) for word in words]
        asked = lists().request.search(text, *part.span())
        last = 0  # where the last name, or office-holder's name, ended
        at = 0
        while at < len(words):
            name, stop = _name_at(text, words, low, at, starts, foreign=foreign)
            if name is None:
                at += 1
                continue
            if asked and name.words.start < asked.start():
                yield _Name(name.words, "requested", asked.group())
            elif _holds_office(low, at, last) or known_name(name.words.text) is not None:
                yield _Name(name.words, "", "")
            else:
                yield name
            last = at = stop


def _name_at(
    text: str,
    words: Sequence[re.Match[str]],
    low: Sequence[str],
    at: int,
    starts: set[int],
    *,
    foreign: bool,
) -> tuple[_Name | None, int]:
    """The name that begins at a word, if one does, and the number of the word behind it."""
    known = lists()
    word, cut = low[at], 0
    if not given(word) and word not in known.kunya and word[:1] in PREFIXES:
        cut = int(given(word[1:]) or word[1:] in known.kunya)
    mark, why = _behind(text, words, low, at)
    titled = at > 0 and low[at - 1] in known.open and not word.startswith("ال")
    listed = words[at].start() in starts
    begins = mark is not None or listed or foreign or titled
    begins = begins or (
        given(word[cut:]) and (word[cut:] not in known.weak or _goes_on(text, words, low, at))
    )
    begins = begins or (word == "عبد" and at + 1 < len(words) and low[at + 1].startswith("ال"))
    if word[cut:] in known.kunya and at + 1 < len(words):
        placed = at > 0 and low[at - 1] in known.placed
        dwelt = at > 0 and (low[at - 1] in known.dwelt or low[at - 1][1:] in known.dwelt)
        spoken = text[words[at + 1].end() : words[at + 1].end() + 1] == ":"
        begins = mark is not None or ((given(low[at + 1]) or dwelt or spoken) and not placed)
    after_kunya = at > 0 and (low[at - 1] in known.kunya or low[at - 1][1:] in known.kunya)
    if not begins or after_kunya or word in known.stops or word in known.behind or word in known.open:
        return None, at + 1
    stop = _end(text, words, low, at)
    name = Words.cut(text, words[at].start() + cut, words[stop - 1].end())
    age = AGE.match(text, name.end)
    if age and int(age.group(1)) < GROWN:
        return _Name(name, "minor", age.group().strip()), stop
    if mark is None and listed:
        mark, why = "victim", "named in a list"
    return _Name(name, mark or "private", why or "no office told"), stop


def _goes_on(text: str, words: Sequence[re.Match[str]], low: Sequence[str], at: int) -> bool:
    """Whether a name goes on behind a word: with a given name, "son of", where someone is from."""
    if at + 1 >= len(words) or text[words[at].end() : words[at + 1].start()] != " ":
        return False
    word = low[at + 1]
    own = word.startswith("ال") and word.endswith(("ي", "يه"))
    return given(word) or word in lists().joins or own


def _behind(text: str, words: Sequence[re.Match[str]], low: Sequence[str], at: int) -> tuple[str | None, str]:
    """Why whoever is named at a word is kept back, by the word before it."""
    if at == 0:
        return None, ""
    known, gap = lists(), text[words[at - 1].end() : words[at].start()]
    before = low[at - 1]
    if before not in known.behind and before[:1] in PREFIXES:
        before = before[1:]
    article = low[at].startswith("ال") and before not in known.called
    if before not in known.behind or gap.strip(JOINED) or article or low[at] in known.stops:
        return None, ""
    if ("،" in gap or "," in gap) and low[at][:1] in "وفي" and not given(low[at]):
        return None, ""
    return known.behind[before], words[at - 1].group()


def _end(text: str, words: Sequence[re.Match[str]], low: Sequence[str], at: int) -> int:
    """The number of the word behind a name: given names, "son of", what has the article, one strange word."""
    known, stop, strange = lists(), at + 1, 0
    while stop < len(words) and stop - at < LONGEST:
        word = low[stop]
        if text[words[stop - 1].end() : words[stop].start()] != " " or word in known.stops:
            break
        joined = low[stop - 1] in known.joins
        trade = word.startswith("ال") and given(low[stop - 1])  # "Lama al-Sayyad", by a trade
        if (word in known.behind or word in known.open) and not trade:
            break
        if word[:1] in PREFIXES and word[1:] in known.stops:
            break
        if not (joined or word in known.joins or given(word)):
            own = word.startswith("ال") or not (word.endswith("ا") or (word[0] in "وفيت" and len(word) > 3))
            if not own or strange:
                break
            strange += 1
        stop += 1
    while stop > at + 1 and low[stop - 1] in known.joins:
        stop -= 1
    return stop


def _holds_office(low: Sequence[str], at: int, last: int) -> bool:
    """Whether an office or a title stands before a name, nearer than any word that a name follows."""
    known = lists()
    for back in range(at - 1, max(last, at - 1 - known.reach) - 1, -1):
        word = low[back]
        if word not in known.open and word not in known.behind:
            word = word.lstrip(PREFIXES)
        if word in known.open:
            return True
        if word in known.behind:
            return False
    return False


def _again(text: str, found: Iterable[_Name]) -> Iterator[_Name]:
    """Where whoever was found is called by the first word of the name alone."""
    places = [(one.words.start, one.words.end) for one in found]
    first = {plain_letters(one.words.text.split()[0]): one for one in found if one.mark}
    for match in WORD.finditer(text):
        word = plain_letters(match.group())
        cut = int(word not in first and word[:1] in PREFIXES and word[1:] in first)
        one = first.get(word[cut:])
        if one is None or word[cut:] in lists().kunya or any(a <= match.start() < b for a, b in places):
            continue
        yield _Name(Words.cut(text, match.start() + cut, match.end()), one.mark, one.why)
