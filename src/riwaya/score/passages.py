"""Accuracy on single passages, section by section: chains, stance, figures, dates, entities, protection.

The format stands at the head of the data file. Each listed claim must be found (its key lies in the content
of a claim); each field it lists is one check more. `accuracy` is right checks over all checks of a section.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.records import Claim, Reading, Referent, Report
from riwaya.score.matching import (
    dates_match,
    figure_matches,
    has_number,
    key_span,
    name_matches,
    source_matches,
)
from riwaya.score.tasks import digest, found_files

Read = Callable[[Report], tuple[Reading, tuple[Referent, ...]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to the output: where, about which field, whether it was right, wanted and got."""

    passage: str
    field: str
    right: bool
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage as it was read."""

    text: str
    reading: Reading
    referents: dict[str, Referent]


def score(path: Path, *, errors: bool = False, read: Read | None = None) -> dict[str, Any]:
    """Accuracy by section and field over all passages in a file or folder, with digest and seconds."""
    import yaml

    files = found_files(path, "*.yaml")
    read = read or pipeline()
    begin = time.perf_counter()
    checks: list[Check] = []
    reader = ""
    for file in files:
        for item in yaml.safe_load(file.read_text("utf-8")):
            seen = _seen(item, read)
            reader = seen.reading.reader
            checks.extend(checks_of(item, seen))
    took = time.perf_counter() - begin
    result: dict[str, Any] = {
        "task": "passages",
        "sections": {name: _table(rows) for name, rows in sorted(_by_section(checks).items())},
        "all": _table(checks),
        "data": digest(files),
        "reader": reader,
        "seconds": round(took, 3),
    }
    if errors:
        result["errors"] = [
            {"passage": c.passage, "field": c.field, "wanted": c.wanted, "got": c.got}
            for c in checks
            if not c.right
        ]
    return result


def pipeline() -> Read:
    """Reading as `riwaya add` does it, with the default reader."""
    from riwaya.ingest import Options
    from riwaya.pipeline import read_report
    from riwaya.pipeline.stages import default_stages

    stages = default_stages(Options())
    reader = stages.reader()
    return lambda report: read_report(report, reader, stages)


def _report(item: dict[str, Any]) -> Report:
    return Report(
        id="r" + item["id"],
        source=item["id"],
        kind="text",
        sha256="0" * 64,
        text=" ".join(str(item["text"]).split()),
        normal="1",
        published=item.get("published"),
        language="en",
    )


def _seen(item: dict[str, Any], read: Read) -> Seen:
    report = _report(item)
    reading, referents = read(report)
    return Seen(report.text, reading, {referent.id: referent for referent in referents})


def _by_section(checks: list[Check]) -> dict[str, list[Check]]:
    sections: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        sections[check.passage[0]].append(check)
    return sections


def _table(checks: list[Check]) -> dict[str, Any]:
    right: Counter[str] = Counter(check.field for check in checks if check.right)
    total: Counter[str] = Counter(check.field for check in checks)
    return {
        "accuracy": round(sum(right.values()) / len(checks), 4) if checks else None,
        "right": sum(right.values()),
        "checks": len(checks),
        "fields": {field: [right[field], total[field]] for field in sorted(total)},
    }


def checks_of(item: dict[str, Any], seen: Seen) -> Iterator[Check]:
    """Every check of one passage."""
    for wanted in item.get("claims", []):
        yield from _claim_checks(item["id"], wanted, seen)
    for number in item.get("not_figures", []):
        got = [
            f.words.text
            for c in seen.reading.claims
            for f in c.figures
            if has_number(f.words.text, str(number))
        ]
        free = not got or any(
            has_number(str(f["text"]), str(number)) for c in item["claims"] for f in c.get("figures", [])
        )
        yield Check(item["id"], "not_figures", free, f"{number} is no count", "; ".join(got))
    yield from _entity_checks(item, seen)
    yield from _protection_checks(item, seen)


def _claim_checks(passage: str, wanted: dict[str, Any], seen: Seen) -> Iterator[Check]:
    """Whether the claim is found, and every field it lists, on the claim that gets most of them right."""
    span = key_span(seen.text, wanted["key"])
    near = [
        c for c in seen.reading.claims if any(s.start <= span.start and span.end <= s.end for s in c.segments)
    ]
    near = near or [c for c in seen.reading.claims if c.start <= span.start and span.end <= c.end]
    yield Check(passage, "found", bool(near), wanted["key"], "")
    best: list[Check] = []
    candidates: list[Claim | None] = [*near] or [None]
    for claim in candidates:
        rows = list(_field_checks(passage, wanted, claim, seen))
        if not best or sum(r.right for r in rows) > sum(r.right for r in best):
            best = rows
    yield from best


def _field_checks(passage: str, wanted: dict[str, Any], claim: Claim | None, seen: Seen) -> Iterator[Check]:
    key = wanted["key"]

    def check(field: str, right: bool, value: object, got: object) -> Check:
        return Check(passage, field, right and claim is not None, f"{key!r}: {value}", str(got))

    chain = claim.chain if claim else ()
    if "narrated" in wanted:
        yield check("narrated", bool(wanted["narrated"]) == (not chain), wanted["narrated"], not chain)
    if wanted.get("speaker"):
        own = bool(wanted.get("narrated"))
        got = _source_texts(seen, claim, 0)
        right = own or any(source_matches(one, text) for one in wanted["speaker"] for text in got[:1])
        yield check("speaker", right, wanted["speaker"], got)
    if wanted.get("resolved"):
        got = _source_texts(seen, claim, 0)
        yield check(
            "resolved", any(name_matches(wanted["resolved"], text) for text in got), wanted["resolved"], got
        )
    if wanted.get("naming"):
        naming = chain[0].source.naming if chain else None
        yield check("naming", naming == wanted["naming"], wanted["naming"], naming)
    if "chain" in wanted:
        yield _chain_check(check, wanted["chain"], claim, seen)
    if "stance" in wanted:
        stance, negated = (claim.stance, claim.negated) if claim else (None, None)
        same = (stance, negated) == (wanted["stance"], wanted.get("negated", negated))
        turned = {(stance, negated), (wanted["stance"], wanted.get("negated"))} == {
            ("denied", False),
            ("asserted", True),
        }
        yield check(
            "stance",
            same or turned,
            (wanted["stance"], wanted.get("negated")),
            (stance and stance.value, negated),
        )
    if "channel" in wanted:
        channel = chain[0].channel if chain else None
        yield check("channel", channel == wanted["channel"], wanted["channel"], channel)
    yield from _place_and_time(check, wanted, claim)
    for figure in wanted.get("figures", []):
        figures = claim.figures if claim else ()
        right = any(figure_matches(figure, f, seen.text) for f in figures)
        yield check(
            "figures", right, figure, [(f.words.text, f.low, f.best, f.high, f.unit) for f in figures]
        )


def _place_and_time(
    check: Callable[..., Check], wanted: dict[str, Any], claim: Claim | None
) -> Iterator[Check]:
    if "when" in wanted:
        edtf = claim.when.edtf if claim and claim.when else None
        yield check("when", dates_match(wanted["when"], edtf), wanted["when"], edtf)
    if "said" in wanted:
        said = claim.chain[0].said if claim and claim.chain else None
        yield check("said", dates_match(wanted["said"], said), wanted["said"], said)
    if "where" in wanted:
        where = [party.words.text for party in claim.where] if claim else []
        right = any(source_matches(one, text) for one in wanted["where"] for text in where)
        yield check("where", right, wanted["where"], where)


def _chain_check(check: Callable[..., Check], wanted: list[str], claim: Claim | None, seen: Seen) -> Check:
    links = [i for i, link in enumerate(claim.chain) if i and link.source.words is not None] if claim else []
    got = [_source_texts(seen, claim, i) for i in links]
    right = len(got) == len(wanted) and all(
        any(source_matches(one, text) for text in texts) for one, texts in zip(wanted, got, strict=True)
    )
    return check("chain", right, wanted, [texts[0] for texts in got])


def _source_texts(seen: Seen, claim: Claim | None, place: int) -> list[str]:
    """The words of a link's source, then what resolving calls it."""
    if claim is None or place >= len(claim.chain):
        return []
    source = claim.chain[place].source
    texts = [source.words.text] if source.words else []
    referent = seen.referents.get(source.referent or "")
    if referent is not None:
        texts += [referent.name, *referent.names, *referent.descriptions]
    return texts


def _entity_checks(item: dict[str, Any], seen: Seen) -> Iterator[Check]:
    mentions = [m for m in seen.reading.mentions if m.named]
    for entity in item.get("entities", []):
        hits = [m for m in mentions if name_matches(entity["text"], m.words.text)]
        kinds = sorted({m.kind.value for m in hits})
        right = bool(hits) and ("kind" not in entity or entity["kind"] in kinds)
        yield Check(
            item["id"], "entities", right, f"{entity['text']}: {entity.get('kind')}", ", ".join(kinds)
        )
    for group in item.get("same", []):
        sets = [_referents_named(seen, text) for text in group]
        shared = set.intersection(*sets) if sets else set()
        yield Check(item["id"], "same", bool(shared), " = ".join(group), str([sorted(s) for s in sets]))
    for a, b in (pair for group in item.get("different", []) for pair in [group[:2]]):
        one, other = _referents_named(seen, a), _referents_named(seen, b)
        merged = bool(one) and one == other
        yield Check(item["id"], "different", not merged, f"{a} is not {b}", str(sorted(one & other)))


def _referents_named(seen: Seen, text: str) -> set[str]:
    return {
        referent.id
        for referent in seen.referents.values()
        if any(name_matches(text, name, exact=True) for name in (referent.name, *referent.names))
    }


def _protection_checks(item: dict[str, Any], seen: Seen) -> Iterator[Check]:
    """What stands in public form: nothing telling of what must be masked, all of what must be kept."""
    if not item.get("protect") and not item.get("keep"):
        return
    from riwaya.score.masking import left, public_text

    report = _report(item)
    public = public_text(report, seen.reading, seen.referents.values())
    for row in item.get("protect", []):
        found = left(str(row["text"]), public, item.get("keep", []))
        yield Check(item["id"], "protect", not found, f"{row['text']} ({row['why']})", public)
    for text in item.get("keep", []):
        yield Check(item["id"], "keep", text in public or text not in report.text, text, public)
