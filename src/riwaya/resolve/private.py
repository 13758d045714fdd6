"""Who is no public figure and could be harmed: victims, the sick, private people; each with the words that say so.

Officials acting in office are left alone. The lists are in lexicon/protecting.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.lexicon import calendar_words, common_word, countries, institutions, known_name, places, protecting, roles, singular
from riwaya.records import Claim, Kind, Words
from riwaya.resolve.named import Who
from riwaya.resolve.protection import GROWN
from riwaya.resolve.setting import Setting

Present = Sequence[tuple[Words, Who]]

SKIP = r"(?:,? (?:aged )?\d{1,3}(?=[,.; ]|$)| \([^)\n]{1,60}\))?(?:,(?! (?:and|who)\b)[^,.;:“”\"\n]{2,70},(?= ))?,?"
WAS = (
    r"(?:who )?(?:was|were|is|are|has been|had been|have been|being|got|remains?)"
    r"(?: (?:also|then|later|first|badly|lightly|slightly|seriously|severely|critically|both|all|now|still|already|"
    r"reportedly|allegedly|repeatedly|being|again|briefly|fatally|\w+ly)){0,2} "
)
GAP = r"(?: (?!(?:said|told|by|as|when|after|and|that|while|where|who|for)\b)[\w'’-]+){0,5},? $"
JOIN = re.compile(
    r"(?:,? (?:aged )?\d{1,2}| \([^)\n]{1,40}\))?(?:, (?:an? |the )?[\w' ’-]{3,40})??(?:,|;|,? and|,? with|,? along with|,? or)"
    r" (?:(?:the|a|an|his|her|their) (?:[\w-]+ ){1,4}|[a-z-]+ )?(?:[\w-]+, )?$"
)
YOUNG_BEFORE = re.compile(
    r"\b(?:[1-9]|1[0-7]|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ourteen|"
    r"[Ff]ifteen|[Ss]ixteen|[Ss]eventeen)[- ]years?[- ]old (?:[a-z]+ ){0,2}$"
)
PLACING = frozenset(("from", "in", "at", "near", "of", "to", "towards", "toward", "outside", "around", "by", "with", "told"))
FULL_NAME = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[ -](?:al-|el-|bin |de |da |van |von )?[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+){1,3}(?!\w)")
YOUNG_AGE = re.compile(
    r"(?:,? (?:aged?|only|just|now|is|was(?: only| just)?)|,? an?|,| \(|,? who (?:is|was|turned)) ?(?:aged )?"
    r"(?P<age>\d{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
    r"(?=[- ]years?[- ]old|[.,;)]| and\b| when\b| at the time|$)"
)


@dataclass(frozen=True, slots=True)
class Tests:
    """The rules as compiled patterns."""

    private_after: re.Pattern[str]
    private_before: re.Pattern[str]
    speech: re.Pattern[str]
    victim_after: re.Pattern[str]
    victim_before: re.Pattern[str]
    victim_lists: re.Pattern[str]
    done_to: re.Pattern[str]
    sick_after: re.Pattern[str]
    sick_before: re.Pattern[str]
    office: re.Pattern[str]


@cache
def tests() -> Tests:
    """The rules, compiled once."""
    rules = protecting()
    private, victim, medical = rules["private"], rules["victim"], rules["medical"]
    done, does = _any(victim["done"]), _any(victim["does"])
    suffers, nouns = _any(victim["suffers"]), _any(victim["nouns"])
    ill = _any(medical["conditions"])
    office = rules["office"]["beside"]
    return Tests(
        private_after=re.compile(_any(private["after"])),
        private_before=re.compile(rf"(?:{_any(private['before'])}){GAP}"),
        speech=re.compile(_any(private["speech"])),
        victim_after=re.compile(
            rf"(?:{SKIP} (?:{WAS}{done}|(?:who )?(?:had |has |have )?(?:also |then |later )?{suffers})\b"
            rf"|['’]s? (?:\w+ )?{nouns}\b)"
        ),
        victim_before=re.compile(
            rf"\b(?:{does}|(?:{nouns}|case|trial|torture) of|{_any(victim['roles'])}s?,?){GAP}", re.IGNORECASE
        ),
        victim_lists=re.compile(_any(victim["lists"])),
        done_to=re.compile(
            rf"\b(?:{does}|beaten) (?:him|her|them)\b|\b(?:he|she|they) (?:was|were|had been|has been|was also) {done}\b"
            rf"|\bhad (?:him|her) {done}\b"
        ),
        sick_after=re.compile(rf"{SKIP} (?:who )?{medical['links']} (?:\w+ )?{ill}\b"),
        sick_before=re.compile(rf"\b{ill}[^.;]{{0,30}}\b(?:{medical['in_whom']}|in){GAP}"),
        office=re.compile(
            rf"(?:^| ){office}(?: (?:of|for|at|in) (?:the )?[^,.;:]{{0,50}},|,)? $"
            rf"|^(?:,| \() ?(?:the |an? |then |now )?(?:(?!said|told|says|who)[\w'’-]+ ){{0,3}}{office}\b(?!['’]s)"
            r"|^,? who (?:then )?(?:runs?|ran|heads?|headed|commands?|commanded|leads?|led|chairs?|chaired|governs?|governed)\b"
        ),
    )


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


# --- in office, in public --------------------------------------------------------------------------------


@cache
def public_words(table: str) -> frozenset[str]:
    """The nouns that say someone holds an office, or is known for a profession."""
    rules = protecting()[table]
    families = set(rules.get("families", ()))
    nouns = {noun for noun, of in roles().items() if families & set(of)}
    return frozenset((nouns - set(rules.get("but", ()))) | set(rules["words"]))


@cache
def private_words() -> frozenset[str]:
    """The nouns for people that say nothing of an office or a public profession."""
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
        yield from (f"{a} {b}" for a, b in zip(words, words[1:], strict=False))


def of_office(descriptions: Iterable[str]) -> bool:
    """Whether the descriptions, of all reports together, tell of an office."""
    return any(noun in public_words("office") for noun in described_as(descriptions))


def in_office(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone holds or held an office, bears a rank, or is known to everyone."""
    if any(noun in public_words("office") for noun in said_of(who)):
        return True
    if any((known := known_name(name)) and known.kind == "person" for name in who.names):
        return True
    return any(
        tests().office.search(setting.text[max(words.start - 90, here) : words.start])
        or tests().office.search(setting.text[words.end : words.end + 60])
        for words, here, _ in _named(who, present, setting)
        if not tests().private_before.search(setting.text[max(words.start - 60, here) : words.start])
    )


# --- who is protected ------------------------------------------------------------------------------------


def expose(setting: Setting, present: Present, claims: Sequence[Claim]) -> None:
    """Marks victims, the sick and private people among those named, with why."""
    people = [w for w in {id(who): who for _, who in present}.values() if w.names and not w.plural]
    office = {id(who) for who in people if in_office(who, present, setting)}
    open_people = [who for who in people if id(who) not in office]
    for who in open_people:
        for mark, words in evidence(who, present, setting):
            _mark(who, mark, words)
        for text in own_words(who, present, claims):
            _mark(who, "private", text)
    spread(setting, present, office)
    for who in open_people:
        nouns = list(near_nouns(who, present, setting))
        known = any(noun in public_words("profession") for noun in nouns)
        held = next((noun for noun in nouns if noun in private_words()), None)
        if known and not who.protection & {"victim", "medical"}:
            who.protection.discard("private")
        elif not known and held:
            _mark(who, "private", held)
        elif not known and not who.protection and unknown(who, present, setting):
            _mark(who, "private", f"{who.names[0]} with no office told")


def near_nouns(who: Who, present: Present, setting: Setting) -> Iterator[str]:
    """The nouns someone is described by, and those right before the name: "the poet Ana Lume"."""
    yield from said_of(who)
    for words, here, _ in _named(who, present, setting):
        before = [word.lower() for word in re.findall(r"[\w'’-]+", setting.text[max(words.start - 40, here) : words.start])]
        if before[-1:] and before[-1] not in PLACING:
            yield from (singular(word) for word in before[-2:])
        for word in re.findall(r"[\w'’-]+", words.text)[:1]:
            yield word.lower()


def unknown(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone of whom nothing else is told has the full name of a person of today."""
    rules = protecting()["unknown"]
    for words, here, stop in _named(who, present, setting):
        years = [int(year) for year in re.findall(r"\b1[0-9]{3}\b", setting.text[here:stop])]
        if any(year < rules["past"] for year in years):
            return False
        if re.search(r"\b(?:in|at|near|from|towards?|outside|around|into)(?: the)? $", setting.text[here : words.start]):
            return False
    if any(plain_place(name) for name in who.names):
        return False
    return any(len(name.split()) >= rules["parts"] for name in who.names)


def plain_place(name: str) -> bool:
    """Whether a name is rather that of a place or a body than of a person."""
    low = name.lower()
    return low in places() or low in countries() or any(
        word in heads["head"] for word in low.split()[-1:] for kind, heads in institutions().items() if kind != "person"
    )


def unread(setting: Setting, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[Words, Who]]:
    """Names that reading passed over and that stand where only people stand: "B. Tal, a tailor", "Tal, 12"."""
    edges = sorted(taken)
    for found in FULL_NAME.finditer(setting.text):
        start, end = found.span()
        if any(a < end and start < b for a, b in edges) or any(common_word(w.lower()) for w in found.group().split()):
            continue
        if any(w in calendar_words() for w in found.group().split()) or plain_place(found.group()):
            continue
        words = Words.cut(setting.text, start, end)
        who = Who(Kind.PERSON, named=True)
        who.add_name(words)
        role = re.match(r", (?:an? |the )?(?:[\w-]+ ){0,2}?([\w-]+)(?= from| of| in| at|[,.;])", setting.text[end : end + 60])
        if role and singular(role.group(1).lower()) in private_words() | public_words("profession"):
            who.heads.add(role.group(1).lower())
        if who.heads or any(evidence(who, [(words, who)], setting)):
            yield words, who


def _mark(who: Who, mark: str, words: str) -> None:
    if mark not in who.protection:
        who.protection.add(mark)
        who.why.append(f"{mark}: “{' '.join(words.split())}”")


def evidence(who: Who, present: Present, setting: Setting) -> Iterator[tuple[str, str]]:
    """What the report says around each naming that makes someone a victim, a patient or a private person."""
    text, test = setting.text, tests()
    for words, here, stop in _named(who, present, setting):
        after, before = text[words.end : stop], text[max(words.start - 120, here) : words.start]
        if re.search(r"\b(?:in|at|near|from|towards?) $", before) or _history(text[here:stop]):
            continue
        for mark, found in (
            ("minor", _young_age(after)),
            ("minor", YOUNG_BEFORE.search(before)),
            ("minor", YOUNG_BEFORE.match(words.text.rpartition("-old ")[0] + "-old ")),
            ("victim", test.victim_after.match(after)),
            ("victim", test.victim_before.search(before)),
            ("victim", _listed(setting, words, here)),
            ("victim", _done_to(after)),
            ("medical", test.sick_after.match(after)),
            ("medical", test.sick_before.search(before)),
            ("private", test.private_after.match(after)),
            ("private", test.private_before.search(before)),
        ):
            if found:
                yield mark, found if isinstance(found, str) else found.group()
    for words, one in present:
        if one is who and words.text.lower() in ("he", "she"):
            after = text[words.end : setting.sentences[setting.sentence(words.start)].end]
            for mark, found in (("victim", test.victim_after.match(after)), ("medical", test.sick_after.match(after))):
                if found:
                    yield mark, words.text + found.group()


def _history(sentence: str) -> bool:
    """Whether a sentence tells of long ago."""
    past = protecting()["unknown"]["past"]
    return any(int(year) < past for year in re.findall(r"\b1[0-9]{3}\b", sentence))


def _named(who: Who, present: Present, setting: Setting) -> Iterator[tuple[Words, int, int]]:
    """Every naming of someone, with where its sentence starts and ends."""
    for words, one in present:
        if one is who and words.text in who.names:
            number = setting.sentence(words.start)
            yield words, setting.sentences[number].start, setting.sentences[number].end


def _young_age(after: str) -> str | None:
    """An age under 18 right behind a name: "aged 12", "an 11-year-old", "was 15 when", "nine,"."""
    found = YOUNG_AGE.match(after)
    if found is None:
        return None
    number = found.group("age")
    return found.group() if not number.isdigit() or int(number) < GROWN else None


def _listed(setting: Setting, words: Words, here: int) -> str | None:
    """The opening of a list of victims that a name stands in: "Among the injured were ..."."""
    before = setting.text[here : words.start]
    for found in tests().victim_lists.finditer(before):
        if not re.search(r"\b(?:said|told|according to|announced)\b", before[found.end() :]):
            return found.group()
    return None


def _done_to(after: str) -> str | None:
    """What someone says was done to them: "told the court that guards had raped her"."""
    for found in tests().done_to.finditer(after):
        lead = after[: found.start()]
        if re.search(r"\b(?:told|said|says|testified|recalled|alleged|described|reported|stated|claimed)\b", lead):
            named = re.search(r"\b(?:that|how|when|whom?)\b[^,]*\b[A-Z]\w+", lead)
            return None if named and "guards" not in named.group() and re.search(r"[A-Z]\w+ [A-Z]", lead) else found.group()
    return None


def own_words(who: Who, present: Present, claims: Sequence[Claim]) -> Iterator[str]:
    """What someone says of a life of their own: "my husband", "our field"."""
    places = {(words.start, words.end) for words, one in present if one is who}
    for claim in claims:
        source = claim.chain[0].source.words if claim.chain else None
        if source and (source.start, source.end) in places and (found := tests().speech.search(claim.text)):
            yield found.group()


def spread(setting: Setting, present: Present, office: set[int]) -> None:
    """Whoever is named in one breath with a victim is one: "A, a driver, and his mate B were hurt"."""
    named = [(w, who) for w, who in present if w.text in who.names and who.kind is Kind.PERSON]
    chains: list[list[Who]] = []
    for (before, one), (words, other) in zip(named, named[1:], strict=False):
        joined = before.end <= words.start and JOIN.fullmatch(setting.text[before.end : words.start])
        between = setting.text[before.end : words.start].split()
        joined = joined and between[-1] not in PLACING
        same = setting.sentence(before.start) == setting.sentence(words.start)
        if joined and same and chains and chains[-1][-1] is one:
            chains[-1].append(other)
        elif joined and same:
            chains.append([one, other])
    for chain in chains:
        if any("victim" in who.protection for who in chain):
            for who in chain:
                if id(who) not in office:
                    _mark(who, "victim", "named with " + next(o for o in chain if "victim" in o.protection).names[0])
