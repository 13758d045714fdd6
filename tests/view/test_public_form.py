"""The whole reading half of a ledger in public form: nothing in it leads to the ledger or to another form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from riwaya.errors import LedgerError
from riwaya.export.jsonl import lines
from riwaya.view.plain import plain
from riwaya.view.public_form import PublicForm
from riwaya.view.reading import read_report
from tests.cli.call import call
from tests.view.memory import Memory

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
ID = re.compile(r"\b(?:[a-z][0-9a-f]{20}|[0-9a-f]{64})\b")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("form") / "town.riwaya")
    assert call("add", made, *map(str, sorted(EXAMPLES.glob("*.txt"))[:4]), "--reader", "rules").code == 0
    return made


def exported(book: str, path: Path, *options: str) -> str:
    assert call("export", book, "--format", "jsonl", "-o", str(path), *options).code == 0
    return path.read_text("utf-8")


def test_no_id_is_in_two_forms_or_in_the_ledger(book: str, tmp_path: Path) -> None:
    forms = [exported(book, tmp_path / "a.jsonl", *options) for options in ((), ("--public",), ("--public",))]
    known = [set(ID.findall(form)) for form in forms]
    assert all(len(ids) > 50 for ids in known)
    assert not known[0] & known[1] and not known[0] & known[2] and not known[1] & known[2]
    kinds = [[json.loads(line)["type"] for line in form.splitlines()] for form in forms]
    assert sorted(kinds[0]) == sorted(kinds[1]) == sorted(kinds[2])


def test_one_salt_gives_one_form(book: str, tmp_path: Path) -> None:
    salted = ("--public", "--salt", "as long as it takes")
    assert exported(book, tmp_path / "a", *salted) == exported(book, tmp_path / "b", *salted)


def test_it_can_be_taken_back(book: str, tmp_path: Path) -> None:
    first = exported(book, tmp_path / "a.jsonl", "--public")
    assert call("import", str(tmp_path / "back.riwaya"), str(tmp_path / "a.jsonl")).code == 0
    assert exported(str(tmp_path / "back.riwaya"), tmp_path / "b.jsonl") == first
    assert call("verify", str(tmp_path / "back.riwaya")).code == 0


def test_every_other_form_is_free_of_them(book: str, tmp_path: Path) -> None:
    real = set(ID.findall(exported(book, tmp_path / "a.jsonl")))
    real |= {one[:9] for one in real}
    for kind in ("csv", "acled", "ucdp"):
        assert call("export", book, "--format", kind, "-o", str(tmp_path / "x"), "--public").code == 0
        assert not [one for one in real if one in (tmp_path / "x").read_text("utf-8")]
    for kind in ("md", "html", "json"):
        assert call("brief", book, "--format", kind, "-o", str(tmp_path / "x"), "--public").code == 0
        assert not [one for one in real if one in (tmp_path / "x").read_text("utf-8")]
    for command in (("contested",), ("search", "bridge"), ("ask", "who left?")):
        said = call(*command[:1], book, *command[1:], "--public", "--json").out
        assert not [one for one in real if one in said]


def test_pages_of_ids_are_whole_and_in_order(ledger: Memory) -> None:
    public = PublicForm(ledger, "salt")
    for kind, records in (
        ("report", public.reports()),
        ("claim", public.claims()),
        ("event", public.events()),
    ):
        pages: list[str] = []
        while page := public.ids(kind, pages[-1] if pages else "", 2, {}):
            pages += page
        assert pages == sorted(record.id for record in records) != []


def test_an_id_of_the_ledger_is_not_known_in_it(ledger: Memory) -> None:
    public = PublicForm(ledger, "salt")
    real = next(iter(ledger.reports())).id
    with pytest.raises(LedgerError, match="each has ids of its own"):
        public.report(real)
    assert not list(public.claims([next(iter(ledger.claims())).id]))
    for report in public.reports():
        assert real not in json.dumps(plain(read_report(public, report.id)))
    assert not any(real in line for line in lines(public))
