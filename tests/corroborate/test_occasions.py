"""Two like occurrences in one town a week apart stay two, and each keeps its own rising count."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from riwaya.corroborate.occasion import grew, rank_told, ranked_day, ranks, several_in, spots
from riwaya.corroborate.relate import relate
from riwaya.records import Claim, RelationKind
from tests.corroborate.build import World, exact

FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True)
class Told:
    """A count as a report tells it: its words, number, measure, speaker, own day, and of which it is."""

    words: str
    number: str
    value: float
    by: str
    of: str
    when: str | None = None
    measure: str = "killed"


STRIKES: list[tuple[str, str | None, str, list[Told]]] = [
    (
        "Litoral Press",
        "2031-03-03",
        "Rockets hit grain terminal in Velmar\n\n"
        "VELMAR, Besna - Six people were killed when rockets struck the grain terminal in Velmar on Monday, "
        "the regional administration said.\n\nGovernor Anton Rusk said they had come from across the river.",
        [
            Told(
                "Six people were killed when rockets struck the grain terminal in Velmar on Monday",
                "Six", 6, "the regional administration", FIRST, "2031-03-03",
            )
        ],
    ),
    (
        "Besna Daily",
        "2031-03-05",
        "Toll of Velmar terminal strike climbs\n\n"
        "Nine people are dead after Monday's rocket strike on the grain terminal, "
        "the regional administration said.\n\nSister Marta Ilves said 24 people were injured.",
        [
            Told(
                "Nine people are dead after Monday's rocket strike on the grain terminal",
                "Nine", 9, "the regional administration", FIRST, "2031-03-03",
            ),
            Told("24 people were injured", "24", 24, "Sister Marta Ilves", FIRST, None, "injured"),
        ],
    ),
    (
        "Litoral Press",
        "2031-03-11",
        "Second strike in a week: rockets hit Velmar railway station\n\n"
        "VELMAR, Besna - At least 15 people were killed when rockets hit the railway station in Velmar on "
        "Monday evening, the regional administration said.\n\n"
        "It was the second strike on the town in a week.\n\n"
        "Another report from the hospital said 40 people were injured.",
        [
            Told(
                "At least 15 people were killed when rockets hit the railway station in Velmar on Monday evening",
                "At least 15", 15, "the regional administration", SECOND, "2031-03-10",
            )
        ],
    ),
    (
        "Besna Daily",
        "2031-03-14",
        "Station strike toll rises\n\n"
        "The number of dead in the strike on the station of Velmar has risen to 18, the regional administration said.\n\n"
        "In the two strikes 27 people have been killed, Governor Anton Rusk said.\n\n"
        "The families of those who died in last week's strike have received nothing. "
        "A union of dockers put the dead of the first strike at 12.",
        [
            Told(
                "The number of dead in the strike on the station of Velmar has risen to 18",
                "18", 18, "the regional administration", SECOND,
            ),
            Told(
                "In the two strikes 27 people have been killed", "27", 27, "Governor Anton Rusk", BOTH
            ),
            Told(
                "The families of those who died in last week's strike have received nothing",
                "", 0, "Governor Anton Rusk", FIRST, "2031-03-03/2031-03-09",
            ),
            Told("the dead of the first strike at 12", "12", 12, "A union of dockers", FIRST),
        ],
    ),
]  # fmt: skip
FIRES: list[tuple[str, str | None, str, list[Told]]] = [
    (
        "Radio Marj",
        "2030-10-08",
        "Boat fire at Qasr Anba\n\n"
        "QASR ANBA - A fire on a ferry at the old pier of Qasr Anba killed seven people on Monday, "
        "the port office said.",
        [
            Told(
                "A fire on a ferry at the old pier of Qasr Anba killed seven people on Monday",
                "seven", 7, "the port office", FIRST, "2030-10-07",
            )
        ],
    ),
    (
        "The Anba Observer",
        "2030-10-10",
        "Pier fire: more dead\n\n"
        "The death toll of Monday's fire at the old pier of Qasr Anba has risen to eleven, the port office said.",
        [
            Told(
                "The death toll of Monday's fire at the old pier of Qasr Anba has risen to eleven",
                "eleven", 11, "the port office", FIRST, "2030-10-07",
            )
        ],
    ),
    (
        "Radio Marj",
        "2030-10-15",
        "Fire in Qasr Anba cinema kills 13\n\n"
        "QASR ANBA - A fire in the cinema of Qasr Anba killed 13 people on Monday, the fire brigade said.\n\n"
        "The fire came a week after a fire at the old pier killed eleven people, Colonel Idris Walm said.",
        [
            Told(
                "A fire in the cinema of Qasr Anba killed 13 people on Monday",
                "13", 13, "the fire brigade", SECOND, "2030-10-14",
            ),
            Told(
                "a week after a fire at the old pier killed eleven people",
                "eleven", 11, "Colonel Idris Walm", FIRST,
            ),
        ],
    ),
    (
        "The Anba Observer",
        None,
        "Cinema fire toll rises to 17\n\n"
        "The death toll of the fire in the cinema of Qasr Anba has risen to 17, the fire brigade said.\n\n"
        "The port office said 28 people had been killed in the town's two fires.",
        [
            Told(
                "The death toll of the fire in the cinema of Qasr Anba has risen to 17",
                "17", 17, "the fire brigade", SECOND,
            ),
            Told(
                "28 people had been killed in the town's two fires", "28", 28, "The port office", BOTH
            ),
        ],
    ),
    (
        "The Slow Boat",
        "2030-11-02",
        "Two Mondays in Qasr Anba\n\n"
        "On 7 October fire took a ferry at the pier. A week later, on 14 October, a fire took the cinema.\n\n"
        "Nobody agrees on the dead of the first Monday. Twelve people died, says the boatman Piet Hamsun. "
        "For the second, the fire brigade counts 19 dead.",
        [
            Told(
                "On 7 October fire took a ferry at the pier", "", 0, "the boatman Piet Hamsun",
                FIRST, "2030-10-07",
            ),
            Told(
                "A week later, on 14 October, a fire took the cinema", "", 0, "the boatman Piet Hamsun",
                SECOND, "2030-10-14",
            ),
            Told("Twelve people died", "Twelve", 12, "the boatman Piet Hamsun", FIRST),
            Told("19 dead", "19", 19, "the fire brigade", SECOND),
        ],
    ),
]  # fmt: skip


def built(
    story: list[tuple[str, str | None, str, list[Told]]],
) -> tuple[World, dict[str, tuple[Claim, Told]]]:
    """The story as claims, by claim id, each with what was told."""
    world, made = World(), dict[str, tuple[Claim, Told]]()
    for outlet, published, text, rows in story:
        report = world.report(outlet, text, published, title=text.split("\n", 1)[0])
        for row in rows:
            figures = ((row.number, exact(row.value), "people", row.measure),) if row.number else ()
            claim = world.claim(report, row.words, row.by, person=row.by, when=row.when, figures=figures)
            made[claim.id] = (claim, row)
    return world, made


@pytest.mark.parametrize("story", [STRIKES, FIRES], ids=["strikes", "fires"])
def test_no_count_of_the_one_stands_to_a_count_of_the_other(
    story: list[tuple[str, str | None, str, list[Told]]],
) -> None:
    world, made = built(story)
    for relation in world.findings().relations:
        one, two = (made[c][1] for c in relation.claims)
        assert one.of == two.of, relation.why


@pytest.mark.parametrize(
    ("story", "risen"),
    [
        (STRIKES, [(6, 9), (9, 12), (15, 18)]),
        (FIRES, [(7, 11), (13, 17), (13, 19)]),
    ],
    ids=["strikes", "fires"],
)
def test_the_count_of_each_still_rises(
    story: list[tuple[str, str | None, str, list[Told]]], risen: list[tuple[float, float]]
) -> None:
    world, made = built(story)
    found = {
        (made[r.claims[1]][1].value, made[r.claims[0]][1].value)
        for r in world.findings().relations
        if r.kind is RelationKind.UPDATES
    }
    assert not set(risen) - found


@pytest.mark.parametrize("story", [STRIKES, FIRES], ids=["strikes", "fires"])
def test_any_order_of_claims_gives_the_same(story: list[tuple[str, str | None, str, list[Told]]]) -> None:
    world, _ = built(story)
    back = relate(world.claims[::-1], dict(reversed(world.reports.items())), world.entities)
    assert back.relations == world.findings().relations


def test_the_two_are_two_events() -> None:
    world, made = built(FIRES)
    for event in world.findings().events:
        assert len({made[c][1].of for c in event.claims}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The dead of the first bombing were nine.", [1]),
        ("Of the second, eleven are known to have died.", [2]),
        ("The latest attack killed four.", [-1]),
        ("It was the first attack since the truce.", []),
        ("This is the second raid on the port in ten days.", []),
        ("He was the first mayor of the town.", []),
    ],
)
def test_ordinals_of_occurrences(text: str, found: list[int]) -> None:
    assert [rank for _, rank in ranks(text)] == found


def test_which_of_several_a_report_tells_of() -> None:
    assert rank_told("This is the second raid on the port in less than a week.") == 2
    assert rank_told("It was the second raid since the spring.") is None


def test_a_day_that_is_counted_is_no_day_before_the_report() -> None:
    text = "Nobody agrees on the dead of the first Monday. On Monday he left."
    first, second = text.index("Monday"), text.rindex("Monday")
    assert ranked_day(text, first, first + 6)
    assert not ranked_day(text, second, second + 6)
    assert not ranked_day("the first Monday of May", 10, 16)


def test_several_taken_together() -> None:
    sentence = "In both bombings 27 people were killed."
    assert several_in(sentence, sentence)
    assert not several_in("The two blasts killed nine.", "The two blasts, minutes apart, killed nine.")
    assert not several_in("Two bombs exploded.", "Two bombs exploded.")


def test_what_was_struck() -> None:
    assert dict(spots("A bomb exploded outside the old mosque.").kinds) == {"mosqu": frozenset({"old"})}
    assert set(spots("The station strike killed nine.").kinds) == {"station"}
    assert not spots("The wounded lie in the hospital, the strike's victims too.")


def test_a_count_that_grew_with_another_death() -> None:
    assert grew("A boy died on Sunday, bringing the dead to 18.")
    assert not grew("He brought the wounded to hospital on Sunday.")
