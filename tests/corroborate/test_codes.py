"""PLOVER and ACLED codes, sector or pillar, lasting things and marks, of single texts and of events."""

from __future__ import annotations

import pytest

from evals.coding.measure import SETS, passages
from riwaya.corroborate.codes import SECTORS, Coding, acled_subs, acled_type, code
from riwaya.corroborate.coding import event_coding, written
from riwaya.corroborate.words import table
from riwaya.records import Claim, Report, Stance
from tests.corroborate.build import World

# the published books: PLOVER's types with their modes, ACLED's sub-types
PLOVER = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
               "drone heavy-weapons crowd-control unconventional",
}  # fmt: skip


def told(text: str, year: int | None = None) -> Coding:
    found = code(text, year)
    assert found is not None, text
    return found


def test_every_rule_uses_published_codes_and_classes_that_exist() -> None:
    books, words = table("codes.toml"), table("acts.toml")
    acts, who, things = set(words["act"]), set(words["who"]), {k.replace(" ", "_") for k in words["thing"]}
    assert len(acled_subs()) == 25
    for rule in books["rule"]:
        kind, _, mode = rule.get("plover", "").partition("-")
        assert not kind or (kind in PLOVER and mode in ["", *PLOVER[kind].split()]), rule
        assert "acled" not in rule or rule["acled"] in acled_subs(), rule
        assert set(rule["act"].split()) <= acts, rule
        assert set(rule.get("with", "").split()) <= set(words["with"]), rule
        for key in ("by", "to"):
            assert set(rule.get(key, "").split()) <= who | {"civil", "nobody"}, rule
        for key in ("also", "then", "not"):
            assert set(rule.get(key, "").split()) <= acts | who | things | set(words["with"]), rule
    assert acts - {a for rule in books["rule"] for a in rule["act"].split()} == {"nothing"}
    assert set(words["weak"]) <= acts


def test_every_code_of_the_two_books_is_among_the_passages() -> None:
    known = [p.codes for name in SETS for p in passages(name)]
    modes = {(p["plover"], p["mode"]) for p in known}
    wanted = {(kind, mode) for kind, modes in PLOVER.items() for mode in modes.split()}
    assert wanted - modes == {("THREATEN", "expel")}
    assert {p["acled"] for p in known} == {*acled_subs(), "-"}


@pytest.mark.parametrize(
    ("text", "plover", "acled"),
    [
        ("Jets bombed the mill of Orsa.", "ASSAULT-aerial", "Air/drone strike"),
        ("A drone hit a boat off Orsa.", "ASSAULT-drone", "Air/drone strike"),
        ("Soldiers opened fire on farmers near Orsa.", "ASSAULT-firearms", "Attack"),
        ("Rebels opened fire on soldiers near Orsa.", "ASSAULT-firearms", "Armed clash"),
        ("Soldiers opened fire on demonstrators in Orsa.", "ASSAULT-firearms", "Excessive force against protesters"),
        ("Rebels captured the town of Orsa.", "ASSAULT", "Non-state actor overtakes territory"),
        ("The army recaptured the town of Orsa.", "ASSAULT", "Government regains territory"),
        ("Orsa was recaptured by the army.", "ASSAULT", "Government regains territory"),
        ("The army accused the rebels of shelling Orsa.", "ACCUSE-allege", None),
    ],
)  # fmt: skip
def test_instrument_doer_and_target_tell_one_act_from_another(
    text: str, plover: str, acled: str | None
) -> None:
    found = told(text)
    assert (found.plover, found.acled) == (plover, acled_type(acled))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Soldiers arrested four men in Orsa.", ()),
        ("Soldiers did not arrest anyone in Orsa.", ("negation",)),
        ("The army will shell Orsa on Monday.", ("future",)),
        ("If the army shelled Orsa, the dam would break.", ("hypothetical",)),
        ("Rebels may have shelled Orsa.", ("hypothetical",)),
        ("In 1974 the army shelled Orsa.", ("historical",)),
        ("More than 300 people were arrested in Orsa, not only men.", ()),
    ],
)
def test_what_did_not_or_not_yet_happen_is_marked_and_has_no_acled_code(
    text: str, marks: tuple[str, ...]
) -> None:
    found = told(text)
    assert found.marks == marks
    assert (found.acled is None) == bool(set(marks) - {"historical"})


def test_history_is_measured_from_the_year_of_the_report() -> None:
    assert told("In 2024 the army shelled Orsa.", 2031).marks == ("historical",)
    assert told("In 2030 the army shelled Orsa.", 2031).marks == ()


def test_help_and_talks_to_come_are_an_agreement_and_a_withdrawal_to_come_a_concession() -> None:
    assert told("The two governors will meet in Orsa.").plover == "AGREE"
    assert told("The army will pull its troops out of Orsa.").plover == "CONCEDE"


def test_a_name_is_no_instrument_and_no_sector() -> None:
    assert "beside" in Coding.__slots__
    found = told("The army shelled Two Schools, a hamlet near Orsa.")
    assert found.beside == "Shock/Event" and found.beside not in SECTORS
    assert told("The army shelled two schools near Orsa.").beside == "Education"


def test_a_text_without_an_act_has_no_codes() -> None:
    assert code("The mill stands on the river.") is None


def claims(*said: tuple[str, Stance]) -> list[tuple[Claim, Report]]:
    world = World()
    made = []
    for text, stance in said:
        report = world.report("Harbour Wire", f"{text}. The mayor spoke.", "2031-05-07")
        made.append((world.claim(report, text, "The mayor", stance=stance), report))
    return made


def test_an_attack_that_one_side_denies_is_no_negated_attack() -> None:
    both = event_coding(
        claims(
            ("Jets bombed the mill of Orsa", Stance.ASSERTED), ("jets bombed the mill at Orsa", Stance.DENIED)
        )
    )
    assert both is not None
    assert (written(both), both.acled) == ("ASSAULT-aerial", "Explosions/Remote violence/Air/drone strike")


def test_an_event_that_is_only_expected_is_marked_and_not_coded_by_acled() -> None:
    ahead = event_coding(claims(("troops will attack Orsa with tanks", Stance.PREDICTED)))
    assert ahead is not None
    assert written(ahead) == "ASSAULT-heavy-weapons/future"
    assert ahead.acled is None


def test_what_was_said_of_an_attack_stands_behind_the_attack() -> None:
    found = event_coding(
        claims(
            ("The bishop condemned the raid on Orsa", Stance.ASSERTED),
            ("Jets bombed the mill of Orsa", Stance.ASSERTED),
            ("The governor condemned the raid on Orsa", Stance.ASSERTED),
        )
    )
    assert found is not None and found.plover == "ASSAULT-aerial"
