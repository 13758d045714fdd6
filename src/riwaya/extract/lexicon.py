"""The word lists of the rule reader, loaded once: closed classes, verb forms, cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from riwaya.extract.lists import tables, word_set
from riwaya.records import Stance

VOWELS = frozenset("aeiou")
DOUBLING = frozenset(
    [
        "admit",
        "ban",
        "beg",
        "bar",
        "cram",
        "crop",
        "drag",
        "drip",
        "drop",
        "equip",
        "expel",
        "grab",
        "grip",
        "hit",
        "jam",
        "knit",
        "let",
        "nod",
        "patrol",
        "permit",
        "plan",
        "plot",
        "refer",
        "regret",
        "rob",
        "rub",
        "run",
        "scrap",
        "set",
        "ship",
        "shut",
        "sit",
        "slip",
        "snap",
        "spot",
        "stab",
        "step",
        "stop",
        "submit",
        "swap",
        "transfer",
        "transmit",
        "trap",
        "vet",
        "wrap",
    ]
)
PARTS = ("past", "participle", "third", "ing", "base")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue does to its content: the stance it gives, what it takes, whether it inverts."""

    lemma: str
    stance: Stance
    takes: frozenset[str]
    inverts: bool = False
    when_negated: Stance | None = None
    kind: str = "say"  # say, passing, hearing, fixed


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list of the rule reader."""

    closed: Mapping[str, str]  # word -> tag
    verbs: Mapping[str, Mapping[str, str]]  # form -> part of the verb -> lemma
    nounlike: frozenset[str]  # forms that are nouns unless a pronoun, a modal or "to" stands before
    adverbs: frozenset[str]
    nouns: frozenset[str]  # words in -ly, -ed, -ing that are nouns
    adjectives: frozenset[str]
    times: frozenset[str]
    negators: frozenset[str]
    cues: Mapping[str, tuple[Cue, ...]]  # lemma -> readings
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]  # first lemma -> (further words, cue)
    fixed: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]  # first word -> (all words, cue)
    according: tuple[tuple[str, ...], ...]
    adverbial: Mapping[str, Stance]  # reportedly -> alleged
    passives: Mapping[str, Stance]  # said -> alleged
    untrue_openings: tuple[str, ...]
    untrue_inside: tuple[str, ...]
    cue_nouns: Mapping[str, Stance]
    triggers: frozenset[str]  # every word without which a sentence attributes nothing


def regular_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """(part, form) for every form of a regular verb, spelled the British and the American way."""
    yield "base", lemma
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma == "go":
        yield "third", lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in VOWELS:
        yield "third", lemma[:-1] + "ies"
    else:
        yield "third", lemma + "s"
    stems = {lemma[:-1] if lemma.endswith("e") and lemma[-2:] not in ("ee", "oe", "ye") else lemma}
    if lemma in DOUBLING or (lemma.endswith("l") and lemma[-2] in VOWELS and lemma[-3:-2] not in VOWELS):
        stems.add(lemma + lemma[-1])
    for stem in sorted(stems):
        yield "ing", stem + "ing"
        past = stem[:-1] + "ied" if stem.endswith("y") and stem[-2] not in VOWELS else stem + "ed"
        yield "past", past.replace("eeed", "eed")
        yield "participle", past.replace("eeed", "eed")


def verb_forms(lemma: str, irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(part, form) for every form of a verb."""
    parts = irregular.get(lemma)
    for part, form in regular_forms(lemma):
        if part in ("past", "participle") and parts:
            continue
        yield part, form
    if parts:
        yield "past", parts[0]
        yield "participle", parts[1]
        if lemma in (
            "get",
            *[
                "put",
                "puts",
                "count",
                "counts",
                "counted",
                "raise",
                "raises",
                "raised",
                "revise",
                "revises",
                "revised",
                "lower",
                "lowers",
                "lowered",
                "call",
                "calls",
                "called",
                "calling",
            ],
            "set",
            "hit",
            "cut",
            "sit",
            "win",
            "run",
            "begin",
            "forget",
            "dig",
            "swim",
            "let",
        ):
            yield "ing", lemma + lemma[-1] + "ing"
        if lemma in ("lie",):
            yield "ing", "lying"


def _cues(table: dict[str, Any]) -> dict[str, tuple[Cue, ...]]:
    """Lemma -> its readings as a cue."""
    found: dict[str, tuple[Cue, ...]] = {}
    for group in table["verbs"]:
        for lemma in group["lemmas"].split():
            takes = frozenset(group["takes"]) | ({"only_to"} if group.get("only_to") else set())
            cue = Cue(lemma, Stance(group["stance"]), takes, group.get("inverts", False))
            found[lemma] = (*found.get(lemma, ()), cue)
    for kind in ("passing", "hearing"):
        for lemma in table[kind]["lemmas"].split():
            cue = Cue(lemma, Stance.ASSERTED, frozenset({"np", "that"}), kind=kind)
            found[lemma] = (*found.get(lemma, ()), cue)
    return found


def _phrases(table: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]] = {}
    for row in table["phrases"]:
        first, *rest = row["words"].split()
        negated = Stance(row["when_negated"]) if "when_negated" in row else None
        cue = Cue(row["words"], Stance(row["stance"]), frozenset(row["takes"]), when_negated=negated)
        found[first] = (*found.get(first, ()), (tuple(rest), cue))
    return found


def _fixed(table: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]] = {}
    for row in table["fixed"]:
        for words in row["words"]:
            parts = tuple(words.split())
            cue = Cue(words, Stance(row["stance"]), frozenset({"np", "wh", "to"}), kind="fixed")
            found[parts[0]] = (*found.get(parts[0], ()), (parts, cue))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _by_stance(table: dict[str, str]) -> dict[str, Stance]:
    return {word: Stance(stance) for stance, words in table.items() for word in words.split()}


@cache
def lexicon() -> Lexicon:
    """All word lists, read from words.toml, verbs.toml and cues.toml beside this file."""
    words, verbs, cues = tables("words.toml"), tables("verbs.toml"), tables("cues.toml")
    rows = [row.split() for row in verbs["irregular"].replace("\n", " ").split(";") if row.strip()]
    irregular = {base: (past, participle) for base, past, participle in rows}
    cue_table, phrases = _cues(cues), _phrases(cues)
    lemmas = sorted({*verbs["regular"].split(), *irregular, *cue_table, *phrases})
    forms: dict[str, dict[str, str]] = {}
    for lemma in lemmas:
        for part, form in verb_forms(lemma, irregular):
            forms.setdefault(form, {}).setdefault(part, lemma)
    nounlike = {form for lemma in verbs["nounlike"].split() for _, form in list(regular_forms(lemma))[:2]}
    closed = {word: tag for tag in "USACPDXRWMOHB" for word in words[tag].split()}
    fixed = _fixed(cues)
    according = tuple(tuple(phrase.split()) for phrase in cues["according"]["words"])
    adverbial, passives = _by_stance(cues["hearsay_adverbs"]), _by_stance(cues["hearsay_passives"])
    nouns = _by_stance(cues["nouns"])
    attributing = {
        form
        for form, parts in forms.items()
        if any(lemma in cue_table or lemma in phrases for lemma in parts.values())
    }
    triggers = (
        attributing
        | set(adverbial)
        | set(passives)
        | set(nouns)
        | word_set("giving_verbs")
        | {
            "according",
            "got",
            "own",
            "words",
            "view",
            "opinion",
            "comment",
            "discuss",
            "drawn",
            "answer",
            "put",
            *[
                "raise",
                "raises",
                "raised",
                "revise",
                "revises",
                "revised",
                "lower",
                "lowers",
                "lowered",
                "counted",
            ],
            "puts",
            "count",
            "counts",
            "call",
            "calls",
            "called",
            "calling",
        }
    )
    return Lexicon(
        closed=closed,
        verbs=forms,
        nounlike=frozenset(nounlike),
        adverbs=frozenset(words["A"].split()),
        nouns=frozenset(words["nouns"].split()),
        adjectives=frozenset(words["adjectives"].split()),
        times=frozenset(words["names_of_time"].split()),
        negators=frozenset(words["negators"].split()),
        cues=cue_table,
        phrases=phrases,
        fixed=fixed,
        according=according,
        adverbial=adverbial,
        passives=passives,
        untrue_openings=tuple(cues["untrue"]["openings"]),
        untrue_inside=tuple(cues["untrue"]["inside"]),
        cue_nouns=nouns,
        triggers=frozenset(triggers),
    )
