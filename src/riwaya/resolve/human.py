"""What only people do, have and are: the words around a name that make it a person's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.lexicon import edition, institutions, protecting, roles, singular
from riwaya.records import Words
from riwaya.resolve.evidence import Present, listed, namings, tests, young_age, young_before
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

PLACED = re.compile(
    r"\b(?:in|at|near|from|towards?|outside|around|into|to|of|across|through|between|fled|left|reached"
    r"|entered|leaving|reaching|entering|fleeing)(?: the)? $"
)
IN_A_PLACE = re.compile(r"\b(?:in|at|near|towards?|outside|around|into)(?: the)? $")
BY_A_PLACE = re.compile(
    r"\b(?:in|at|near|towards?|outside|around|into|across|through|between|from|reached|reach|left|leave"
    r"|entered|captured|retook|took|recaptured|shelled|bombed|besieged|stormed|controls?|allahu)(?: the)? $",
    re.IGNORECASE,
)
OWN = re.compile(r"(?P<lead>[^.;:“”\"\n]{0,90}?)\b(?:his|her|hers|himself|herself|he|she)\b")
ROLE_BEHIND = re.compile(
    r", (?:an?|the|his|her|their|my|our) (?:[\w-]+ ){0,3}?(?P<role>[\w-]+)"
    r"(?= from| of| in| at| who| with|[,.;])"
)
IS_A = re.compile(  # "Ada is a tailor"
    r" (?:is|was) an? (?:[a-z][\w-]+ ){0,2}?(?P<role>[a-z][\w-]+)\b(?! of\b)"
)
IS_SOMETHING = re.compile(  # "Tal is a small border town of"
    r" (?:is|was) (?:an?|the|one of the)"
    r" (?P<words>[\w-]+(?: (?!of|in|on|at|with|who|where|that|and)[\w-]+){0,2})"
)
ROLE_BEFORE = re.compile(r"(?<![\w-])(?P<role>[^\W\d_][\w-]+) (?:named |called )?$")
# what towns have and people do not
HAS_OF_A_TOWN = re.compile(
    r"(?: (?:has|had|have) (?:no|a|an|one|two|three|four|its|only one) (?:\w+ )?|['’]s? (?:\w+ )?)"
    r"(?:police post|police"
    r"|schools?|hospitals?|clinics?|roads?|mayor|governor|prefect|council|chief|chiefs|residents|people"
    r"|traders|population|inhabitants|streets?|markets?|bazaar|mosques?|churche?s?|airport|port|bridges?"
    r"|post office|electricity|running water|outskirts|suburbs|electorate|voters|administration"
    r"|municipality|city hall|town hall|courts?|prison|garrison|blackout|curfew|councillors|farmers)\b"
)
# of these, what no person has
TOWNS_ONLY = re.compile(
    r"['’]s (?:only |main |central |old )?(?:hospital|market|bazaar|airport|port|harbou?r|mayor|governor"
    r"|prefect|population|inhabitants|outskirts|suburbs|electorate|municipality|city hall|town hall|garrison"
    r"|cathedral)\b"
)
# what stands before the name of a body, in lower case: "the party Tal", "the newspaper Tal Post"
A_BODY = re.compile(
    r"\b(?:paper|newspaper|magazine|weekly|daily|website|site|firm|company|party|station|broadcaster"
    r"|outlet|portal|channel|charity|NGO|group|militia|faction|movement|legion|battalion|brigade|unit"
    r"|union|association|bank|brand|chain|contractor|ship|boat|vessel|ferry|tanker|yacht|trawler|frigate"
    r"|app|network|organi[sz]ation|agency|alliance|coalition|collective|cooperative|foundation|club|team"
    r"|ministry|village|town|city|hamlet|district|province|region|camp|port|island|quarter|suburb"
    r"|settlement|neighbou?rhood|valley|river|lake|crossing|mine|quarry|mill|factory|farm|prison|school"
    r"|hospital|clinic|hotel|restaurant|cafe|café|bar|street|road|bridge|checkpoint|airport|base) $"
)
SEEN = re.compile(
    r"\b(?:shows?|showed|shown|showing|saw|sees?|seen|seeing|watch(?:ed|es)?|film(?:ed|s)?|caught|spotted"
    r"|pictured|photographed|recorded) $"
)
AND_ANOTHER = re.compile(r"(?:,| and) [^\W\d_a-z]")  # "the sisters Ada and Idra"
PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
BEFORE = 120  # characters before a name that are looked at


def only_people(setting: Setting, words: Words, here: int, stop: int) -> bool:
    """Whether what stands around a name is said of people alone: an age, an illness, a list of the dead."""
    text, test = setting.text, tests()
    after, before = text[words.end : stop], text[max(words.start - BEFORE, here) : words.start]
    lives = test.private_after.match(after)
    return bool(
        listed(setting, words, here)
        or test.sick_after.match(after)
        or test.sick_before.search(before)
        or young_age(after)
        or young_before(before)
        or test.does.match(after)
        or test.said.search(before)
        or test.taken.search(before + "\0" + after)
        or (lives and lives.group()[0] not in "'’")
    )


def told_of(setting: Setting, words: Words, here: int, stop: int, *, body: bool = False) -> bool:
    """Whether a name is told of as a person's: someone's kin, called so, "he" in the same breath.

    Where it may be a `body`'s, what is done to bodies as well does not count: told, asked, shown.
    """
    before, after = (
        setting.text[max(words.start - BEFORE, here) : words.start],
        setting.text[words.end : stop],
    )
    cues = _cues(edition())
    if (
        _called(cues.before.search(before))
        or cues.has.match(after)
        or (not body and cues.done.search(before))
        or _role(ROLE_BEHIND.match(after))
        or _role(IS_A.match(after))
    ):
        return True
    return not PLACED.search(before) and bool(
        cues.after.match(after)
        or tests().private_before.search(before)
        or _own(after)
        or _role(ROLE_BEFORE.search(before), one=not AND_ANOTHER.match(after))
    )


def introduces(before: str) -> bool:
    """Whether what stands before a word makes it someone's name: "a nurse ", "a neighbour named "."""
    return bool(
        _called(_cues(edition()).before.search(before)) or _role(ROLE_BEFORE.search(before), one=True)
    )


def _called(found: re.Match[str] | None) -> bool:
    """Whether who is called so is no body and no place: not "a group known as"."""
    if found is None:
        return False
    lead = re.findall(r"[\w-]+", found.string[: found.start()].lower())[-2:]
    return not any(word in heads["head"] for word in lead for heads in institutions().values())


def _role(found: re.Match[str] | None, *, one: bool = False) -> bool:
    """Whether the noun beside a name is one of people's work or kin; of `one` person where it stands before.

    "The tailor Ada Tal" is she; "the tailors Tal Post spoke to" are none of them Tal Post.
    """
    if found is None:
        return False
    noun = found["role"].lower()
    return singular(noun) in kin_and_work() and not (one and singular(noun) != noun)


@cache
def kin_and_work() -> frozenset[str]:
    """Nouns for people that no place and no body is called by."""
    wanted = {"work", "family", "child", "officer", "elder"}
    return frozenset(noun for noun, families in roles().items() if wanted & set(families)) - {
        "chief",
        "general",
    }


def _own(after: str) -> bool:
    """Whether "his" or "she" behind a name is its bearer's: no one else is named or told of between."""
    found = OWN.match(after)
    if found is None:
        return False
    lead = re.findall(r"[\w'’-]+", found["lead"])
    return not any(word[0].isupper() or singular(word.lower()) in roles() for word in lead)


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands right before a person's name, and right behind it."""

    before: re.Pattern[str]
    done: re.Pattern[str]
    after: re.Pattern[str]  # not behind what stands before a place
    has: re.Pattern[str]


@cache
def _cues(_: tuple[str, ...]) -> Cues:
    rules = protecting()["person"]
    return Cues(
        re.compile(rf"(?:{'|'.join(rules['before'])})(?: (?:only|just|simply|the))? $"),
        re.compile(rf"(?:{'|'.join(rules['done'])}) $"),
        re.compile("|".join(rules["after"])),
        re.compile(f"[’']s? {rules['age']}(?:{'|'.join(rules['has'])})\\b"),
    )


def as_something(setting: Setting, words: Words, here: int, stop: int) -> bool:
    """Whether a name stands as those of places and bodies do: "in Tal", "Tal prison", "Tal is a town"."""
    before, after = (
        setting.text[max(words.start - BEFORE, here) : words.start],
        setting.text[words.end : stop],
    )
    if re.match(r"['’]s?\b", after) and re.search(r"\bat $", before):
        return False  # "at Tal's" is someone's home
    if SEEN.search(before) and after.startswith(" crossing"):
        return False  # "the film shows Ada Tal crossing"
    called = _cues(edition()).before.search(before)
    if HAS_OF_A_TOWN.match(after) or A_BODY.search(before):
        return True
    beside = re.match(r" (?P<noun>[a-z-]+)", after)
    of = re.search(r"\b(?P<noun>[\w-]+)(?: of|,| known as| called| named)? (?:the )?$", before)
    told = IS_SOMETHING.match(after)
    return bool(
        BY_A_PLACE.search(before)
        or before.lower().endswith("the ")
        or (called and not _called(called))
        or (beside and any(beside["noun"] in heads["after"] | heads["head"] for heads in _things()))
        or (of and any(of["noun"].lower() in heads["of"] | heads["head"] for heads in _things()))
        or (told and A_BODY.search(told["words"] + " "))
    )


def _things() -> list[Mapping[str, frozenset[str]]]:
    return [heads for kind, heads in institutions().items() if kind != "person"]


def as_someone(who: Who, present: Present, setting: Setting) -> bool:
    """Whether a report tells anywhere of someone as a person: by a pronoun, an age, kin, what people do."""
    if any(one is who and words.text.lower() in PRONOUNS for words, one in present):
        return True
    return any(
        only_people(setting, words, here, stop) or told_of(setting, words, here, stop)
        for words, here, stop in namings(who, present, setting)
    )
