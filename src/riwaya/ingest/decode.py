"""Bytes -> characters: byte-order marks, what the file says of itself, what its bytes look like."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÃÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÛÜŒ¿¡“”„‘’‚–—…«»°€·•§©®ªº´\xa0\xad")
_SAMPLE = 256 * 1024


def decode(data: bytes, claimed: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding: by mark, UTF-8 where valid, the claim, then a guess.

    Never fails: what no encoding explains becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # one torn character at the very end, or a few bad bytes in a text that is otherwise UTF-8
        if _mostly_utf8(data, error):
            return data.decode("utf-8", errors="replace"), "utf-8"
    name = _known(claimed) or _guess(data[:_SAMPLE])
    return data.decode(name, errors="replace"), name


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is nearly always zero, or stays in one Arabic block."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2], sample[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        small = sum(high.count(byte) for byte in (0x00, 0x06, 0x20))
        if (
            small > 0.9 * len(high)
            and high.count(0) + high.count(6) > 0.8 * len(high)
            and low.count(0) < len(low) / 4
        ):
            return name
    return None


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    sample = data[: max(_SAMPLE, error.end + 4096)]
    text = sample.decode("utf-8", errors="replace")
    good = sum(1 for char in text if ord(char) > 0x7F and char != "\ufffd")
    return good > 8 * text.count("\ufffd")


def _known(claimed: str | None) -> str | None:
    if not claimed:
        return None
    try:
        name = codecs.lookup(claimed.strip().strip("'\"")).name
    except (LookupError, ValueError):
        return None
    # pages that say Latin-1 are written in its Windows superset (WHATWG Encoding Standard, section 4.2)
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}.get(
        name, name if _is_text(name) else None
    )


def _is_text(name: str) -> bool:
    return name not in {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "utf-8"}


def _is_western(text: str) -> bool:
    """Whether every letter beyond ASCII is one of western Europe's, and not Czech read wrongly."""
    beyond = {char for char in text if ord(char) > 0x7F}
    return beyond <= _WESTERN and not {"ø", "ì"} <= beyond


def _guess(sample: bytes) -> str:
    arabic = sample.decode("cp1256", errors="replace")
    high = sum(1 for byte in sample if byte >= 0x80)
    if high > len(sample) / 4 and len(_ARABIC.findall(arabic)) > 0.9 * high:
        return "cp1256"
    if _is_western(sample.decode("cp1252", errors="replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, preemptive_behaviour=False).best()
    name = best.encoding if best is not None else "cp1252"
    return "cp1252" if name in {"ascii", "latin_1", "utf_8"} else name
