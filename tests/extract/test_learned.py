from collections.abc import Iterable
from dataclasses import replace

from riwaya.extract.learned import AGREED, ALONE, LearnedReader
from riwaya.extract.nodes import folded, forest
from riwaya.neural.found import Attributed, Named
from riwaya.records import Report, Span

TEXT = (
    "The mill burned on Friday. To Ora Belvin, a baker, and to her cousin most of all, 12 sacks were lost. "
    "Nobody came to help."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def attributed(source: str | None, cue: str, content: str, score: float = 0.9) -> Attributed:
    return Attributed(
        (at(cue),), (at(source),) if source else (), (at(content),), "asserted", False, "field", score
    )


OUTER = attributed("Ora Belvin, a baker,", "To", "to her cousin most of all, 12 sacks were lost")
INNER = attributed("her cousin", "most of all", "12 sacks were lost")


class Canned:
    version = "test"

    def __init__(self, *found: Attributed) -> None:
        self._found = found

    @property
    def cues(self) -> tuple[Span, ...]:
        return tuple(a.cue[0] for a in self._found)

    def look(self, text: str) -> "Canned":
        return self

    def names(self) -> tuple[Named, ...]:
        return ()

    def around(self, numbers: Iterable[int], *, sentence: bool = False) -> tuple[Attributed, ...]:
        return tuple(self._found[number] for number in numbers)


def claims(*found: Attributed) -> list[tuple[str, list[str | None]]]:
    report = Report("r1", "mill.txt", "text", "0" * 64, TEXT, "1")
    (reading,) = LearnedReader(Canned(*found)).read([report])
    assert reading.refused == 0
    return [
        (c.text, [link.source.words.text if link.source.words else None for link in c.chain])
        for c in reading.claims
    ]


def test_hearsay_becomes_a_chain_nearest_the_report_first() -> None:
    assert ("12 sacks were lost", ["Ora Belvin", "her cousin"]) in claims(OUTER, INNER)


def test_the_report_s_own_sentences_stay_its_own() -> None:
    found = claims(OUTER, INNER)
    assert ("The mill burned on Friday", []) in found
    assert ("Nobody came to help", []) in found


def test_what_the_network_is_unsure_of_is_not_used() -> None:
    wrong = attributed("The mill", "burned", "on Friday", score=0.01)
    assert ("The mill burned on Friday", []) in claims(OUTER, INNER, wrong)


def test_an_attribution_hangs_under_the_narrowest_that_holds_its_cue() -> None:
    (root,) = forest([INNER, OUTER])
    assert root.found is OUTER
    assert [node.found for node in root.inner] == [INNER]


def test_two_that_hold_each_other_stand_side_by_side() -> None:
    one = attributed(None, "To", "to her cousin")
    other = attributed(None, "to her", "To Ora Belvin, a baker")
    assert {node.found.cue for node in forest([one, other])} == {one.cue, other.cue}


def test_where_the_rules_find_a_speaker_they_are_kept() -> None:
    text = "Ora Belvin said the mill had burned."
    report = Report("r1", "mill.txt", "text", "0" * 64, text, "1")
    wrong = Attributed((Span(29, 35),), (Span(15, 23),), (Span(0, 10),), None, None, "field", 0.9)
    (reading,) = LearnedReader(Canned(wrong)).read([report])
    (claim,) = reading.claims
    assert claim.text == "the mill had burned"
    assert [link.source.words and link.source.words.text for link in claim.chain] == ["Ora Belvin"]


class Counted(Canned):
    def around(self, numbers: Iterable[int], *, sentence: bool = False) -> tuple[Attributed, ...]:
        self.asked = getattr(self, "asked", 0) + 1
        return super().around(numbers, sentence=sentence)


def test_the_network_is_asked_only_where_the_rules_miss_a_cue_that_it_sees() -> None:
    text = "Ora Belvin said the mill had burned."
    report = Report("r1", "mill.txt", "text", "0" * 64, text, "1")
    said = Attributed((Span(11, 15),), (Span(0, 10),), (Span(16, 35),), "asserted", False, "field", 0.9)
    seen = Counted(said)
    (reading,) = LearnedReader(seen).read([report])
    assert getattr(seen, "asked", 0) == 0
    assert [c.confidence for c in reading.claims] == [AGREED]
    missed = Counted(OUTER, INNER)
    list(LearnedReader(missed).read([Report("r1", "mill.txt", "text", "0" * 64, TEXT, "1")]))
    assert missed.asked == 1


def test_a_claim_is_as_sure_as_its_least_sure_link() -> None:
    report = Report("r1", "mill.txt", "text", "0" * 64, TEXT, "1")
    (reading,) = LearnedReader(Canned(OUTER, replace(INNER, score=0.8))).read([report])
    by_text = {c.text: c.confidence for c in reading.claims}
    assert by_text["12 sacks were lost"] == 0.8
    assert by_text["Nobody came to help"] is None
    by_rules = Report("r2", "mill.txt", "text", "0" * 64, "Ora Belvin said the mill had burned.", "1")
    (reading,) = LearnedReader(Canned()).read([by_rules])
    assert [c.confidence for c in reading.claims] == [ALONE]


def test_inside_another_s_words_the_same_voice_adds_nobody() -> None:
    thought = replace(INNER, stance="possible")
    (root,) = forest([thought, OUTER])
    assert folded(root, TEXT).inner == ()
    (root,) = forest([INNER, OUTER])
    assert len(folded(root, TEXT).inner) == 1


def test_a_content_that_another_voice_breaks_into_stays_one() -> None:
    text = "Ora Belvin swears the guards, whom her cousin calls thieves, were still at the mill on Friday."
    report = Report("r1", "mill.txt", "text", "0" * 64, text, "1")

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    whole = place("the guards, whom her cousin calls thieves, were still at the mill on Friday")
    outer = Attributed((place("swears"),), (place("Ora Belvin"),), (whole,), "asserted", False, "field", 0.9)
    inner = Attributed(
        (place("calls"),), (place("her cousin"),), (place("thieves"),), "asserted", False, "field", 0.9
    )
    (reading,) = LearnedReader(Canned(outer, inner)).read([report])
    assert any(
        c.text.startswith("the guards") and c.text.endswith("at the mill on Friday") for c in reading.claims
    )
