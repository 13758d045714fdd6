"""How much two claims, and two reports, speak of one matter."""

from __future__ import annotations

from riwaya.corroborate.gist import Gist


def shared(a: Gist, b: Gist, wide: bool = False) -> tuple[float, float, tuple[str, ...]]:
    """Weight of the concepts two claims share, its share of the smaller one, and the telling ones."""
    left, right = (a.wide, b.wide) if wide else (a.about, b.about)
    common = sorted(left.keys() & right.keys())
    scenery = a.scene.places | b.scene.places
    common_lead = a.scene.lead & b.scene.lead if a.report.id != b.report.id else frozenset[str]()

    def weight(key: str) -> float:
        plain = 0.25 if key.startswith("~") and key[1:] in scenery else 0.5 if key in common_lead else 1.0
        return min(left.get(key, right.get(key, 0.0)), right.get(key, left.get(key, 0.0))) * plain

    both = sum(weight(k) for k in common)
    least = min(sum(weight(k) for k in left), sum(weight(k) for k in right))
    return both, both / least if least else 0.0, tuple(k for k in common if weight(k) >= 0.3)


def story(a: Gist, b: Gist) -> float:
    """How much two reports are about one matter: shared main names and first-line concepts, 0 to 1."""
    if a.report.id == b.report.id:
        return 1.0
    names = (len(a.scene.names & b.scene.whole_names) + len(b.scene.names & a.scene.whole_names)) / 2
    lead = (_covered(a.scene.lead, b.scene.whole) + _covered(b.scene.lead, a.scene.whole)) / 2
    return min(1.0, names / 2) * 0.6 + min(1.0, lead / 4) * 0.4


def _covered(lead: frozenset[str], whole: frozenset[str]) -> int:
    return len({k for k in lead & whole if not k.startswith("~")})
