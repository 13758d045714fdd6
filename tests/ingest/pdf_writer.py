"""A PDF with a text layer, written by hand: enough of the format for one font and placed lines."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]  # left, baseline, size in points, words


def write_pdf(pages: Sequence[Sequence[Placed]], info: dict[str, str] | None = None) -> bytes:
    """The bytes of a PDF with these pages (A4), Helvetica, Windows Latin."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        shown = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, base, _escaped(words))
            for left, base, size, words in lines
        )
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    about = add(
        b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in (info or {}).items())
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        *(len(objects) + 1, catalog, about, start),
    )
    return bytes(out)


def column(lines: Sequence[str], top: float = 760, step: float = 14, left: float = 72) -> list[Placed]:
    """Lines of one column; an empty line leaves its room blank."""
    return [(left, top - i * step, 11, words) for i, words in enumerate(lines) if words]


def _escaped(words: str) -> bytes:
    plain = words.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
