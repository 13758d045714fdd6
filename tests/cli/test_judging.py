"""`review`, `judge` and `undo` as a person types them, and corrections exported to learn from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.pipeline.knowledge import Knowledge, use
from tests.cli.call import call
from tests.desk.review.conftest import TOLD
from tests.pipeline.test_judge import REAL


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[str]:
    for name, text in REAL.items():
        (tmp_path / name).write_text(text)
    path = str(tmp_path / "town.riwaya")
    added = call("add", path, *(str(tmp_path / name) for name in REAL), "--quiet", "--reader", "rules")
    assert added.code == 0
    yield path
    use(Knowledge())


def claim_of(ledger: str, words: str) -> str:
    rows = json.loads(call("review", ledger, "--state", "all", "--json").out)["queue"]["rows"]
    return str(next(r["telling"]["id"] for r in rows if words in " ".join(r["telling"]["words"])))


def test_a_claim_is_found_judged_listed_and_taken_back(ledger: str) -> None:
    before = call("export", ledger).out
    listed = call("review", ledger)
    assert "claims (open)" in listed.out and "12 people" in listed.out
    claim = claim_of(ledger, "12 people")
    made = call(
        "judge", ledger, claim[:9], "--set", "source=Ilse Marrow", "--set", "stance=alleged", "--by", "A"
    )
    assert made.code == 0 and "corrected the speaker, stance of claim" in made.out
    shown = call("show", ledger, claim).out
    assert "Ilse Marrow" in shown and "Corrected (speaker, stance) by A on" in shown
    row = json.loads(call("judge", ledger, claim, "--reject", "--why", "no", "--by", "B", "--json").out)
    assert (row["number"], row["kind"], row["by"], row["why"]) == (2, "reject", "B", "no")
    assert claim not in call("export", ledger).out
    assert "rejected the claim" in call("decisions", ledger).out
    both = json.loads(call("review", ledger, "--json").out)["agreement"]
    assert both == [{"two": ["A", "B"], "claims": 1, "raw": 0.0, "kappa": 0.0}]
    for number in ("2", "1"):
        assert call("undo", ledger, number, "--why", "after all").code == 0
    assert call("export", ledger).out == before
    assert call("verify", ledger).code == 0


def test_disagreements_by_how_far_they_are_reviewed(tmp_path: Path) -> None:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text)
    ledger = str(tmp_path / "mill.riwaya")
    added = call("add", ledger, *(str(tmp_path / name) for name in TOLD), "--quiet", "--reader", "rules")
    assert added.code == 0

    def found(*words: str) -> list[dict[str, object]]:
        made: list[dict[str, object]] = json.loads(call("contested", ledger, *words, "--json").out)[
            "contested"
        ]
        return made

    def states() -> dict[str, int]:
        return {s: len(found("--review", s)) for s in ("open", "begun", "confirmed", "dismissed")}

    every = len(found())
    assert every and states() == {"open": every, "begun": 0, "confirmed": 0, "dismissed": 0}
    one: Any = found()[0]
    first, about = one["sides"][0]["telling"]["id"], one["about"]
    assert call("judge", ledger, first, "--accept", "--by", "A").code == 0
    assert states() == {"open": every - 1, "begun": 1, "confirmed": 0, "dismissed": 0}
    assert call("judge", ledger, one["relations"][0], "--confirm", "--by", "A").code == 0
    assert states() == {"open": every - 1, "begun": 0, "confirmed": 1, "dismissed": 0}
    for relation in one["relations"]:
        assert call("judge", ledger, relation, "--dismiss", "--by", "A").code == 0
    assert states() == {"open": every - 1, "begun": 0, "confirmed": 0, "dismissed": 1}
    assert found("--review", "dismissed", "--about", about) and len(found()) == every - 1
    for refused in ("--public", "--possible"):
        answer = call("contested", ledger, "--review", "open", refused)
        assert answer.code == 2 and refused in answer.err


def test_a_claim_that_was_missed_is_added_and_taken_back(ledger: str) -> None:
    before = call("export", ledger).out
    report = next(
        json.loads(o)["id"] for o in before.splitlines() if "12 people" in o and '"report"' in o[:20]
    )
    asked = (
        "--missed",
        "met the teacher",
        "--set",
        "source=Orlan Beck",
        "--set",
        "stance=alleged",
        "--by",
        "A",
    )
    made = call("judge", ledger, report[:9], *asked)
    assert made.code == 0 and "added by hand: “met the teacher”" in made.out
    (claim,) = (
        c for c in map(json.loads, call("export", ledger).out.splitlines()) if c.get("reader") == "person"
    )
    assert (claim["text"], claim["stance"], claim["chain"][0]["cue"]) == ("met the teacher", "alleged", None)
    assert "Added by hand by A on" in call("show", ledger, claim["id"]).out
    assert "already; correct that one" in call("judge", ledger, report, *asked).err
    twice = call("judge", ledger, report, "--missed", "the")
    assert (twice.code, "times in the report" in twice.err) == (1, True)
    nobody = call("judge", ledger, "r0", "--missed", "met the teacher")
    assert (nobody.code, "0 reports" in nobody.err) == (2, True)
    assert call("undo", ledger, "1", "--why", "not said").code == 0
    assert call("export", ledger).out == before and call("verify", ledger).code == 0


def test_words_with_is_in_them_are_words(ledger: str) -> None:
    claim = claim_of(ledger, "17 people")
    called = call("judge", ledger, claim, "--set", "content=this is never printed")
    assert called.code == 1 and "“this is never printed” does not stand" in called.err
    made = call("judge", ledger, claim, "--set", "when=2 March is 2021-03-01", "--json")
    assert json.loads(made.out)["corrections"][0]["when"]["edtf"] == "2021-03-01"


def test_a_relation_is_dismissed_by_its_id(ledger: str) -> None:
    objects = [json.loads(line) for line in call("export", ledger).out.splitlines()]
    relation = next(o for o in objects if o["type"] == "relation")
    assert call("judge", ledger, relation["id"], "--dismiss", "--why", "two mills").code == 0
    assert relation["id"] not in call("export", ledger).out
    (pair,) = (json.loads(line) for line in call("export", ledger, "--format", "pairs").out.splitlines())
    assert (pair["label"], pair["relation"]) == ("dismissed", relation["id"])
    assert {pair["a"]["claim"], pair["b"]["claim"]} == set(relation["claims"])
    assert call("export", ledger, "--format", "pairs", "--public").code == 2


def test_corrections_are_passages_of_the_training_markup(ledger: str, tmp_path: Path) -> None:
    from training.passages.markup import read_passages

    assert call("export", ledger, "--format", "training").out == ""
    claim = claim_of(ledger, "12 people")
    call("judge", ledger, claim, "--set", "source=Ilse Marrow", "--by", "A")
    path = tmp_path / "learn.txt"
    assert call("export", ledger, "--format", "training", "-o", str(path)).code == 0
    (passage,) = read_passages(path)
    (voice,) = passage.voices
    said = [passage.text[a:b] for a, b in (*voice.source, *voice.cue)]
    assert said == ["Ilse Marrow", "said"] and voice.stance == "asserted"
    assert "12 people were killed" in passage.text[slice(*voice.content[0])]
    assert {m.values for m in passage.of("N")} == {("killed",)}
    assert not passage.name.endswith("-part")


def test_what_people_judged_travels_and_can_be_undone_elsewhere(ledger: str, tmp_path: Path) -> None:
    before = call("export", ledger).out
    claim = claim_of(ledger, "12 people")
    call("judge", ledger, claim, "--set", "source=Ilse Marrow", "--why", "see line two", "--by", "A")
    call("judge", ledger, claim_of(ledger, "17 people"), "--reject", "--by", "A")
    for flags in ((), ("--with-originals",), ("--public", "--salt", "x")):
        path, copy = tmp_path / "out.jsonl", tmp_path / f"copy{len(flags)}.riwaya"
        assert call("export", ledger, *flags, "-o", str(path)).code == 0
        assert call("import", str(copy), str(path)).code == 0
        again = call("export", str(copy), *(f for f in flags if f == "--with-originals"))
        assert again.out == path.read_text()
        if flags == ("--public", "--salt", "x"):
            assert "see line two" not in again.out and '"by":"reviewer 1"' in again.out
    copy = tmp_path / "copy1.riwaya"
    for number in ("1", "2"):
        assert call("undo", str(copy), number, "--why", "x").code == 0
    assert call("export", str(copy)).out == before
    assert call("verify", str(copy)).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("{claim}",), "0 were given"),
        (("{claim}", "--accept", "--set", "stance=denied"), "2 were given"),
        (("{claim}", "--confirm"), "--confirm does not go with"),
        (("{claim}", "--join", "v1"), "--join does not go with"),
        (("nothing", "--accept"), "no claim, relation or event is called 'nothing'"),
        (("{claim}", "--set", "mood=good"), "is no FIELD=VALUE; the fields are source, cue"),
        (("{claim}", "--set", "stance"), "is no FIELD=VALUE"),
        (("{claim}", "--set", "source:5=Beck"), "there is no link 5"),
        (("c", "--accept"), "give more of it"),
    ],
)
def test_bad_use_says_the_way_out(ledger: str, words: tuple[str, ...], said: str) -> None:
    claim = claim_of(ledger, "12 people")
    called = call("judge", ledger, *(w.format(claim=claim) for w in words))
    assert called.code == 2 and said in called.err


def test_words_that_do_not_stand_there_are_a_problem_not_a_judgement(ledger: str) -> None:
    called = call("judge", ledger, claim_of(ledger, "12 people"), "--set", "cue=never printed")
    assert called.code == 1 and "does not stand in the report" in called.err
    assert "nobody has decided anything" in call("decisions", ledger).out
