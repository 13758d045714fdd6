"""A scanned page read by the real Tesseract."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pytest

from riwaya.ingest import Options, read
from riwaya.records import Document, SetAside

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and os.environ.get("CI") != "true",
    reason="needs the program tesseract (Debian: apt install tesseract-ocr)",
)
SAID = "The ferry at Odesk has not run since Monday, the harbour master said."


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF that is nothing but a picture of one sentence."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (2000, 500), 255)
    ImageDraw.Draw(picture).text((80, 180), SAID, fill=0, font=ImageFont.load_default(size=52))
    page = io.BytesIO()
    picture.save(page, "PDF", resolution=200)
    path = tmp_path / "scan.pdf"
    path.write_bytes(page.getvalue())
    return path


def test_a_scan_is_set_aside_with_the_way_out(scan: Path) -> None:
    (item,) = read(str(scan), Options())
    assert isinstance(item, SetAside)
    assert "add it again with --ocr" in item.reason


@needs_tesseract
def test_with_ocr_its_words_are_read(scan: Path) -> None:
    (item,) = read(str(scan), Options(ocr=True, language="en"))
    assert isinstance(item, Document), item
    assert SAID in " ".join(item.report.text.split())
