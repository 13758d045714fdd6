from __future__ import annotations

import json
from pathlib import Path

import pytest

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
