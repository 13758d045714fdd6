"""Who holds an office, a public profession or a private trade: what decides who stays named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from riwaya.lexicon import (
    edition,
    institutions,
    known_name,
    protecting,
    roles,
    singular,
    title_before,
    titles,
)
from riwaya.records import Words
from riwaya.resolve.evidence import PLACING, Present, namings, tests
from riwaya.resolve.human import A_BODY
from riwaya.resolve.named import Who
from riwaya.resolve.passed_over import is_body
from riwaya.resolve.setting import Setting
from riwaya.resolve.words import REIGNING

# "the elder" beside these is the older of two, no elder of a town
ELDER = re.compile(
    r"\bthe younger\b|\belder (?:one|of (?:the )?(?:two|them)|brother|sister|son|daughter|boy|girl|child"
    r"|cousin|twin)\b",
    re.IGNORECASE,
)


MINISTER = re.compile(  # "Minister of Works Ada Tal", of whom "Works Ada Tal" may be read as the name
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Dd]irector|[Hh]ead|[Cc]hief|[Uu]nder-?[Ss]ecretary|[Mm]ayor"
    r"|[Gg]overnor|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Rr]ector|[Bb]ishop|[Dd]ean|[Pp]rosecutor)"
    r" (?:of|for) (?:the )?(?:[A-Z][\w-]* (?:and |of )?){0,4}$"
)
RULER = re.compile(r"\b[Tt]he [A-Z]\w+ of [A-Z][\w-]+(?: [A-Z][\w-]+)?, $")  # "the Oba of Tal, "
OF_A_BODY = re.compile(  # "the foreign ministry's Ada Tal"
    r"\b(?:ministry|commission|committee|council|department|directorate|authority|agency|bureau|embassy"
    r"|government|administration|party|union|court|municipality|mission|office|institute|army|police)['’]s $"
)
HOUSE = re.compile(  # "Tal General" is a hospital, "Tal TV" a channel
    r" (?:General|Memorial|Central|Regional|TV|Radio|FM|News|Press|Media|Televisi[oó]n|Hospital|Clinic)\b"
    r"(?! [^\W\d_a-z])"
)
OUTLET = re.compile(
    r"\b(?:TV|Radio|FM|Kanal|Canal|Télé|Tele|Mar|Deir|Agia|Agios|Hagia|Saint|St|Santa|Sankt)\.? $"
)
CLERGY = frozenset(("pastor", "priest", "imam", "preacher", "monk", "nun", "cleric", "mullah"))
TITLED = re.compile(r"\b(?:Dr|Doctor|Prof|Professor|Coach|Counsel|Advocate|Engineer|Attorney)\.? $")


@cache
def public_words(table: str) -> frozenset[str]:
    """The nouns that say someone holds an office, or is known for a profession; nobody adds to them."""
    rules = protecting()[table]
    families = set(rules.get("families", ()))
    nouns = {noun for noun, of in roles().items() if families & set(of)}
    return frozenset((nouns - set(rules.get("but", ()))) | set(rules["words"]))


def private_words() -> frozenset[str]:
    """The nouns for people that say nothing of an office or a public profession."""
    return _private_words(edition())


@cache
def _private_words(_: tuple[str, ...]) -> frozenset[str]:
    rules = protecting()["private"]
    nouns = {noun for noun, of in roles().items() if set(rules["families"]) & set(of)}
    return frozenset((nouns | set(rules["words"])) - public_words("profession") - public_words("office"))


def said_of(who: Who) -> Iterator[str]:
    """Every noun by which someone is described: heads, and words of the descriptions up to a preposition."""
    yield from who.heads
    yield from described_as(who.descriptions)


def described_as(descriptions: Iterable[str]) -> Iterator[str]:
    """The nouns at the end of each description, up to a preposition: "chief" of "chief of police"."""
    for text in descriptions:
        core = re.split(r" (?:of|at|in|for|from|whose|who|that|on|with|to)\b|,", text)[0]
        words = [word.lower().strip(".'’") for word in core.split()][-3:]
        yield from (singular(word) for word in words)
        yield from (f"{a} {b}" for a, b in pairwise(words))


def of_office(descriptions: Iterable[str]) -> bool:
    """Whether the descriptions, of all reports together, tell of an office."""
    return any(noun in public_words("office") for noun in described_as(descriptions))


def in_office(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone holds or held an office, bears a rank, or is known to everyone."""
    none = {"elder"} if ELDER.search(setting.text) else set[str]()
    if by_one_name(who, present, setting):
        none |= CLERGY
    if any(noun in public_words("office") for noun in said_of(who) if noun not in none):
        return True
    if any((known := known_name(name)) and known.kind == "person" for name in who.names):
        return True
    if any(_title_within(name) for name in who.names) or any(
        MINISTER.search(setting.text, here, words.start) for words, here, _ in namings(who, present, setting)
    ):
        return True
    return any(
        tests().acts.match(setting.text[words.end : stop])
        or tests().office_before.search(setting.text[max(words.start - 90, here) : words.start])
        or tests().office_after.match(setting.text[words.end : min(words.end + 60, stop)])
        or tests().wrote.search(setting.text[max(words.start - 200, 0) : words.start])
        or tests().heads.search(setting.text[max(words.start - 60, here) : words.start])
        or credited(setting.text, words, stop)
        or OF_A_BODY.search(setting.text, here, words.start)
        or RULER.search(setting.text, here, words.start)
        or REIGNING.search(words.text)
        for words, here, stop in namings(who, present, setting)
        if not tests().private_before.search(setting.text[max(words.start - 60, here) : words.start])
    )


def by_one_name(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone is a cleric of whom only one name is told, behind a comma: "the old pastor, Ada"."""
    naming = [words for words, *_ in namings(who, present, setting)]
    return (
        bool(naming)
        and not CLERGY.isdisjoint(said_of(who))
        and not any(" " in name for name in who.names)
        and all(setting.text[: words.start].endswith(", ") for words in naming)
    )


def _title_within(name: str) -> bool:
    """Whether a title was read as part of a name: "MEC Ada Tal", "Inspector Idra Velm"."""
    first, _, rest = name.partition(" ")
    word = first.lower().rstrip(".")
    return bool(rest) and bool(word in public_words("office") or tests().office_before.search(first + " "))


def credited(text: str, words: Words, stop: int) -> bool:
    """Whether a name is that of who took a picture: "Picture: Ada Tal/Tal Press"."""
    before, after = tests().credit
    return bool(
        before.search(text, max(words.start - 30, 0), words.start) and after.search(text[words.end : stop])
    )


def speaks_for(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone speaks for a body: "Idra Velm of the Delta Watch Centre said"."""
    for words, here, stop in namings(who, present, setting):
        found = tests().speaks_for.match(setting.text[words.end : stop])
        if found and (found["silent"] is None or tests().said.search(setting.text[here : words.start])):
            return True
    return False


def professes(who: Who, present: Present, setting: Setting) -> bool:
    """Whether a public profession is told of someone; of a single name only as a title: "Dr Tal"."""
    nouns = {noun for noun in near_nouns(who, present, setting) if noun in public_words("profession")}
    if not nouns or any(" " in name for name in who.names):
        return bool(nouns)
    return any(
        TITLED.search(setting.text[here : words.start]) for words, here, _ in namings(who, present, setting)
    )


def no_person(who: Who, present: Present, setting: Setting) -> bool:
    """Whether a name is a body's by the words beside it: "Liwa Tal", "the Abu Tal", "Tal [a militia]"."""
    return any(
        is_body(words.text)
        or tests().groups.match(setting.text[words.end : stop])
        or HOUSE.match(setting.text[words.end : stop])
        or setting.text[here : words.start].lower().split()[-1:] in opens_a_body()
        or OUTLET.search(setting.text[here : words.start])
        or A_BODY.search(setting.text[here : words.start])
        or (setting.text[here : words.start].lower().endswith("the ") and " " in words.text)
        for words, here, stop in namings(who, present, setting)
    )


@cache
def opens_a_body() -> tuple[list[str], ...]:
    """The words that stand before the names of armed groups and tribes: "liwa", "banu"."""
    return tuple([word] for word in institutions()["group"]["first"])


def near_nouns(who: Who, present: Present, setting: Setting) -> Iterator[str]:
    """The nouns someone is described by, and those right before the name: "the poet Ana Lume"."""
    yield from said_of(who)
    for words, here, _ in namings(who, present, setting):
        before = [
            word.lower()
            for word in re.findall(
                r"[\w'’-]+", run_up(setting.text[max(words.start - 40, here) : words.start])
            )
        ]
        if before[-1:] and before[-1] not in PLACING:
            titled = before[-1] in titles() or before[-1] in title_before()
            yield from (singular(word) for word in (before[-2:] if titled else before[-1:]))
        for word in re.findall(r"[\w'’-]+", words.text)[:1]:
            yield word.lower()


def run_up(before: str) -> str:
    """The words right before a name, back to the last sign that sets them off."""
    return re.split(r"[,;:.()\[\]“”\"]", before)[-1]
