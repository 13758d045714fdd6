"""Mutated files of every kind: `python -m evals.mutated [--files 10000] [--minutes M]`.

Each is a good file of `tests/ingest/samples.py` with something done to it. Counts how many were read, how
many set aside, and what must not be: an exception, a file that is neither, a file that takes over ten
seconds of the processor, a process over 1.5 GB. Prints one JSON object; exit 1 if any of it happened.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from riwaya.ingest import read
from riwaya.records import Document, SetAside
from tests.ingest.samples import good

Change = Callable[[random.Random, bytes], bytes]
_SECONDS, MEMORY = 10.0, 1_500_000_000
_NASTY = (
    *(
        b"\x00" * 9,
        b"\xff" * 9,
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        "\u202e\u2066".encode(),
        b"%s%n",
        b"-1",
        b"0",
    ),
    *(
        b"99999999999",
        b"2147483648",
        b"<",
        b">",
        b"&a;",
        b"<!DOCTYPE a [",
        b"]]>",
        b"<![CDATA[",
        b"{",
        b"[" * 400,
    ),
    *(
        b"<div>" * 400,
        b"\r\n\r\n",
        b"--b\r\n",
        b"=?utf-8?q?",
        b"../../",
        b"\xc0\xaf",
        b"endobj",
        b"PK\x03\x04",
    ),
)


def flip(chance: random.Random, data: bytes) -> bytes:
    """A few bits turned over."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(chance: random.Random, data: bytes) -> bytes:
    """The end, the beginning or a piece taken out."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:start], data[end:], data[:start] + data[end:]))


def put_in(chance: random.Random, data: bytes) -> bytes:
    """Something nasty put in, over what stands there or between."""
    at, nasty = chance.randrange(len(data) + 1), chance.choice(_NASTY) * chance.choice((1, 1, 3, 50))
    return data[:at] + nasty + data[at + chance.choice((0, len(nasty))) :]


def repeat(chance: random.Random, data: bytes) -> bytes:
    """A piece of it many times over."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 7, 40, 400))]
    return data[:start] + piece * chance.choice((2, 30, 500)) + data[start:]


def number(chance: random.Random, data: bytes) -> bytes:
    """One run of digits replaced."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return flip(chance, data)
    at = chance.choice(places)
    return data[:at] + chance.choice((b"0", b"-1", b"65536", b"4294967296", b"9" * 30)) + data[at + 1 :]


def splice(chance: random.Random, data: bytes) -> bytes:
    """Its beginning, and the end of a file of another kind."""
    other = chance.choice(list(_GOOD.values()))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


_CHANGES: tuple[Change, ...] = (flip, cut, put_in, repeat, number, splice)
_GOOD = good()


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The bytes after one change or a few; a ZIP file is often changed inside and packed again."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        inside = data.startswith(b"PK") and chance.random() < 0.7
        data = _inside(chance, data) if inside else chance.choice(_CHANGES)(chance, data)
    return data


def _inside(chance: random.Random, data: bytes) -> bytes:
    """The ZIP file with one of its members changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - broken by an earlier change, in whichever way
        return flip(chance, data)
    if not members:
        return flip(chance, data)
    name = chance.choice(sorted(members))
    members[name] = chance.choice(_CHANGES)(chance, members[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


def attack(files: int, seed: int, minutes: float, keep: Path | None) -> dict[str, object]:
    """What became of so many mutated files, or of as many as fit into the time."""
    counted: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    slowest, slow_name, longest = 0.0, "", 0.0
    names = list(_GOOD)
    until = time.monotonic() + 60 * minutes
    done = 0
    for which in range(files):
        if time.monotonic() > until:
            break
        done += 1
        chance = random.Random(f"{seed} {which}")  # noqa: S311 - the same files every time
        name = names[which % len(names)]
        data = mutated(chance, _GOOD[name])
        clock = Clock()
        bad = judged(name, data, counted, ways)
        seconds, wall = clock.read()
        longest = max(longest, wall)
        counted["over_ten_by_the_clock"] += wall > _SECONDS
        if seconds > slowest:
            slowest, slow_name = seconds, f"{which} {name}"
        if seconds > _SECONDS:
            counted["over_ten_seconds"] += 1
        if keep is not None and (bad or seconds > _SECONDS):
            (keep / f"{which}-{name}").write_bytes(data)
        if which % 100 == 0:
            sys.stderr.write(f"\r{which} of {files}: {dict(counted)}")
    told: dict[str, object] = {"files": done, "seed": seed, **_told(counted, ways)}
    return {
        **told,
        "slowest_processor_seconds": round(slowest, 2),
        "slowest": slow_name,
        "slowest_by_the_clock": round(longest, 1),
    }


def _told(counted: Counter[str], ways: Counter[str]) -> dict[str, object]:
    """What was counted, by the names it is printed under."""
    memory = most_memory()
    return {
        "read": counted["read"],
        "set_aside": counted["aside"],
        "both": counted["both"],
        "exceptions": counted["exception"],
        "nothing_told": counted["nothing"],
        "faults_of_ours": counted["fault"],
        "crashed_parsers": ways["crash"],
        "stopped_in_time": ways["time"],
        "out_of_memory": ways["memory"],
        "over_ten_seconds": counted["over_ten_seconds"],
        "over_ten_by_the_clock": counted["over_ten_by_the_clock"],
        "most_memory_mb": memory // 1_000_000,
        "memory_held": memory < MEMORY,
    }


def judged(name: str, data: bytes, counted: Counter[str], ways: Counter[str]) -> bool:
    """Whether something happened that must not."""
    try:
        found = list(read(name, None, data))
    except Exception as error:  # noqa: BLE001 - this is what is being looked for
        sys.stderr.write(f"\n{name}: {type(error).__name__}: {error}\n")
        counted["exception"] += 1
        return True
    aside = [one for one in found if isinstance(one, SetAside)]
    documents = [one for one in found if isinstance(one, Document)]
    counted["both" if aside and documents else "aside" if aside else "read" if documents else "nothing"] += 1
    for one in aside:
        ways["crash"] += "made the process that read it end" in one.reason
        ways["time"] += "was stopped" in one.reason
        ways["memory"] += "more memory" in one.reason
    faults = [one.reason for one in aside if "please report this fault" in one.reason]
    counted["fault"] += len(faults)
    for said in faults:
        sys.stderr.write(f"\n{said}\n")
    return bool(faults) or any("made the process" in one.reason for one in aside)


class Clock:
    """What something takes from now on, by the processor and by the clock: others may keep both busy."""

    def __init__(self) -> None:
        self._used, self._at = _processor(), time.monotonic()

    def read(self) -> tuple[float, float]:
        """(processor seconds of this process and of those that read for it, seconds by the clock)."""
        return max(0.0, _processor() - self._used), time.monotonic() - self._at


def _processor() -> float:
    """Processor seconds used so far by this process, its children that wait, and those that ended."""
    import resource

    from riwaya.ingest import children

    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = time.process_time() + ended.ru_utime + ended.ru_stime
    for child in children._IDLE:
        try:
            told = Path(f"/proc/{child.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        used += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return used


def most_memory() -> int:
    """The most memory that this process or any that it read files in ever held, in bytes."""
    import resource

    from riwaya.ingest.children import end_children

    end_children()
    unit = 1 if sys.platform == "darwin" else 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    try:
        # ru_maxrss is not of this program alone: Linux counts into it what the process held that started it
        told = Path("/proc/self/status").read_text("ascii").partition("VmHWM:")[2]
        return max(children, 1024 * int(told.split()[0]))
    except (OSError, IndexError):
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)


def main() -> None:
    """Run and print; exit 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description="Mutated files of every kind, read.")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600, help="stop after so long, with what was done")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files that did harm here")
    chosen = parser.parse_args()
    found = attack(chosen.files, chosen.seed, chosen.minutes, chosen.keep)
    sys.stdout.write(json.dumps(found) + "\n")
    bad = ("exceptions", "faults_of_ours", "nothing_told", "over_ten_seconds")
    sys.exit(1 if any(found[name] for name in bad) or not found["memory_held"] else 0)


if __name__ == "__main__":
    main()
