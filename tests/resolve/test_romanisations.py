"""One invented name as the press, French and scholarly writers spell it, and as it stands in Arabic script."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Kind, Referent
from riwaya.resolve import across, keys
from riwaya.resolve.compare import compare
from riwaya.resolve.settings import use
from tests.resolve.test_across import one

Spellings = tuple[str, ...]  # Arabic, press, French, scholarly
SYLLABLES: list[Spellings] = [
    ("قا", "qa", "ka", "qā"),
    ("رو", "rou", "rou", "rū"),
    ("خا", "kha", "kha", "khā"),
    ("شا", "sha", "cha", "shā"),
    ("غا", "gha", "gha", "ghā"),
    ("زي", "zee", "zi", "zī"),
    ("مر", "mar", "mar", "mar"),
    ("نو", "noo", "nou", "nū"),
    ("لو", "loo", "lou", "lū"),
    ("صا", "sa", "sa", "ṣā"),
    ("با", "ba", "ba", "bā"),
    ("دي", "dee", "di", "dī"),
    ("جا", "ja", "dja", "jā"),
    ("طا", "ta", "ta", "ṭā"),
]


def spelt(chosen: list[Spellings]) -> Spellings:
    arabic, *others = ("".join(parts) for parts in zip(*chosen, strict=True))
    return (arabic, *(word.title() for word in others))


WORD = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(spelt)
STARTS = WORD | WORD.map(lambda word: ("وا" + word[0], "Wa" + word[1], "Oua" + word[2], "Wā" + word[3]))


def blocks(name: str, kind: Kind) -> set[str]:
    return set(keys(Referent("p1", "r1", kind, name, (name,), True, ())))


@given(STARTS)
def test_a_place_is_one_in_every_romanisation(word: Spellings) -> None:
    for a, b in combinations(word[1:], 2):
        assert compare(a, b, Kind.PLACE).same, (a, b)
        assert blocks(a, Kind.PLACE) & blocks(b, Kind.PLACE), (a, b)


@given(WORD, WORD)
def test_a_person_is_one_in_every_romanisation(given_name: Spellings, family: Spellings) -> None:
    people = [f"{a} al-{b}" for a, b in zip(given_name[1:], family[1:], strict=True)]
    for a, b in combinations(people, 2):
        assert compare(a, b, Kind.PERSON).same, (a, b)
        assert blocks(a, Kind.PERSON) & blocks(b, Kind.PERSON), (a, b)


# syllables of seven consonants that no reader takes for one another
CLEAR = st.permutations(
    [row for row in SYLLABLES if row[1] in ("qa", "rou", "mar", "noo", "loo", "ba", "dee")]
)
THREE = CLEAR.map(lambda rows: spelt(list(rows[:3])))


@given(THREE)
def test_the_arabic_spelling_is_one_with_every_romanisation(word: Spellings) -> None:
    referents = [one(name, f"r{n}", Kind.PLACE) for n, name in enumerate(word)]
    (entity,) = across(referents)
    assert {name.text for name in entity.names} == set(word)


@pytest.fixture
def switched_off() -> Iterator[None]:
    use(False, "")
    yield
    use(True, "")


@pytest.mark.usefixtures("switched_off")
def test_switched_off_only_the_same_letters_are_one() -> None:
    word = spelt([SYLLABLES[0], SYLLABLES[1], SYLLABLES[7]])
    assert len(across([one(name, f"r{n}", Kind.PLACE) for n, name in enumerate(word)])) == len(set(word))
    assert len(across([one("Qarou", "a", Kind.PLACE), one("qarou", "b", Kind.PLACE)])) == 1
