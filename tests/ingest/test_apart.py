"""Files read in a limited child: what a bad one costs, and what the child may not do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from riwaya.ingest import Limits, Options, children, frames, read
from riwaya.ingest.piece import Item
from riwaya.records import Document, SetAside
from tests.ingest.pdf_writer import write_pdf
from tests.ingest.reading import reason, report
from tests.ingest.samples import good
from tests.shared_data import ROOT

NOTE = "The bridge was closed on Monday, the engineer said."
PAGE = f"<!doctype html><html><body><article><p>{NOTE}</p></article></body></html>".encode()
LONG = PAGE.replace(b"<p>", b"<p>" + b"<p>The ferry was late again, said the master of the port.</p>" * 9_000)

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel keeps these limits on Linux")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No child of another test, and none left."""
    children.end_children()
    yield
    children.end_children()


def waiting() -> list[int]:
    return [child.process.pid for child in children._IDLE]


def test_one_child_reads_one_file_after_another() -> None:
    assert report("a.html", PAGE).text == NOTE
    first = waiting()
    assert len(first) == 1
    assert "has no text layer" in reason("a.pdf", write_pdf([[]]))
    assert report("a.eml", f"From: a@b.example\nTo: c@d.example\nSubject: x\n\n{NOTE}").text.endswith(NOTE)
    assert waiting() == first


def test_the_child_that_tells_what_a_zip_file_is_reads_it_as_well() -> None:
    samples = good()
    for name in ("brief.odt", "brief.docx", "all.zip"):
        list(read(name, None, samples[name]))
    first = waiting()
    for name in ("brief.odt", "brief.docx", "all.zip"):
        list(read(name, None, samples[name]))
    assert waiting() == first


def test_plain_text_needs_no_child() -> None:
    assert report("a.txt", NOTE).text == NOTE
    assert not waiting()
    assert report("a.txt", f"{NOTE}\n\n" * 2_000).kind == "text"  # a long one does
    assert waiting()


def test_a_file_that_takes_too_long_is_set_aside_and_the_next_is_read() -> None:
    hasty = Options(limits=Limits(parse_seconds=0.02))
    said = reason("a.html", LONG, hasty)
    assert said == "a.html took more than 0 s to read and was stopped; split it, or save it as text"
    assert report("b.html", PAGE).text == NOTE


@on_linux
def test_a_file_that_needs_too_much_memory_is_set_aside_and_the_next_is_read() -> None:
    narrow = Options(limits=Limits(memory=220 * 1024 * 1024))
    said = reason("a.html", LONG.replace(b"</p>", b"</p><p>Nobody was hurt.</p>" * 12), narrow)
    assert said == "a.html needs more memory to be read than a file may take; split it"
    assert report("b.html", PAGE, narrow).text == NOTE


def test_a_parser_that_crashes_costs_its_file_alone(tmp_path: Path) -> None:
    for name, data in (("a.html", PAGE), ("b.html", LONG), ("c.html", PAGE + b" ")):
        (tmp_path / name).write_bytes(data)
    items = read(str(tmp_path))
    assert isinstance(next(items), Document)
    (child,) = waiting()
    crash = threading.Timer(0.15, os.kill, (child, signal.SIGSEGV))
    crash.start()
    crashed, last = items
    crash.join()
    assert isinstance(crashed, SetAside) and crashed.sha256 is not None
    assert "made the process that read it end (signal 11)" in crashed.reason
    assert isinstance(last, Document) and waiting() != [child]


def test_a_child_that_died_while_it_waited_costs_nothing() -> None:
    assert report("a.html", PAGE).text == NOTE
    (child,) = waiting()
    os.kill(child, signal.SIGKILL)
    assert report("b.html", PAGE).text == NOTE


def test_messages_of_a_mailbox_and_what_is_attached_come_through() -> None:
    mail = (
        "From: a@b.example\nSubject: Bridge\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        f"--x\nContent-Type: text/plain\n\n{NOTE}\n--x\nContent-Type: text/html\n"
        f"Content-Disposition: attachment; filename=p.html\n\n{PAGE.decode()}\n--x--\n"
    )
    box = "".join(f"From a@b.example Mon Mar  3 10:00:00 2020\n{mail}\n" for _ in range(2)).encode()
    found = [item.report.source for item in read("m.mbox", None, box) if isinstance(item, Document)]
    assert found == [f"m.mbox!/{n}.eml{inner}" for n in (1, 2) for inner in ("", "!/p.html")]


def lines(count: int) -> bytes:
    return "".join(f'{{"text": "{NOTE} Number {n}."}}\n' for n in range(count)).encode()


def at_work() -> int:
    """The process that unpacks at this moment."""
    me = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children")
    others = set(map(int, me.read_text().split())) - set(waiting())  # of them some are servers of other tests
    (child,) = (pid for pid in others if b"riwaya.ingest.child" in Path(f"/proc/{pid}/cmdline").read_bytes())
    return child


@on_linux
def test_a_member_that_ends_its_process_is_set_aside_and_the_rest_is_read() -> None:
    found = []
    for item in read("a.jsonl", None, lines(4)):
        found.append(item)
        if len(found) == 1:
            os.kill(at_work(), signal.SIGSEGV)
    assert [isinstance(item, Document) for item in found] == [True, False, True, True]
    assert isinstance(lost := found[1], SetAside) and lost.source == "a.jsonl!/2"
    assert lost.reason.startswith("member 2 of a.jsonl made the process that unpacked it end (signal 11)")


@on_linux
def test_an_archive_that_keeps_ending_its_process_is_given_up() -> None:
    found = []
    for item in read("a.jsonl", Options(limits=Limits(lost=2)), lines(9)):
        found.append(item)
        if isinstance(item, Document):
            os.kill(at_work(), signal.SIGSEGV)
    assert [isinstance(item, Document) for item in found] == [True, False] * 2 + [True, False]
    assert isinstance(found[-1], SetAside) and "what stands behind it was not read" in found[-1].reason


@on_linux
def test_a_line_that_needs_too_much_memory_costs_itself() -> None:
    large = b'{"text": "x", "a": [' + b"[[]," * 2_000_000 + b"[]" + b"]" * 2_000_001 + b"}\n"
    wide = b'{"text": "x", "a": [' + b"[]," * 4_000_000 + b"[]]}\n"
    narrow = Options(limits=Limits(memory=300 * 1024 * 1024))
    found = list(read("a.jsonl", narrow, lines(1) + large + wide + lines(1).replace(b"0", b"1")))
    assert [isinstance(item, Document) for item in found] == [True, False, False, True]
    assert isinstance(found[2], SetAside) and "too much memory" in found[2].reason


def test_an_archive_left_half_way_leaves_no_process() -> None:
    items = read("a.jsonl", None, lines(3))
    next(items)
    del items
    assert not waiting()


def test_an_answer_that_cannot_be_is_no_document() -> None:
    (document,) = read("a.html", None, PAGE)
    assert isinstance(document, Document) and document.how == "given as bytes"
    document = replace(document, how=None)  # the parent says how
    item = Item("a.html", data=PAGE)
    head, data = frames.answer(document, item)
    assert not data
    assert frames.answered(head, data, item, PAGE) == document
    outside = {**head["report"], "source": "/etc/passwd"}
    beyond = {**head["report"], "furniture": [{"start": 0, "end": 10_000}]}
    for made in (outside, beyond, {**head["report"], "text": 5}, {**head["report"], "text": "\ud800"}):
        with pytest.raises(ValueError):
            frames.answered({**head, "report": made}, data, item, PAGE)
    lying = {**head["report"], "id": "r" + "0" * 8, "sha256": "0" * 64}
    honest = frames.answered({**head, "report": lying}, data, item, PAGE)
    assert honest == document  # id and hash come from the bytes, whatever a child says


TRIES = """
import ctypes, os, socket, subprocess, sys
from dataclasses import replace
from riwaya.ingest.options import Limits
from riwaya.ingest.walls import raise_walls
raise_walls(Limits(), False)
libc = ctypes.CDLL(None, use_errno=True)
def tried(act):
    try:
        return act()
    except (OSError, MemoryError) as error:
        return type(error).__name__
print(tried(lambda: socket.create_connection(("127.0.0.1", 9))))
print(tried(lambda: subprocess.run(["true"])))
print(tried(lambda: open(sys.argv[1] + "/python", "w")))
print(libc.socket(2, 1, 0), libc.execv(b"/bin/true", None), libc.kill(os.getppid(), 0))
native = libc.open((sys.argv[1] + "/native").encode(), os.O_CREAT | os.O_WRONLY, 0o600)
print(libc.write(native, b"abc", 3))
print(tried(lambda: len(bytearray(1100 * 1024 * 1024))))
"""


@on_linux
def test_what_runs_in_a_child_reaches_no_network_no_program_no_file_and_no_more_memory(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", TRIES, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.splitlines() == [
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "-1 -1 -1",
        "-1",
        "MemoryError",
    ]
    assert not (tmp_path / "python").exists() and (tmp_path / "native").stat().st_size == 0


@on_linux
def test_no_child_outlives_the_program_that_was_killed(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(PAGE)
    code = (
        "import sys, time; from riwaya.ingest import children, read; list(read(sys.argv[1]));"
        "print(children._IDLE[0].process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(page)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    limit = threading.Event()
    for _ in range(200):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().split(")")[-1].split()[0] == "Z":
            return
        limit.wait(0.05)
    pytest.fail("the child still runs")


def test_options_reach_the_child() -> None:
    given = Options(published="2020-03-03", outlet="Odesk Post", retrieved="2020-03-04T05:06:07Z")
    (found,) = read("a.html", replace(given), PAGE)
    assert isinstance(found, Document)
    assert (found.report.published, found.report.outlet) == ("2020-03-03", "Odesk Post")
    assert found.retrieved == "2020-03-04T05:06:07Z"
