"""What is planted in examples/ is found: added through the command line, checked on exported JSON lines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from riwaya.cli import riwaya

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PLANTED: dict[str, Any] = yaml.safe_load((EXAMPLES / "planted.yaml").read_text("utf-8"))

Object = dict[str, Any]


@dataclass
class Ledger:
    """The exported objects of the ledger made from the samples."""

    objects: list[Object]
    by_id: dict[str, Object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {o["id"]: o for o in self.objects}

    def of(self, kind: str) -> list[Object]:
        """The objects of one type."""
        return [o for o in self.objects if o["type"] == kind]

    @cached_property
    def reports(self) -> dict[str, Object]:
        """Reports by the number their file name begins with."""
        return {Path(o["source"]).name[:2]: o for o in self.of("report")}

    def claims_at(self, side: list[str]) -> list[Object]:
        """The claims whose words overlap those of a planted side, or stand in the same sentence."""
        number, words = side
        report = self.reports[number]
        start = plain(report["text"]).index(plain(words))
        end = start + len(words)
        return [
            c
            for c in self.of("claim")
            if c["report"] == report["id"] and c["start"] < end and start < c["end"]
        ]

    def ids_at(self, side: list[str]) -> set[str]:
        """Ids of the claims of a side; a side whose words stand in the attribution counts by its sentence."""
        found = {c["id"] for c in self.claims_at(side)}
        return found or self.ids_in_sentence(side)

    def ids_in_sentence(self, side: list[str]) -> set[str]:
        """Ids of the claims in the paragraph line that holds the words."""
        number, words = side
        report = self.reports[number]
        at = plain(report["text"]).index(plain(words))
        start = report["text"].rfind("\n", 0, at) + 1
        end = report["text"].find("\n", at) if "\n" in report["text"][at:] else len(report["text"])
        return {
            c["id"]
            for c in self.of("claim")
            if c["report"] == report["id"] and c["start"] < end and start < c["end"]
        }

    def related(self, a: set[str], b: set[str], kind: str, ordered: bool = False) -> list[Object]:
        """Relations of a kind between the two sides."""
        found = []
        for relation in self.of("relation"):
            first, second = relation["claims"]
            if relation["kind"] == kind and (
                (first in a and second in b) or (not ordered and first in b and second in a)
            ):
                found.append(relation)
        return found

    def called(self, entity: str | None) -> set[str]:
        """Every spelling of an entity."""
        found = self.by_id.get(entity or "")
        return {found["name"], *(n["text"] for n in found["names"])} if found else set()


def plain(text: str) -> str:
    """The text with typographic quotes made straight, one for one."""
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The samples, added and exported as a user would."""
    folder = tmp_path_factory.mktemp("samples")
    path, out = str(folder / "town.riwaya"), folder / "town.jsonl"
    added = CliRunner().invoke(riwaya, ["add", path, str(EXAMPLES / "reports"), "--quiet"])
    assert added.exit_code == 0, added.output
    exported = CliRunner().invoke(riwaya, ["export", path, "--format", "jsonl", "-o", str(out)])
    assert exported.exit_code == 0, exported.output
    return Ledger([json.loads(line) for line in out.read_text("utf-8").splitlines()])


def sides(item: dict[str, Any], name: str) -> list[list[str]]:
    """The side and its alternatives."""
    return [item[name], *item.get(f"or_{name}", [])]


def ids(ledger: Ledger, item: dict[str, Any], name: str) -> set[str]:
    """Ids of the claims at any alternative of a side."""
    return set().union(*(ledger.ids_at(side) for side in sides(item, name)))


def label(item: Any) -> str:
    """A short name for a planted item in the test list."""
    return "-".join(str(part)[:24] for part in (item.values() if isinstance(item, dict) else item))[:70]


def test_all_fifteen_are_read(ledger: Ledger) -> None:
    assert sorted(ledger.reports) == [f"{n:02d}" for n in range(1, 16)]


@pytest.mark.parametrize("item", PLANTED["contested"], ids=label)
def test_disagreement(ledger: Ledger, item: dict[str, Any]) -> None:
    found = ledger.related(ids(ledger, item, "a"), ids(ledger, item, "b"), "contradicts")
    assert found
    wanted = item["about"] if isinstance(item["about"], list) else [item["about"]]
    assert {relation["about"] for relation in found} & set(wanted)


@pytest.mark.parametrize("item", PLANTED["not_contested"], ids=label)
def test_no_conflict_where_there_is_none(ledger: Ledger, item: dict[str, Any]) -> None:
    assert not ledger.related(ids(ledger, item, "a"), ids(ledger, item, "b"), "contradicts")


@pytest.mark.parametrize("item", PLANTED["echoes"], ids=label)
def test_echo(ledger: Ledger, item: dict[str, Any]) -> None:
    assert ledger.related(ids(ledger, item, "a"), ids(ledger, item, "b"), "echoes", ordered=True)


@pytest.mark.parametrize("item", PLANTED["updates"], ids=label)
def test_update(ledger: Ledger, item: dict[str, Any]) -> None:
    assert ledger.related(ids(ledger, item, "a"), ids(ledger, item, "b"), "updates", ordered=True)


@pytest.mark.parametrize("copy,original", PLANTED["echo_reports"])
def test_copied_report(ledger: Ledger, copy: str, original: str) -> None:
    assert ledger.reports[copy]["echo_of"] == ledger.reports[original]["id"]


@pytest.mark.parametrize("names", PLANTED["names"]["same"], ids=label)
def test_one_entity_across_spellings(ledger: Ledger, names: list[str]) -> None:
    assert any(set(map(str.casefold, names)) <= folded(ledger, e["id"]) for e in ledger.of("entity")), [
        sorted(folded(ledger, e["id"])) for e in ledger.of("entity") if folded(ledger, e["id"]) & set(names)
    ]


@pytest.mark.parametrize("names", PLANTED["names"]["different"], ids=label)
def test_look_alikes_stay_apart(ledger: Ledger, names: list[str]) -> None:
    wanted = [name.casefold() for name in names]
    for entity in ledger.of("entity"):
        assert not all(any(name == form for form in folded(ledger, entity["id"])) for name in wanted)


def folded(ledger: Ledger, entity: str) -> set[str]:
    """Spellings without case, and without a rank in front."""
    ranks = r"^(?:the|col\.?|colonel|dr\.?|sheikh|mayor|العقيد)\s+"
    return {re.sub(ranks, "", name.casefold()) for name in ledger.called(entity)}


@pytest.mark.parametrize("number,words,speaker", PLANTED["speakers"])
def test_speaker(ledger: Ledger, number: str, words: str, speaker: str) -> None:
    sources = [c["chain"][0]["source"] for c in ledger.claims_at([number, words]) if c["chain"]]
    names = [name for s in sources for name in ({s["text"] or ""} | ledger.called(s["entity"]))]
    assert any(speaker.casefold() in name.casefold() for name in names), names


@pytest.mark.parametrize("number,words,chain", PLANTED["chains"])
def test_hearsay(ledger: Ledger, number: str, words: str, chain: list[str]) -> None:
    found = [[link["source"]["text"] for link in c["chain"]] for c in ledger.claims_at([number, words])]
    assert any(
        len(got) == len(chain)
        and all(w.casefold() in (g or "").casefold() for w, g in zip(chain, got, strict=True))
        for got in found
    ), found


@pytest.mark.parametrize("side", PLANTED["requested"], ids=label)
def test_anonymity_is_kept(ledger: Ledger, side: list[str]) -> None:
    claims = [c for c in ledger.claims_at(side) if c["chain"]]
    assert any(
        c["chain"][0]["source"]["naming"] == "requested" and "requested" in c["protection"] for c in claims
    )


@pytest.mark.parametrize("side", PLANTED["minors"], ids=label)
def test_minors_are_protected(ledger: Ledger, side: list[str]) -> None:
    assert any("minor" in c["protection"] for c in ledger.claims_at(side))


@pytest.mark.parametrize("number", PLANTED["undated"])
def test_no_date_is_made_up(ledger: Ledger, number: str) -> None:
    assert ledger.reports[number]["published_basis"] in (None, "inferred")


@pytest.mark.parametrize("side", PLANTED["furniture"], ids=label)
def test_furniture_is_no_claim(ledger: Ledger, side: list[str]) -> None:
    number, words = side
    report = ledger.reports[number]
    start = plain(report["text"]).index(plain(words))
    assert any(a <= start and start + len(words) <= b for a, b in report["furniture"])
    assert not ledger.claims_at(side)
