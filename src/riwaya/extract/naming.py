"""Whether a source is named, only described, or asked not to be named; and what protection a claim needs."""

from __future__ import annotations

import re

from riwaya.records import Naming, Span

ASKED = re.compile(
    r"""\b(?:
      not\s+to\s+be\s+(?:named|identified|quoted\s+by\s+name|known)|not\s+(?:be\s+)?(?:named|identified)\b|not\s+be\s+(?:named|identified|published|printed|used|disclosed)
    | (?:him|her|them|his|their|my)\s+(?:name|identity)\s+(?:not|be\s+(?:withheld|kept|changed))
    | (?:name|names|identity)\s+(?:is|are|was|were|has\s+been|have\s+been)?\s*(?:withheld|changed|kept\s+back)
    | (?:condition\s+of|insisted\s+on|asked\s+for|requested|requesting|demanded|granted|promised|preferred)\s+(?:\w+\s+)?(?:anonymity|confidentiality)
    | (?:remain|remained|stay|stayed|be|quoted)\s+anonymous(?:ly)?|anonymously
    | on\s+the\s+same\s+condition
    | not\s+authori[sz]ed\s+to\s+(?:speak|talk|comment|brief|discuss|give)
    | (?:asked|begged|told)\s+(?:us|me|this\s+\w+|our\s+\w+)\s+not\s+to\s+(?:name|use|print|publish|identify|give)
    | (?:asked|wanted|wished|preferred|requested|insisted)\s+(?:that\s+)?(?:his|her|their|my)\s+(?:\w+\s+)?(?:name|names|identity)\b[^.]{0,40}\bnot\b
    | leave\s+my\s+name\s+out|not\s+(?:his|her|their)\s+real\s+name|real\s+name
    | (?:did|do|does)(?:\s+not|n[’']t)\s+want\s+(?:to\s+be\s+(?:named|identified)|(?:his|her|their)\s+(?:name|names|identity))
    | (?:by|only)\s+(?:his|her|their)\s+first\s+names?|first\s+name\s+only|gave\s+only\s+(?:his|her|their)\s+first\s+name
    | use\s+(?:his|her|their)\s+name|a\s+pseudonym|refused\s+to\s+give\s+(?:his|her|their)\s+name
    )\b""",
    re.X | re.I,
)
BODIES = frozenset(
    """police army navy ministry government council hospital office department command union company federation committee
    directorate coalition agency authority court party guild syndicate network municipality brigade front militia
    association organisation organization charity group battalion regiment parliament presidency embassy commission
    secretariat bureau board university school church mission bank society foundation movement league congress
    senate prosecution judiciary military forces railways corporation firm administration governorate delegation
    front tribunal institute centre center newspaper radio television website station channel daily magazine service
    """.split()
)
PEOPLE = frozenset(
    """man woman men women boy girl child children resident residents official officials witness witnesses local locals
    villager villagers inhabitant inhabitants people person source sources fighter fighters soldier soldiers officer
    officers teacher teachers worker workers driver drivers doctor doctors nurse nurses survivor survivors activist
    activists trader traders farmer farmers neighbour neighbours neighbor neighbors relative relatives mother father
    brother sister son daughter wife husband uncle aunt family families spokesman spokeswoman spokesperson director
    chief head commander leader lawyer engineer expert experts analyst analysts critics observers others some many
    most several elders elder guard guards student students passenger passengers inspector caller""".split()
)
ARTICLED = re.compile(r"(?:al|el|ad|as|ash|ar|an|at|az|ag|bin|ibn)[-'’‐‑][A-ZÀ-Þ]")
COUNTING = frozenset("one two three both another others several some many most all".split())
PREPOSITION = re.compile(
    r"\s(?:of|at|in|from|for|with|on|near|who|which|whose|by|to|inside|outside|across)\s"
)
WORDS = re.compile(r"[^\W\d_][\w'’.-]*")
AGE = re.compile(
    r"\b(?:(?P<a>\d{1,2})[- ]year[- ]old|aged?\s+(?P<b>\d{1,2})\b|,\s(?P<c>\d{1,2}),)|\b(?P<w>ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|nine|eight|seven|six|five)-year-old",
    re.I,
)
YOUNG = re.compile(r"\b(?:boy|girl|child|schoolboy|schoolgirl|toddler|teenager|minor|pupil)\b", re.I)
ADULT_AGE = 18
PRONOUNS = frozenset("he she they we i it you who him her them us me one".split())


def naming_of(source: str, *, opens_sentence: bool = False) -> Naming | None:
    """Named or unnamed, by the source's own words; None for a pronoun, which only resolving can tell.

    `opens_sentence`: the first word is capital anyway.
    """
    parts = [part.strip() for part in source.split(",") if part.strip()]
    if not parts:
        return Naming.UNNAMED
    if len(parts) == 1 and parts[0].lower() in PRONOUNS:
        return None
    kinds = [_part_naming(part, opens_sentence and i == 0) for i, part in enumerate(parts)]
    return Naming.NAMED if Naming.NAMED in kinds else Naming.UNNAMED


def _part_naming(part: str, opens_sentence: bool) -> Naming:
    head = PREPOSITION.split(part, maxsplit=1)[0]
    words = WORDS.findall(head)
    if not words:
        return Naming.UNNAMED
    last = words[-1]
    if last.lower() in BODIES:
        return Naming.NAMED
    if last.lower() in PEOPLE and not (last[0].isupper() and len(words) > 1):
        return Naming.UNNAMED
    if (
        (last[0].isupper() or ARTICLED.match(last))
        and last.lower() not in COUNTING
        and not (opens_sentence and len(words) == 1 and last.lower().endswith("s"))
    ):
        return Naming.NAMED
    return Naming.UNNAMED


def requested(text: str, sentence: Span, source: Span | None) -> bool:
    """Whether the sentence says that this source asked, or was granted, not to be named.

    The request counts for the source whose words stand nearest before it, or right after it in a relative clause.
    """
    if source is None:
        return False
    for match in ASKED.finditer(text, sentence.start, sentence.end):
        between = text[min(source.end, match.start()) : max(source.start, match.start())]
        if source.start <= match.start() and between.count(",") <= 3:
            return True
        if match.end() <= source.start and source.start - match.end() <= 90:
            return True
    return False


def minor(text: str, sentence: Span, source: Span | None) -> bool:
    """Whether the source is said, in its own words or right beside them, to be under 18."""
    if source is None:
        return False
    words = text[source.start : source.end]
    beside = text[source.start : min(sentence.end, source.end + 40)]
    ages = [m for m in AGE.finditer(beside) if m.start() <= len(words) + 4]
    numbers = [int(m["a"] or m["b"] or m["c"]) for m in ages if m["a"] or m["b"] or m["c"]]
    if any(number < ADULT_AGE for number in numbers) or any(m["w"] for m in ages):
        return True
    nearest = PREPOSITION.split(words, maxsplit=1)[0]
    apposition = re.match(r",\s(?:an?|the)\s[^,.]{0,40}", text[source.end : sentence.end])
    return bool(YOUNG.search(nearest) or (apposition and YOUNG.search(apposition.group()) and not numbers))
