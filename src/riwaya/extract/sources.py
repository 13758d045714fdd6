"""Sources that are only described, as mentions beside the names."""

from __future__ import annotations

from riwaya.extract.lists import word_set
from riwaya.extract.naming import BODIES, PREPOSITION
from riwaya.records import Claim, Kind, Mention, Naming, Report, Words

PLURAL_PERSONS = word_set("plural_persons")


def described(report: Report, claims: tuple[Claim, ...], names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The names and, for every source without one, a mention of its words; by place in the text."""
    assert report.id is not None
    taken = {(m.words.start, m.words.end) for m in names}
    found = list(names)
    for claim in claims:
        for link in claim.chain:
            words = link.source.words
            if words is None or link.source.naming is not Naming.UNNAMED or (words.start, words.end) in taken:
                continue
            taken.add((words.start, words.end))
            found.append(Mention(words, kind_of(words), named=False))
    return tuple(sorted(found, key=lambda m: (m.words.start, m.words.end)))


def kind_of(words: Words) -> Kind:
    """What a described source is: several people are a group, a body is an organization, else a person."""
    head = PREPOSITION.split(words.text.split(",")[0], maxsplit=1)[0].lower().split()
    if not head:
        return Kind.PERSON
    if head[-1] in BODIES:
        return Kind.ORGANIZATION
    several = head[-1] in PLURAL_PERSONS or (head[-1].endswith("s") and not head[-1].endswith("ss"))
    return Kind.GROUP if several else Kind.PERSON
