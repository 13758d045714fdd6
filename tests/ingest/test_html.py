"""Saved web pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest import Options, read
from riwaya.records import Basis
from tests.ingest.reading import kept, origin, reason, report

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ferry sinks off Mesa | Delta Herald</title>
<meta property="og:site_name" content="Delta Herald"><meta property="og:title" content="Ferry sinks off Mesa, 12 missing">
<link rel="canonical" href="https://delta.example/2021/03/04/ferry">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ferry","datePublished":"2021-03-04T05:00:00+02:00",
"author":[{"@type":"Person","name":"Ana Toro"},{"name":"Li Ke"}],"publisher":{"name":"Herald Group"}}]}</script>
<style>p {color: red}</style></head>
<body class="article-page"><a class="skip-link" href="#c">Skip to content</a>
<nav><ul><li><a>Home</a><li><a>World</a><li>Sport</ul></nav>
<div id="cookie-banner"><p>This paper would like to store crumbs on your machine, said nobody ever.</p><button>Fine</button></div>
<main><article><header><h1>Ferry sinks off Mesa, 12 missing</h1><div class="byline">By Ana Toro and Li Ke</div>
<time datetime="2021-03-04">4 March 2021</time></header>
<p>MESA, Deltaland &mdash; A ferry with 80 people on board sank on Tuesday night off the port of Mesa, the harbour master said.</p>
<p>&ldquo;We heard <b>one</b> crack and then<!-- a comment --> the lights went out,&rdquo; said Ruo&nbsp;Tan, a deckhand.<br>He was picked up by a fishing boat.</p>
<figure><img src="x.png" alt="boat"><figcaption>Rescuers on the quay (Photo: L. Benn)</figcaption></figure>
<aside class="newsletter"><h3>The Morning Tide</h3><p>Five stories that the editors said you need, every day.</p></aside>
<h2>Two bodies found</h2>
<p>Two more bodies were found on Wednesday, according to the coastguard.</p>
<div class="related-stories"><h3>From the archive</h3><ul><li><a>Bridge reopens after flood</a></li><li><a>Ten killed in Olan, police say.</a></li></ul></div>
<table><tr><th>Port</th><th>Missing</th></tr><tr><td>Mesa</td><td>12</td></tr></table>
<p>Read more: <a>How the Mesa fell apart</a></p>
<div style="display:none"><p>The captain confessed to everything, the police said in secret.</p></div>
<p>Correction: an earlier version gave a wrong name for the deckhand.</p></article></main>
<div class="sidebar"><h4>Most read</h4><ol><li>Minister denies he took bribes from the ferry owners.</li></ol></div>
<section id="comments"><h3>Comments (3)</h3><p>ghost: they are all lying, 500 people died on that boat.</p></section>
<footer><p>Delta Herald, 4 Quay Street</p></footer></body></html>"""


def test_the_report_and_nothing_else_is_kept() -> None:
    text = kept(report("page.html", PAGE))
    for words in (
        "Ferry sinks off Mesa, 12 missing", "By Ana Toro and Li Ke", "4 March 2021", "A ferry with 80 people",
        "We heard one crack and then the lights went out,” said Ruo Tan, a deckhand.\nHe was picked up",
        "Two bodies found", "Two more bodies were found", "Mesa | 12", "Correction: an earlier version",
    ):  # fmt: skip
        assert words in text, words
    for words in (
        "Skip", "World", "crumbs", "Fine", "Rescuers", "Morning Tide", "Five stories", "archive", "Bridge reopens",
        "Ten killed", "Read more", "confessed", "bribes", "500 people", "Quay Street", "color", "NewsArticle",
    ):  # fmt: skip
        assert words not in text, words


def test_everything_readable_stays_in_the_text() -> None:
    found = report("page.html", PAGE)
    for words in ("Bridge reopens after flood", "500 people died", "Quay Street", "confessed", "crumbs"):
        assert words in found.text


def test_what_the_page_says_of_itself() -> None:
    found = report("page.html", PAGE)
    assert (found.title, found.outlet) == ("Ferry sinks off Mesa, 12 missing", "Delta Herald")
    assert found.authors == ("Ana Toro", "Li Ke")
    assert (found.published, found.published_basis) == ("2021-03-04", Basis.METADATA)
    assert found.published_why == "The page's JSON-LD datePublished says 2021-03-04."
    assert (found.language, found.dateline) == ("en", "MESA, Deltaland —")
    assert found.url == "https://delta.example/2021/03/04/ferry"
    assert origin(found, "outlet") == "og:site_name"
    assert origin(found, "authors") == "JSON-LD author"


def test_what_the_user_says_comes_first() -> None:
    found = report("page.html", PAGE, Options(published="2021-03", outlet="Delta Times", language="fr"))
    assert (found.published, found.published_basis) == ("2021-03", Basis.GIVEN)
    assert (found.outlet, found.language) == ("Delta Times", "fr")


def test_the_address_gives_the_date_where_nothing_else_does() -> None:
    page = '<html><head><link rel="canonical" href="https://d.example/2019/11/04/x"></head><body><p>The bridge was closed on Monday, the mayor said.</p></body></html>'
    found = report("page.html", page)
    assert (found.published, found.published_basis) == ("2019-11-04", Basis.METADATA)
    assert found.published_why is not None and "https://d.example/2019/11/04/x" in found.published_why


def test_an_old_page_of_tables_and_breaks() -> None:
    page = """<HTML><BODY bgcolor=white><TABLE><TR><TD><A>Home</A><BR><A>Links</A></TD><TD><FONT size=5>Bridge closed at Sarn</FONT><BR><BR>
    The bridge over the Sarn was closed to lorries on Monday, the district engineer said in a note.<BR><BR>
    Traders on the east bank told the paper that nobody had warned them of it.</TD></TR></TABLE></BODY></HTML>"""
    text = kept(report("old.htm", page))
    assert "\n\nTraders on the east bank told" in text
    assert "was closed to lorries on Monday, the district engineer said in a note." in text


def test_a_bulletin_without_an_article_keeps_its_lines() -> None:
    page = "<html><body><h1>Situation bulletin 4</h1><ul><li>Road open.</li><li>Two wells dry.</li><li>40 families arrived.</li></ul></body></html>"
    text = kept(report("b.html", page))
    assert "Road open." in text and "40 families arrived." in text


def test_encodings() -> None:
    words = "أغلق الجسر فوق النهر يوم الاثنين بعد انقطاع اثنين من كابلاته، قال مهندس المديرية في بيان له."
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head><body><p>{words}</p></body></html>'
    assert words in report("a.html", page.encode("cp1256")).text
    assert words in report("b.html", page.encode("utf-16")).text
    assert report("a.html", page.encode("cp1256")).language == "ar"


def test_a_language_that_the_letters_deny_is_not_believed() -> None:
    words = "أغلق الجسر فوق النهر يوم الاثنين بعد انقطاع اثنين من كابلاته، قال مهندس المديرية في بيان له."
    assert report("a.html", f'<html lang="en"><body><p>{words}</p></body></html>').language == "ar"


def test_where_a_browser_saved_it_from() -> None:
    page = "<!-- saved from url=(0027)https://delta.example/bridge -->\n<html><body><p>The bridge was closed on Monday, he said.</p></body></html>"
    assert report("a.html", page).url == "https://delta.example/bridge"


def test_ten_thousand_nested_elements() -> None:
    page = (
        "<html><body>"
        + "<div>" * 10_000
        + "<p>The bridge was closed on Monday, the mayor said.</p>"
        + "</div>" * 10_000
    )
    assert list(read("deep.html", None, page.encode()))  # read or set aside, never a crash


def test_an_empty_page_is_set_aside() -> None:
    assert "no text" in reason(
        "a.html", b"<html><head><title>x</title></head><body><img src=a></body></html>"
    )


@given(st.text(st.sampled_from("<>/ap divscrtb='\"&;!- x\x00\ud800"), max_size=80))
def test_any_markup_is_read_or_set_aside(markup: str) -> None:
    data = ("<html><body>" + markup).encode("utf-8", "surrogatepass")
    assert len(list(read("a.html", None, data))) == 1


def test_what_stands_after_the_end_of_the_page_is_read_as_a_browser_shows_it() -> None:
    found = report(
        "a.html",
        "<!doctype html><html><body><p>The ferry is late, the master said.</p></body></html><p>A later line stands here.</p>",
    )
    assert found.text.endswith("A later line stands here.")
