from __future__ import annotations

import json
from pathlib import Path

import pytest

from riwaya.records import About, Compared, Relation, RelationKind
from riwaya.store import open_ledger
from tests.cli.call import call
from tests.view.story import halbat

COMMANDS = ("brief", "contested", "search", "show", "export", "serve", "import")
SECRET = ("Barakat", "Sami")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    called = call(command, "--help")
    assert called.code == 0
    assert f"Example: riwaya {command} " in " ".join(called.out.split())


@pytest.mark.parametrize(
    "words", [("brief",), ("contested",), ("search", "x"), ("show",), ("export",), ("serve",)]
)
def test_no_ledger_is_bad_use_in_one_line(words: tuple[str, ...], nowhere: str) -> None:
    called = call(words[0], nowhere, *words[1:])
    assert (called.code, called.out) == (2, "")
    assert called.err.count("\n") == 1
    assert nowhere in called.err and "riwaya add" in called.err


@pytest.mark.parametrize("words", [("--since", "soon"), ("--about", "taste"), ("--salt", "x")])
def test_bad_options_are_bad_use(words: tuple[str, ...], town: str) -> None:
    called = call("contested", town, *words)
    assert called.code == 2
    assert words[1] in called.err or "--public" in called.err


def test_contested_shows_both_sides(town: str) -> None:
    called = call("contested", town)
    assert called.code == 0
    for words in (
        "3 disagreements in 5 reports",
        "Killed: 9 or at least 14?",
        "“Nine people were killed”",
        "“At least 14 bodies were brought in”",
        "Col. Idris Mansour, the police chief → The Courier, 3 May 2031",
        "repeated by Radio Sarm",
        "║denied║",
        "in: He said all outside fighters had left Halbat, an assertion denied by several traders.",
        "Why: several traders deny what the chief said",
    ):
        assert words in called.out


def test_piped_output_is_plain(town: str) -> None:
    for words in (("contested", town), ("brief", town), ("show", town, "Halbat"), ("search", town, "bomb")):
        out = call(*words).out
        assert "\x1b" not in out
        assert not any(line != line.rstrip() for line in out.splitlines() if "→" in line)


def test_contested_as_json(town: str) -> None:
    made = json.loads(call("contested", town, "--json").out)
    assert made["reports"] == 5
    figure = next(i for i in made["contested"] if i["about"] == "figure")
    assert [s["figure"]["words"] for s in figure["sides"]] == ["9", "at least 14"]
    assert (
        figure["sides"][0]["telling"]["chain_words"] == "Col. Idris Mansour, the police chief → The Courier"
    )
    assert figure["origins"] == 2


def test_contested_filters(town: str) -> None:
    assert "1 disagreement" in call("contested", town, "--about", "denial").out
    assert "2 disagreements" in call("contested", town, "--place", "halabat").out
    assert "0 disagreements" in call("contested", town, "--place", "Nowhere").out


def test_contested_lists_conflicts_that_may_be_below(tmp_path: Path) -> None:
    path = str(tmp_path / "town.riwaya")
    ledger = open_ledger(path, create=True)
    halbat().into(ledger)
    one, other, *_ = sorted(c.id for c in ledger.claims())
    maybe = Relation("x1", RelationKind.CONTRADICTS, About.STATUS, (one, other), "The bridge, perhaps.", 0.41)
    ledger.put_compared((), Compared((), (), possible=(maybe,)))
    ledger.close()
    assert "Possible" not in call("contested", path).out
    out = call("contested", path, "--possible").out
    assert "3 disagreements" in out and "Possible: 1, judged" in out and "Status · 0.41 of 1" in out
    assert out.index("Possible: 1") > out.index("Killed: 9 or at least 14?")
    made = json.loads(call("contested", path, "--possible", "--json").out)
    assert [(p["score"], p["why"]) for p in made["possible"]] == [(0.41, "The bridge, perhaps.")]
    assert len(made["contested"]) == 3


@pytest.mark.parametrize("kind", ["md", "html", "docx", "json"])
def test_brief_writes_every_format(kind: str, town: str, tmp_path: Path) -> None:
    path = tmp_path / f"b.{kind}"
    called = call("brief", town, "--format", kind, "-o", str(path))
    assert (called.code, called.out, called.err) == (0, "", "")
    assert path.stat().st_size > 1000
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_brief_in_the_terminal(town: str) -> None:
    out = call("brief", town).out
    at = [out.index(head) for head in ("CONTESTED", "WHAT IS NEW", "PLACES", "FIGURES")]
    assert at == sorted(at)
    assert "bridge: closed, since 9 May 2031" in out


def test_brief_since_a_moment_of_the_ledger(town: str) -> None:
    everything = call("brief", town, "--since", "2000-01-01").out
    assert "Briefing: added since 2000-01-01" in everything and "Killed: 9 or at least 14?" in everything
    later = call("brief", town, "--since", "2999-01-01T10:00").out
    assert "0 reports, 0 claims" in later and "No account here contradicts another." in later
    called = call("brief", town, "--since", "soon")
    assert called.code == 2 and "soon is no moment" in called.err


def test_brief_since_a_day_of_publication(town: str) -> None:
    out = call("brief", town, "--published-since", "2031-05-05").out
    assert "published since 5 May 2031" in out and "Radio Sarm" in out
    assert call("brief", town, "--published-since", "soon").code == 2


def test_a_place_where_nothing_can_be_written(town: str, tmp_path: Path) -> None:
    called = call("export", town, "-o", str(tmp_path / "no" / "such" / "folder.jsonl"))
    assert called.code == 2
    assert "cannot write" in called.err and "-o" in called.err


@pytest.mark.parametrize(
    "words",
    [
        ("contested",),
        ("brief",),
        ("brief", "--format", "html"),
        ("brief", "--format", "md"),
        ("brief", "--format", "json"),
        ("export",),
        ("export", "--format", "csv"),
        ("show", "Sarm Voice"),
        ("search", "bomb"),
    ],
)
def test_public_names_nobody_who_asked(words: tuple[str, ...], town: str) -> None:
    command, *rest = words
    rest = ["Bomb in the grain market of Halbat"] if rest == ["Sarm Voice"] else rest
    called = call(command, town, *rest, "--public")
    assert called.code == 0, called.err
    assert not any(s in called.out for s in SECRET)
    assert "Mansour" in called.out


def test_public_pseudonyms_differ_each_time_and_repeat_with_a_salt(town: str) -> None:
    first, second = (call("export", town, "--public").out for _ in range(2))
    assert first != second
    one, two = (call("export", town, "--public", "--salt", "s").out for _ in range(2))
    assert one == two


def test_show_takes_many_names(town: str) -> None:
    exported = [json.loads(line) for line in call("export", town).out.splitlines()]
    claim = next(o for o in exported if o["type"] == "claim" and o["figures"])
    assert claim["text"] in call("show", town, claim["id"][:12]).out
    assert (
        "the day before the dateline"
        in call("show", town, next(o["id"] for o in exported if o["type"] == "claim" and o["when"])).out
    )
    assert "Halabat (Radio Sarm)" in call("show", town, "Halbat").out
    assert "rule: indeterminate" in call("show", town, "e").out
    report = call("show", town, "courier.txt").out
    assert "[1]Nine people were killed" in report and "1 line of page furniture" in report
    assert "Subscribe" not in report
    assert "5 reports" in call("show", town).out
    assert json.loads(call("show", town, "Halbat", "--json").out)["type"] == "entity"
    unknown = call("show", town, "zzz")
    assert (unknown.code, unknown.out) == (2, "") and "zzz" in unknown.err


def test_search_cites(town: str) -> None:
    out = call("search", town, "grain market").out
    assert "1 passage" in out and "The Courier, 3 May 2031" in out and "characters 0 to" in out
    made = json.loads(call("search", town, "bridge", "--json").out)
    assert [p["outlet"] for p in made["passages"]] == ["The Paper"]
    assert "0 passages" in call("search", town, "submarine").out


def test_search_says_which_spellings_it_looked_for(town: str) -> None:
    out = call("search", town, "Halabat").out
    assert "“Halabat” in every spelling: halabat, halbat" in out
    assert "“Halabatt” stands nowhere; looked for" in call("search", town, "Halabatt").out


def test_search_filters_combine(town: str) -> None:
    made = json.loads(
        call("search", town, "killed", "--figure", "killed", "--outlet", "courier", "--json").out
    )
    assert {p["outlet"] for p in made["passages"]} == {"The Courier"}
    assert {f["name"] for f in made["facets"]} >= {"place", "stance", "outlet"}
    assert call("search", town, "killed", "--until", "soon").code == 2


def test_ask_shows_passages_and_what_is_contested(town: str) -> None:
    called = call("ask", town, "How many people were killed in Halbat?")
    assert called.code == 0
    for words in (
        "Nine people were killed",
        "Contested about this",
        "Killed: 9 or at least 14?",
        "The Courier, 3 May 2031",
    ):
        assert words in called.out
    made = json.loads(call("ask", town, "Who laid the bomb?", "--json").out)
    assert made["accounts"] and made["contested"] and made["understood"]["wanted"] == []


@pytest.mark.parametrize("command", ["ask", "search"])
def test_asking_in_public_masks(command: str, town: str) -> None:
    for words in ("who laid the bomb", "the boy and the school", "Barakatt", "Sami"):
        out = call(command, town, words, "--public", "--salt", "x").out
        assert "Yusuf" not in out and "Barakat " not in out and "Sami," not in out
