"""What a web page says of itself: meta tags, JSON-LD, its heading, its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from riwaya.ingest.dates import address_date, timestamp
from riwaya.ingest.piece import Fact

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# field -> names of meta tags (name, property or itemprop), the surest first
_META = {
    "title": (
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "citation_title",
        "parsely-title",
        "headline",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone"),
    "author": (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "byl",
        "citation_author",
    ),
    "published": (
        *(
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dcterms.date",
        ),
        *(
            "dc.date.issued",
            "dcterms.created",
            "pubdate",
            "publishdate",
            "publish_date",
            "publication_date",
            "sailthru.date",
        ),
        *(
            "parsely-pub-date",
            "citation_publication_date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "created",
        ),
    ),
    "language": ("og:locale", "content-language", "dc.language", "language"),
}
_ARTICLES = re.compile(
    r"Article|NewsArticle|ReportageNewsArticle|BlogPosting|Report|WebPage|LiveBlogPosting|Posting"
)
_SITE = re.compile(r"\s+[|–—·»-]\s+|\s+::\s+")


def page_facts(tree: HtmlElement, address: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """(what the page says of itself, the surest of each field first; its address)."""
    url = address or _canonical(tree)
    found = [*_meta(tree), *_linked_data(tree), *_visible(tree), *_address(url), *_title_tag(tree)]
    return tuple(fact for fact in found if 0 < len(fact.value) <= 500), url


def _canonical(tree: HtmlElement) -> str | None:
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for value in tree.xpath(path):
            if str(value).startswith(("http://", "https://")):
                return str(value).strip()
    return None


def _meta(tree: HtmlElement) -> Iterator[Fact]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        for key in (tag.get("name"), tag.get("property"), tag.get("itemprop"), tag.get("http-equiv")):
            if key and content:
                tags.setdefault(key.strip().lower(), []).append(content)
    for field, names in _META.items():
        for name in names:
            for value in tags.get(name, ()):
                yield from _fact(field, value, name)


def _fact(field: str, value: str, origin: str) -> Iterator[Fact]:
    if field == "published":
        if day := timestamp(value):
            yield Fact(field, day, f"the page's {origin}")
    elif field == "author":
        for name in re.split(r"\s*[,;]\s*|\s+(?:and|و)\s+", value):
            if name and not name.startswith(("http", "/", "@")) and len(name.split()) <= 6:
                yield Fact(field, name, origin)
    else:
        yield Fact(field, value, origin)


def _linked_data(tree: HtmlElement) -> Iterator[Fact]:
    """Headline, publisher, writers and date of the first article in the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if not _ARTICLES.search(str(node.get("@type", ""))):
                continue
            yield from _texts("title", node.get("headline"), "JSON-LD headline")
            yield from _texts("outlet", node.get("publisher"), "JSON-LD publisher")
            yield from _texts("author", node.get("author"), "JSON-LD author")
            yield from _texts("published", node.get("datePublished"), "JSON-LD datePublished")
            yield from _texts("language", node.get("inLanguage"), "JSON-LD inLanguage")


def _nodes(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(data, list):
        for part in data[:100]:
            yield from _nodes(part, depth + 1) if depth < 6 else ()
    elif isinstance(data, dict):
        yield data
        if depth < 6:
            yield from _nodes(data.get("@graph"), depth + 1)
            yield from _nodes(data.get("mainEntity"), depth + 1)


def _texts(field: str, value: object, origin: str) -> Iterator[Fact]:
    if isinstance(value, list):
        for part in value[:20]:
            yield from _texts(field, part, origin)
    elif isinstance(value, dict):
        yield from _texts(field, value.get("name"), origin)
    elif isinstance(value, str):
        yield from _fact(field, value.strip(), origin)


def _visible(tree: HtmlElement) -> Iterator[Fact]:
    headings = [" ".join(h1.text_content().split()) for h1 in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1 or (headings and tree.find(".//article//h1") is not None):
        inside = tree.find(".//article//h1")
        heading = headings[0] if inside is None else " ".join(inside.text_content().split())
        yield Fact("title", heading, "h1")
    for link in islice(_by_author(tree), 5):
        name = " ".join(link.text_content().split())
        if name:
            yield from _fact("author", re.sub(r"^by\s+", "", name, flags=re.IGNORECASE), "byline of the page")
    clock = next((time for time in tree.iter("time") if time.get("datetime")), None)
    if clock is not None and (day := timestamp(str(clock.get("datetime")))):
        yield Fact("published", day, "the page's time element")
    if code := tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Fact("language", code, "html lang")


def _by_author(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that say they name an author; an XPath takes minutes over a page of a million tags."""
    return (one for one in tree.iter() if "author" in (one.get("rel"), one.get("itemprop")))


def _address(url: str | None) -> Iterator[Fact]:
    if url and (day := address_date(url)):
        yield Fact("published", day, f"the address {url}")


def _title_tag(tree: HtmlElement) -> Iterator[Fact]:
    """`<title>`, without the site's name where it stands at its end."""
    for tag in tree.xpath("//head/title | //title")[:1]:
        parts = _SITE.split(" ".join((tag.text or "").split()))
        if parts and parts[0]:
            yield Fact("title", max(parts[:-1], key=len) if len(parts) > 1 else parts[0], "title element")
