"""How much two claims, and two reports, speak of one matter."""

from __future__ import annotations

from riwaya.corroborate.gist import Gist


def shared(a: Gist, b: Gist, wide: bool = False) -> tuple[float, float, tuple[str, ...]]:
    """Weight of the concepts two claims share, its share of the smaller one, and the telling ones."""
    left, right = (a.wide, b.wide) if wide else (a.about, b.about)
    common = sorted(left.keys() & right.keys())
    if not common:
        return 0.0, 0.0, ()
    scenery = a.scene.places | b.scene.places
    common_lead = a.scene.lead & b.scene.lead if a.report.id != b.report.id else frozenset[str]()

    def plain(key: str) -> float:
        return 0.25 if key[0] == "~" and key[1:] in scenery else 0.5 if key in common_lead else 1.0

    weights = {k: min(left[k], right[k]) * plain(k) for k in common}
    both = sum(weights.values())
    sides = (
        sum(weights[k] if k in weights else weight * plain(k) for k, weight in side.items())
        for side in (left, right)
    )
    least = min(sides)
    return both, both / least if least else 0.0, tuple(k for k in common if weights[k] >= 0.3)


def story(a: Gist, b: Gist) -> float:
    """How much two reports are about one matter: shared main names and first-line concepts, 0 to 1."""
    if a.report.id == b.report.id:
        return 1.0
    if b.report.id not in a.scene.stories:
        a.scene.stories[b.report.id] = b.scene.stories[a.report.id] = _story(a, b)
    return a.scene.stories[b.report.id]


def _story(a: Gist, b: Gist) -> float:
    names = (len(a.scene.names & b.scene.whole_names) + len(b.scene.names & a.scene.whole_names)) / 2
    lead = (_covered(a.scene.lead, b.scene.whole) + _covered(b.scene.lead, a.scene.whole)) / 2
    return min(1.0, names / 2) * 0.6 + min(1.0, lead / 4) * 0.4


def _covered(lead: frozenset[str], whole: frozenset[str]) -> int:
    return len({k for k in lead & whole if not k.startswith("~")})
