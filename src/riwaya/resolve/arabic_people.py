"""People in Arabic text who hold no office, so that a public form can mask them.

Arabic has no capitals: a name begins with a given name, or behind a word that a name follows ("his sister",
"the child", "who is called"), in a list, or before an age. A name too many is masked rather than one too few;
who stands behind a title or an office stays. The words are in `arabic_people.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from riwaya.records import Kind, Words
from riwaya.resolve.arabic_line import WORD, Line, Name
from riwaya.resolve.arabic_words import PREFIXES, given, lists, plain_letters
from riwaya.resolve.named import Who

PART = re.compile(r"[^.!?؟؛\n]+")  # what is read at once: a sentence, or a line
LATIN = re.compile(r"[A-Za-z]")
LISTED = re.compile(r"(?:^|\n)\s*(?:[-•*–]|\(?[\d٠-٩]{1,3}[).\-:])\s*|\([\d٠-٩]{1,3}\)\s*")


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
        said = (who for who in everyone if who.kind is Kind.PERSON and name.words in who.mentions)
        bearer = people[0] if people else next(said, None) or Who(Kind.PERSON)
        bearer.named = True
        who = kept.setdefault(plain_letters(name.words.text), bearer)
        if name.words not in who.mentions:
            who.add_name(name.words)
        if who not in everyone:
            everyone.append(who)
        if name.mark not in who.protection:
            who.protection.add(name.mark)
            who.why.append(f"{name.mark}: “{name.why}”")


def _found(text: str) -> Iterator[Name]:
    """Every name of someone, sentence by sentence."""
    foreign = len(LATIN.findall(text)) > sum(len(m.group()) for m in WORD.finditer(text))
    listed = {found.end() for found in LISTED.finditer(text)}
    for part in PART.finditer(text):
        yield from Line(text, *part.span()).names(listed, foreign=foreign)


def _again(text: str, found: Iterable[Name]) -> Iterator[Name]:
    """Where whoever was found is called by the first word of the name alone."""
    places = [(one.words.start, one.words.end) for one in found]
    first = {plain_letters(one.words.text.split()[0]): one for one in found if one.mark}
    for match in WORD.finditer(text):
        word = plain_letters(match.group())
        cut = int(word not in first and word[:1] in PREFIXES and word[1:] in first)
        one = first.get(word[cut:])
        start = match.start() + cut
        if one is None or word[cut:] in lists().joins or any(a <= start < b for a, b in places):
            continue
        yield Name(Words.cut(text, start, match.end()), one.mark, one.why)


def _touches(who: Who, words: Words) -> bool:
    return any(m.text in who.names and m.start < words.end and words.start < m.end for m in who.mentions)


def _is_kunya(name: str) -> bool:
    """Whether it is "mother of" or "father of" with a given name, which reading takes for a place's."""
    first, _, rest = plain_letters(name).partition(" ")
    return first in lists().kunya and given(rest)
