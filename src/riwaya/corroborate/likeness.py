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
    """How much two reports are about one matter: shared names and telling words, 0 to 1."""
    if a.report.id == b.report.id:
        return 1.0
    if b.report.id not in a.scene.stories:
        a.scene.stories[b.report.id] = b.scene.stories[a.report.id] = _story(a, b)
    return a.scene.stories[b.report.id]


_ONE_NAME, _NAMES = 0.45, 0.6  # worth of one shared name, and of two or more
_WORDS = 0.4  # worth of shared words
_MANY = 0.2  # share of the shorter report's telling words that is as much as reports of one matter share


def _story(a: Gist, b: Gist) -> float:
    one, two = a.scene, b.scene
    shared_names = (one.told_names.keys() & two.capitals) | (two.told_names.keys() & one.capitals)
    weight = sum(max(one.told_names.get(n, 0.0), two.told_names.get(n, 0.0)) for n in shared_names)
    names = _ONE_NAME * min(1.0, weight) + (_NAMES - _ONE_NAME) * min(1.0, max(0.0, weight - 1.0))
    left, right = ({k for k in s.whole if k[0] != "~"} for s in (one, two))
    least = min(len(left), len(right))
    words = len(left & right) / least if least else 0.0
    return min(1.0, names + _WORDS * min(1.0, words / _MANY))
