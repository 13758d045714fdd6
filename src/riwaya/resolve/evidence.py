"""What a report says around a name that makes someone a victim, a patient, a child or a private person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.lexicon import edition, protecting
from riwaya.records import Words
from riwaya.resolve.named import Who
from riwaya.resolve.protection import GROWN
from riwaya.resolve.setting import Setting

Present = Sequence[tuple[Words, Who]]

SKIP = (
    r"(?:,? (?:aged )?\d{1,3}(?=[,.; ]|$)| \([^)\n]{1,60}\))?"
    r"(?:,(?! and\b)[^,.;:“”\"\n]{2,70},(?= ))?,?"
)
WAS = (
    r"(?:who )?(?:was|were|is|are|has been|had been|have been|being|got|remains?)"
    r"(?: (?:also|then|later|first|badly|lightly|slightly|seriously|severely|critically|both|all|now"
    r"|still|already|himself|herself|themselves|"
    r"reportedly|allegedly|repeatedly|being|again|briefly|fatally|\w+ly)){0,2} "
)
GAP = r"(?: (?!(?:said|told|by|as|when|after|and|that|while|where|who|for)\b)[\w'’-]+){0,5},? $"
NOT_OF = r"(?! (?:of|at|with|for|to|from|in)\b)"  # "a patient of Dr Tal"
APPOSED = re.compile(  # in the words that describe another: "Ada, a pupil of Idra Tal, lost"
    r", (?:an?|the|his|her|their) [^,.;]{2,60}\b(?:of|with|to|for|from|by) (?:[A-Z]\w*\.? ){0,2}$"
)
YEARS = re.compile(r"\b1[0-9]{3}\b")
LIFE = re.compile(r"\b(\d{4})\s?[-–]\s?(\d{4})\b")  # "1949-2017"
CENTURY = re.compile(
    r"\b(?:\w+teenth|nineth|[Tt]enth|[Ee]leventh|[Tt]welfth|[Ss]eventh|[Ee]ighth|[Nn]inth|[7-9]th"
    r"|1[0-9]th)[- ][Cc]entury\b|\b\d{1,4} (?:BC|BCE|AH)\b"
)
YOUNG_BEFORE = re.compile(
    r"\b(?:[1-9]|1[0-7]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Ee]leven|[Tt]welve"
    r"|[Tt]hirteen|[Ff]ourteen|"
    r"[Ff]ifteen|[Ss]ixteen|[Ss]eventeen)[- ]years?[- ]old (?:[a-z]+ ){0,2}$"
    r"|\b(?:[1-9]|1[0-7]|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen"
    r"|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen)[- ]years?[- ]old(?: and [^,.;]{0,40})?, $"
    r"|\b(?:\w+|\d+)[- ](?:month|week|day)s?[- ]old (?:[a-z]+ ){0,2}$"
    r"|\b(?:[Ll]ittle|[Bb]aby|[Tt]oddler|[Ii]nfant|[Ss]choolboy|[Ss]choolgirl|[Pp]upil|[Tt]eenager"
    r"|(?:[Tt]he|[Aa]|[Hh]er|[Hh]is|[Tt]heir) (?:newborn|baby|toddler|infant|little (?:boy|girl|one)"
    r"|grandchild)),? (?:named |called )?$"
    r"|\b(?:boy|girl|child|pupil|schoolboy|schoolgirl|kid) of (?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|\d|1[0-7]),? (?:named "
    r"|called )?$"
)
PLACING = frozenset(
    ("from", "in", "at", "near", "of", "to", "towards", "toward", "outside", "around", "by", "with", "told")
)
YOUNG_AGE = re.compile(
    r"(?:,? (?:aged?|only|just|now|turned|turns|both|is|was(?: only| just)?)|, (?:both|all)(?: aged)?"
    r"|,? an?|,| \(|,? who (?:is|was|turned|turns|had turned|had just turned)) ?(?:aged )?"
    r"(?P<age>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen"
    r"|seventeen)"
    r"(?=[- ]years?[- ]old|[.,;)]| and\b| when\b| at the time| in (?:[A-Z]\w+|the|a)\b| (?:next|last"
    r"|this)\b|$)"
)


@dataclass(frozen=True, slots=True)
class Tests:
    """The rules as compiled patterns."""

    minor_after: re.Pattern[str]
    minor_before: re.Pattern[str]
    private_after: re.Pattern[str]
    private_before: re.Pattern[str]
    speech: re.Pattern[str]
    does: re.Pattern[str]
    said: re.Pattern[str]
    taken: re.Pattern[str]
    victim_after: re.Pattern[str]
    victim_before: re.Pattern[str]
    victim_lists: re.Pattern[str]
    done_to: re.Pattern[str]
    sick_after: re.Pattern[str]
    sick_before: re.Pattern[str]
    office_before: re.Pattern[str]
    office_after: re.Pattern[str]
    wrote: re.Pattern[str]
    heads: re.Pattern[str]
    credit: tuple[re.Pattern[str], re.Pattern[str]]
    acts: re.Pattern[str]
    speaks_for: re.Pattern[str]
    groups: re.Pattern[str]


def tests() -> Tests:
    """The rules, compiled once for each edition of them."""
    return _tests(edition())


@cache
def _tests(_: tuple[str, ...]) -> Tests:
    rules = protecting()
    private, victim, medical = rules["private"], rules["victim"], rules["medical"]
    done, does = _any(victim["done"]), _any(victim["does"])
    suffers, nouns = _any(victim["suffers"]), _any(victim["nouns"])
    ill = _any(f"[{c[0].upper()}{c[0]}]{c[1:]}" if c[0].islower() else c for c in medical["conditions"])
    office = rules["office"]["beside"]
    return Tests(
        minor_after=re.compile(_any(rules["minor"]["after"])),
        minor_before=re.compile(rf"{_any(rules['minor']['before'])} $"),
        private_after=re.compile(_any(private["after"])),
        private_before=re.compile(rf"(?:{_any(private['before'])}){GAP}"),
        speech=re.compile(_any(private["speech"])),
        does=re.compile(rf",?(?: \(\d\d?\)| who)? (?:has |had |also )?{_any(private['does'])}\b"),
        said=re.compile(rf"\b{_any(private['said'])} $"),
        taken=re.compile(
            r"\b(?:abducted|kidnapped|arrested|detained|raped|tortured|murdered|stabbed|strangled"
            r"|interrogated) \0"
            r"|\b(?:seized|took|taken|held|shot|killed|hit|beat|dragged) \0 (?:outside|at gunpoint"
            r"|in front of"
            r"|(?:from|on|in|and) (?:his|her|their)\b)"
        ),
        victim_after=re.compile(
            rf"(?:{SKIP} (?:{WAS}{done}|(?:who )?(?:had |has |have )?(?:also |then |later )?{suffers})\b"
            rf"|['’]s? (?:\w+ )?{nouns}\b)"
        ),
        victim_before=re.compile(
            rf"\b(?:{does}|(?:{nouns}|case|trial|torture) of|{_any(victim['roles'])}s?,?{NOT_OF}){GAP}",
            re.IGNORECASE,
        ),
        victim_lists=re.compile(_any(victim["lists"])),
        done_to=re.compile(
            rf"\b(?:{does}|beaten) (?:him|her|them)\b|\b(?:he|she|they) (?:was|were|had been|has been"
            rf"|was also) {done}\b"
            rf"|\bhad (?:him|her) {done}\b"
        ),
        sick_after=re.compile(rf"{SKIP} (?:who )?{medical['links']} (?:\w+ )?{ill}\b"),
        sick_before=re.compile(
            rf"(?:^|[.;,] )(?:[\w-]+ ){{0,4}}{ill}(?: and [^,.;]{{0,30}})?, $"
            rf"|\b{ill}[^.;]{{0,30}}\b(?:{medical['in_whom']}|in){GAP}"
        ),
        office_before=re.compile(
            rf"(?:^| )(?i:{office})(?: (?:of|for|at|in) (?:the )?[^,.;:]{{0,50}},|,)? $"
        ),
        office_after=re.compile(
            rf"(?:,| \() ?(?:the |an? |then |now )?(?:(?!said|told|says"
            rf"|who)[\w'’-]+ ){{0,3}}(?i:{office})\b(?!['’]s)"
            r"|,? who (?:then )?(?:runs?|ran|heads?|headed|commands?|commanded|leads?|led|chairs?|chaired"
            r"|governs?|governed)\b"
        ),
        wrote=re.compile(
            rf"(?:^|\n|[.] )(?:{_any(rules['office']['wrote'])}) (?:[A-ZÀ-Þ][\w'’.-]+,? |and ){{0,14}}$"
        ),
        heads=re.compile(rf"\b{rules['office']['heads']} (?:the |an? )?(?:[\w-]+ ){{0,3}}$"),
        credit=_credit(rules["office"]["credit"]),
        acts=re.compile(_any(rules["office"]["acts"])),
        speaks_for=_speaks_for(_any(rules["body"]["heads"])),
        groups=re.compile(
            rf"(?: ?[\[(]|, )(?:an?|the|another|one of)?(?: ?(?!in |of |at |from |with |who |and "
            rf"|for )[\w-]+){{0,3}}? ?{_any(rules['body']['groups'])}\b"
        ),
    )


def _credit(sides: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of who took a picture."""
    before, after = sides
    return re.compile(before), re.compile(after)


def _speaks_for(heads: str) -> re.Pattern[str]:
    """A body named right behind a name, and speech behind it: " from the Commission for Trade, told"."""
    word = r"(?:[A-ZÀ-Þ][\w'’-]*|of|for|the|and|on|de|al-\w+)"
    body = rf"(?:the |an? )?(?:{word} ){{0,6}}?(?i:{heads})(?: {word}){{0,6}}"
    bodies = rf"(?:the |an? )?(?:[\w'’-]+ ){{0,5}}?(?i:{heads})"
    said = (
        r"(?:has |had |have )?(?:said|says|told|tells|added|adds|explained|stated|warned|estimated|confirmed"
        r"|reported|announced|noted|presented|presents|called|calls|urged|urges|welcomed|condemned|condemns"
        r"|denied|demanded|argued|argues|testified|insisted|declared|briefed|launched|published|described"
        r"|criticised|criticized|praised|appealed|promised|pointed out|counted|counts|documented|recorded)"
    )
    return re.compile(
        rf",? (?:of|from|with|at) {body}(?:,? {said}\b|(?P<silent>))|, (?:who )?(?:speaks|spoke"
        rf"|speaking) (?:for|on behalf of) {bodies}\b"
    )


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def evidence(who: Who, present: Present, setting: Setting) -> Iterator[tuple[str, str]]:
    """What the report says around each naming that makes someone a victim, a patient or a private person."""
    text, test = setting.text, tests()
    for words, here, stop in namings(who, present, setting):
        after, before = text[words.end : stop], text[max(words.start - 120, here) : words.start]
        if history(text[here:stop]):
            continue
        if re.search(r"\b(?:in|at|near|from|towards?) $", before):
            if ill := test.sick_before.search(before):
                yield "medical", ill.group()
            continue
        if after.startswith(",") and APPOSED.search(text, here, words.start):
            after = ""  # what stands behind the comma is told of the other
        for mark, found in (
            ("minor", young_age(after)),
            ("minor", young_before(before)),
            ("minor", YOUNG_BEFORE.match(words.text.rpartition("-old ")[0] + "-old ")),
            ("victim", test.victim_after.match(after)),
            ("victim", test.victim_before.search(before)),
            ("victim", listed(setting, words, here)),
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
            for mark, found in (
                ("victim", test.victim_after.match(after)),
                ("medical", test.sick_after.match(after)),
            ):
                if found:
                    yield mark, words.text + found.group()


def history(sentence: str) -> bool:
    """Whether a sentence tells of long ago."""
    past = protecting()["unknown"]["past"]
    sentence = LIFE.sub(lambda m: "" if int(m.group(2)) >= past else m.group(), sentence)  # of who died since
    return any(int(year) < past for year in YEARS.findall(sentence)) or bool(CENTURY.search(sentence))


def namings(who: Who, present: Present, setting: Setting) -> Iterator[tuple[Words, int, int]]:
    """Every naming of someone, with where its sentence starts and ends."""
    for words, one in present:
        if one is who and words.text in who.names:
            number = setting.sentence(words.start)
            yield words, setting.sentences[number].start, setting.sentences[number].end


def young_before(before: str) -> str | None:
    """What says right before a name that its bearer is a child: "a boy of nine named "."""
    found = YOUNG_BEFORE.search(before) or tests().minor_before.search(before)
    return found.group() if found else None


def young_age(after: str) -> str | None:
    """What says right behind a name that its bearer is under 18: "aged 12", "nine,", ", a ninth-grader"."""
    if young := tests().minor_after.match(after):
        return young.group()
    found = YOUNG_AGE.match(after)
    if found is None:
        return None
    number = found.group("age")
    return found.group() if not number.isdigit() or int(number) < GROWN else None


def listed(setting: Setting, words: Words, here: int) -> str | None:
    """The opening of a list of victims that a name stands in: "Among the injured were ..."."""
    before = setting.text[here : words.start]
    for found in tests().victim_lists.finditer(before):
        if not re.search(r"\b(?:said|told|according to|announced|by)\b", before[found.end() :]):
            return found.group()
    return None


def _done_to(after: str) -> str | None:
    """What someone says was done to them: "told the court that guards had raped her"."""
    for found in tests().done_to.finditer(after):
        lead = after[: found.start()]
        if re.search(
            r"\b(?:told|said|says|testified|recalled|alleged|described|reported|stated|claimed)\b", lead
        ):
            named = re.search(r"\b(?:that|how|when|whom?)\b[^,]*\b[A-Z]\w+", lead)
            return (
                None
                if named and "guards" not in named.group() and re.search(r"[A-Z]\w+ [A-Z]", lead)
                else found.group()
            )
    return None
