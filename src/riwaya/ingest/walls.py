"""What a reading child may not do: use more than its memory, write, start programs, reach the network.

| | Linux (x86-64, ARM64) | macOS | Windows |
|---|---|---|---|
| time | processor time, and the clock of parent and kernel | the same | the parent's clock |
| memory | address space | not limited | not limited |
| no network, no programs | system calls refused (seccomp) | refused to Python code | refused to Python code |
| no files written | size of any file 0 | size of any file 0 | refused to Python code |
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from collections.abc import Sequence

from riwaya.ingest.options import MIB, Limits

_REFUSED = frozenset(
    (
        *("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"),
        *(
            "ftplib.connect",
            "http.client.connect",
            "urllib.Request",
            "shutil.rmtree",
            "os.remove",
            "os.rename",
        ),
    )
)
_PROGRAMS = frozenset(
    ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.kill")
)
_OCR_FILE = 256 * MIB  # a page's picture, for the program that recognises its letters

# numbers of system calls (asm/unistd_64.h): those of the network, tracing and rings, then those of programs
_CALLS = {
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 46, 49, 50, 53, 101, 288, 310, 311, 321, 323, 425, 426, 427),
        (59, 62, 322, 424, 434),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 206, 211, 200, 201, 199, 117, 242, 270, 271, 280, 282, 425, 426, 427),
        (221, 129, 281, 424, 434),
    ),
}
_X32 = 0x40000000  # the other numbering of x86-64: refused as a whole


def raise_walls(limits: Limits, programs: bool) -> None:
    """Nothing; from here on this process is limited. `programs`: it may start the one that does OCR."""
    _resources(limits, programs)
    sys.addaudithook(lambda event, args: _judge(event, args, programs))
    if sys.platform == "linux" and platform.machine() in _CALLS:
        arch, never, starting = _CALLS[platform.machine()]
        _refuse_calls(arch, never if programs else (*never, *starting))


def _resources(limits: Limits, programs: bool) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = (
        ("RLIMIT_AS", limits.memory),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", _OCR_FILE if programs else 0),
    )
    for name, value in wanted:
        with contextlib.suppress(ValueError, OSError, AttributeError):  # macOS takes no limit of memory
            resource.setrlimit(getattr(resource, name), (value, value))


def _judge(event: str, args: Sequence[object], programs: bool) -> None:
    """Nothing; raises PermissionError for what a reader of files has no need to do."""
    if programs and not event.startswith("socket."):
        return
    if event in _REFUSED or event in _PROGRAMS:
        raise PermissionError(f"{event} is refused while a file is read")
    if event == "open" and isinstance(args[-1], int) and args[-1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError("writing is refused while a file is read")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _refuse_calls(arch: int, numbers: Sequence[int]) -> None:
    """Nothing; these system calls answer EPERM from now on. Where the kernel takes no filter, as before."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050001
    last = len(numbers) + 5  # index of "refuse"
    steps = [(load, 0, 0, 4), (equal, 0, last - 2, arch), (load, 0, 0, 0), (at_least, last - 4, 0, _X32)]
    steps += [(equal, last - 1 - len(steps) - i, 0, number) for i, number in enumerate(numbers)]
    steps += [(give, 0, 0, allow), (give, 0, 0, refuse)]
    packed = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(packed, len(packed))
    program = _Program(len(steps), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) == 0:  # PR_SET_NO_NEW_PRIVS
        libc.prctl(22, 2, ctypes.byref(program), 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
