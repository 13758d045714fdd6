"""Scanned pages through the `tesseract` program, when it is installed and asked for."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.errors import Unreadable
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Item
from riwaya.ingest.reflow import join

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_DPI = 300  # what Tesseract's models were trained near
_MAX_PIXELS = 40_000_000  # a page of 500 x 700 mm; more is a bomb or a map
# ISO 639-1 -> Tesseract's names
_MODELS = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "it": "ita",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "ps": "pus",
    "ku": "kmr",
    "ckb": "ckb",
    "he": "heb",
}


def recognise(page: pypdfium2.PdfPage, item: Item, options: Options) -> str:
    """The text of a pictured page, a blank line between paragraphs; raises Unreadable without Tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable(
            f"{item.source} needs OCR and the program tesseract is not installed; "
            "install it (Debian: apt install tesseract-ocr, macOS: brew install tesseract) and try again"
        )
    models = _chosen(program, options.language, item)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        picture.write_bytes(_picture(page))
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program on our own file, no shell
                [program, str(picture), "stdout", "-l", models],
                capture_output=True,
                check=False,
                timeout=options.limits.ocr_seconds,
            )
        except subprocess.TimeoutExpired as error:
            seconds = options.limits.ocr_seconds
            raise Unreadable(
                f"{item.source}: OCR of one page took over {seconds:.0f} s; add a clearer scan"
            ) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise Unreadable(f"{item.source}: tesseract failed ({said[0]}); check its language files")
    text = done.stdout.decode("utf-8", errors="replace").replace("\f", "\n\n")
    return "\n\n".join(join(part.splitlines()) for part in text.split("\n\n") if part.strip())


def _chosen(program: str, language: str | None, item: Item) -> str:
    """Tesseract's `-l`: the given language, else English and Arabic as far as they are installed."""
    installed = _installed(program)
    if language is not None:
        name = _MODELS.get(language, language)
        if name not in installed:
            raise Unreadable(
                f"{item.source}: tesseract has no model {name!r} for language {language!r}; "
                f"install tesseract-ocr-{name} and add the file again"
            )
        return name
    wanted = [name for name in ("eng", "ara", "fra") if name in installed]
    return "+".join(wanted or sorted(installed)[:1]) or "eng"


@cache
def _installed(program: str) -> frozenset[str]:
    done = subprocess.run([program, "--list-langs"], capture_output=True, check=False, timeout=20)  # noqa: S603
    lines = (done.stdout or done.stderr).decode("utf-8", errors="replace").splitlines()
    return frozenset(line.strip() for line in lines[1:] if line.strip() and line.strip() != "osd")


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """The page in grey as a binary PGM file."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
