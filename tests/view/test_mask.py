from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadUse
from riwaya.export.briefing.markdown import markdown
from riwaya.export.briefing.page import html
from riwaya.export.jsonl import lines
from riwaya.records import Kind
from riwaya.view.briefing import brief
from riwaya.view.entity import show_entity
from riwaya.view.mask import Masked
from riwaya.view.plain import plain
from riwaya.view.reading import read_report
from riwaya.view.spellings import parts
from tests.view.memory import Memory
from tests.view.story import halbat

SECRET = ("Yusuf", "yusuf", "Barakat", "barakat", "Sami", "A clerk", "10-year-old")


def masked(ledger: Memory, salt: str = "one") -> Masked:
    return Masked(ledger, salt)


def leaks(text: str) -> list[str]:
    return [s for s in SECRET if s in text]


def test_the_unmasked_ledger_would_leak(ledger: Memory) -> None:
    assert leaks("\n".join(lines(ledger))) == list(SECRET)


def test_nothing_leaks_into_any_public_form(ledger: Memory) -> None:
    public = masked(ledger)
    made = brief(public)
    everything = [
        "\n".join(lines(public)),
        html(made),
        markdown(made),
        json.dumps(plain(made), ensure_ascii=False),
        *(json.dumps(plain(read_report(public, r.id)), ensure_ascii=False) for r in public.reports()),
        *(json.dumps(plain(show_entity(public, e)), ensure_ascii=False) for e in public.entities()),
    ]
    for text in everything:
        assert not leaks(text)


def test_who_needs_no_mask_keeps_the_name(ledger: Memory) -> None:
    written = "\n".join(lines(masked(ledger)))
    for name in ("Idris Mansour", "إدريس منصور", "Leyla Hadid", "Halbat", "Sarm Guard"):
        assert name in written


def test_every_anchor_still_holds(ledger: Memory) -> None:
    public = masked(ledger)
    for claim in public.claims():
        text = public.report(claim.report).text
        assert text[claim.start : claim.end] == claim.text
        for link in claim.chain:
            for words in (link.source.words, link.cue):
                assert words is None or words.span.of(text) == words.text
        for party in (*claim.where, *claim.who):
            assert party.words.span.of(text) == party.words.text


def test_one_pseudonym_in_one_export_another_in_the_next(ledger: Memory) -> None:
    names = [
        {e.name for e in masked(ledger, salt).entities() if "requested" in e.protection} for salt in "ab"
    ]
    assert all(len(n) == 1 for n in names)
    assert names[0] != names[1]
    (pseudonym,) = names[0]
    public = masked(ledger, "a")
    telling = [r.text for r in public.reports() if pseudonym in r.text]
    assert len(telling) == 2  # where the clerk speaks, and where another report names him
    assert {e.id for e in masked(ledger, "a").entities()} != {e.id for e in masked(ledger, "b").entities()}


def test_the_same_salt_gives_the_same_bytes(ledger: Memory) -> None:
    assert list(lines(masked(ledger))) == list(lines(masked(ledger)))


def test_a_protected_entity_keeps_only_its_kind(ledger: Memory) -> None:
    hidden = [e for e in masked(ledger).entities() if e.protection]
    assert {(e.kind, e.named, e.position) for e in hidden} == {(Kind.PERSON, False, None)}
    for entity in hidden:
        assert [n.text for n in entity.names] == [entity.name]


def test_originals_are_refused(ledger: Memory) -> None:
    with pytest.raises(BadUse, match="public form"):
        masked(ledger).original(next(ledger.reports()).id)


def test_a_search_for_a_masked_name_finds_nothing(ledger: Memory) -> None:
    assert list(ledger.search("Barakat"))
    assert not list(masked(ledger).search("Barakat"))
    for joined in ("yusuf_barakat", "yusuf.barakat", "Yusuf-Barakat"):
        assert not list(masked(ledger).search(joined))
    assert list(masked(ledger).search("bridge"))


def test_a_namesake_keeps_the_name() -> None:
    story = halbat()
    report = story.report("pile/other.txt", "Judge Omar Barakat opened the court, and Barakat spoke.")
    judge = story.person(report, Kind.PERSON, "Judge Omar Barakat")
    story.entity(judge)
    ledger = Memory()
    story.into(ledger)
    public = masked(ledger)
    assert public.report(report.id).text == report.text
    assert "Barakat" not in next(r.text for r in public.reports() if r.outlet == "Sarm Voice")


def test_files_come_without_the_folders_of_a_machine(ledger: Memory) -> None:
    assert all("/" not in r.source for r in masked(ledger).reports())


def test_what_is_said_of_a_protected_person_goes_with_the_name() -> None:
    story = halbat()
    text = "Rima Said, the only midwife of Kaf, begged to stay unnamed. The midwives of Kaf work by night."
    report = story.report("pile/m.txt", text)
    story.person(
        report, Kind.PERSON, "Rima Said", descriptions=("only midwife of Kaf",), protection=("requested",)
    )
    ledger = Memory()
    story.into(ledger)
    public = masked(ledger).report(report.id).text
    assert "only midwife" not in public and "Rima" not in public
    assert public.endswith("begged to stay unnamed. The midwives of Kaf work by night.")
    assert public.count("[unnamed source") == 1


letters = st.text(st.sampled_from("abdefghijklmnoprstuvzáčéñöşüدرسمنهوي"), min_size=3, max_size=9)
given_names = letters.map(str.capitalize)


@given(given_names, given_names, st.sampled_from([" ", "\n", "  "]), st.booleans())
def test_no_name_whatever_its_letters_is_left(first: str, last: str, gap: str, requested: bool) -> None:
    text = (
        f"“Stay,” said {first} {last}, a baker. Then {last} left; {first}{gap}{last}’s oven is cold. ({last})"
    )
    story = halbat()
    report = story.report(
        f"pile/{first}-{last}.txt", text, title=f"{last} leaves", url=f"https://x.example/{last}"
    )
    story.person(report, Kind.PERSON, f"{first} {last}", protection=("requested" if requested else "minor",))
    ledger = Memory()
    story.into(ledger)
    public = masked(ledger).report(report.id)
    for shown in (public.text, public.title or "", public.url or "", public.source):
        for name in (first, last):
            assert not re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", shown), (name, shown)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Van Tal", ("Van", "Tal")),
        ("Ada Van", ("Ada", "Van")),
        ("Ada van Tal", ("Ada", "Tal")),
        ("Ada Van Tal", ("Ada", "Tal")),
        ("Dr Ada Tal", ("Ada", "Tal")),
    ],
)
def test_a_particle_at_the_edge_of_a_name_is_part_of_it(name: str, told: tuple[str, ...]) -> None:
    assert parts(name) == told


def test_an_address_in_percent_signs_is_read_first() -> None:
    story = halbat()
    address = "https://x.example/2031/%D8%B3%D9%84%D9%85%D9%89-%D9%81%D8%B1%D8%AC"
    report = story.report("pile/p.txt", "قالت سلمى فرج إنها رأت النار، ووسلمى بكت.", url=address)
    story.person(report, Kind.PERSON, "سلمى فرج", protection=("minor",))
    ledger = Memory()
    story.into(ledger)
    public = masked(ledger).report(report.id)
    assert "سلمى" not in public.text and "فرج" not in public.text
    assert public.url and "%" not in public.url and public.url.startswith("https://x.example/2031/minor-")


def test_a_word_that_is_also_a_name_stays_when_written_small() -> None:
    story = halbat()
    report = story.report("pile/h.txt", "Hope, 12, said there was no hope left. Hope ran.")
    story.person(report, Kind.PERSON, "Hope", protection=("minor",))
    ledger = Memory()
    story.into(ledger)
    text = masked(ledger).report(report.id).text
    assert "no hope left" in text and "Hope" not in text
