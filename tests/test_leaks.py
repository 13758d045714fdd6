"""Whatever must be masked is in none of the public forms: every export, briefing, search and page of a ledger."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pytest
import yaml
from starlette.testclient import TestClient

from evals.protection.attack import MAY_FIND, attack
from riwaya.desk.app import make_app
from riwaya.desk.guard import Role, TokenDoor
from riwaya.lexicon.lists import common_word
from riwaya.score.masking import TELLING, left
from riwaya.store import open_ledger
from riwaya.view.entity import show_entity
from riwaya.view.facts import Facts
from riwaya.view.plain import plain
from riwaya.view.public_form import PublicForm
from riwaya.view.reading import read_report
from tests.cli.call import call

ROOT = Path(__file__).resolve().parents[1]
UNREAD = ("held_out_3.yaml", "held_out_6.yaml", "held_out_7.yaml")  # only their totals are looked at
PASSAGES = sorted(
    p
    for p in (ROOT / "evals" / "protection").glob("*.yaml")
    if p.name not in UNREAD and not p.name.startswith("fresh_")
)
PAGES = 400  # of a public desk, followed from page to page
SALT = ("--public", "--salt", "leaks")


def items() -> list[dict[str, Any]]:
    return [item for file in PASSAGES for item in yaml.safe_load(file.read_text("utf-8"))]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of all passages and of the sample reports, in which the passages' words also name the files."""
    folder = tmp_path_factory.mktemp("leaks")
    reports = folder / "reports"
    reports.mkdir()
    for item in items():
        text = " ".join(str(item["text"]).split())
        name = "-".join(re.findall(r"\w+", str((item["protect"] or [{"text": "none"}])[0]["text"])))
        (reports / f"{item['id']}_{name}.txt").write_text(
            f"Published {item['published']}\n\n{text}\n", "utf-8"
        )
    made = str(folder / "town.riwaya")
    assert call("add", made, str(reports), str(ROOT / "examples" / "reports")).code == 0
    return made


@pytest.fixture(scope="module")
def public(ledger: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every public form of the ledger, as text, by the command that made it."""
    folder = tmp_path_factory.mktemp("forms")
    made: dict[str, str] = {}
    for kind in ("jsonl", "csv", "acled", "ucdp", "training"):
        path = folder / f"all.{kind}"
        assert call("export", ledger, "--format", kind, "-o", str(path), *SALT).code == 0
        made[f"export {kind}"] = path.read_text("utf-8")
    for kind in ("md", "html", "docx", "json"):
        path = folder / f"brief.{kind}"
        assert call("brief", ledger, "--format", kind, "-o", str(path), *SALT).code == 0
        made[f"brief {kind}"] = unpacked(path.read_bytes()) if kind == "docx" else path.read_text("utf-8")
    made["contested"] = call("contested", ledger, *SALT).out
    held = open_ledger(ledger)
    masked = PublicForm(held, SALT[-1])
    for report in masked.reports():
        made[f"report {report.source}"] = json.dumps(
            plain(read_report(masked, report.id)), ensure_ascii=False
        )
    for entity in masked.entities():
        if entity.protection:
            made[f"entity {entity.id}"] = json.dumps(plain(show_entity(masked, entity)), ensure_ascii=False)
            some = entity.id
    made.update(pages(masked))
    held.close()
    shown = call("show", ledger, some, *SALT, "--json")
    assert shown.code == 0, shown.err
    made["show"] = shown.out
    return made


def pages(masked: PublicForm) -> Iterator[tuple[str, str]]:
    """The pages and answers of a desk in public mode, by address, as far as links lead from the first ones."""
    app = make_app(cast(Facts, masked), TokenDoor("leaks", Role.READER), "127.0.0.1", originals=False)
    client = TestClient(app, base_url="http://127.0.0.1", headers={"authorization": "Bearer leaks"})
    api = ("reports", "claims", "entities", "events", "relations", "statuses", "referents")
    waiting = [
        "/",
        "/reports",
        "/people",
        "/contested",
        "/events",
        "/map",
        *(f"/api/v1/{name}" for name in api),
    ]
    seen: set[str] = set()
    while waiting and len(seen) < PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code < 500, path
        yield f"desk {path}", html.unescape(answer.text)
        links = (
            re.findall(r'href="(/[^"#]*)', answer.text) if "html" in answer.headers["content-type"] else []
        )
        waiting += [html.unescape(link) for link in links if not link.startswith("/static")]


def unpacked(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return "\n".join(
            re.sub("<[^>]+>", "", archive.read(n).decode("utf-8", "replace")) for n in archive.namelist()
        )


def masked_words() -> Iterator[str]:
    """What must be masked, and every telling word of it that stands openly nowhere else."""
    every = items()
    openly = {w for item in every for text in item["keep"] for w in TELLING.findall(text)}
    for item in every:
        rest = str(item["text"])
        for row in item["protect"]:
            rest = rest.replace(str(row["text"]), " ")
        openly |= set(TELLING.findall(rest))
    samples = " ".join(p.read_text("utf-8", "replace") for p in (ROOT / "examples" / "reports").glob("*.txt"))
    openly |= set(TELLING.findall(samples))
    openly |= {part for word in openly for part in word.split("-")}
    for item in every:
        for row in item["protect"]:
            text = str(row["text"])
            if text not in openly:  # a first name that someone bears openly elsewhere is no leak there
                yield text
            yield from (
                w
                for w in TELLING.findall(text)
                if w[0].isupper() and len(w) > 3 and w not in openly and not common_word(w.lower())
            )


def stands(word: str, text: str) -> bool:
    """Whether the word stands there by itself; a possessive or an encoded one counts as well."""
    written = (word, quote(word), json.dumps(word)[1:-1], html.escape(word))
    return any(w in text and re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", text) for w in written)


def sample_names(ledger: str, folder: Path) -> Iterator[str]:
    path = folder / "open.jsonl"
    assert call("export", ledger, "--format", "jsonl", "-o", str(path)).code == 0
    for line in path.read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["type"] == "entity" and one["protection"]:
            yield one["name"]


def test_no_masked_word_is_in_any_public_form(public: dict[str, str]) -> None:
    leaks = [
        (form, word)
        for word in sorted(set(masked_words()))
        for form, text in public.items()
        if stands(word, text)
    ]
    assert not leaks, leaks[:20]


def test_no_protected_name_is_in_any_public_form(ledger: str, public: dict[str, str], tmp_path: Path) -> None:
    names = {
        name
        for name in sample_names(ledger, tmp_path)
        if name[:1].isupper() and " " in name and not name.startswith("The ")
    }
    assert len(names) > 40
    leaks = [(form, name) for name in sorted(names) for form, text in public.items() if name in text]
    assert not leaks, leaks[:20]


def test_a_search_for_a_masked_word_finds_nothing(ledger: str) -> None:
    openly = {w for item in items() for text in item["keep"] for w in TELLING.findall(text)}
    rows = [row for item in items() for row in item["protect"][:1] if row["text"] not in openly]
    for row in rows[::4]:
        found = call("search", ledger, str(row["text"]), *SALT, "--json")
        made = json.loads(found.out or "{}")
        shown = {key: made[key] for key in made if key not in ("words", "terms")}  # these repeat the question
        assert str(row["text"]) not in json.dumps(shown, ensure_ascii=False), row


def test_who_must_be_kept_is_still_there(public: dict[str, str]) -> None:
    text = public["export jsonl"]
    kept = [word for item in items() for word in item["keep"]]
    missing = [word for word in kept if word not in text]
    assert len(missing) <= len(kept) * 0.03, missing


def test_the_ledger_itself_holds_them_all(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "open.jsonl"
    assert call("export", ledger, "--format", "jsonl", "-o", str(path)).code == 0
    text = path.read_text("utf-8")
    written = (
        json.dumps(str(row["text"]), ensure_ascii=False)[1:-1] for i in items() for row in i["protect"]
    )
    assert not [words for words in written if words not in text]


def test_left_counts_parts_of_names() -> None:
    assert left("Amal Zaydan", "a man named Zaydan", []) == ("Zaydan",)
    assert left("Amal Zaydan", "a man named [private person K20]", []) == ()


def test_what_markup_splits_is_masked_as_well(public: dict[str, str]) -> None:
    words = {w for w in masked_words() if " " in w}
    bare = {
        form: re.sub(r"<[^>]*>|[*_`\\]", "", text)
        for form, text in public.items()
        if form.startswith("brief")
    }
    assert not [(form, w) for w in sorted(words) for form, text in bare.items() if stands(w, text)]


def test_no_folder_of_a_machine_is_in_any_public_form(ledger: str, public: dict[str, str]) -> None:
    folder = str(Path(ledger).parent)
    assert not [form for form, text in public.items() if folder in text]


def test_two_public_forms_cannot_be_joined(ledger: str) -> None:
    open_probes = [found for found in attack(ledger) if found.people and found.probe not in MAY_FIND]
    assert {found.probe for found in open_probes} <= {"names that still stand"}, open_probes
    assert sum(found.people for found in open_probes) <= 2, open_probes
