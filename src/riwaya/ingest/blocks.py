"""The readable blocks of a web page, in the order of reading, with what its structure says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    (
        *(
            "script",
            "style",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "canvas",
            "select",
            "option",
        ),
        *("textarea", "input", "audio", "video", "map", "head", "noscript", "datalist", "applet"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "button",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
        ),
        *(
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ),
        *(
            "header",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
        ),
        *("table", "tbody", "tfoot", "thead", "tr", "ul", "caption", "label"),
    )
)
_FURNITURE_TAGS = {
    **{tag: tag for tag in ("aside", "button", "dialog", "footer", "form", "menu")},
    "nav": "navigation",
    "label": "form",
}
_FURNITURE_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "banner")
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|side-?bar|footer|cookies?|consent|gdpr|newsletter|"
    r"subscri(?:be|ption)|signup|sign-up|paywall|promo(?:tion)?|advert(?:isement)?s?|ads?|banner|sponsor(?:ed)?|share|"
    r"sharing|social|related|recommended|recirc|trending|most-?(?:read|popular|viewed)|popular|comments?|disqus|"
    r"skip-?links?|popup|modal|toolbar|pagination|tags?|widget|outbrain|taboola|donate|login|more-?stories|read-?more)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One block of a page: its words, the tag they stand in, why they are furniture, if they are."""

    text: str
    tag: str
    structure: str | None
    in_article: bool


def chunks(tree: HtmlElement) -> Iterator[Chunk]:
    """The readable blocks of a page in order, white space folded, `<br>` kept as a line end."""
    body = tree.find("body")
    walker = _Walker()
    walker.walk(body if body is not None else tree)
    yield from walker.done


class _Walker:
    """Collects the words between block tags; walks without recursion, whatever the nesting."""

    def __init__(self) -> None:
        self.done: list[Chunk] = []
        self.words: list[str] = []
        self.path: list[tuple[str, str | None, bool]] = [("body", None, False)]

    def walk(self, root: HtmlElement) -> None:
        """Nothing; `done` holds the blocks afterwards."""
        from lxml import etree

        skipped: HtmlElement | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start" and skipped is None:
                if element.tag in _SKIPPED:
                    skipped = element
                else:
                    self._start(element, element is root)
            elif event == "end" and (skipped is None or skipped is element):
                if skipped is None:
                    self._end(element)
                skipped = None
                if element is not root:
                    self.words.append(element.tail or "")
        self._flush()

    def _start(self, element: HtmlElement, is_root: bool) -> None:
        tag = str(element.tag)
        if tag == "br":
            self.words.append("\x00")
        elif tag in ("td", "th") and "".join(self.words).strip():
            self.words.append(" | ")
        if tag in _BLOCKS and not is_root:
            self._flush()
        above = self.path[-1]
        in_article = above[2] or tag in ("article", "main") or element.get("itemprop") == "articleBody"
        structure = above[1] or (None if is_root else _structure(element, tag))
        self.path.append((tag if tag in _BLOCKS else above[0], structure, in_article))
        self.words.append(element.text or "")

    def _end(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        self.path.pop()

    def _flush(self) -> None:
        """Close the block: two line ends in a row part it."""
        tag, structure, in_article = self.path[-1]
        raw = "".join(self.words)
        self.words.clear()
        for part in re.split(r"\x00\s*\x00[\x00\s]*", raw):
            lines = [_SPACE.sub(" ", line).strip(" ") for line in part.split("\x00")]
            text = "\n".join(line for line in lines if line.strip("\xa0\u200b\ufeff |"))
            if text:
                self.done.append(Chunk(text, tag, structure, in_article))


def _structure(element: HtmlElement, tag: str) -> str | None:
    """Why an element and all in it is furniture, by its tag, role, name or being hidden."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden"
    if tag in _FURNITURE_TAGS:
        return _FURNITURE_TAGS[tag]
    role = (element.get("role") or "").lower()
    if role in _FURNITURE_ROLES:
        return role
    if tag in {"html", "body", "article", "main", "h1", "p"}:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names.strip() and (match := _names(names)):
        return match
    return None


@cache
def _names(names: str) -> str | None:
    match = _FURNITURE_NAMES.search(names)
    return match[0].strip(" _-").lower() if match else None
