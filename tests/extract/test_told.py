"""A reading with a model: its quotations become claims; where it says nothing, the rules read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import CutShort, RiwayaError, Unreadable
from riwaya.extract.anchor import check
from riwaya.extract.answers import ToldClaim, ToldLink
from riwaya.extract.asked import Question
from riwaya.extract.rules import RuleReader
from riwaya.extract.told import ToldReader
from riwaya.records import Claim, Naming, Reading, Stance
from tests.extract.reading import report

TEXT = """Claims by traders of a blockade were heard again. The market stayed shut on Friday.

The mayor, Ora Belvin, denied that the bridge was closed. “It is open,” she said. “We counted 300 lorries. Nobody was turned back.”

A driver who asked not to be named told this newspaper that his cousin had seen two trucks burn, and the road was blocked.
"""
Answer = Future[tuple[ToldClaim, ...]]
Model = Callable[[Question], Sequence[ToldClaim]]


class Canned:
    """Asks nobody: the claims come from a function, at once."""

    model = "test"
    in_flight = 2
    afforded = True

    def __init__(self, model: Model) -> None:
        self._model = model
        self.questions: list[Question] = []
        self.closed = False

    def affords(self, questions: Sequence[Question]) -> bool:
        return self.afforded

    def begin(self, questions: Sequence[Question], *, owed: bool = False) -> Sequence[Answer]:
        found = []
        for question in questions:
            self.questions.append(question)
            answer: Answer = Future()
            try:
                answer.set_result(tuple(self._model(question)))
            except RiwayaError as error:
                answer.set_exception(error)
            found.append(answer)
        return found

    def close(self) -> None:
        self.closed = True


def link(source: str | None, cue: str | None, passage: int, listener: str | None = None) -> ToldLink:
    return ToldLink(source, passage, cue, listener)


def told(
    passage: int,
    *content: str,
    chain: list[ToldLink],
    stance: Stance = Stance.ASSERTED,
    negated: bool = False,
) -> ToldClaim:
    return ToldClaim(passage, content, tuple(chain), stance, negated)


def reading(*claims: ToldClaim, text: str = TEXT, **known: object) -> Reading:
    source = report(text, **known)
    (found,) = ToldReader(Canned(lambda _: claims)).read([source])
    assert check(source, found) == found
    return found


def one(content: str, *claims: ToldClaim, **known: object) -> Claim:
    (claim,) = (c for c in reading(*claims, **known).claims if c.text == content)  # type: ignore[arg-type]
    return claim


def sources(claim: Claim) -> list[str | None]:
    return [link.source.words.text if link.source.words else None for link in claim.chain]


def test_a_model_that_says_nothing_leaves_what_the_rules_read() -> None:
    (ruled,) = RuleReader().read([report(TEXT)])
    found = reading()
    assert found.reader == "openai-1:test"
    assert [(c.id, c.stance, c.negated) for c in found.claims] == [
        (c.id, c.stance, c.negated) for c in ruled.claims
    ]
    assert (found.sentences, found.mentions, found.refused) == (ruled.sentences, ruled.mentions, 0)


def test_what_the_rules_miss_the_model_adds_and_the_rest_of_the_sentence_stays() -> None:
    blockade = told(1, "a blockade", chain=[link("traders", "Claims by", 1)], stance=Stance.ALLEGED)
    claim = one("a blockade", blockade)
    assert (sources(claim), claim.stance) == (["traders"], Stance.ALLEGED)
    texts = [c.text for c in reading(blockade).claims]
    assert "The market stayed shut on Friday" in texts
    assert not any(text.startswith("were heard") for text in texts)


def test_a_chain_its_listener_channel_naming_and_protection() -> None:
    chain = [
        link("A driver who asked not to be named", "told", 3, "this newspaper"),
        link("his cousin", "had seen", 3),
    ]
    claim = one("two trucks burn", told(3, "two trucks burn", chain=chain))
    assert sources(claim) == ["A driver", "his cousin"]
    first = claim.chain[0]
    assert (first.listener, first.channel, first.source.naming) == (
        "this newspaper",
        "interview",
        Naming.REQUESTED,
    )
    assert claim.protection == ("requested",)


def test_an_apposition_is_no_part_of_the_name() -> None:
    denial = told(
        2, "the bridge was closed", chain=[link("The mayor, Ora Belvin,", "denied", 2)], stance=Stance.DENIED
    )
    claim = one("the bridge was closed", denial)
    assert sources(claim) == ["The mayor, Ora Belvin"]
    assert (claim.stance, claim.negated) == (Stance.DENIED, False)


def test_a_known_cue_cannot_be_given_another_stance() -> None:
    wrong = told(
        2, "the bridge was closed", chain=[link("The mayor, Ora Belvin,", "denied", 2)], negated=True
    )
    claim = one("the bridge was closed", wrong)
    assert (claim.stance, claim.negated) == (Stance.DENIED, False)


def test_a_quotation_over_several_sentences_is_a_claim_each() -> None:
    speech = told(
        2, "It is open", "We counted 300 lorries. Nobody was turned back.", chain=[link("she", "said", 2)]
    )
    found = [(c.text, sources(c), c.negated) for c in reading(speech).claims if sources(c) == ["she"]]
    assert found == [
        ("It is open", ["she"], False),
        ("We counted 300 lorries", ["she"], False),
        ("Nobody was turned back", ["she"], True),
    ]


def test_the_turn_of_a_transcript_is_its_speaker_s() -> None:
    text = "MARA: Who was there?\n\nLEN: My brother feared the dam would burst.\n\nMARA: And then what did he do?\n\nLEN: He left the house."
    inner = told(2, "the dam would burst", chain=[link("My brother", "feared", 2)], stance=Stance.POSSIBLE)
    assert sources(one("the dam would burst", inner, text=text)) == ["LEN", "My brother"]


def test_refused_words_are_counted_and_change_nothing() -> None:
    lies = [
        told(2, "the mayor fled", chain=[link("she", "said", 2)]),
        told(3, "the bridge was closed", chain=[link("A driver", "told", 3)]),
    ]
    found = reading(*lies)
    assert found.refused == 2
    assert found.claims == reading().claims


def test_polarity_is_the_model_s_in_languages_the_rules_do_not_know() -> None:
    text = "Ora Belvin sagte, die Brücke sei nicht offen."
    claim = told(1, "die Brücke sei nicht offen", chain=[link("Ora Belvin", "sagte", 1)], negated=True)
    assert one("die Brücke sei nicht offen", claim, text=text, language="de").negated
    assert not one("It is open", told(2, "It is open", chain=[link("she", "said", 2)], negated=True)).negated


LONG = "\n\n".join(
    f"Ora Belvin, miller {n}, has fears of flood {n}. " + "It rained all day in the valley. " * 30
    for n in range(24)
)


def fears(question: Question) -> list[ToldClaim]:
    """What a careful model would find, of every passage that it is shown."""
    return [
        told(n + 1, f"flood {n}", chain=[link(f"Ora Belvin, miller {n},", "has fears of", n + 1)])
        for n in range(24)
        if f"\n[{n + 1}] " in question.user
    ]


def test_pieces_give_every_claim_once_in_the_order_of_the_text() -> None:
    asker = Canned(fears)
    (found,) = ToldReader(asker).read([report(LONG)])
    assert len(asker.questions) > 3
    assert [c.text for c in found.claims if c.chain] == [f"flood {n}" for n in range(24)]
    assert found.refused == 0


def test_an_answer_that_is_cut_off_is_asked_for_in_halves() -> None:
    def short(question: Question) -> list[ToldClaim]:
        if question.told > 2500:
            raise CutShort("the answer is cut off before its end")
        return fears(question)

    asker = Canned(short)
    (found,) = ToldReader(asker).read([report(LONG)])
    assert [c.text for c in found.claims if c.chain] == [f"flood {n}" for n in range(24)]


def test_what_cannot_be_halved_any_more_is_told_with_its_passage() -> None:
    def never(question: Question) -> list[ToldClaim]:
        raise CutShort("the answer is cut off before its end")

    with pytest.raises(Unreadable, match=r"^passage 1: the answer is cut off"):
        list(ToldReader(Canned(never)).read([report(TEXT)]))


def test_reports_are_begun_ahead_once_each_and_read_in_order() -> None:
    asker = Canned(lambda _: [])
    reader = ToldReader(asker)
    first = report(TEXT)
    reader.begin(first)
    reader.begin(first)
    assert len(asker.questions) == 1
    assert [found.report for found in reader.read([first, first])] == [first.id, first.id]
    assert len(asker.questions) == 1
    reader.close()
    assert asker.closed


def test_what_the_budget_has_no_room_for_yet_is_asked_when_its_turn_comes() -> None:
    asker = Canned(lambda _: [])
    asker.afforded = False
    reader = ToldReader(asker)
    first, second = report(TEXT), replace(report(TEXT + "It rained on Monday."), id="r1")
    reader.begin(first)
    asker.afforded = True
    reader.begin(second)  # behind one that was put off
    assert asker.questions == []
    assert [found.report for found in reader.read([first])] == [first.id]
    reader.begin(second)
    assert len(asker.questions) == 2


WORDS = st.sampled_from(
    ["she", "said", "Nobody", "the bridge was closed", "A driver", "told", "“", "”", ",", "", " ", ":", "Claims by",
     "It is open", "We counted 300 lorries. Nobody was turned back.", "his cousin", "had seen", "denied that", "\n", "a*(b", "on"]
)  # fmt: skip
LINKS = st.builds(ToldLink, st.none() | WORDS, st.integers(0, 4), st.none() | WORDS, st.none() | WORDS)
TOLD = st.builds(
    ToldClaim,
    st.integers(-1, 4),
    st.lists(WORDS, max_size=3).map(tuple),
    st.lists(LINKS, max_size=3).map(tuple),
    st.sampled_from(list(Stance)),
    st.booleans(),
)


@given(st.lists(TOLD, max_size=8))
def test_whatever_a_model_says_every_claim_stands_in_the_report(claims: list[ToldClaim]) -> None:
    source = report(TEXT)
    (found,) = ToldReader(Canned(lambda _: claims)).read([source])
    assert check(source, found).claims == found.claims
    assert 0 <= found.refused <= len(claims)
