"""Sentences that attribute, in the ways reporters use, put together into passages."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.corpora.document import Document, Stretch
from training.invented.phrases import WORDS, Page

Held = tuple[str, bool]
PLAIN: Held = ("asserted", False)

CUES = WORDS["cues"]


def _source(page: Page) -> Stretch:
    """Whoever speaks: named with a role, described, anonymous, an institution, a document, a pronoun."""
    roll = page.draw.random()
    if roll < 0.16:
        return page.write(f"{page.pick('sources', 'titles')} {{person}}")
    if roll < 0.32:
        return page.write("{person}")
    if roll < 0.42:
        start = page.at
        page.write(f"{{person}}, {page.pick('sources', 'roles')}")
        if page.chance(0.4):
            page.write(" in {place}")
        page.write(",")  # PolNeAR's annotators take the closing comma along
        return start, page.at
    if roll < 0.5:
        return page.write(f"{page.pick('sources', 'described')} {page.pick('sources', 'anonymous')}")
    if roll < 0.7:
        extra = page.draw.choice(["", "", "", " in {place}", " from {place}", " at {fac}"])
        return page.write(page.pick("sources", "described") + extra)
    if roll < 0.78:
        return page.write(page.draw.choice(["{org}", "{org}", "{group}"]))
    if roll < 0.84:
        return page.write(page.pick("sources", "documents"))
    return page.write(page.pick("sources", "pronouns"))


def _clause(page: Page, depth: int, cue_stance: str) -> tuple[Stretch, Held]:
    """A finite clause, or within reach of `depth` one that attributes again; and how it is held."""
    if depth > 0 and page.chance(0.3):
        start = page.at
        _inner(page, depth - 1)
        return (start, page.at), (cue_stance, False)
    kind = page.draw.choices(["finite", "negative", "possible"], [10, 2, 1.5])[0]
    span = page.write(page.pick("content", kind))
    stance = "possible" if kind == "possible" and cue_stance == "asserted" else cue_stance
    return span, (stance, kind == "negative")


def _inner(page: Page, depth: int) -> None:
    """An attribution inside another's words: what someone else had said, told or heard."""
    roll = page.draw.random()
    if roll < 0.35:
        source = page.write(page.pick("sources", "behind"))
        page.write(" ")
        cue = page.write(
            page.draw.choice(["had told", "told", "had assured", "had warned", "had written to"])
        )
        page.write(page.draw.choice([" him", " her", " them", " the families", " him by telephone"]))
        content, held = _that(page, depth, "asserted")
        page.attribute(source, cue, [content], held)
    elif roll < 0.6:
        page.write(page.draw.choice(["he", "she", "they", "residents", "the families", "his son"]) + " ")
        agent = page.chance(0.6)
        cue = page.write(
            page.draw.choice(
                ["had been told", "were told", "had been informed", "was told", "had been warned"]
            )
        )
        source = None
        if agent:
            page.write(" by ")
            source = page.write(page.pick("sources", "behind"))
        content, held = _that(page, depth, "asserted")
        page.attribute(source, cue, [content], held)
    elif roll < 0.8:
        page.write(page.draw.choice(["he", "she", "they", "the family"]) + " ")
        cue = page.write(page.draw.choice(["had heard from", "heard from", "had it from", "learned from"]))
        page.write(" ")
        source = page.write(page.pick("sources", "behind"))
        content, held = _that(page, depth, "asserted")
        page.attribute(source, cue, [content], held)
    else:
        source = page.write(page.pick("sources", "behind"))
        page.write(" ")
        word, stance = page.draw.choice(
            [
                ("had said", "asserted"),
                ("had denied", "denied"),
                ("had claimed", "alleged"),
                ("says", "asserted"),
            ]
        )
        cue = page.write(word)
        content, held = _that(page, depth, stance)
        page.attribute(source, cue, [content], held)


def _that(page: Page, depth: int, stance: str) -> tuple[Stretch, Held]:
    """ "that" and a clause; the word belongs to the content, as PolNeAR has it."""
    start = page.at + 1
    page.write(" that " if page.chance(0.75) else " ")
    (_, stop), held = _clause(page, depth, stance)
    return (start, stop), held


def _says_that(page: Page) -> None:
    if page.chance(0.2):
        page.write(page.pick("cues", "leads"))
    source = _source(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["said"])
    cue = page.write(word)
    if page.chance(0.15):
        page.write(f" on {page.pick('numbers', 'days')}")
    content, held = _that(page, 2, stance)
    if page.chance(0.15):
        page.write(" and that ")
        content = content[0], page.write(page.pick("content", "finite"))[1]
    page.attribute(source, cue, [content], held)
    if page.chance(0.15):
        page.write(", ")
        adding = page.write(page.draw.choice(["adding", "stressing", "insisting", "noting"]))
        more, held = _that(page, 0, "asserted")
        page.attribute(source, adding, [more], held)
    page.write(".")


def _told(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    cue = page.write(page.pick("cues", "told"))
    page.write(" " + page.pick("sources", "listeners"))
    content, held = _that(page, 2, "asserted")
    page.attribute(source, cue, [content], held)
    page.write(".")


def _trailing(page: Page) -> None:
    """Content first: "..., the nurse said." or "..., said the nurse." """
    content, held = _clause(page, 0, "asserted")
    page.write(", ")
    word = page.draw.choice(["said", "said", "added", "says", "reported", "explained", "recalled"])
    if page.chance(0.6):
        source = _source(page)
        page.write(" ")
        cue = page.write(word)
    else:
        cue = page.write(word)
        page.write(" ")
        source = _source(page)
    page.attribute(source, cue, [content], held)
    page.write(".")


def _quoted(page: Page) -> None:
    """Direct speech, whole or interrupted, before or after who says it."""
    opening, closing = page.draw.choice([("“", "”"), ("“", "”"), ('"', '"'), ("'", "'")])
    start = page.at
    page.write(opening)
    inner = page.at
    _, held = _clause(page, 0, "asserted")
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
        source = _source(page)
    else:
        source = _source(page)
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


def _paragraphs(page: Page) -> None:
    """A quotation that runs over a paragraph's end, its marks opened twice and closed once."""
    source = _source(page)
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


def _according(page: Page) -> None:
    if page.chance(0.5):
        cue = page.write("According to")
        page.write(" ")
        source = _source(page)
        page.write(", ")
        content, held = _clause(page, 1, "asserted")
    else:
        content, held = _clause(page, 0, "asserted")
        page.write(", ")
        cue = page.write("according to")
        page.write(" ")
        source = _source(page)
    page.attribute(source, cue, [content], held)
    page.write(".")


def _wished(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["wished"])
    cue = page.write(word)
    page.write(" ")
    content = page.write(
        "to comment" if stance == "declined" and page.chance(0.5) else page.pick("content", "infinitive")
    )
    page.attribute(source, cue, [content], (stance, False))
    page.write(".")


def _urged(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["urged"])
    cue = page.write(word)
    start = page.at + 1
    page.write(
        " "
        + page.draw.choice(
            ["the army", "{group}", "{org}", "{person}", "the government", "residents", "the guards"]
        )
    )
    page.write(" ")
    _, stop = page.write(page.pick("content", "infinitive"))
    page.attribute(source, cue, [(start, stop)], (stance, False))
    page.write(".")


def _blamed(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    cue = page.write(page.pick("cues", "blamed"))
    start = page.at + 1
    page.write(
        " "
        + page.draw.choice(
            ["the army", "{group}", "{org}", "{person}", "the government", "his neighbours", "the guards"]
        )
    )
    page.write(" of ")
    _, stop = page.write(page.pick("content", "gerund"))
    page.attribute(source, cue, [(start, stop)], ("alleged", False))
    page.write(".")


def _denied(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    cue = page.write(page.draw.choice(["denied", "denies", "has denied", "flatly denied", "rejected"]))
    page.write(" ")
    content = page.write(
        page.pick("content", "gerund") if page.chance(0.6) else page.pick("content", "nominal")
    )
    page.attribute(source, cue, [content], ("denied", False))
    page.write(".")


def _nominal(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["of_noun"])
    cue = page.write(word)
    page.write(" ")
    content = page.write(page.pick("content", "nominal"))
    if word == "blamed":
        page.write(" on {group}")
        content = content[0], page.at
    page.attribute(source, cue, [content], (stance, False))
    page.write(".")


def _demanded(page: Page) -> None:
    source = _source(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["demanded"])
    cue = page.write(word)
    page.write(" ")
    content = page.write(page.pick("content", "demands"))
    page.attribute(source, cue, [content], (stance, False))
    page.write(".")


def _passive(page: Page) -> None:
    """Nobody named: "Residents were told that ..." and "It was reported that ..."."""
    if page.chance(0.5):
        page.write(
            page.draw.choice(["Residents of {place}", "The families", "Relatives", "He", "They"]) + " "
        )
        cue = page.write(
            page.draw.choice(["were told", "have been told", "had been told", "were warned", "were assured"])
        )
        stance = "asserted"
    else:
        page.write("It ")
        word, stance = page.draw.choice(
            [
                ("was reported", "alleged"),
                ("is said", "alleged"),
                ("was rumoured", "alleged"),
                ("was announced", "asserted"),
            ]
        )
        cue = page.write(word)
    source = None
    if page.chance(0.35):
        page.write(" by ")
        source = page.write(page.pick("sources", "behind"))
    content, held = _that(page, 1, stance)
    page.attribute(source, cue, [content], held)
    page.write(".")


def _noun(page: Page) -> None:
    """Attribution by a noun: "The minister dismissed claims by residents that ..."."""
    page.write(
        page.draw.choice(["There were", "The town is full of", "On {day} came", "Nobody could check"]) + " "
    )
    cue = page.write(page.draw.choice(["claims", "reports", "rumours", "complaints", "allegations"]))
    page.write(page.draw.choice([" by ", " from "]))
    source = page.write(page.pick("sources", "described"))
    content, held = _that(page, 0, "alleged")
    page.attribute(source, cue, [content], held)
    page.write(".")


def _headline(page: Page) -> None:
    """A headline: who, a colon, what."""
    start = page.at
    source = page.write(
        page.draw.choice(["{org}", "{person}", "Police", "Army", "Mayor", "Residents", "Report"])
    )
    page.capital(start)
    cue = page.write(":")
    page.write(" ")
    inner = page.at
    content, held = _clause(page, 0, "asserted")
    page.capital(inner)
    page.attribute(source, cue, [content], held)
    page.write("\n\n")


def _narrated(page: Page) -> None:
    page.write(page.pick("narrated", "lines"))


WAYS: dict[Callable[[Page], None], float] = {
    _says_that: 5,
    _told: 2.5,
    _trailing: 2.5,
    _quoted: 3.5,
    _paragraphs: 0.6,
    _according: 1.6,
    _wished: 1.6,
    _urged: 1.2,
    _blamed: 1,
    _denied: 1.2,
    _nominal: 0.8,
    _demanded: 0.8,
    _passive: 1.6,
    _noun: 0.5,
    _narrated: 8,
}


def passage(number: int, seed: int = 7) -> Document:
    """The passage of that number: the same on every machine."""
    draw = random.Random(seed * 1_000_003 + number)  # noqa: S311 -- repeatable, nothing secret
    page = Page(f"invented-{number}", draw)
    if page.chance(0.25):
        _headline(page)
    for index in range(draw.randint(3, 9)):
        if index:
            page.write(draw.choice([" ", " ", "\n\n", "\n\n"]))
        start = page.at
        draw.choices([*WAYS], [*WAYS.values()])[0](page)
        page.capital(start)
    return page.document()


def passages(count: int, seed: int = 7) -> list[Document]:
    """The first `count` passages."""
    return [passage(number, seed) for number in range(count)]
