from pathlib import Path

import numpy as np
import pytest

from riwaya.errors import BadUse
from riwaya.neural.found import Found
from riwaya.neural.read import SpanReader
from riwaya.neural.sessions import SHIPPED, open_sessions
from riwaya.records import Kind, Span

pytestmark = pytest.mark.skipif(
    not (SHIPPED / "encoder.onnx").is_file(), reason=f"needs the shipped model, not found at {SHIPPED}"
)

PLAIN = "Mayor Ora Belvin said that the bridge at Dorvan would reopen on Friday."
AFTER = "“The mill has been shut since the flood,” said Pavel Tarsan, who runs the ferry in Melgar."
NOBODY = "The river rose by two metres in the night. The road to Dorvan is closed."
HEARSAY = (
    "Rana Kolvin said a neighbour had told her that soldiers took the men of Sabvar away. "
    "The army denied that any soldiers were in the village."
)


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def read(reader: SpanReader, text: str) -> Found:
    (found,) = reader.read([text])
    return found


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(text) for span in spans)


def test_who_said_what_before_the_content(reader: SpanReader) -> None:
    (found,) = read(reader, PLAIN).attributions
    assert words(PLAIN, found.source) == "Mayor Ora Belvin"
    assert words(PLAIN, found.cue) == "said"
    assert words(PLAIN, found.content) == "that the bridge at Dorvan would reopen on Friday"
    assert found.score > 0.3
    assert found.head == "field"


def test_who_said_what_after_the_content(reader: SpanReader) -> None:
    found = read(reader, AFTER).attributions[0]
    assert words(AFTER, found.source).startswith("Pavel Tarsan")
    assert words(AFTER, found.content) == "“The mill has been shut since the flood,”"


def test_the_report_s_own_voice_is_nobody_s(reader: SpanReader) -> None:
    assert read(reader, NOBODY).attributions == ()


def test_a_denial_is_held_as_one(reader: SpanReader) -> None:
    assert read(reader, HEARSAY).attributions[-1].stance == "denied"


def test_names_and_their_kinds(reader: SpanReader) -> None:
    names = {n.span.of(PLAIN): n.kind for n in read(reader, PLAIN).names}
    assert names == {"Ora Belvin": Kind.PERSON, "Dorvan": Kind.PLACE}


def test_a_long_text_reads_in_windows_and_every_sentence_counts(reader: SpanReader) -> None:
    text = "\n\n".join([PLAIN] * 60)
    found = read(reader, text)
    starts = {i * (len(PLAIN) + 2) + PLAIN.index("said") for i in range(60)}
    assert {a.cue[0].start for a in found.attributions} == starts
    assert sum(n.kind is Kind.PERSON for n in found.names) == 60


def test_company_and_threads_change_nothing(reader: SpanReader) -> None:
    texts = [PLAIN, "", AFTER, HEARSAY * 30, NOBODY]
    together = list(reader.read(texts))
    assert together == [read(reader, text) for text in texts]
    assert together == list(SpanReader(threads=2).read(texts))
    assert together[1] == Found()


def test_sessions_are_opened_once() -> None:
    assert open_sessions() is open_sessions()


def test_a_model_with_files_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"")
    with pytest.raises(BadUse, match=r"arguments\.onnx"):
        open_sessions(tmp_path)


def test_one_window_is_one_run_of_the_network(reader: SpanReader) -> None:
    sessions = open_sessions()
    ids = np.asarray([101, 1996, 2103, 102], dtype=np.int64)
    zeros = np.zeros(4, dtype=np.int64)
    tokens, states = sessions.encode(ids, zeros, zeros, zeros)
    assert len(tokens) == len(states) == 4


def test_within_a_sentence_the_same_is_found_around_a_cue(reader: SpanReader) -> None:
    far = "\n\n".join([NOBODY] * 6)
    sight = reader.look(f"{far}\n\n{PLAIN}\n\n{far}\n\n{AFTER}\n\n{far}")
    numbers = range(len(sight.cues))
    whole, near = sight.around(numbers), sight.around(numbers, sentence=True)
    assert [(a.cue, a.source, a.content) for a in near] == [(a.cue, a.source, a.content) for a in whole]
    assert len(near) >= 2
