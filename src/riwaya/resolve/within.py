"""One report: every name, source and party becomes a referent, and the reading points at them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from riwaya.records import Kind, Reading, Referent, Report, Span, Words
from riwaya.resolve.aliases import join_called
from riwaya.resolve.appositions import appositions, learn, parents
from riwaya.resolve.arabic_people import mask_arabic
from riwaya.resolve.background import described_people, pronouns
from riwaya.resolve.bearers import add_phrase, by_name
from riwaya.resolve.clusters import clusters
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.guarding import details_seen, passed_by, set_beside, watch
from riwaya.resolve.introduced import introduce_again, introduce_later
from riwaya.resolve.leads import leads, mark_places
from riwaya.resolve.linking import Flow, Heard, description, new_who, take_in
from riwaya.resolve.misread import misread
from riwaya.resolve.named import Who
from riwaya.resolve.outcome import linked, referent, referent_id
from riwaya.resolve.passed_over import unread, whole_names
from riwaya.resolve.predicates import predicates
from riwaya.resolve.private import expose
from riwaya.resolve.protection import requests, young
from riwaya.resolve.set_right import set_right
from riwaya.resolve.setting import Setting, setting_of
from riwaya.resolve.speakers import by_pronoun
from riwaya.resolve.work import Place, Step, Work

TOLD = re.compile(r"\b(?:told|telling|asked|assured|informed|reminded|to)\s(?:\w+\.?\s){0,2}$")
OWNED = re.compile(r"(?:his|her|their|my|our)\b", re.IGNORECASE)


def within(report: Report, reading: Reading) -> tuple[Reading, tuple[Referent, ...]]:
    """The reading with sources, parties and mentions pointing at referents, and these by first mention.

    Named sources keep their names; `Source.naming` says named, unnamed or requested after resolution.
    """
    text = report.text
    setting = setting_of(text, reading.sentences)
    reading = replace(reading, mentions=whole_names(setting, set_right(setting, reading.mentions)))
    everyone, at = clusters(text, reading.mentions)
    join_called(setting, everyone, at)
    flow = Flow(setting, heard_names(setting, at))
    work = Work(setting, reading.claims, everyone, at, {}, flow, sorted(at))
    taken = appositions(text, at)
    predicates(setting, at)
    for role, who in parents(text, at):
        learn(who, role, phrase("the " + role))
    walk(work, reading, taken)
    introduce_later(work)
    introduce_again(work)
    present = sorted({**work.names, **work.sources}.items())
    people = [(Words.cut(text, *place), who) for place, who in present if who.kind is Kind.PERSON]
    positions = {(m.words.start, m.words.end): m.position for m in reading.mentions if m.position is not None}
    people += misread(work.setting, work.everyone, positions, report.outlet)
    missed = list(unread(work.setting, {**work.names, **work.sources}, report.outlet))
    watched = watch(text)
    names = {**work.names, **{(words.start, words.end): who for words, who in missed}}
    missed += passed_by(watched, text, names, {*names, *work.sources}, positions)
    known = {id(who) for who in work.everyone}
    work.everyone.extend({id(who): who for _, who in missed if id(who) not in known}.values())
    people = sorted([*people, *missed], key=lambda pair: (pair[0].start, pair[0].end))
    requests(work.setting, people)
    expose(work.setting, people, reading.claims, work.everyone, watched)
    mask_arabic(text, work.everyone)
    for who in work.everyone:
        if who.of is not None:
            who.protection |= who.of.protection & {"requested"}
    found = leads(text, people)
    mark_places(work.everyone, found)
    towns = [place for place, who in work.names.items() if who.kind is Kind.PLACE]
    seen = details_seen(watched, text, found, towns)
    set_beside(text, seen, work.everyone)
    found = (*found, *seen)
    ids = {id(who): referent_id(report.id, who) for who in work.everyone if who.mentions and not who.silent}
    referents = [
        referent(report, who, ids[id(who)], positions)
        for who in work.everyone
        if who.mentions and not who.silent
    ]
    return linked(reading, work, ids, found), tuple(
        sorted(referents, key=lambda r: (r.mentions[0].start, r.id))
    )


def heard_names(setting: Setting, names: Mapping[Place, Who]) -> list[Heard]:
    """Every naming as an appearance in the flow of the text."""
    found = [
        Heard(who, start, end, setting.subject(start), False, told(setting, start))
        for (start, end), who in names.items()
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def told(setting: Setting, start: int) -> bool:
    """Whether a phrase follows a verb of telling: then it listens."""
    return bool(TOLD.search(setting.text, max(start - 30, 0), start))


# --- the way through the text --------------------------------------------------------------------------


def walk(work: Work, reading: Reading, taken: Sequence[Span]) -> None:
    """Resolves every source, party and described mention, in order of place.

    People who are described and not quoted are resolved too: later words may take them up.
    """
    steps: dict[Place, Step] = {}
    for claim in reading.claims:
        for depth, link in enumerate(claim.chain):
            if link.source.words:
                add_step(steps, Step(link.source.words, True, claim, depth))
    parties = [party.words for claim in reading.claims for party in (*claim.who, *claim.where)]
    for words in (*parties, *(mention.words for mention in reading.mentions if not mention.named)):
        add_step(steps, Step(words))
    covered = [Span(*place) for place in (*steps, *work.names)]
    quiet = set()
    background = described_people(work.setting.text, reading.sentences, [*covered, *taken])
    for words in (*background, *pronouns(work.setting.text, reading.sentences, covered)):
        quiet.add((words.start, words.end))
        add_step(steps, Step(words))
    for place in sorted(steps):
        who = resolve(work, steps[place])
        if who is None:
            continue
        who.silent = place in quiet and (who.silent or len(who.mentions) == 1) and not who.named
        work.sources[place] = who
        hear(work, who, steps[place])


def add_step(steps: dict[Place, Step], step: Step) -> None:
    """Adds a phrase to be resolved, unless its place is taken."""
    steps.setdefault((step.words.start, step.words.end), step)


def hear(work: Work, who: Who, step: Step) -> None:
    """Notes an appearance in its place in the flow."""
    words, is_source = step.words, step.source
    one = Heard(who, words.start, words.end, work.setting.subject(words.start) or is_source, is_source)
    heard = work.flow.heard
    index = bisect_right(heard, (one.start, one.end), key=lambda other: (other.start, other.end))
    heard.insert(index, one)
    for other in heard[max(index - 3, 0) : index + 4]:
        if other.who is who and words.start <= other.start and other.end <= words.end:
            other.source = other.source or is_source
            other.subject = other.subject or is_source


def resolve(work: Work, step: Step) -> Who | None:
    """Who a phrase stands for; someone new where it brings someone in."""
    words = step.words
    what = phrase(words.text)
    if what.pronoun:
        who = by_pronoun(work, step, what)
        if who is not None:
            take_in(who, words, what)
        return who
    named = by_name(work, words)
    if named is not None:
        add_phrase(named, words)
        return named
    beside = apposed(work, words, what)
    who = beside or description(work.flow, words, what)
    if who is None:
        who = new_who(words, what)
        who.of = taken_from(work, words, what)
        work.everyone.append(who)
    take_in(who, words, what)
    others = OWNED.match(words.text) and who.named and beside is None  # "Dr Tal ... her child"
    if not others and young(work.setting.text, words, what.head):
        who.protection.add("minor")
    return who


def apposed(work: Work, words: Words, what: Phrase) -> Who | None:
    """The source right before the comma that this phrase describes: "one of them, a teacher"."""
    if what.plural or work.setting.text[words.start - 2 : words.start] != ", ":
        return None
    closed = work.setting.text[words.end : words.end + 1] in (",", ".", ";", ")", "")
    if what.kind is not Kind.PERSON or (what.determiner == "definite" and not closed):
        return None  # "Ada Tal, the firm said": the firm is another
    for (_, end), who in work.sources.items():
        if end == words.start - 2 and who.kind is Kind.PERSON and not who.plural:
            return who
    return None


def taken_from(work: Work, words: Words, what: Phrase) -> Who | None:
    """The group that "one of the three" is taken from: the last one of several people."""
    if not what.partitive:
        return None
    for one, _ in work.flow.before(words.start, 3):
        if one.who.plural and one.who.kind is Kind.PERSON:
            return one.who
    return None
