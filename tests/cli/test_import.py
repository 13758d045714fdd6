from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.pipeline.knowledge import Knowledge, use
from tests.cli.call import call


def test_export_import_export_is_byte_identical(town: str, tmp_path: Path) -> None:
    for extra in ([], ["--with-originals"]):
        one, two = tmp_path / f"1{len(extra)}.jsonl", tmp_path / f"2{len(extra)}.jsonl"
        copy = str(tmp_path / f"copy{len(extra)}.riwaya")
        assert call("export", town, "-o", str(one), *extra).code == 0
        taken = call("import", copy, str(one))
        assert taken.code == 0, taken.err
        assert "5 reports, 10 claims" in taken.out
        assert ("without their originals" in taken.out) is not bool(extra)
        assert call("export", copy, "-o", str(two), *extra).code == 0
        assert one.read_bytes() == two.read_bytes()
        assert call("verify", copy).code == 0


def test_what_was_imported_reads_like_the_first(town: str, tmp_path: Path) -> None:
    export, copy = str(tmp_path / "t.jsonl"), str(tmp_path / "copy.riwaya")
    call("export", town, "-o", export)
    call("import", copy, export)
    first, second = (call("contested", ledger).out for ledger in (town, copy))
    assert "Killed: 9 or at least 14?" in second
    assert first.count("│asserted│") == second.count("│asserted│")
    assert "1 passage" in call("search", copy, "outside fighters").out


@pytest.mark.parametrize("content", ["{", "[]", '{"type":"poem"}', '{"type":"claim","id":"c"}', "\xff"])
def test_a_bad_export_is_refused_and_no_ledger_is_left(content: str, tmp_path: Path) -> None:
    export, copy = tmp_path / "bad.jsonl", tmp_path / "copy.riwaya"
    export.write_bytes(content.encode("latin-1"))
    called = call("import", str(copy), str(export))
    assert called.code == 2
    assert called.err.count("\n") == 1
    assert not copy.exists()


def test_a_claim_without_its_words_is_refused(town: str, tmp_path: Path) -> None:
    objects = [json.loads(line) for line in call("export", town).out.splitlines()]
    next(o for o in objects if o["type"] == "claim")["text"] = "words that nobody said"
    export, copy = tmp_path / "bad.jsonl", tmp_path / "copy.riwaya"
    export.write_text("\n".join(json.dumps(o) for o in objects), "utf-8")
    called = call("import", str(copy), str(export))
    assert called.code == 1
    assert "does not stand at" in called.err and not copy.exists()


def test_import_makes_a_new_ledger_only(town: str, tmp_path: Path) -> None:
    export = str(tmp_path / "t.jsonl")
    call("export", town, "-o", export)
    called = call("import", town, export)
    assert called.code == 2 and "there already" in called.err
    missing = call("import", str(tmp_path / "x.riwaya"), str(tmp_path / "none.jsonl"))
    assert missing.code == 2 and "cannot read" in missing.err


def test_originals_never_go_public(town: str) -> None:
    assert call("export", town, "--public", "--with-originals").code == 2
    assert call("export", town, "--format", "csv", "--with-originals").code == 2


@pytest.fixture
def as_usual() -> Iterator[None]:
    yield
    use(Knowledge())


@pytest.mark.usefixtures("as_usual")
def test_what_people_decided_and_gave_goes_on_to_count(tmp_path: Path) -> None:
    ledger, copy, export = str(tmp_path / "a.riwaya"), str(tmp_path / "b.riwaya"), tmp_path / "a.jsonl"
    told = {
        "a.txt": "Valley Radio, 3 March 2021\n\nOrlan Beck, a baker, said 12 families left the mill in Zarvanek.",
        "b.txt": "Harbour Post, 4 March 2021\n\nIlse Marrow, a teacher, said 14 families left the mill.",
        "c.txt": "Upland Courier, 5 March 2021\n\nOrlan Beck said nothing had changed. Ilse Marrow said so too.",
    }
    for name, text in told.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "sites.csv").write_text("name,latitude,longitude,country\nZarvanek,33.9,42.1,IQ\n")
    first = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert call("places", "add", ledger, str(tmp_path / "sites.csv")).code == 0
    assert call("add", ledger, *first, "--reader", "rules").code == 0
    off = ("names", ledger, "--transliteration", "off", "--why", "one script")
    assert call(*off).code == 0
    assert call("merge", ledger, "Orlan Beck", "Ilse Marrow", "--why", "one voice").code == 0
    assert call("export", ledger, "--with-originals", "-o", str(export)).code == 0
    assert call("import", copy, str(export)).code == 0

    assert "one voice" in call("decisions", copy).out
    assert "off" in call("names", copy).out and "sites.csv" in call("places", "list", copy).out
    for book in (ledger, copy):
        assert call("add", book, str(tmp_path / "c.txt"), "--reader", "rules").code == 0
    shown = [call("show", book, "Orlan Beck", "--json").out for book in (ledger, copy)]
    assert json.loads(shown[0]) == json.loads(shown[1]) and "Ilse Marrow" in shown[0]
    assert call("undo", copy, "1", "--why", "two voices").code == 0
    shown = json.loads(call("show", copy, "Orlan Beck", "--json").out)
    assert "Ilse Marrow" not in str(shown["shown"]["spellings"])
