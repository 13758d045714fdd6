"""RSS and Atom."""

from __future__ import annotations

import hashlib

from riwaya.ingest import read
from riwaya.records import SetAside
from tests.ingest.reading import documents, reason

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sarn Post</title><link>https://post.example</link><language>en</language>
<item><title>Bridge shut &amp; ford open</title><link>https://post.example/2020/03/03/bridge</link><dc:creator>Ida Moll</dc:creator>
<pubDate>Tue, 03 Mar 2020 10:00:00 +0300</pubDate><description>A short form.</description>
<content:encoded><![CDATA[<p>The bridge over the Sarn was <b>closed</b> on Monday, the engineer said.</p><p>Nobody was hurt.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Ford dry</title><link>https://post.example/ford</link><description>The ford was dry on Sunday, the miller said.</description></item>
<item><link>https://post.example/empty</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Sarn Wire</title>
<entry><title type="html">Bridge &lt;i&gt;shut&lt;/i&gt;</title><link href="https://wire.example/1"/><updated>2020-03-04T01:00:00Z</updated>
<published>2020-03-03T10:00:00Z</published><author><name>Jon Petrak</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge was closed on Monday, he said.</p></div></content></entry></feed>"""


def test_rss() -> None:
    found = list(read("feed.xml", None, RSS.encode()))
    aside = found.pop()
    assert isinstance(aside, SetAside) and "neither title nor text" in aside.reason
    first, second = (item.report for item in found if not isinstance(item, SetAside))
    assert (
        first.text
        == "Bridge shut & ford open\n\nThe bridge over the Sarn was closed on Monday, the engineer said.\n\nNobody was hurt."
    )
    assert (first.title, first.outlet, first.authors) == (
        "Bridge shut & ford open",
        "Sarn Post",
        ("Ida Moll",),
    )
    assert (first.published, first.url, first.kind) == (
        "2020-03-03",
        "https://post.example/2020/03/03/bridge",
        "feed",
    )
    assert first.source == "feed.xml!/1"
    assert second.text.endswith("The ford was dry on Sunday, the miller said.")
    assert second.published is None


def test_the_bytes_of_an_entry_are_kept() -> None:
    document = next(iter(read("feed.xml", None, RSS.encode())))
    assert not isinstance(document, SetAside)
    assert document.original is not None
    assert document.original.startswith(b"<item><title>Bridge") and document.original.endswith(b"</item>")
    assert document.report.sha256 == hashlib.sha256(document.original).hexdigest()


def test_atom() -> None:
    (document,) = documents("feed.atom", ATOM.encode())
    found = document.report
    assert found.text == "Bridge shut\n\nThe bridge was closed on Monday, he said."
    assert (found.outlet, found.authors, found.published) == ("Sarn Wire", ("Jon Petrak",), "2020-03-03")


def test_a_feed_without_entries() -> None:
    assert "a feed without entries" in reason(
        "feed.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>"
    )


def test_entities_are_not_expanded_without_end() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb += "]><rss version='2.0'><channel><item><title>&i;</title></item></channel></rss>"
    (item,) = list(read("feed.xml", None, bomb.encode()))
    assert isinstance(item, SetAside) or len(item.report.text) < 100_000
