"""E-mails and mailboxes."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

from riwaya.ingest import read
from riwaya.records import Basis, Document, SetAside
from tests.ingest.pdf_writer import column, write_pdf
from tests.ingest.reading import documents, kept, report

BODY = """The bridge over the Sarn was closed to lorries on Monday, the district engineer said.

Traders on the east bank said that nobody had warned them.

On Mon, 2 Mar 2020 at 10:00, Jon Petrak wrote:
> Is the bridge open? Forty people were killed, they say.
> Tell me.

--\x20
Ida Moll
Field office, Sarn
"""


def message(body: str = BODY, sender: str = "Ida Moll <ida@sarn.example>") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = sender, "desk@post.example"
    made["Subject"] = "Re: Bridge shut — after cables part"
    made["Date"] = "Tue, 03 Mar 2020 23:10:00 +0300"
    made["Message-ID"] = "<1@sarn.example>"
    made.set_content(body)
    return made


def test_headers_and_what_is_quoted_or_signed() -> None:
    found = report("a.eml", message().as_bytes())
    assert (found.title, found.authors, found.kind) == (
        "Bridge shut — after cables part",
        ("Ida Moll",),
        "email",
    )
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.METADATA)
    assert kept(found).strip().endswith("that nobody had warned them.")
    assert "Forty people" in found.text and "Field office" in found.text


def test_an_institution_that_sends_is_the_outlet() -> None:
    found = report("a.eml", message(sender="Sarn Relief Office <info@sarn.example>").as_bytes())
    assert (found.outlet, found.authors) == ("Sarn Relief Office", ())


def test_a_forwarded_report_is_read() -> None:
    body = "See below.\n\n---------- Forwarded message ---------\nFrom: Jon Petrak\nDate: Mon, 2 Mar 2020\nSubject: Ford\n\nThe ford was open on Monday, the miller said."
    assert kept(report("a.eml", message(body).as_bytes())).split() == [
        "See",
        "below.",
        "The",
        "ford",
        "was",
        "open",
        "on",
        "Monday,",
        "the",
        "miller",
        "said.",
    ]


def test_a_page_in_a_mail() -> None:
    made = message("plain")
    made.set_content(
        "<html><body><p>The bridge was <b>closed</b>, he said.</p><p>Nobody was hurt.</p></body></html>",
        subtype="html",
    )
    assert report("a.eml", made.as_bytes()).text == "The bridge was closed, he said.\n\nNobody was hurt."


def test_attachments_are_reports_of_their_own() -> None:
    made = message()
    pdf = write_pdf([column(["The ford was open on Monday, the miller said."])])
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename="ford.pdf")
    made.add_attachment(b"\x89PNG\r\n\x1a\n123", maintype="image", subtype="png", filename="../map.png")
    inner = message("An earlier note: the ford was dry, he said.")
    made.add_attachment(inner)
    found = list(read("a.eml", None, made.as_bytes()))
    sources = [item.report.source if isinstance(item, Document) else item.source for item in found]
    assert sources == ["a.eml", "a.eml!/ford.pdf", "a.eml!/.._map.png", "a.eml!/part-3.eml"]
    assert isinstance(found[2], SetAside) and "a picture (PNG)" in found[2].reason
    assert isinstance(found[1], Document) and found[1].report.published is None
    assert isinstance(found[3], Document) and found[3].report.text.startswith("An earlier note")


def test_a_mailbox(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "desk.mbox")
    box.add(message())
    box.add(message("From the ford: it was open on Monday, the miller said.\n\nFrom there nobody came."))
    box.close()
    found = documents("desk.mbox", (tmp_path / "desk.mbox").read_bytes())
    assert [document.report.source for document in found] == ["desk.mbox!/1.eml", "desk.mbox!/2.eml"]
    assert "\n\nFrom there nobody came." in found[1].report.text


def test_old_arabic_encodings_of_headers_and_body() -> None:
    raw = b"From: =?windows-1256?B?0+Hj7CDP0ebt1A==?= <s@x.example>\r\nSubject: =?windows-1256?B?xczh?=\r\nDate: Tue, 03 Mar 2020 10:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1256\r\n\r\n"
    found = report("a.eml", raw + "أغلق الجسر فوق النهر يوم الاثنين، قال المهندس.".encode("cp1256"))
    assert found.authors == ("سلمى درويش",)
    assert found.text == "أغلق الجسر فوق النهر يوم الاثنين، قال المهندس."
