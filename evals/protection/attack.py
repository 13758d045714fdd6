"""An attack on public forms: given two exports of one ledger, who can be told again?

    python -m evals.protection.attack LEDGER

Probes, each a count of persons or ids and what gave them away; the last two need the ledger itself.
Exit code 1 if a probe that must find nobody finds someone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from riwaya.lexicon import common_word, protecting, roles, singular
from riwaya.view.places import fold

PERSON = re.compile(r"\[(?:minor|victim|patient|unnamed source|private person) [A-Z]\d+\]")
DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:19|20)\d\d\b"
)
PLACE = re.compile(r"\b(?:in|at|near|from|of) (?:the )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")
ID = re.compile(r"\b(?:[a-z][0-9a-f]{20}|[0-9a-f]{64})\b")
BY_CHANCE = 3  # codes are short: some fall together
MAY_FIND = (
    "paired by words around",
    "role, place and date",
    "details of an unnamed source",
)  # see docs/protection.md: what is not defended

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one probe found."""

    probe: str
    people: int
    of: int
    example: str


def export(ledger: str, *options: str) -> list[dict[str, Any]]:
    """The objects of an export by the command a newsroom would use."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.jsonl"
        command = [sys.executable, "-m", "riwaya", "export", ledger, "--format", "jsonl", "-o", str(path)]
        subprocess.run([*command, *options], check=True, capture_output=True)
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def masked(rows: Rows) -> list[Mapping[str, Any]]:
    """The masked people of an export, in its order."""
    return [r for r in rows if r["type"] == "entity" and PERSON.fullmatch(r["name"])]


def across(one: Rows, other: Rows) -> Iterator[Found]:
    """Who keeps a pseudonym, an id or a place in the list from one export to the next."""
    first, second = masked(one), masked(other)
    names = {e["name"] for e in first} & {e["name"] for e in second}
    same = max(0, _same_report(first, second, names) - BY_CHANCE)
    yield Found("the same pseudonym and report in both, beyond chance", same, len(first), "")
    ids = known(one) & known(other)
    yield Found("ids and hashes that both hold", len(ids), len(known(one)), " ".join(sorted(ids)[:1]))
    order = [_reports(e) for e in first]
    again = [_reports(e) for e in second]
    alike = sum(a == b and len(order) > 2 for a, b in zip(order, again, strict=False))
    chance = sum(order.count(b) for b in again) / max(len(order), 1)
    yield Found(
        "the same place in the list, beyond chance",
        max(0, round(alike - 3 * chance - BY_CHANCE)),
        len(first),
        "",
    )
    people = {p for r in one if r["type"] == "report" for p in PERSON.findall(r["text"])}
    for how, linked in (
        ("ids of claims", _linked_by_claims(one, other)),
        ("places in the list of claims", _linked_by_place(one, other)),
        ("words around", _linked_by_words(one, other)),
    ):
        yield Found(f"paired by {how}", len(linked), len(people), next(iter(linked), ""))


def _reports(entity: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(r for n in entity["names"] for r in n["reports"]))


def _same_report(first: Rows, second: Rows, names: set[str]) -> int:
    """How many bear one pseudonym in both exports and stand in one report in both."""
    where = {e["name"]: set(_reports(e)) for e in first if e["name"] in names}
    return sum(bool(where[e["name"]] & set(_reports(e))) for e in second if e["name"] in names)


def _linked_by_claims(one: Rows, other: Rows) -> dict[str, str]:
    """Pseudonym -> pseudonym, by the claims that name them: by ids."""
    texts = {r["id"]: PERSON.findall(r["text"]) for r in other if r["type"] == "claim"}
    return {
        p: texts[r["id"]][0]
        for r in one
        if r["type"] == "claim"
        for p in PERSON.findall(r["text"])[:1]
        if texts.get(r["id"])
    }


def _linked_by_place(one: Rows, other: Rows) -> dict[str, str]:
    """The same by the order of the claims in both, where more fall together than by chance."""
    rows = [[r for r in rows if r["type"] == "claim"] for rows in (one, other)]
    alike = [(a, b) for a, b in zip(*rows, strict=False) if bare(a["text"]) == bare(b["text"])]
    if len(alike) <= max(BY_CHANCE, len(rows[0]) // 50):
        return {}
    pairs = (zip(PERSON.findall(a["text"]), PERSON.findall(b["text"]), strict=False) for a, b in alike)
    return {first: second for pair in pairs for first, second in pair}


def _linked_by_words(one: Rows, other: Rows) -> dict[str, str]:
    """The same by the reports themselves: what is not masked stands in both, word for word."""
    texts = {bare(r["text"]): PERSON.findall(r["text"]) for r in other if r["type"] == "report"}
    return {
        first: second
        for r in one
        if r["type"] == "report"
        for first, second in zip(PERSON.findall(r["text"]), texts.get(bare(r["text"]), ()), strict=False)
    }


def bare(text: str) -> str:
    """A text without its pseudonyms."""
    return PERSON.sub("", text)


def known(rows: Rows) -> set[str]:
    """Every id and hash that stands anywhere in an export."""
    return set(ID.findall("\n".join(map(json.dumps, rows))))


def joined(rows: Rows) -> Found:
    """Unnamed sources that were joined across reports."""
    people = [e for e in masked(rows) if e["name"].startswith("[unnamed source")]
    several = [e["name"] for e in people if len(_reports(e)) > 1]
    return Found("unnamed sources in more than one report", len(several), len(people), " ".join(several[:1]))


def singled_out(rows: Rows) -> Found:
    """Masked people whose sentence still tells a trade or kinship, a place and a date."""
    private = {n for n, of in roles().items() if set(protecting()["private"]["families"]) & set(of)}
    found: dict[str, str] = {}
    people: set[str] = set()
    for report in (r for r in rows if r["type"] == "report"):
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", report["text"]):
            for person in PERSON.findall(sentence):
                people.add(person)
                beside = sentence[max(0, sentence.index(person) - 40) : sentence.index(person) + 70]
                role = any(
                    singular(w.lower()) in private for w in re.findall(r"[\w-]+", PERSON.sub("", beside))
                )
                if role and DATE.search(sentence) and PLACE.search(sentence):
                    found[person] = sentence
    example = next(iter(found.values()), "")
    return Found("role, place and date", len(found), len(people), " ".join(example.split())[:160])


def narrowed(rows: Rows) -> Found:
    """Unnamed sources beside whom two things still stand of: an age, work or kin, a place."""
    private = {n for n, of in roles().items() if set(protecting()["private"]["families"]) & set(of)}
    found: dict[str, str] = {}
    people: set[str] = set()
    for report in (r for r in rows if r["type"] == "report"):
        for match in PERSON.finditer(report["text"]):
            if not match.group().startswith("[unnamed source"):
                continue
            people.add(match.group())
            beside = report["text"][match.end() : match.end() + 90]
            beside = re.split(r"[.;!?\n“”\"]|\b(?:said|told|says|asked|that)\b", beside)[0]
            told = (
                bool(
                    re.search(
                        r"\b(?:\d{2}|aged|in (?:his|her) (?:twenties|thirties|forties|fifties))\b", beside
                    )
                ),
                any(singular(w.lower()) in private for w in re.findall(r"[\w-]+", beside)),
                bool(PLACE.search(beside)),
            )
            if sum(told) > 1:
                found[match.group()] = match.group() + beside
    return Found(
        "details of an unnamed source", len(found), len(people), next(iter(found.values()), "")[:160]
    )


def one_person_in_time(rows: Rows) -> Found:
    """Masked people whose record carries a position, a status or an event of its own: a track."""
    ids = {e["id"]: e["name"] for e in masked(rows)}
    tracked = {ids[e["id"]] for e in masked(rows) if e["latitude"] is not None}
    tracked |= {ids[r["entity"]] for r in rows if r["type"] == "status" and r["entity"] in ids}
    tracked |= {ids[w] for r in rows if r["type"] == "event" for w in (r["where"],) if w in ids}
    return Found("positions and statuses of a person", len(tracked), len(ids), " ".join(sorted(tracked)[:1]))


def left_over(private: Rows, public: Rows) -> Found:
    """Names of masked people that still stand, in any spelling, however a file or an address writes them."""
    text = "\n".join(json.dumps(r, ensure_ascii=False) for r in public)
    bare = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", text).casefold())
    there = set(re.findall(r"(?:[^\W_][-'’]?)+", "".join(c for c in bare if not unicodedata.combining(c))))
    plain = f" {fold(bare)} "
    openly = {
        part
        for e in public
        if e["type"] == "entity" and not PERSON.fullmatch(e["name"])
        for n in (*e["names"], {"text": e["name"]})
        for part in fold(n["text"]).split()
    }
    found: dict[str, str] = defaultdict(str)
    people = [e for e in private if e["type"] == "entity" and e["protection"] and e["kind"] == "person"]
    for entity in people:
        for name in entity["names"]:
            spelled, written = fold(name["text"]), quote(name["text"])
            words = [w for w in spelled.split() if len(w) > 3 and w not in openly and not common_word(w)]
            whole = " " in spelled and f" {spelled} " in plain
            if spelled.split()[0] in ("a", "an", "the", "one", "two", "her", "his"):
                continue  # described, never named
            if whole or (words and there.issuperset(words)) or (written != name["text"] and written in text):
                found[entity["id"]] = name["text"]
    return Found("names that still stand", len(found), len(people), "; ".join(sorted(found.values())[:3]))


def attack(ledger: str) -> list[Found]:
    """Every probe on two public exports of the ledger, each made as `riwaya export --public` makes it."""
    one, other = export(ledger, "--public"), export(ledger, "--public")
    private = export(ledger)
    with_it = known(one) & known(private)
    probes = [*across(one, other), joined(one), singled_out(one), narrowed(one), one_person_in_time(one)]
    probes.append(Found("ids and hashes of the ledger itself", len(with_it), len(known(one)), ""))
    return [*probes, left_over(private, one)]


def main() -> int:
    """Prints what each probe found, "known" for what docs/protection.md tells; 1 for anything else."""
    bad = 0
    for found in attack(sys.argv[1]):
        word = "held" if found.people == 0 else "known" if found.probe in MAY_FIND else "OPEN"
        bad += word == "OPEN"
        print(f"{word:5}  {found.probe}: {found.people} of {found.of}  {found.example}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
