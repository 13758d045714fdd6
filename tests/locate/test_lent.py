"""Which sentences without a time take the day that their report tells of. All reports are invented."""

from __future__ import annotations

import re

import pytest

from riwaya.locate import locate
from riwaya.records import Claim, Link, Reading, Report, Source, Span, Stance, Words, claim_id

WRITTEN = "2023-05-17"  # a Wednesday
LEAD = "A bomb went off in the fish market of Tarvela on Monday, killing six people."
DAY = "2023-05-15"
SECOND = "The ferry Aldona sank off Quint on 2 May. "

_SENTENCE = re.compile(r"[^\s][^\n]*?[.?!][”\"]?(?=\s|$)")
_SAID = re.compile(r", (?P<source>[^,]+) (?P<cue>said)\.$")


def claims_of(text: str, of_the_last: Stance = Stance.ASSERTED) -> tuple[Claim, ...]:
    """Every sentence as a claim; one that ends in ", the mayor said." as the words of the mayor."""
    out = []
    for found in _SENTENCE.finditer(text):
        sentence = Span(*found.span())
        said = _SAID.search(found[0])
        end = sentence.start + said.start() if said else sentence.end - 1
        start = sentence.start
        chain: tuple[Link, ...] = ()
        if said:
            source, cue = (sentence.start + said.start(name) for name in ("source", "cue"))
            names = Words.cut(text, source, source + len(said["source"]))
            chain = (Link(Source(names), Words.cut(text, cue, cue + 4)),)
        segments = (Span(start, end),)
        stance = of_the_last if sentence.end == len(text) else Stance.ASSERTED
        out.append(
            Claim(
                claim_id("r1", segments, chain),
                "r1",
                segments,
                text[start:end],
                sentence,
                stance,
                False,
                chain,
                "test",
            )
        )
    return tuple(out)


def last(text: str, published: str | None = WRITTEN, stance: Stance = Stance.ASSERTED) -> Claim:
    """The last claim of a report, located."""
    report = Report("r1", "a.txt", "text", "0", text, "1", published=published, language="en")
    claims = claims_of(text, stance)
    return locate(report, Reading("r1", "test", tuple(c.sentence for c in claims), claims, ())).claims[-1]


def when(text: str, published: str | None = WRITTEN, stance: Stance = Stance.ASSERTED) -> str | None:
    """The day of the last sentence of a report."""
    claim = last(text, published, stance)
    return claim.when.edtf if claim.when else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine more were wounded.",
        "The roof of the auction hall fell in.",
        "Porters carried the wounded out on doors.",
        "A second device was found under a cart.",
        "Two stalls burned, a porter said.",
        "Soldiers had sealed the gate, a porter said.",
        "Nobody heard a warning.",
        "Children were buying ice at the time.",
        "The blast broke the windows of the customs house.",
    ],
)
def test_a_sentence_of_the_same_paragraph_goes_on_with_the_day(sentence: str) -> None:
    assert when(f"{LEAD} {sentence}") == DAY


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people were wounded, the clinic said.",  # counts whom it harmed
        "The blast threw carts into the canal.",  # names it
        "“I saw a man leave a bag and run.”",  # no other day was told
        "The attackers wore the yellow coats of porters.",
        "A boy had been asleep under the scales, his uncle said.",
        "The incident took place ten steps from the police post.",
        "The toll of the dead rose to seven when a porter died, the clinic said.",
    ],
)
def test_a_later_paragraph_comes_back_to_the_story_s_day(sentence: str) -> None:
    assert when(f"{LEAD}\n\n{sentence}") == DAY


@pytest.mark.parametrize(
    "sentence",
    [
        "The market is closed.",  # holds when the report is written
        "The market was closed, the mayor said.",  # said of a state: it may hold still
        "The mayor owns two of the stalls.",
        "Porters often left carts in the lane.",  # a habit
        "Bombs were repeatedly left in the lane.",
        "The market will reopen in tents.",
        "It was the deadliest attack on the coast for years.",
        "The guild condemned the killings.",  # done when it was over
        "Police arrested a porter.",
        "The dead were buried on the hill.",
        "The governor visited the wounded.",
        "The guild had asked for guards, the mayor said.",  # said or arranged before
        "Four hundred people live around the market.",
    ],
)
def test_what_is_not_of_the_day_stays_without_one(sentence: str) -> None:
    assert when(f"{LEAD}\n\n{sentence}") is None


@pytest.mark.parametrize("stance", [Stance.PREDICTED, Stance.WANTED, Stance.ASKED, Stance.DECLINED])
def test_what_is_wished_or_planned_takes_no_day(stance: Stance) -> None:
    assert when(f"{LEAD} The stalls were rebuilt.", stance=stance) is None


def test_a_denial_of_the_day_s_doings_takes_it() -> None:
    assert when(f"{LEAD} No soldier fired a shot.", stance=Stance.DENIED) == DAY


def test_the_day_s_words_and_the_reason_are_given() -> None:
    told = last(f"{LEAD} Nine more were wounded.").when
    assert told is not None and told.words.text == "Monday"
    assert "goes on telling of the day of “Monday” in its paragraph" in told.why


def test_background_does_not_move_the_story_s_day() -> None:
    background = "A fire in the same hall killed two people in 2019."
    assert when(f"{LEAD}\n\n{background}\n\nA boat on the canal caught fire.") == DAY


def test_after_another_day_only_words_that_point_back_take_the_story_s_day() -> None:
    other = "On Tuesday fishermen marched through the town."
    assert when(f"{LEAD}\n\n{other}\n\nThe bomb was packed with nails.") == DAY
    assert when(f"{LEAD}\n\n{other}\n\nSomebody left the gate open.") is None


def test_of_two_occurrences_the_one_whose_kind_is_named() -> None:
    text = f"{SECOND}On 9 May a bomb tore the quay apart."
    assert when(f"{text}\n\nThe sinking left no trace of oil.") == "2023-05-02"
    assert when(f"{text}\n\nThe explosion threw a crane over.") == "2023-05-09"
    assert when(f"{text}\n\nA watchman saw nothing.") is None


def test_two_occurrences_of_one_kind_give_no_day() -> None:
    text = "A bomb went off in Tarvela on 2 May.\n\nAnother bomb went off there on 9 May."
    assert when(f"{text}\n\nThe blast was heard in Quint.") is None


def test_a_sentence_that_names_two_days_lends_none() -> None:
    text = "Guards fired at fishermen on 2 May and again on the evening of 9 May."
    assert when(f"{text} Five men were wounded.") is None


def test_the_day_of_the_counting_is_not_lent_to_the_killed() -> None:
    text = "The search ended on Tuesday."
    assert when(f"{text} Six men were killed.") is None


def test_a_date_in_passing_is_the_story_s_day_where_the_news_is_what_came_after() -> None:
    text = "Police released a porter on Tuesday who was held after the bombing of 2 May."
    assert when(f"{text}\n\nThe bomb killed six people.") == "2023-05-02"


def test_the_lead_s_dead_take_the_day_that_the_next_paragraph_gives() -> None:
    text = "Six people were killed in the fish market of Tarvela, the clinic said."
    report = Report("r1", "a.txt", "text", "0", f"{text}\n\n{LEAD}", "1", published=WRITTEN, language="en")
    claims = claims_of(report.text)
    first = locate(report, Reading("r1", "test", (), claims, ())).claims[0]
    assert first.when is not None and first.when.edtf == DAY


def test_since_the_blast_is_open_from_its_day_on() -> None:
    assert when(f"{LEAD}\n\nThe clinic has treated 40 people since the blast.") == f"{DAY}/.."


def test_days_after_an_occurrence_are_counted_from_its_day() -> None:
    text = f"{LEAD}\n\nOn Tuesday fishermen marched.\n\nTwo days after the blast, a wall fell."
    assert when(text) == "2023-05-17"


def test_that_day_in_another_paragraph_is_the_story_s() -> None:
    text = f"{LEAD}\n\nBy Tuesday evening all of the stalls had been moved."
    assert when(f"{text}\n\nNo soldier was on duty that day.") == DAY


def test_a_time_of_day_far_from_every_date_is_of_the_story_s_day() -> None:
    text = f"{LEAD}\n\nA fire in the same hall killed two people in 2019."
    assert when(f"{text}\n\nThe guards had left the gate at noon.") == DAY


def test_a_dawn_after_the_night_of_the_story_is_the_next_day_s() -> None:
    text = "A fire broke out in the oil store of Quint on Monday night."
    assert when(f"{text}\n\nThe roof had burned by dawn.") == "2023-05-16"


def test_days_after_it_in_the_present_tell_when_it_was() -> None:
    text = "Four days after the shooting at the mill, who is still in the ward?"
    assert when(f"{text}\n\nThe shooting left nine people wounded.") == "2023-05-13"


def test_an_occurrence_without_a_year_lends_what_is_known_of_its_day() -> None:
    assert when("On 2 May raiders burned the mill. Two millers were killed.", None) == "XXXX-05-02"


def test_nothing_is_lent_where_no_day_is_known() -> None:
    assert when("On Monday raiders burned the mill. Two millers were killed.", None) is None


def test_an_older_occurrence_is_not_the_story_s() -> None:
    text = "Raiders burned the mill on 3 January, killing two millers."
    assert when(f"{text}\n\nSomebody left the gate open.") is None


def test_a_sentence_with_a_time_elsewhere_in_it_borrows_none() -> None:
    text = f"{LEAD}\n\nOn Tuesday the carts were sold, the mayor said."
    assert when(text) != DAY


def test_other_languages_without_the_lists_are_left_alone() -> None:
    text = f"{LEAD} Nine more were wounded."
    report = Report("r1", "a.txt", "text", "0", text, "1", published=WRITTEN, language="fr")
    claims = claims_of(text)
    assert locate(report, Reading("r1", "test", (), claims, ())).claims[-1].when is None


def test_a_word_for_any_occurrence_is_no_sign_of_the_one_before() -> None:
    retaken = "The army retook Tarvela on 2 May in an operation of two brigades.\n\n"
    assert when(retaken + "Forces crossed a bridge in the Karsan operation.") is None
    assert when(retaken + "Two brigades crossed a damaged bridge.") == "2023-05-02"


def test_a_day_since_which_something_lasts_is_still_that_of_what_is_named_with_it() -> None:
    text = "The ford has been shut since the shooting of 2 May, the reeve said.\n\nThe shooting left nine people wounded."
    assert when(text) == "2023-05-02"
