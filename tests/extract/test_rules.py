from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.extract.rules import RuleReader
from riwaya.records import Channel, Naming, Span
from tests.extract.reading import reading, report, said

Row = tuple[str, list[tuple[list[str | None], str, str]]]

SAYINGS: list[Row] = [
    ("The mayor said that the well was dry.", [(["The mayor"], "asserted", "the well was dry")]),
    ("The well was dry, the mayor said on Monday.", [(["the mayor"], "asserted", "The well was dry")]),
    ("“It is dry,” said Orsa Belmin, head of the council.", [(["Orsa Belmin"], "asserted", "It is dry")]),
    ('"Dry," she told the Lowland Courier, "and salted."', [(["she"], "asserted", "Dry ... and salted")]),
    (
        "Her brother, the carter Orsa Belmin, said the well was dry.",
        [(["the carter Orsa Belmin"], "asserted", "the well was dry")],
    ),
    (
        "Orsa Belmin, whose firm, Lisk Water, owns both, said the well was dry.",
        [(["Orsa Belmin"], "asserted", "the well was dry")],
    ),
    (
        "A band still holds their driver, Orsa Belmin, the company said.",
        [(["the company"], "asserted", "A band still holds their driver, Orsa Belmin")],
    ),
    ("The road, he said, had been mined.", [(["he"], "asserted", "The road ... had been mined")]),
    (
        "The clinic now gives the number of dead as 14.",
        [(["The clinic"], "asserted", "the number of dead as 14")],
    ),
    ("She gave 14 as her age.", [([], "asserted", "She gave 14 as her age")]),
    (
        "Forty have tried the path, aid groups estimate, in shoes made of straw.",
        [(["aid groups"], "asserted", "Forty have tried the path ... in shoes made of straw")],
    ),
    (
        "According to two shepherds, the post was empty at dawn.",
        [(["two shepherds"], "asserted", "the post was empty at dawn")],
    ),
    (
        "The hills, according to Capt. Ivo Marek, the officer in charge of the sector, are quiet.",
        [(["Capt. Ivo Marek"], "asserted", "The hills ... are quiet")],
    ),
    (
        "Asa Karim, a nurse and head of the clinic, confirmed to the Courier that nine men came.",
        [(["Asa Karim"], "asserted", "nine men came")],
    ),
    (
        "One is 16, he said, adding that dozens more were treated.",
        [(["he"], "asserted", "One is 16"), (["he"], "asserted", "dozens more were treated")],
    ),
    (
        "Residents complained that the school was shut and said the bus no longer came.",
        [
            (["Residents"], "asserted", "the school was shut"),
            (["Residents"], "asserted", "the bus no longer came"),
        ],
    ),
    (
        "The chief told us the militia had left, an assertion denied by several traders.",
        [
            (["The chief"], "asserted", "the militia had left"),
            (["several traders"], "denied", "an assertion"),
        ],
    ),
    (
        "The army says the bridge stands, but villagers deny it.",
        [(["The army"], "asserted", "the bridge stands"), (["villagers"], "denied", "it")],
    ),
    ("Another man whom the team met near the gate said that he had no work.", [
        (["Another man whom the team met near the gate"], "asserted", "he had no work")]),
]  # fmt: skip

MORE: list[Row] = [
    (
        "The toll stands at nine, the ministry said.",
        [(["the ministry"], "asserted", "The toll stands at nine")],
    ),
    (
        "The ministry confirmed 14 cases as of 12 May.",
        [(["The ministry"], "asserted", "14 cases as of 12 May")],
    ),
    ("Some say 20, some say 40.", [(["Some"], "asserted", "20"), (["some"], "asserted", "40")]),
    ("As the mayor put it, the town is shut.", [(["the mayor"], "asserted", "the town is shut")]),
    ("The army has yet to comment.", [(["The army"], "declined", "has yet to comment")]),
    (
        "Police put the crowd at between 450 and 500.",
        [(["Police"], "asserted", "the crowd at between 450 and 500")],
    ),
    ("''It is dry,'' Orsa Belmin (R) said.", [(["Orsa Belmin"], "asserted", "It is dry")]),
    (
        "The mill was sold in May and, if the court agrees, will be torn down in June, the owner said.",
        [
            (["the owner"], "asserted", "The mill was sold in May"),
            (["the owner"], "predicted", "if the court agrees, will be torn down in June"),
        ],
    ),
    (
        "The mill burned, the owner said. He had this, he said, from the watchman.",
        [(["the owner", "the watchman"], "asserted", "The mill burned")],
    ),
    ("File 12, kept under lock: the man was beaten.", [(["File 12"], "asserted", "the man was beaten")]),
    ("A guard was shorter: “Shut.”", [(["A guard"], "asserted", "Shut")]),
]

CHAINS: list[Row] = [
    (
        "Residents of Halm were told by officers that the gate was shut.",
        [(["officers"], "asserted", "the gate was shut")],
    ),
    ("Settlers were told to leave the valley.", [([None], "asked", "to leave the valley")]),
    (
        "He said that he had been told by the school that he was too old.",
        [(["He", "the school"], "asserted", "he was too old")],
    ),
    (
        "Gela says a sergeant told him he had heard from the cook that the pay would never come.",
        [(["Gela", "a sergeant", "the cook"], "predicted", "the pay would never come")],
    ),
    (
        "A priest said a widow had been told by her son that the guards had fled.",
        [(["A priest", "a widow", "her son"], "asserted", "the guards had fled")],
    ),
    (
        "Radio Tor, citing a clerk at the court, reported that the trial had been moved.",
        [(["Radio Tor", "a clerk at the court"], "asserted", "the trial had been moved")],
    ),
    (
        "The panel quotes a forester as saying that a driver had told him of graves by the mill.",
        [(["The panel", "a forester", "a driver"], "asserted", "of graves by the mill")],
    ),
    (
        "The agency quotes the mayor, Ada Moss, as saying nine people were killed.",
        [(["The agency", "the mayor, Ada Moss"], "asserted", "nine people were killed")],
    ),
    (
        "The agency cites the director, Ada Moss: about nine tonnes of wheat are gone.",
        [(["The agency", "the director, Ada Moss"], "asserted", "about nine tonnes of wheat are gone")],
    ),
    ("Zoran is said to own the ferry.", [([None], "alleged", "Zoran ... own the ferry")]),
    (
        "A second said she had it from the porter that the hens were sold.",
        [(["A second", "the porter"], "asserted", "the hens were sold")],
    ),
    (
        "The envoy was told by the guard, on the word of one fisherman, that the guns came by sea.",
        [(["the guard", "one fisherman"], "asserted", "the guns came by sea")],
    ),
    (
        "The clerk said the bishop had described the fire as “an oversight”.",
        [(["The clerk", "the bishop"], "asserted", "the fire as “an oversight”")],
    ),
    (
        "Ada Moss says the reeve phoned her at noon to report that the pump had failed.",
        [(["Ada Moss", "the reeve"], "asserted", "the pump had failed")],
    ),
    (
        "State radio said a sapper had confessed to laying the mine.",
        [(["State radio", "a sapper"], "asserted", "laying the mine")],
    ),
    (
        "Staff at the pier radioed that the ford was mined.",
        [(["Staff at the pier"], "asserted", "the ford was mined")],
    ),
    (
        "The ford was mined, the guild said, citing the account of a boy.",
        [(["the guild", "a boy"], "asserted", "The ford was mined")],
    ),
    (
        "The graves were dug in May, court records show.",
        [(["court records"], "asserted", "The graves were dug in May")],
    ),
    (
        "The court that ordered it said the envoy had left.",
        [(["The court that ordered it"], "asserted", "the envoy had left")],
    ),
    (
        "Ada Moss from the health board said the well was dry.",
        [(["Ada Moss from the health board"], "asserted", "the well was dry")],
    ),
    (
        "The Tal leader, a former clerk known as Abu Ren from the Orvan tribe, said the well was dry.",
        [(["The Tal leader"], "asserted", "the well was dry")],
    ),
    (
        "The baker was never told why, the guild said.",
        [(["the guild"], "asserted", "The baker was never told why")],
    ),
    (
        "The port was shut, citing security concerns.",
        [([], "asserted", "The port was shut, citing security concerns")],
    ),
]

STANCES = [
    ("The firm denied that its lorry had spilled oil.", "denied"),
    ("The governor accused the guild of hiding grain.", "alleged"),
    ("The toll might rise, the nurse said.", "possible"),
    ("The ministry said the line would reopen in May.", "predicted"),
    ("The union demanded the release of its members.", "wanted"),
    ("The mayor urged families to stay indoors.", "asked"),
    ("The general refused to comment on whether pilots had taken part.", "declined"),
    ("Two clerks were reportedly taken from the school.", "alleged"),
    ("The clerk said the list should be burned.", "wanted"),
    ("According to unconfirmed reports, two clerks were held in a barn.", "alleged"),
    ("It is alleged in the indictment that the major sold the pump twice.", "alleged"),
    ("The diver is presumed to have drowned.", "possible"),
    ("Arson cannot be ruled out, the inspector said.", "possible"),
    ("The letter could have gone to the old house, the envoy said.", "possible"),
    ("The minister refused to rule out a tax on salt.", "possible"),
    ("She wondered aloud whether the dam would hold.", "asked"),
    ("The guild hopes to reopen the mill in May.", "wanted"),
    ("The dean, citing his oath, would say nothing about the vote.", "declined"),
    ("The dam company has not replied to her letters.", "declined"),
    ("On its own radio station, the Column told drivers not to stop after dark.", "asked"),
    ("“We deny that any boat of ours was there,” the captain said.", "denied"),
    ("“We demand their release,” Ada Moss said.", "wanted"),
    ("“I beg the army not to shoot,” Ada Moss said.", "asked"),
    ("“We asked the army for water,” Ada Moss said.", "asserted"),
]


@pytest.mark.parametrize(("text", "wanted"), [*SAYINGS, *MORE, *CHAINS])
def test_who_said_what_through_whom(text: str, wanted: list[tuple[list[str | None], str, str]]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance_of_the_nearest_source(text: str, stance: str) -> None:
    assert [row[1] for row in said(text)] == [stance]


def test_what_nobody_is_said_to_say_is_the_reports_own() -> None:
    assert said("The ferry has been tied up for nine days. A quiet town. Who will pay?") == [
        ([], "asserted", "The ferry has been tied up for nine days")
    ]


def test_a_new_sentence_of_a_quotation_keeps_its_speaker() -> None:
    text = "“The mill is gone,” Orsa Belmin said. “The men left with it.”"
    assert [row[0] for row in said(text)] == [["Orsa Belmin"], ["Orsa Belmin"]]


def test_a_quotation_over_two_paragraphs_keeps_its_speaker() -> None:
    text = "Orsa Belmin said: “The mill is gone.\n\n“The men left with it.”\n"
    assert [row[0] for row in said(text)] == [["Orsa Belmin"], ["Orsa Belmin"]]


def test_a_quotation_that_nobody_closes_does_not_swallow_the_report() -> None:
    text = "Orsa Belmin said: “The mill is gone.\n\nThe river rose on Friday.\n"
    assert said(text)[-1] == ([], "asserted", "The river rose on Friday")


def test_turns_of_a_transcript() -> None:
    text = "HOST: The gate is open again.\n\nBELMIN: No. Our men shut it on Friday.\n\nHOST: Thank you.\n"
    assert said(text)[:2] == [
        ([], "asserted", "The gate is open again"),
        (["BELMIN"], "asserted", "No. Our men shut it on Friday"),
    ]


def test_title_byline_dateline_and_headings_are_not_read() -> None:
    text = "Mill burns in Halm\n\nBy Orsa Belmin\n\nHALM, 3 May - The mill burned on Friday.\n\nThe cause\n"
    assert said(text) == [([], "asserted", "The mill burned on Friday")]


def test_furniture_is_not_read() -> None:
    text = "The mill burned on Friday.\n\nReaders like this story.\n"
    start = text.index("Readers")
    assert [c.text for c in reading(text, (Span(start, start + 24),)).claims] == ["The mill burned on Friday"]


def test_anonymity_asked_for_carries_over_to_the_next_sentence() -> None:
    text = "A clerk, who asked not to be named, met us at noon. He said the list was short."
    (claim,) = [c for c in reading(text).claims if c.chain]
    assert claim.chain[0].source.naming is Naming.REQUESTED
    assert claim.protection == ("requested",)


def test_a_child_is_protected() -> None:
    (claim,) = reading("“I saw the lorry,” said a 12-year-old shepherd boy.").claims
    assert claim.protection == ("minor",)


def test_channel_and_listener() -> None:
    (claim,) = reading(
        "A fighter told Lowland Courier in a WhatsApp conversation that the men had left."
    ).claims
    assert (claim.chain[0].channel, claim.chain[0].listener) == (Channel.MESSAGE, "Lowland Courier")


def test_a_correction_takes_back_what_it_repeats() -> None:
    assert said("Correction: An earlier version of this report said nine had died.")[0][1] == "denied"


PIECES = (
    "The mayor|said|that|“|”|,|.|\n\n| |he|told|us|was|who|according to|told by|denied|two men|and|but|:|(|)"
    '|—|not|‘|’|«|»|"|?|citing|؟|a clerk|had heard from|is said to|as|whether|Col.'
)
words = st.sampled_from(PIECES.split("|"))


@given(st.lists(words, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_and_every_word_stands_in_it(text: str) -> None:
    found = reading(text)
    assert found.refused == 0
    assert all(0 <= span.start < span.end <= len(text) for span in found.sentences)
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.text
        assert all(a.end <= b.start for a, b in pairwise(claim.segments))


def test_reading_twice_gives_the_same() -> None:
    one = report("The mayor said the well was dry. “Dry,” he said.")
    first, second = RuleReader().read([one, one])
    assert first == second


@pytest.mark.parametrize("piece", ["he said, ", "“a ” ", "'a ", "the man said that ", "a man, who said, "])
def test_endless_sentences_are_read_piece_by_piece(piece: str) -> None:
    assert reading(piece * 400).refused == 0
