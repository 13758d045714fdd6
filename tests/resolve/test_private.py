from __future__ import annotations

from dataclasses import replace

import pytest

from riwaya.lexicon import details
from riwaya.records import Kind, Referent
from riwaya.resolve import across, within
from tests.resolve.reading import read


def marks(text: str) -> dict[str, set[str]]:
    report, reading = read(text)
    _, referents = within(report, reading)
    return {r.name: set(r.protection) for r in referents}


@pytest.mark.parametrize(
    ("text", "name", "mark"),
    [
        ("Hana Zerik, 31, was wounded by glass in Sarm.", "Hana Zerik", "victim"),
        ("Soldiers arrested Bero Tamal near the mill.", "Bero Tamal", "victim"),
        ("Among the dead were Hana Zerik and Bero Tamal.", "Bero Tamal", "victim"),
        ("Hana Zerik suffers from epilepsy, a letter says.", "Hana Zerik", "medical"),
        ("The baker Bero Tamal swept his step.", "Bero Tamal", "private"),
        ("Bero Tamal swept his step in Sarm.", "Bero Tamal", "private"),
        ("Bero Tamal, aged 12, swept his step.", "Bero Tamal", "minor"),
        ("Ten years old and already a fighter, Bero Tamal swept his step.", "Bero Tamal", "minor"),
        ("Hana Zerik, 63, watched from the step. Governor Idra Velm came.", "Hana Zerik", "private"),
        ("Names have been changed. Hana Zerik swept the step.", "Hana Zerik", "requested"),
        ("Sarmo, the youngest of Hana Zerik's daughters, hid.", "Sarmo", "minor"),
        ("Bero Tamal, a ninth-grader, swept the step.", "Bero Tamal", "minor"),
        ("A driver known only as Besko swept the step.", "Besko", "requested"),
        ("We are not using the surname of Besko, who has left.", "Besko", "requested"),
        ("Soldiers released Tashpo Ghobur without charge.", "Tashpo Ghobur", "victim"),
        ("Doctors diagnosed tuberculosis in Rosal Chokue, a miner.", "Rosal Chokue", "medical"),
        ("Besko remembers the blast.", "Besko", "private"),
        ("Missing since the flood are Hana Zerik and Bero Tamal.", "Bero Tamal", "victim"),
        ("Speaking on condition that her name not appear, Hana Zerik wept.", "Hana Zerik", "requested"),
        (
            "We met Hana Zerik, the deputy. She will talk only if her name never appears.",
            "Hana Zerik",
            "requested",
        ),
        ("Hana Zerik, the deputy, told us of the lists. Do not name her.", "Hana Zerik", "requested"),
        ("Hana Zerik agreed, provided that nothing be traced back to her.", "Hana Zerik", "requested"),
        ("A neighbour named Innocent swept the step.", "Innocent", "private"),
        ("The two sons of Besko swept the step.", "Besko", "private"),
        ("For eight coins Sandu took them over the river at night.", "Sandu", "private"),
        ("We reached Lena by telephone at noon. Lena is a tailor and was at home.", "Lena", "private"),
        ("Hana Zerik, who dressed the boy, was herself arrested in Sarm.", "Hana Zerik", "victim"),
        ("A tailor saw Hana Zerik crossing at noon.", "Hana Zerik", "private"),
        ("Behind us came the old pastor, Besko, singing.", "Besko", "private"),
        ("Here lived the Zeriks: Hana, who taught, her sister and a goat.", "Zeriks", "private"),
        ("“They are at Sandu's.” Lena is a tailor, and Sandu is her neighbour.", "Sandu", "private"),
    ],
)
def test_who_is_marked(text: str, name: str, mark: str) -> None:
    assert mark in marks(text)[name]


@pytest.mark.parametrize(
    "text",
    [
        "Governor Idra Velm was wounded in the blast.",
        "Idra Velm, the head of the water board, swept the step.",
        "The analyst Idra Velm counted nine lorries.",
        "In 1871 Idra Velm built the mill.",
        "In the ninth century Idra Velm built the mill.",
        "Idra Velm from the Commission for Wells, told reporters that the mill was shut.",
        "“The mill is shut,” said Idra Velm of the Wells Commission.",
        "Idra Velm, speaking for the water ministry, said the mill was shut.",
        "Idra Velm won the election in Sarm with nine votes.",
        "By Idra Velm, The Sarm Herald. The mill was shut on Monday.",
        "Idra Velm [another local militia] took part, he said.",
        "The tribe of this area, the Idra Velm, swept the step.",
        "The mill is run by a board, headed by Idra Velm.",
        "Picture: Idra Velm/Sarm Press. The mill is shut.",
        "Minister of Wells Idra Velm swept the step.",
        "The water ministry's Idra Velm called it a small flood.",
        "The newspaper Idra Velm told of the mill.",
        "The Oba of Sarm, Idra Velm, swept the step.",
        "Nine were carried to Idra General by boat.",
        "Pastor Idra Velm opened the mill.",
    ],
)
def test_who_holds_an_office_or_is_history_stays(text: str) -> None:
    assert marks(text).get("Idra Velm", set()) == set()


def test_where_someone_under_another_name_comes_from_goes_with_it() -> None:
    found = marks("We will call him Besko. He is from Sarm side. The road to Velm was open.")
    assert (found["Besko"], found["Sarm"]) == ({"requested"}, {"attributes"})
    assert "attributes" not in marks("Besko is a tailor. He is from Sarm side.").get("Sarm", ())


@pytest.mark.parametrize(
    "text",
    [
        "Lena is a town of nine mills.",
        "The road to Sandu was open.",
        "Syria took them back in May.",
        "We saw Sandu crossing at noon, and lorries before it.",
        "The Zeriks: a tribe of nine villages.",
    ],
)
def test_a_place_stays_one(text: str) -> None:
    assert not any(marks(text).values())


def test_the_outlet_of_a_report_that_was_read_as_a_body_is_nobody() -> None:
    report, reading = read("The tailor Velm Sarmo hid.")
    as_body = replace(reading, mentions=tuple(replace(m, kind=Kind.ORGANIZATION) for m in reading.mentions))
    for outlet, wanted in ((None, {"private"}), ("Velm Sarmo", set())):
        _, referents = within(replace(report, outlet=outlet), as_body)
        assert [set(r.protection) for r in referents if r.name == "Velm Sarmo"] == [wanted]


def test_people_whom_a_body_met_do_not_make_it_one_of_them() -> None:
    report, reading = read("All tailors Velm Sarmo met hid.")
    as_body = replace(reading, mentions=tuple(replace(m, kind=Kind.ORGANIZATION) for m in reading.mentions))
    assert not any(r.protection for r in within(report, as_body)[1] if r.name == "Velm Sarmo")


def test_an_office_is_told_in_the_sentence_of_the_name() -> None:
    """What follows in the next sentence is someone else's, wherever a window of characters ends."""
    for filler in ("", "the old ", "the very old ", "the very old and narrow "):
        text = f"Hana Zerik, 63, swept {filler}step of her mill. Convoy commander Idra Velm came."
        assert "private" in marks(text)["Hana Zerik"], text


def test_a_role_that_asked_not_to_be_named_stays_unnamed_further_down() -> None:
    text = "A clerk who asked not to be named opened the mill. The clerk, Bero Tamal, has left Sarm."
    assert "requested" in marks(text)["Bero Tamal"]


def test_a_request_holds_for_an_officer_too() -> None:
    assert "requested" in marks("Colonel Idra Velm, who asked not to be named, swept the step.")["Idra Velm"]


def test_an_office_told_in_one_report_counts_in_the_others() -> None:
    people: list[Referent] = []
    for name, text in (
        ("one", "Idra Velm was wounded in Sarm."),
        ("two", "Governor Idra Velm opened the mill in Sarm."),
    ):
        report, reading = read(text, name=name)
        people += within(report, reading)[1]
    entities = [e for e in across(people) if e.name == "Idra Velm"]
    assert len(entities) == 1
    assert entities[0].protection == ()


@pytest.mark.parametrize(
    "text",
    [
        "We met twice in the past year in Sarm.",
        "Two girls were not attending school.",
        "The uniforms of the Harbour Police are new.",
    ],
)
def test_a_year_and_going_to_school_name_no_school(text: str) -> None:
    assert not list(details(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mufti of Sarm, Bero Tamal, swept his step.", "Bero Tamal"),
        ("Mayor Idra Velm left. A voter in Sarm, who refused to be named, ate her ballot.", "Idra Velm"),
        (
            "Ivo Zerik, deputy minister, spoke off the record. The minister, Idra Velm, told parliament no.",
            "Idra Velm",
        ),
        ("Until 1991 Sarmhold was called Oldmark, and the trains stop in Sarmhold.", "Sarmhold"),
    ],
)
def test_who_and_what_stays_named(text: str, name: str) -> None:
    assert marks(text).get(name, set()) == set()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("She wrote Мирослав Тенков on the wall.", "private", "Мирослав Тенков"),
        ("The Tenkovs left first.", "private", "Tenkovs"),
        ("Two families live at Almvägen 14 in the town.", "home", "Almvägen 14"),
        (
            "The survivor from site 2, the baker with the limp, has been moved.",
            "attributes",
            "the baker with the limp",
        ),
    ],
)
def test_what_leads_to_someone_without_a_name_that_is_read(text: str, kind: str, words: str) -> None:
    assert words in {text[d.start : d.end] for d in details(text) if d.kind == kind}


def test_a_name_in_a_headline_of_capitals_is_someone_s() -> None:
    found = marks("HOW ANNA ZERIK HID NINE NEIGHBOURS\n\nShe will not talk about it.")
    assert any(name.startswith("ANNA ZERIK") for name, why in found.items() if why)


def test_who_died_of_late_is_not_of_long_ago() -> None:
    assert marks("Ana Duarte Zerik, 1949-2017, a cook, was killed on the road.")["Ana Duarte Zerik"]


def test_a_nickname_in_quotation_marks_belongs_to_one_person() -> None:
    found = marks('Concepción "Concha" Arriz de la Mota, a laundress, was killed on the road.')
    assert "victim" in found['Concepción "Concha" Arriz de la Mota']
