"""What standing judgements make of a claim: the later counts, undoing is exact, disagreement shows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import (
    Claim,
    Correction,
    Field,
    Judged,
    Judgement,
    Naming,
    ReviewState,
    Source,
    Stance,
    Words,
    corrected_claim,
    corrections_between,
    reviewed,
    standing_judgements,
)
from tests.store.cases import FIRST, claim, words

READ = claim(FIRST, "40 families came back to Tell Sefar", "Mayor Dalia Renn", count="40")
BRIDGE = Correction(Field.SOURCE, source=Source(words(FIRST, "The bridge"), None, Naming.UNNAMED))
MAYOR = Correction(Field.SOURCE, source=Source(words(FIRST, "Mayor"), None, Naming.UNNAMED))
DENIED = Correction(Field.STANCE, stance=Stance.DENIED)


def row(number: int, kind: Judged, by: str, *made: Correction, undoes: int | None = None) -> Judgement:
    return Judgement(
        number, kind, READ.id, by, f"2031-05-0{number}T08:00:00Z", "so", READ.report, made, undoes=undoes
    )


def test_nothing_judged_is_the_claim_itself() -> None:
    assert reviewed(READ, []) is READ
    talk = [row(1, Judged.COMMENT, "A"), row(2, Judged.ASSIGN, "A")]
    assert reviewed(READ, talk) is READ


def test_corrections_lie_over_each_other_and_the_id_stays() -> None:
    made = reviewed(READ, [row(1, Judged.CORRECT, "A", BRIDGE), row(2, Judged.CORRECT, "B", DENIED)])
    assert made.chain[0].source.words == words(FIRST, "The bridge") and made.stance is Stance.DENIED
    assert (made.id, made.reader) == (READ.id, READ.reader)
    assert made.review is not None and made.review.state is ReviewState.CORRECTED
    assert made.review.fields == (Field.CHAIN, Field.STANCE)
    assert [v.agrees for v in made.review.verdicts] == [True, True]


def test_whoever_corrected_the_same_field_otherwise_disagrees() -> None:
    made = reviewed(READ, [row(1, Judged.CORRECT, "A", BRIDGE), row(2, Judged.CORRECT, "B", MAYOR)])
    assert made.review is not None
    assert [v.by for v in made.review.disagreeing] == ["A"]
    back = reviewed(
        READ,
        [
            row(1, Judged.CORRECT, "A", BRIDGE),
            row(2, Judged.CORRECT, "B", MAYOR),
            row(3, Judged.UNDO, "B", undoes=2),
        ],
    )
    assert back.chain[0].source.words == words(FIRST, "The bridge")


def test_the_latest_verdict_decides_and_the_others_are_kept_beside_it() -> None:
    rows = [row(1, Judged.ACCEPT, "A"), row(2, Judged.REJECT, "B")]
    made = reviewed(READ, rows).review
    assert made is not None and made.state is ReviewState.REJECTED
    assert [(v.by, v.holds) for v in made.disagreeing] == [("A", ReviewState.ACCEPTED)]
    again = reviewed(READ, [*rows, row(3, Judged.ACCEPT, "B")]).review
    assert again is not None and again.state is ReviewState.ACCEPTED and len(again.verdicts) == 2


def test_accepting_what_another_corrected_agrees_with_it() -> None:
    made = reviewed(READ, [row(1, Judged.CORRECT, "A", DENIED), row(2, Judged.ACCEPT, "B")]).review
    assert made is not None and made.state is ReviewState.CORRECTED and not made.disagreeing


def test_an_undoing_can_be_undone() -> None:
    rows = [row(1, Judged.REJECT, "A"), row(2, Judged.UNDO, "A", undoes=1)]
    assert standing_judgements(rows) == ()
    assert standing_judgements([*rows, row(3, Judged.UNDO, "A", undoes=2)]) == (rows[0],)


def test_a_source_past_the_end_of_the_chain_is_a_new_link_and_none_is_own_voice() -> None:
    bare = corrected_claim(READ, [Correction(Field.CHAIN)])
    assert bare.narrated
    told = corrected_claim(bare, [BRIDGE, Correction(Field.CUE, cue=words(FIRST, "said"))])
    assert len(told.chain) == 1 and told.chain[0].cue == words(FIRST, "said")


@given(st.lists(st.sampled_from([BRIDGE, MAYOR, DENIED, Correction(Field.CHAIN)]), max_size=6))
def test_what_differs_can_be_said_again_as_corrections(made: list[Correction]) -> None:
    after = corrected_claim(READ, made)
    assert corrected_claim(READ, corrections_between(READ, after)) == after


def test_a_content_has_a_sentence_around_it() -> None:
    hull = Words.cut(FIRST, 0, len(FIRST))
    made = corrected_claim(READ, [Correction(Field.CONTENT, content=hull, segments=(hull.span,))])
    assert (made.start, made.end, made.text) == (0, len(FIRST), FIRST)
    assert made.sentence.contains(hull.span)
    assert isinstance(replace(made, review=None), Claim)
