"""Whether words in a report's own voice state something: a sentence with its verb, a field with its value."""

from __future__ import annotations

import re

from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.naming import ASKED
from riwaya.extract.tokens import Tokens
from riwaya.records import Span

MANY = word_set("plurals")
HARMED = {"dead", "injured", "wounded", "missing", "sick", "displaced"}
ABOUT_NAMES = 8  # words of a sentence that only says a name is withheld
LEAST_WORDS = 3  # a narrated clause shorter than this says nothing on its own
FIELD = re.compile(
    r"^[^:]{2,60}:\s+(?:(?:about |around |some |at (?:least|most) |up to |(?:no |not )?(?:more|fewer|less) "
    r"than |(?:just |well |slightly )?(?:over|under|above|below|short of) |upwards of |as (?:many|few) as "
    r"|nearly |almost |roughly |close to |between |approximately |approx\.? |an estimated |[~≈><≥≤]\s?)?"
    r"(?:\d|(?:none|nil|nobody|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|a (?:dozen|score|handful)|dozens|scores|hundreds|thousands|several|all \d+)\b)"
    r"|(?:re-?opened|open|closed|shut|blocked|cut|passable|impassable|destroyed|damaged|working|"
    r"not working|out of (?:service|order|use)|occupied|evacuated|suspended|resumed)\b)",
    re.I,
)
_SHORTENED = re.compile(
    r"(?:i|you|he|she|it|we|they|there|that|this|here|who|what|nobody|everybody)['’](?:s|d|m|ll|re|ve)", re.I
)


def tells(text: str, content: Tokens, unit: Span) -> bool:
    """Whether a content of the sentence `unit` states something; a question does not."""
    whole = text[content.start[0] : content.end[-1]]
    if text[unit.start : unit.end].rstrip('”"’)»').endswith(("?", "؟")):
        return False
    if FIELD.match(whole):
        return True
    if ASKED.search(whole) and (content.tag[0] == "W" or len(content) <= ABOUT_NAMES):
        return False
    if content.tag[0] in "EF" and "," not in content.tag and not _is_whole(text, content, unit):
        return False  # "asked whether ...", left over beside what was attributed; not "Looting has begun"
    count = sum(tag not in ",;:.!-()" for tag in content.tag)
    return count >= LEAST_WORDS and (content.finite() or _acts(content))


def _is_whole(text: str, content: Tokens, unit: Span) -> bool:
    """Whether a content is its whole sentence."""
    first, last = content.start[0], content.end[-1]
    bare = first == unit.start and not text[last : unit.end].strip(" .!…")
    return bare and content.tag[1:2] not in (["W"], ["S"])


def _acts(content: Tokens) -> bool:
    """Whether a verb stands there in short ("there's") or taken for a noun ("bakeries bake every day")."""
    if any(_SHORTENED.fullmatch(low) for low in content.low):
        return True
    marks = "".join(content.tag)
    return re.search(r"[NXU]N[DTR]", marks) is not None or any(
        _runs(content, i) for i in range(2, len(content))
    )


def _runs(content: Tokens, i: int) -> bool:
    """Whether a known verb, taken for a noun or adjective, follows several: "Only 3 of its 9 buses run."."""
    forms = lexicon().verbs.get(content.low[i], {})
    after = content.tag[i + 1] if i + 1 < len(content) else "."
    before, mark = content.low[i - 1], content.tag[i - 1]
    if content.tag[i] == "J":  # "A crowd of 2,000 to 3,000 blocked the road."
        return mark == "U" and "past" in forms and after in "NDX"
    if content.tag[i] not in "NE" or "base" not in forms or "U" not in content.tag:
        return False
    several = (before.endswith("s") and not before.endswith("ss")) or before in MANY | HARMED
    return (several or mark == ",") and after in "PDTRAGXU."
