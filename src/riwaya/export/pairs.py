"""Relations that people judged, as pairs of claims with a label, one JSON object a line: training data."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export.jsonl import line
from riwaya.records import Claim, Judged, Relation, standing_judgements
from riwaya.store.ledger import WorkingLedger
from riwaya.view.lookup import Lookup

LABELS = {Judged.CONFIRM: "confirmed", Judged.DISMISS: "dismissed"}


def lines(ledger: WorkingLedger) -> Iterator[str]:
    """A line for every relation that people confirm or dismiss, by id; the latest judgement counts."""
    judged = {j.target: LABELS[j.kind] for j in standing_judgements(ledger.judgements()) if j.kind in LABELS}
    lookup = Lookup(ledger)
    for name in sorted(judged):
        relation = ledger.relation(name)
        claims = lookup.claims(relation.claims) if relation else ()
        if relation is not None and len(claims) == 2:
            yield line(_pair(relation, judged[name], claims[0], claims[1], lookup))


def _pair(relation: Relation, label: str, a: Claim, b: Claim, lookup: Lookup) -> dict[str, object]:
    return {
        "type": "pair",
        "relation": relation.id,
        "kind": relation.kind.value,
        "about": relation.about.value if relation.about else None,
        "label": label,
        "a": _side(a, lookup),
        "b": _side(b, lookup),
        "why": relation.why,
    }


def _side(claim: Claim, lookup: Lookup) -> dict[str, object]:
    """A claim as a model that compares claims sees it: words, sentence, speaker, stance, dates."""
    report = lookup.report(claim.report)
    first = claim.chain[0].source.words if claim.chain else None
    return {
        "claim": claim.id,
        "report": claim.report,
        "published": report.published,
        "text": claim.text,
        "sentence": claim.sentence.of(report.text),
        "source": first.text if first else None,
        "stance": claim.stance.value,
        "negated": claim.negated,
        "when": claim.when.edtf if claim.when else None,
        "review": claim.review.state.value if claim.review else None,
    }
