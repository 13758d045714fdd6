"""What a report says of someone right beside the name: "Vera Holm, 44, a passenger", "the mayor, Nesrin Kel"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from riwaya.lexicon import roles, singular
from riwaya.records import Kind, Words
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.named import Who

AFTER = re.compile(
    r"(?:[,(]| [–—-])\s(?:(?P<age>\d{1,3})(?:, |\)|,? who|\.| and|$))?(?P<words>[^,.;:()“”\"\n]{3,90})?"
)
BEFORE = re.compile(
    r"(?:^|[.,;:“”\"\n] ?|\b(?:and|but|by|to|with|from|told|said|says|met|is|was) )(?P<words>(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?|[A-ZÀ-Þ][\w'’-]*) ?)[^,.;:“”\"\n]{2,80}), (?:[^\W\d_][\w.'’-]{0,12} ){0,3}$"
)
RUN_UP = re.compile(r"(?P<words>(?:[^\W\d_][\w'’.-]* ){1,5})$")
STARTS = re.compile(
    r"(?:a|an|the|his|her|its|their|one of|who heads|who is|head of|former|[\w-]+)\s", re.IGNORECASE
)
WHO_DOES = re.compile(r"who (?P<verb>heads|leads|runs|commands|chairs|directs|manages|teaches|drives|sells|owns)\b (?P<words>[^,.;]{2,60})")  # fmt: skip
DOERS = {
    "heads": "head", "leads": "leader", "runs": "owner", "commands": "commander", "chairs": "chair",
    "directs": "director", "manages": "manager", "teaches": "teacher", "drives": "driver", "sells": "seller",
    "owns": "owner",
}  # fmt: skip
ADULT = 18


def role_phrase(text: str) -> Phrase | None:
    """The phrase, if its head noun is a role of a person."""
    what = phrase(text.strip())
    return what if what.pronoun is None and what.head in roles() else None


def appositions(text: str, at: Mapping[tuple[int, int], Who]) -> None:
    """Gives everyone named what stands beside their names: roles, ages, and whether they are under 18."""
    for start, end in sorted(at):
        who = at[start, end]
        if who.kind is Kind.PERSON:
            after(text, who, end)
            before(text, who, start)
        elif who.kind in (Kind.GROUP, Kind.ORGANIZATION):
            body_after(text, who, end)


def after(text: str, who: Who, end: int) -> None:
    """Takes in the age and the role that follow a name."""
    found = AFTER.match(text, end, min(end + 130, len(text)))
    if found is None:
        return
    if found.group("age") and int(found.group("age")) < ADULT:
        who.protection.add("minor")
    words = found.group("words")
    if found.group("age") and text[found.end("age") : found.end("age") + 2] == ", ":
        words = words or ""
    if not words:
        return
    doing = WHO_DOES.match(words)
    if doing:
        learn(who, doing.group(0), phrase("the " + DOERS[doing.group("verb")]))
        return
    if re.match(r"(?:who|which|that|and|but|said|told|in|on|at|whose|when|where|after|he|she)\b", words):
        return
    closes = text[found.end() : found.end() + 1]
    what = role_phrase(words)
    starts = words.split()[0].lower()
    if (
        what
        and (closes in (",", ".", ")", "") or starts in ("a", "an", "the", "his", "her", "its"))
        and not what.plural
    ):
        learn(who, words.strip(), what)


def before(text: str, who: Who, start: int) -> None:
    """Takes in the role before a name: "the mayor, Name" and "spokesman Name"."""
    found = BEFORE.search(text, max(start - 110, 0), start)
    if found:
        what = role_phrase(found.group("words"))
        if what and not what.plural:
            learn(who, found.group("words").strip(), what)
            return
    run = RUN_UP.search(text, max(start - 60, 0), start)
    if not run:
        return
    words = run.group("words").split()
    nouns = [
        i
        for i, word in enumerate(words)
        if singular(word.lower()) == word.lower() and word.lower() in roles()
    ]
    titled = [i for i in nouns if all(words[j][0].isupper() or j in nouns for j in range(i, len(words)))]
    if titled:
        first = titled[0]
        while (
            first
            and words[first - 1][0].isalpha()
            and words[first - 1].lower() not in STOP
            and first > titled[0] - 2
        ):
            first -= 1
        text_of = " ".join(words[first : titled[0] + 1])
        learn(who, text_of, phrase(text_of))


STOP = frozenset(
    "the a an and or but of in on at by to with from said told as for his her its their our that than when while after before is was were has had".split()
)


def learn(who: Who, text: str, what: Phrase) -> None:
    """Keeps a role of someone: its words, its head noun, and the gender it tells."""
    kept = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    if kept and kept not in who.descriptions:
        who.descriptions.append(kept)
    who.heads.add(what.head)
    if "child" in roles().get(what.head, ()) and what.determiner in (
        "indefinite",
        "possessive",
        "definite",
        "bare",
    ):
        who.protection.add("minor")
    who.modifiers.setdefault(what.head, what.modifiers - {"the"})
    if who.gender is None:
        who.gender = what.gender


def body_after(text: str, who: Who, end: int) -> None:
    """Takes in what a group or organization is said to be: "the Grey Guard, an armed group"."""
    found = re.compile(r", (?P<words>(?:a|an|the) [^,.;:()“”\"\n]{3,70})[,.]").match(text, end)
    if found is None:
        return
    what = phrase(found.group("words"))
    if what.kind is Kind.PERSON:
        return
    kept = found.group("words")
    if kept not in who.descriptions:
        who.descriptions.append(kept)
    who.heads.add(what.head)
    who.modifiers.setdefault(what.head, what.modifiers)


def parents(text: str, at: Mapping[tuple[int, int], Who]) -> list[tuple[str, Who]]:
    """Family roles told by "A and his father, B": ("son", A), ("father", B)."""
    found: list[tuple[str, Who]] = []
    turned = {
        "father": ("son", "daughter"),
        "mother": ("son", "daughter"),
        "son": ("father", "mother"),
        "daughter": ("father", "mother"),
        "brother": ("brother", "sister"),
        "sister": ("brother", "sister"),
        "husband": ("wife", "wife"),
        "wife": ("husband", "husband"),
        "uncle": ("nephew", "niece"),
        "aunt": ("nephew", "niece"),
    }
    spans = sorted(at)
    for (_, first_end), (second, last) in zip(spans, spans[1:], strict=False):
        between = re.fullmatch(r",? and (his|her) (\w+),? ", text[first_end:second])
        if between and between.group(2) in turned:
            his = between.group(1) == "his"
            found.append(
                (turned[between.group(2)][0 if his else 1], next(at[s] for s in spans if s[1] == first_end))
            )
            found.append((between.group(2), at[second, last]))
    return found


def words_of(text: str, start: int, end: int) -> Words:
    """The words at a place of the report."""
    return Words.cut(text, start, end)
