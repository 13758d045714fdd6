"""Events, their figures under a named rule, and their grades."""

from __future__ import annotations

from pathlib import Path

from riwaya.corroborate.aggregate import RULES
from riwaya.corroborate.kinds import types_in
from riwaya.corroborate.words import table
from riwaya.records import Event, Grade, Stance
from tests.corroborate.build import World, exact

DOCS = Path(__file__).resolve().parents[2] / "docs" / "grades.md"
HEAD = (
    "Blast at the mill of Tel Marwan\n\nTEL MARWAN - A bomb exploded in the mill of Tel Marwan on Tuesday. "
)


def tolls(*told: tuple[str, str, float]) -> Event:
    """The event of one blast with a toll by each speaker."""
    world = World()
    for outlet, speaker, n in told:
        report = world.report(outlet, HEAD + f"{int(n)} people were killed, {speaker} said.", "2031-05-07")
        world.claim(
            report, f"{int(n)} people were killed", speaker, person=speaker, when="2031-05-06",
            figures=((str(int(n)), exact(n), "people", "killed"),),
        )  # fmt: skip
    (event,) = world.findings().events
    return event


def test_figures_that_are_all_equal() -> None:
    event = tolls(("Harbour Wire", "Odet Karsan", 9), ("Valley Voice", "Belen Tosk", 9))
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high, figure.rule) == (9, 9, 9, "all equal")
    assert event.grade.figures is Grade.FAIR


def test_two_that_differ_are_indeterminate_and_the_range_is_kept() -> None:
    (figure,) = tolls(("Harbour Wire", "Odet Karsan", 9), ("Valley Voice", "Belen Tosk", 14)).figures
    assert (figure.low, figure.best, figure.high, figure.rule) == (9, None, 14, "indeterminate")


def test_three_independent_sources_have_a_median() -> None:
    event = tolls(
        ("Harbour Wire", "Odet Karsan", 9), ("Valley Voice", "Belen Tosk", 14), ("Hill Post", "Ama Reld", 11)
    )
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (9, 11, 14)
    assert figure.rule == "median of independent sources"
    assert event.grade.figures is Grade.CONTESTED


def test_one_source_is_weak_and_the_sentence_names_the_criterion() -> None:
    event = tolls(("Harbour Wire", "Odet Karsan", 9))
    assert event.grade.event is Grade.WEAK
    assert "E3" in event.why and "F3" in event.why


def test_an_event_carries_its_codes() -> None:
    event = tolls(("Harbour Wire", "Odet Karsan", 9), ("Valley Voice", "Belen Tosk", 9))
    assert (event.event_type, event.plover, event.when) == ("explosion", "ASSAULT-explosives", "2031-05-06")
    assert event.acled == "Explosions/Remote violence/Remote explosive/landmine/IED"


def test_contested_responsibility_is_graded_apart() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", HEAD + "The governor blamed the Saltmarsh Front for the bomb.", "2031-05-07"
    )
    b = world.report("Valley Voice", HEAD + "The Saltmarsh Front denied planting the bomb.", "2031-05-07")
    world.claim(a, "A bomb exploded in the mill of Tel Marwan", when="2031-05-06")
    world.claim(b, "A bomb exploded in the mill of Tel Marwan", when="2031-05-06")
    world.claim(
        a, "blamed the Saltmarsh Front for the bomb", "The governor", stance=Stance.ALLEGED, when="2031-05-06"
    )
    world.claim(b, "planting the bomb", "The Saltmarsh Front", stance=Stance.DENIED, when="2031-05-06")
    (event,) = world.findings().events
    assert event.grade.responsibility is Grade.CONTESTED
    assert "R4" in event.why


def test_every_criterion_of_the_code_stands_in_the_docs() -> None:
    import riwaya.corroborate.grades as module

    source = Path(module.__file__).read_text(encoding="utf-8")
    docs = DOCS.read_text(encoding="utf-8")
    for letter in "EFR":
        for n in range(1, 5):
            assert f'"{letter}{n},' in source
            assert f"| {letter}{n} |" in docs


def test_every_rule_stands_in_the_docs() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    for rule in [*RULES, "all equal", "indeterminate"]:
        assert f"`{rule}`" in docs


def test_two_bombings_in_one_town_a_week_apart_stay_two() -> None:
    world = World()
    grain = "A bomb exploded in the grain market of Tel Marwan"
    first = world.report("Harbour Wire", f"{grain} on Tuesday. Nine people were killed, the police chief said.",
                         "2031-05-07")  # fmt: skip
    doctor = world.report("Hill Post", f"Nine people died in the blast in Tel Marwan, a doctor said. {grain}.",
                          "2031-05-08")  # fmt: skip
    fish = "A bomb exploded in the fish market of Tel Marwan"
    second = world.report("Valley Voice", f"{fish} on Tuesday. Four people were killed, the police chief said.",
                          "2031-05-14")  # fmt: skip
    world.claim(first, grain, when="2031-05-06", where="Tel Marwan")
    nine = world.claim(first, "Nine people were killed", "the police chief",
                       figures=(("Nine", exact(9), "people", "killed"),))  # fmt: skip
    died = world.claim(doctor, "Nine people died in the blast in Tel Marwan", "a doctor",
                       figures=(("Nine", exact(9), "people", "killed"),))  # fmt: skip
    world.claim(second, fish, when="2031-05-13", where="Tel Marwan")
    four = world.claim(second, "Four people were killed", "the police chief",
                       figures=(("Four", exact(4), "people", "killed"),))  # fmt: skip
    events = {e.when: e for e in world.findings().events}
    assert {nine.id, died.id} <= set(events["2031-05-06"].claims)
    assert four.id in events["2031-05-13"].claims
    assert events["2031-05-13"].figures[0].best == 4
    assert world.kinds(four, nine) == world.kinds(four, died) == set()


def test_a_toll_of_no_act_has_no_codes_of_violence() -> None:
    world = World()
    report = world.report("Harbour Wire", "Three patients died for lack of oxygen on 6 May, a nurse said.")
    world.claim(report, "Three patients died for lack of oxygen on 6 May", "a nurse", when="2031-05-06")
    (event,) = world.findings().events
    assert (event.plover, event.acled) == (None, None)


def test_a_storm_is_no_storming_and_a_shot_that_is_fired_no_fire() -> None:
    assert types_in("A storm warning was given") == ("disaster",)
    assert types_in("Rebels stormed the fort") == ("territory taken",)
    assert types_in("Three shots were fired") == ("shooting",)


PLOVER = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
          "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", ""}  # fmt: skip
ACLED = {
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
    "",
}


def test_event_types_use_the_published_codes_and_no_word_triggers_two_rows() -> None:
    rows = table("events.toml")["type"]
    assert {r["plover"] for r in rows} <= PLOVER
    assert {r["acled"] for r in rows} <= ACLED
    words = [w for r in rows for w in r["words"]]
    assert sorted(w for w in set(words) if words.count(w) > 1) == []


def test_who_is_held_responsible_stands_in_the_event_told_before_it() -> None:
    world = World()
    report = world.report(
        "Harbour Wire",
        "KADRA - Unidentified aircraft struck a depot in Kadra on Sunday. The Inland Alliance denied that "
        "it was involved, and some say that the raid was likely carried out by Sorvania. No confirmation came.",
        "2031-05-06",
    )
    struck = world.claim(
        report, "Unidentified aircraft struck a depot in Kadra", when="2031-05-04", where="Kadra"
    )
    no = world.claim(report, "it was involved", "The Inland Alliance", stance=Stance.DENIED)
    other = world.claim(
        report,
        "the raid was likely carried out by Sorvania",
        "some",
        stance=Stance.POSSIBLE,
        where="Sorvania",
    )
    silent = world.claim(report, "No confirmation came")
    (event,) = world.findings().events
    assert set(event.claims) == {struck.id, no.id, other.id, silent.id}
    assert (event.when, event.grade.responsibility) == ("2031-05-04", "contested")
    assert event.where == world.entities[struck.where[0].referent or ""].id


def test_each_figure_is_graded_by_itself() -> None:
    world = World()
    told = (("Harbour Wire", "Odet Karsan", 9), ("Valley Voice", "Belen Tosk", 14))
    for outlet, speaker, n in told:
        words = f"{n} people were killed and 30 people were injured"
        report = world.report(outlet, HEAD + f"{words}, {speaker} said.", "2031-05-07")
        world.claim(
            report, words, speaker, person=speaker, when="2031-05-06",
            figures=((str(n), exact(n), "people", "killed"), ("30", exact(30), "people", "injured")),
        )  # fmt: skip
    (event,) = world.findings().events
    assert sorted(f.measure for f in event.figures) == ["injured", "killed"]
    assert "Figure of killed contested: F4" in event.why
    assert "Figure of injured fair: F2" in event.why
    assert event.grade.figures is Grade.CONTESTED


def test_the_figures_together_are_as_good_as_the_weakest() -> None:
    world = World()
    for outlet, speaker, more in (
        ("Harbour Wire", "Odet Karsan", " and 30 people were injured"),
        ("Valley Voice", "Belen Tosk", ""),
    ):
        words = f"9 people were killed{more}"
        report = world.report(outlet, HEAD + f"{words}, {speaker} said.", "2031-05-07")
        figures = [("9", exact(9), "people", "killed")] + [("30", exact(30), "people", "injured")] * bool(
            more
        )
        world.claim(report, words, speaker, person=speaker, when="2031-05-06", figures=tuple(figures))
    (event,) = world.findings().events
    assert "Figure of killed fair: F2" in event.why and "Figure of injured weak: F3" in event.why
    assert event.grade.figures is Grade.WEAK
