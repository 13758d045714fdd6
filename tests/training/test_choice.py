import numpy as np

from riwaya.neural.found import Attributed
from riwaya.records import Span
from training.calibrate import fit
from training.choice import _marked
from training.spans import Annotated, Triple

TEXT = "Mayor Belvin said the bridge would reopen. Her plan to widen the road is old."
SAID = Triple((Span(0, 12),), (Span(13, 17),), (Span(18, 41),))
PLAN = Triple((Span(43, 46),), (Span(47, 51),), (Span(52, 69),))


def file(*triples: Triple) -> Annotated:
    return Annotated("a_1", "a", TEXT, triples, ())


def found(cue: Span, content: Span) -> Attributed:
    return Attributed((cue,), (), (content,), None, None, "cue", 0.5)


def test_each_annotator_counts_by_what_is_marked() -> None:
    both = [file(SAID, PLAN), file(SAID)]
    assert _marked(both, found(Span(13, 17), Span(22, 41))) == (1.0, 1.0)
    assert _marked(both, found(Span(47, 54), Span(55, 69))) == (0.5, 0.0)
    assert _marked(both, found(Span(70, 76), Span(70, 77))) == (0.0, 0.0)


def test_a_larger_ridge_says_less_surely() -> None:
    rows, right = np.asarray([[1.0, 1.0], [1.0, -1.0]]), np.asarray([1.0, 0.0])
    assert 0 < fit(rows, right, ridge=10.0)[1] < fit(rows, right, ridge=0.1)[1]
