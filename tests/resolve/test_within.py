"""Who speaks within one report. All people and places are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Kind, Naming
from tests.resolve.reading import read, resolved, speakers


def naming(text: str, *said: tuple[str, ...]) -> list[Naming | None]:
    reading, _ = resolved(text, *said)
    return [claim.chain[0].source.naming for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "Orlo Vashti, a baker, said bread was short. He added that flour had doubled in price.",
            [("bread was short", "Orlo Vashti"), ("flour had doubled", "He")],
            ["Orlo Vashti", "Orlo Vashti"],
            id="he is the last speaker",
        ),
        pytest.param(
            "Orlo Vashti told Nina Brask the mill was sold. He wept. She said nobody had asked her.",
            [("the mill was sold", "Orlo Vashti"), ("nobody had asked her", "She")],
            ["Orlo Vashti", "Nina Brask"],
            id="gender of given names",
        ),
        pytest.param(
            "Sheikh Jabir al-Tamouri met Col. Adib Rashwan. Tamouri said the well was dry.",
            [("the well was dry", "Tamouri")],
            ["Jabir al-Tamouri"],
            id="family name",
        ),
        pytest.param(
            "Nasir al-Hawd commander Col. Adib Rashwan said the ford was shut.",
            [("the ford was shut", "Nasir al-Hawd commander Col. Adib Rashwan")],
            ["Adib Rashwan"],
            id="a body that is called like a person stands before its commander",
        ),
        pytest.param(
            "In Lisk Sheikh Mirwas spoke. Shekih Mirwas said the ford was deep.",
            [("the ford was deep", "Shekih Mirwas")],
            ["Mirwas"],
            id="misspelt title",
        ),
        pytest.param(
            "Mateo Larrondega runs the ferry. The river is high, Larrodnega said.",
            [("The river is high", "Larrodnega")],
            ["Mateo Larrondega"],
            id="slip of the pen",
        ),
        pytest.param(
            "Colonel Adib Rashwan came late. The colonel said the road was mined.",
            [("the road was mined", "The colonel")],
            ["Adib Rashwan"],
            id="rank",
        ),
        pytest.param(
            "Tovik Maran, 61, a retired miner, waited outside. The old miner said the pit had flooded.",
            [("the pit had flooded", "The old miner")],
            ["Tovik Maran"],
            id="role in apposition",
        ),
        pytest.param(
            "The Dessik Commission for Lost Wells met on Friday. The commission said it had no money.",
            [("it had no money", "The commission")],
            ["Dessik Commission for Lost Wells"],
            id="head noun of a body",
        ),
        pytest.param(
            "The Northern Valley Guard (NVG) left. The NVG said it would return.",
            [("it would return", "The NVG")],
            ["Northern Valley Guard"],
            id="acronym",
        ),
        pytest.param(
            "The Ashen Brigade leader, a former smith known as Abu Zeft, said the hills were quiet.",
            [("the hills were quiet", "The Ashen Brigade leader")],
            ["Abu Zeft"],
            id="alias of a described leader",
        ),
        pytest.param(
            "The bridge was closed, the district police chief said.\n\nGen. Orlo Vashti told us it cracked.",
            [("The bridge was closed", "the district police chief"), ("it cracked", "Gen. Orlo Vashti")],
            ["Orlo Vashti", "Orlo Vashti"],
            id="role first, name in the next sentence",
        ),
        pytest.param(
            "A ferryman stood by. A nurse said nobody had crossed. The ferryman said he had seen two boats.",
            [("nobody had crossed", "A nurse"), ("he had seen two boats", "The ferryman")],
            ["A nurse", "A ferryman"],
            id="someone described but not quoted before",
        ),
        pytest.param(
            "Nesta Kolb, the mayor, and Major Ivo Kolb met. Major Kolb said the gate was shut.",
            [("the gate was shut", "Major Kolb")],
            ["Ivo Kolb"],
            id="two of one family name told apart by title",
        ),
        pytest.param(
            "Parents heard from the district school officer. The officer, Nesta Kolb, said it was shut.",
            [("it was shut", "The officer, Nesta Kolb")],
            ["Nesta Kolb"],
            id="the one described before",
        ),
        pytest.param(
            "Temas Girma runs the mill. His father, Girma Wolde, built it, and Girma still comes. Temas said no.",
            [("no", "Temas")],
            ["Temas Girma"],
            id="people called by their first names",
        ),
        pytest.param(
            "Bishop Orlo Vashti let them in. Monsignor Vashti said the rats would come.",
            [("the rats would come", "Monsignor Vashti")],
            ["Orlo Vashti"],
            id="another title",
        ),
        pytest.param(
            "Ivo Petrovich Kolb is no Ivo Pavlovich Kolb. Ivo Petrovich said the list was wrong.",
            [("the list was wrong", "Ivo Petrovich")],
            ["Ivo Petrovich Kolb"],
            id="the first names of one of two",
        ),
    ],
)
def test_speaker(text: str, said: list[tuple[str, ...]], expected: list[str]) -> None:
    assert speakers(text, *said) == expected


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "Orlo Vashti said: “I heard that the school was shut.”"
    said = [("I heard that the school was shut", "Orlo Vashti"), ("the school was shut", "I")]
    assert speakers(text, *said) == ["Orlo Vashti", "Orlo Vashti"]


def test_a_listener_is_not_who_speaks_next() -> None:
    text = "Orlo Vashti told Ivan Brask the mill was sold. He said the price was low."
    assert (
        speakers(text, ("the mill was sold", "Orlo Vashti"), ("the price was low", "He"))
        == ["Orlo Vashti"] * 2
    )


def test_we_of_a_statement_is_its_issuer() -> None:
    text = "Statement of the Free Guild of Ferrymen\n\nThe river is ours. We demand a new quay."
    assert speakers(text, ("a new quay", "We")) == ["Free Guild of Ferrymen"]


def test_relatives_of_one_family_name_stay_apart() -> None:
    text = (
        "Milena Torvak keeps the shop and her husband, Anders, the mill. Anders Torvak was away, Milena said."
    )
    _, referents = resolved(text, ("Anders Torvak was away", "Milena"))
    people = [set(r.names) for r in referents if r.kind is Kind.PERSON]
    assert {"Milena Torvak", "Milena"} in people
    assert {"Anders", "Anders Torvak"} in people


def test_someone_with_possessive_is_another() -> None:
    text = "The governor spoke. His deputy said the dam was safe. The governor said nothing."
    _, referents = resolved(text, ("the dam was safe", "His deputy"), ("nothing", "The governor"))
    assert {r.name for r in referents if not r.named} == {"His deputy", "The governor"}


def test_one_of_several_is_someone_of_their_own_and_as_protected() -> None:
    text = (
        "The lorries were taken, said three drivers who asked not to be identified. "
        "One of the three said his was returned."
    )
    reading, referents = resolved(
        text, ("lorries were taken", "three drivers"), ("his was returned", "One of the three")
    )
    assert len({r.id for r in referents}) == 2
    assert [c.chain[0].source.naming for c in reading.claims] == [Naming.REQUESTED, Naming.REQUESTED]


@pytest.mark.parametrize(
    "text",
    [
        "A clerk who asked not to be named said the office was empty.",
        "A clerk said the office was empty. He asked that his name not be printed.",
        "A clerk, speaking on condition of anonymity, said the office was empty.",
        "A clerk, whose name is withheld at his request, said the office was empty.",
        "A clerk who insisted on anonymity said the office was empty.",
    ],
)
def test_asked_not_to_be_named(text: str) -> None:
    assert naming(text, ("the office was empty", "A clerk")) == [Naming.REQUESTED]


def test_named_unnamed_and_bodies() -> None:
    text = "Orlo Vashti said it rained. A clerk said it snowed. The finance ministry said it was dry."
    said = [("it rained", "Orlo Vashti"), ("it snowed", "A clerk"), ("it was dry", "The finance ministry")]
    assert naming(text, *said) == [Naming.NAMED, Naming.UNNAMED, Naming.NAMED]


@pytest.mark.parametrize(
    ("text", "source", "minor"),
    [
        ("A 9-year-old boy said the dog was lost.", "A 9-year-old boy", True),
        ("One of them, a girl of ten, said the dog was lost.", "One of them", True),
        ("Pavla Orrin, 12, said the dog was lost.", "Pavla Orrin", True),
        ("Pavla Orrin, 44, said the dog was lost.", "Pavla Orrin", False),
        ("A schoolteacher said the dog was lost.", "A schoolteacher", False),
        (
            "Minister Pavla Orrin was 11 when it burned, and said the dog was lost.",
            "Minister Pavla Orrin",
            False,
        ),
    ],
)
def test_minors_are_protected(text: str, source: str, minor: bool) -> None:
    reading, referents = resolved(text, ("the dog was lost", source))
    (claim,) = reading.claims
    who = next(r for r in referents if r.id == claim.chain[0].source.referent)
    assert ("minor" in who.protection) is minor
    assert ("minor" in claim.protection) is minor


def test_titles_and_roles_are_kept() -> None:
    text = "Police Chief Col. Adib Rashwan, a father of four, said the gate was shut."
    _, referents = resolved(text, ("the gate was shut", "Police Chief Col. Adib Rashwan"))
    (man,) = [r for r in referents if r.named]
    assert "Police Chief Col." in man.descriptions
    assert "father of four" in man.descriptions


def test_how_someone_is_known_is_no_part_of_the_role() -> None:
    text = "A commander known as Abu Zeft told us that the gate was shut."
    _, referents = resolved(text, ("the gate was shut", "A commander known as Abu Zeft"))
    (man,) = [r for r in referents if r.named]
    assert man.descriptions == ("commander",)


def test_every_mention_of_a_name_has_its_referent() -> None:
    text = "Orlo Vashti lives in Lisk. Vashti has left Lisk for the town of Brask."
    reading, referents = resolved(text)
    ids = {r.id for r in referents}
    assert reading.mentions
    assert {m.referent for m in reading.mentions} <= ids


NAMES = st.sampled_from(["Orlo Vashti", "Vashti", "he", "The mayor", "a clerk", "Nina Brask", "she", "They"])


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_resolving_is_complete_and_repeatable(sources: list[str]) -> None:
    sentences = [f"{s[0].upper() + s[1:]} said thing{n} fell." for n, s in enumerate(sources)]
    text = " ".join(sentences)
    said = [(f"thing{n} fell", s[0].upper() + s[1:]) for n, s in enumerate(sources)]
    reading, referents = resolved(text, *said)
    assert (reading, referents) == resolved(text, *said)
    assert len({r.id for r in referents}) == len(referents)
    for one in referents:
        assert one.why
        assert all(w.text == text[w.start : w.end] for w in one.mentions)
    known = {r.id for r in referents}
    for claim in reading.claims:
        assert claim.chain[0].source.referent is None or claim.chain[0].source.referent in known
    plain, _ = read(text, *said)
    assert plain.text == text


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "Nadia Kors, 31, sells figs by the gate. The fig seller said nobody came.",
            [("nobody came", "The fig seller")],
            ["Nadia Kors"],
            id="what someone does",
        ),
        pytest.param(
            "Mrs Ines Caldero bakes and her husband Ramon Caldero drives. Mrs Caldero said they were tired.",
            [("they were tired", "Mrs Caldero")],
            ["Ines Caldero"],
            id="form of address",
        ),
        pytest.param(
            "Ilan Saran sat down. His brother, Yusuf, stood. Saran said it was late. Yusuf Saran said no.",
            [("it was late", "Saran"), ("no.", "Yusuf Saran")],
            ["Ilan Saran", "Yusuf Saran"],
            id="family name of the one introduced with it",
        ),
        pytest.param(
            "The keeper, who calls himself Abu Zeft, said the gate was shut.",
            [("the gate was shut", "The keeper")],
            ["Abu Zeft"],
            id="calls himself",
        ),
    ],
)
def test_speaker_by_what_is_known_of_them(
    text: str, said: list[tuple[str, ...]], expected: list[str]
) -> None:
    assert speakers(text, *said) == expected
