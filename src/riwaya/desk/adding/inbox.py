"""What was sent, in a folder of its own until it is read: names made safe, sizes and counts limited."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from riwaya.errors import BadUse
from riwaya.ingest import Options
from riwaya.ingest.options import MIB, Limits

MOST_FILES = 200
MOST_ADDRESSES = 20
_LONGEST = 120  # bytes of a file name


@dataclass(frozen=True, slots=True)
class Given:
    """One thing someone adds: what it is called, and where to read it."""

    name: str
    source: str  # a path, or an address


def keep(folder: Path, files: Iterable[tuple[str, BinaryIO]], text: str, addresses: str) -> tuple[Given, ...]:
    """Everything given, files and text copied to the folder. BadUse for nothing, and for too much."""
    made: list[Given] = []
    limit = Limits().document
    for name, stream in files:
        path = _free(folder, safe_name(name))
        with path.open("xb") as out:
            shutil.copyfileobj(stream, out, MIB)
        if path.stat().st_size > limit:
            raise BadUse(f"{path.name} is larger than {limit // MIB} MiB; split it, or use `riwaya add`")
        made.append(Given(path.name, str(path)))
    if text.strip():
        now = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S")
        path = _free(folder, f"pasted {now}.txt")
        path.write_text(text, encoding="utf-8", errors="replace")
        made.append(Given(path.name, str(path)))
    made += [Given(address, address) for address in _addresses(addresses)]
    if not made:
        raise BadUse("nothing was given to add; drop a file, paste a text, or give an address")
    return tuple(made)


def _addresses(given: str) -> list[str]:
    found = given.split()
    if len(found) > MOST_ADDRESSES:
        raise BadUse(
            f"{len(found)} addresses are more than {MOST_ADDRESSES} at once; give them in several goes"
        )
    for address in found:
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise BadUse(
                f"{address[:200]} is no address ({error}); write it like https://example.org/page"
            ) from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadUse(f"{address[:200]} is no web address; write it like https://example.org/page")
    return found


def safe_name(given: str) -> str:
    """The last part of a file name, without what no file name needs: paths, control and direction signs."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(
        c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    name = re.sub(r'[<>:"|?*]', "_", name).strip().lstrip(".-~ ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    ending = ending.encode()[:20].decode(errors="ignore")
    room = _LONGEST - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").strip() or "file"
    return f"{stem}.{ending}" if ending else stem


def _free(folder: Path, name: str) -> Path:
    """A path in the folder that is not taken: "report (2).txt"."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def options(published: str, outlet: str, language: str) -> Options:
    """What is known of everything that is added. BadUse for a date or a language that is none."""
    from riwaya.ingest.options import check

    made = Options(published.strip() or None, outlet.strip()[:200] or None, language.strip().lower() or None)
    check(made)
    return made
