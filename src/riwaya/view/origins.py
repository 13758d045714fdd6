"""Where an account comes from in the end, so that copies and repeats count once."""

from __future__ import annotations

from riwaya.records import Claim
from riwaya.view.lookup import Lookup


def origin(claim: Claim, lookup: Lookup) -> str:
    """A key that claims with one origin share: the last source of the chain, else the first report.

    A named source is one origin across reports; an unnamed one is never joined across reports.
    """
    for link in reversed(claim.chain):
        entity = lookup.entity(link.source.referent)
        if entity:
            return entity.id
        if link.source.referent:
            return link.source.referent
        if link.source.words:
            return f"{claim.report}:{link.source.words.text.casefold()}"
    report = lookup.report(claim.report)
    return report.echo_of or report.id
