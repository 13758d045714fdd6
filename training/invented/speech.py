"""Sentences in which somebody says something: before, after, around and according to."""

from __future__ import annotations

from training.invented.clauses import PLAIN, clause, source_of, that
from training.invented.phrases import WORDS, Page

CUES = WORDS["cues"]


def says_that(page: Page) -> None:
    """As in: “Later the mayor said that ..., adding that ...”, with hearsay inside."""
    if page.chance(0.2):
        page.write(page.pick("cues", "leads"))
    source = source_of(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["said"])
    cue = page.write(word)
    if page.chance(0.15):
        page.write(f" on {page.pick('numbers', 'days')}")
    content, held = that(page, 2, stance)
    if page.chance(0.15):
        page.write(" and that ")
        content = content[0], page.write(page.pick("content", "finite"))[1]
    page.attribute(source, cue, [content], held)
    if page.chance(0.15):
        page.write(", ")
        adding = page.write(page.draw.choice(["adding", "stressing", "insisting", "noting"]))
        more, held = that(page, 0, "asserted")
        page.attribute(source, adding, [more], held)
    page.write(".")


def told(page: Page) -> None:
    """As in: “He told reporters that ...”, with hearsay inside."""
    source = source_of(page)
    page.write(" ")
    cue = page.write(page.pick("cues", "told"))
    page.write(" " + page.pick("sources", "listeners"))
    content, held = that(page, 2, "asserted")
    page.attribute(source, cue, [content], held)
    page.write(".")


def trailing(page: Page) -> None:
    """Content first: "..., the nurse said." or "..., said the nurse." """
    content, held = clause(page, 0, "asserted")
    page.write(", ")
    word = page.draw.choice(["said", "said", "added", "says", "reported", "explained", "recalled"])
    if page.chance(0.6):
        source = source_of(page)
        page.write(" ")
        cue = page.write(word)
    else:
        cue = page.write(word)
        page.write(" ")
        source = source_of(page)
    page.attribute(source, cue, [content], held)
    page.write(".")


def quoted(page: Page) -> None:
    """Direct speech, whole or interrupted, before or after who says it."""
    opening, closing = page.draw.choice([("“", "”"), ("“", "”"), ('"', '"'), ("'", "'")])
    start = page.at
    page.write(opening)
    inner = page.at
    _, held = clause(page, 0, "asserted")
    page.capital(inner)
    word = page.draw.choice(
        ["said", "said", "said", "says", "added", "recalled", "told us", "whispered", "wrote"]
    )
    if page.chance(0.3):
        page.write(". ")
        more = page.at
        page.write(page.pick("content", "finite"))
        page.capital(more)
    page.write("," + closing)
    first = start, page.at
    page.write(" ")
    if page.chance(0.5):
        cue = page.write(word)
        page.write(" ")
        source = source_of(page)
    else:
        source = source_of(page)
        page.write(" ")
        cue = page.write(word)
    pieces = [first]
    if page.chance(0.35):
        page.write(", " if page.chance(0.4) else ". ")
        start = page.at
        page.write(opening)
        inner = page.at
        page.write(page.pick("content", "finite"))
        page.capital(inner)
        page.write("." + closing)
        pieces.append((start, page.at))
    else:
        page.write(".")
    page.attribute(source, cue, pieces, held)


def paragraphs(page: Page) -> None:
    """A quotation that runs over a paragraph's end, its marks opened twice and closed once."""
    source = source_of(page)
    page.write(" ")
    cue = page.write(page.draw.choice(["said", "said", "recalled", "wrote"]))
    page.write(": ")
    start = page.at
    for index in range(2):
        page.write("“")
        turns = page.draw.randint(1, 2)
        for turn in range(turns):
            inner = page.at
            page.write(page.pick("content", "finite"))
            page.capital(inner)
            page.write("." if turn == turns - 1 else ". ")
        page.write("”" if index else "\n\n")
    page.attribute(source, cue, [(start, page.at)], PLAIN)


def according(page: Page) -> None:
    """As in: “According to the mayor, ...” and “..., according to the mayor”."""
    if page.chance(0.5):
        cue = page.write("According to")
        page.write(" ")
        source = source_of(page)
        page.write(", ")
        content, held = clause(page, 1, "asserted")
    else:
        content, held = clause(page, 0, "asserted")
        page.write(", ")
        cue = page.write("according to")
        page.write(" ")
        source = source_of(page)
    page.attribute(source, cue, [content], held)
    page.write(".")
