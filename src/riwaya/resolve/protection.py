"""Who must be protected: those who asked not to be named, and those under 18."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riwaya.records import Words
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

REQUEST = re.compile(
    r"""\b(?:
      (?:not|declined|refused|prefer\w*\s+not|reluctant|afraid)\s+(?:want\s+|wish\s+|like\s+)?
        (?:to\s+)?be\s+(?:named|identified|known|quoted\s+by\s+name)
    | (?:asked|asks|requested|insisted|wanted|wished|begged|demanded|preferred)\b[^.;“”"]{0,30}
        \b(?:name|names|identity)\b[^.;“”"]{0,40}\b(?:not|withheld|changed|hidden|secret|kept|left\s+out
            |omitted|dropped|removed|disguised|obscured)
    | (?:asked|told|begged)\s+(?:us|me|this\s+\w+|our\s+\w+|the\s+\w+|reporters)\s+not\s+to\s+
        (?:name|use|print|publish|identify|give|reveal)
    | (?:name|names|identity|identities)\s+(?:is|are|was|were|has\s+been|have\s+been|be|being)?\s*
        (?:withheld|changed|concealed|kept\s+back|known\s+to\s+this)
    | (?:condition\s+of|insist\w*\s+on|ask\w*\s+for|request\w*|demand\w*|grant\w*|promis\w*|prefer\w*)
        \s+(?:\w+\s+){0,2}(?:anonymity|confidentiality|anonymous)
    | (?:on|under|with)\s+(?:the\s+|a\s+|one\s+)?conditions?\s+that\b[^.;“”"]{0,40}
        \b(?:names?|identity|identities|identified|named|quoted\s+by\s+name|anonymous|nameless)
    | (?:remain\w*|stay\w*|quoted|speaking|spoke|speak)\s+anonymous(?:ly)?
    | (?:on|under)\s+the\s+same\s+condition
    | (?:not\s+being|cannot\s+be|can(?:not|['’]t)\s+be|must\s+not\s+be|should\s+not\s+be|will\s+not\s+be
        |is\s+not\s+being|are\s+not\s+being|to\s+go)\s+
        (?:named|identified|unnamed|nameless)
    | (?:is|are)\s+not\s+(?:naming|identifying)\b
    | (?:remain\w*|stay\w*|be|go)\s+(?:nameless|unnamed|unidentified|anonymous)\b
    | (?:would|did|could)\s+not\s+(?:give|say|tell|reveal|disclose)\s+(?:us\s+)?(?:his|her
        |their)\s+(?:\w+\s+)?names?\b
    | (?:declined|refused)\s+to\s+(?:give|reveal|disclose|share)\s+(?:his|her
        |their)\s+(?:\w+\s+)?(?:names?|identity|identities)\b
    | (?:identified|named|known|quoted|identify|name)\s+(?:here\s+)?(?:only|just|solely)\s+(?:as|by)\b
    | by\s+(?:his|her|their|an?)\s+(?:initials?|nickname|pseudonym|alias)\b
    | (?:using|use|under|with|given|chose|adopted)\s+(?:an?|the)\s+(?:pseudonym|alias)\b
    | (?:off\s+the\s+record|on\s+(?:deep\s+)?background(?=[\s,.;]))
    | any\s+name\s+but\b|(?:no|without)\s+names?,?\s+(?:please|he|she|they)\b
    | (?:fear(?:s|ed|ing)?|afraid|worried|frightened)\b[^.;“”"]{0,40}\b(?:reprisals?|retaliation
        |retribution|revenge|arrest|safety|family|life|job)\b
        [^.;“”"]{0,60}\b(?:names?|identity|anonym\w+|leave\s+out|left\s+out|not\s+to\s+(?:say|print
            |publish|write|tell))\b
    | (?:asked|asks|told|begged|requested)\b[^.;“”"]{0,30}\b(?:leave|left|keep|kept)\s+(?:out|secret|back)\b
    | (?:does|did|do)\s+not\s+(?:want|wish)\b[^.;“”"]{0,30}\bnames?\b[^.;“”"]{0,20}\b(?:used
        |printed|published|given|known|shared)
    | (?:do\s+not|don['’]t|never|please\s+do\s+not)\s+(?:put|use|print|write|give|publish|mention
        |say|record)\s+
        (?:my|our|his|her|their)\s+(?:\w+\s+)?names?
    | names?\s+(?:would|will|must|should|may|could|can)\s+not\s+(?:be\s+)?(?:printed|used|published
        |given|appear|known|named)
    | asked\s+to\s+be\s+(?:called|known|referred)\b|under\s+(?:the|an?)\s+(?:false|assumed|other
        |borrowed)\s+names?
    | keep\s+(?:my|his|her|their|our)\s+names?\s+(?:back|out|secret|hidden|to\s+(?:yourself|ourselves))
    | leave\s+(?:my|his|her|their)\s+names?\s+out
    | not\s+(?:his|her|their)\s+real\s+names?|(?:his|her|their)\s+real\s+names?\b
    | a\s+pseudonym|not\s+be\s+published
    | we\s+(?:will\s+|shall\s+)?call\s+(?:him|her|them)
    | (?:only|just)?\s*(?:by|gave\s+only|give\s+only|using\s+only|only)\s+(?:his|her|their|a)\s+first\s+names?
        (?:\s+only)?
    | first[-\s]names?\s+only
    | not\s+authori[sz]ed\s+to\s+(?:speak|talk|brief|comment)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
AGE = re.compile(
    r"\b(?:(?P<a>\d{1,2})[- ‑]years?[- ‑]old|aged?\s+(?P<b>\d{1,2})\b|(?P<w>one|two|three|four|five|six"
    r"|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[- ]years?[- ]old)",
    re.IGNORECASE,
)
YOUNG = re.compile(
    r"\b(?:boy|girl|child|schoolboy|schoolgirl|toddler|teenager|minor|pupil|infant)\b", re.IGNORECASE
)
GROWN = 18
BESIDE = 60  # characters behind a source in which its age may stand


def requests(setting: Setting, present: Sequence[tuple[Words, Who]]) -> None:
    """Marks everyone who asked not to be named; `present` are sources and names in order of place."""
    for match in REQUEST.finditer(setting.text):
        who = who_asked(setting, match.start(), match.end(), present)
        if who is None:
            continue
        who.protection.add("requested")
        who.why.append(f"asked not to be named: “{' '.join(match.group().split())}”")
    _named_after_all(setting.text, present)


def _named_after_all(text: str, present: Sequence[tuple[Words, Who]]) -> None:
    """Marks whoever a report names further down by the role of someone who asked: "the aide, Idra Velm"."""
    roles = {
        head for _, who in present if "requested" in who.protection and not who.plural for head in who.heads
    }
    if not roles:
        return
    beside = re.compile(rf"\b[Tt]he (?:{'|'.join(map(re.escape, sorted(roles)))}),? $")
    for words, who in present:
        if words.text in who.names and beside.search(text[max(words.start - 40, 0) : words.start]):
            who.protection.add("requested")
            who.why.append(f"“{words.text}” is in the same role as someone who asked not to be named")


def who_asked(setting: Setting, start: int, end: int, present: Sequence[tuple[Words, Who]]) -> Who | None:
    """Whoever a request here belongs to: the nearest before it in its sentence, else the nearest after."""
    here = setting.sentences[setting.sentence(start)]
    quote = setting.quote(start)
    inside = [(w, who) for w, who in present if here.start <= w.start < here.end]
    if quote:
        outside = [pair for pair in inside if not quote.start <= pair[0].start < quote.end]
        after = [who for w, who in outside if w.start >= quote.end]
        if after or outside:
            return after[0] if after else outside[-1][1]
    before = [
        (w, who) for w, who in inside if w.start < start and (who.plural or w.end <= start or w.end >= end)
    ]
    if before:
        return before[-1][1]
    within = [who for w, who in inside if start <= w.start and w.end <= end and w.text in who.names]
    if within:
        return within[-1]
    later = [who for w, who in inside if w.start >= end]
    if later:
        return later[0]
    earlier = [who for w, who in present if w.start < here.start]
    return earlier[-1] if earlier else None


def young(text: str, words: Words, head: str) -> bool:
    """Whether a description, with what stands right behind it, says that someone is under 18."""
    beside = text[words.start : min(words.end + BESIDE, len(text))]
    stop = re.search(r"[.;“”\"\n]|\bsaid\b|\btold\b", beside[len(words.text) :])
    beside = beside[: len(words.text) + (stop.start() if stop else BESIDE)]
    for found in AGE.finditer(beside):
        age = int(found.group("a") or found.group("b") or 0)
        return bool(found.group("w")) or age < GROWN
    apposition = re.match(r",\s(?:an?|the)\s[^,.]{0,40}", beside[len(words.text) :])
    return bool(YOUNG.fullmatch(head) or (apposition and YOUNG.search(apposition.group())))
