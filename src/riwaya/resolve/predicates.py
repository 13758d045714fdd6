"""What a sentence says that someone is: "Ada Tal stayed, and is now the deputy mayor"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from riwaya.records import Kind
from riwaya.resolve.appositions import learn, role_phrase
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

Place = tuple[int, int]
LONGEST = 140  # characters of a clause
ADVERBS = r"(?:now |today |currently |once |still |also |then |again |already |since )*"
IS = re.compile(
    r"(?:,? who)?(?P<between>(?: [^\s,.;:()“”\"]+){0,12}?(?:,? (?:and|but)| who|,? then))?"
    rf" {ADVERBS}(?P<verb>is|was|became|becomes|has become|remains|has been|serves as|works as|acts as"
    r"|(?:was|has been) (?:elected|appointed|named|made)(?: as)?) "
    rf"{ADVERBS}(?P<words>(?:the|a|an) (?:[a-z][\w’'-]* ){{0,3}}[a-z][\w’'-]*?)"
    r"(?P<rest>(?= (?:of|in|at|for|and|but|there|here|who|again|since|to|on)\b)|(?=[,.;:)])|$)"
)
OVER = re.compile(r"[^,.;:]{0,30}\b(?:until|till|before|from \d|between|in \d{4})\b")  # a role of the past
OTHERS = re.compile(r"\b(?:that|said|says|whose|whom|if|which|not|never|no)\b")


def predicates(setting: Setting, at: Mapping[Place, Who]) -> None:
    """Gives everyone named the roles that their sentences say they hold."""
    for start, end in sorted(at):
        who = at[start, end]
        if who.kind is not Kind.PERSON or not _opens(setting, start):
            continue
        stop = min(setting.sentences[setting.sentence(start)].end, end + LONGEST)
        found = IS.match(setting.text, end, stop)
        what = role_phrase(found["words"]) if found else None
        if found is None or what is None or what.plural:
            continue
        past = found["verb"] == "was" and OVER.match(setting.text, found.end(), stop)
        other = any(
            one.kind is Kind.PERSON and one is not who
            for place, one in at.items()
            if end <= place[0] < found.start("verb")
        )
        if not past and not other and not OTHERS.search(found["between"] or ""):
            learn(who, found["words"], what)


def _opens(setting: Setting, start: int) -> bool:
    """Whether a name opens a clause, titles aside: nothing but capitals back to the sign before it."""
    here = setting.sentences[setting.sentence(start)].start
    lead = re.split(r"[;:]| (?:and|but) |[“\"]", setting.text[here:start])[-1]
    return all(word[0].isupper() for word in lead.split())
