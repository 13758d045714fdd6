"""Sentences in which somebody promises, asks, blames, denies; nouns, passives, headlines; nobody at all."""

from __future__ import annotations

from training.invented.clauses import clause, source_of, that
from training.invented.phrases import WORDS, Page

CUES = WORDS["cues"]


def wished(page: Page) -> None:
    """As in: “The council promised to rebuild the dam”: a wish, a plan, a refusal."""
    source = source_of(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["wished"])
    cue = page.write(word)
    page.write(" ")
    content = page.write(
        "to comment" if stance == "declined" and page.chance(0.5) else page.pick("content", "infinitive")
    )
    page.attribute(source, cue, [content], (stance, False))
    page.write(".")


def urged(page: Page) -> None:
    """As in: “She urged the army to leave”: an appeal and whom it goes to."""
    source = source_of(page)
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


def blamed(page: Page) -> None:
    """As in: “He accused the guards of stealing flour”."""
    source = source_of(page)
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


def denied(page: Page) -> None:
    """As in: “The army denied shelling the mill”."""
    source = source_of(page)
    page.write(" ")
    cue = page.write(page.draw.choice(["denied", "denies", "has denied", "flatly denied", "rejected"]))
    page.write(" ")
    content = page.write(
        page.pick("content", "gerund") if page.chance(0.6) else page.pick("content", "nominal")
    )
    page.attribute(source, cue, [content], ("denied", False))
    page.write(".")


def nominal(page: Page) -> None:
    """As in: “Residents condemned the arrest”: an act that stands as a noun."""
    source = source_of(page)
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


def demanded(page: Page) -> None:
    """As in: “Families called for an inquiry”."""
    source = source_of(page)
    page.write(" ")
    word, stance = page.draw.choice(CUES["demanded"])
    cue = page.write(word)
    page.write(" ")
    content = page.write(page.pick("content", "demands"))
    page.attribute(source, cue, [content], (stance, False))
    page.write(".")


def passive(page: Page) -> None:
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
    content, held = that(page, 1, stance)
    page.attribute(source, cue, [content], held)
    page.write(".")


def noun(page: Page) -> None:
    """Attribution by a noun: "The minister dismissed claims by residents that ..."."""
    page.write(
        page.draw.choice(["There were", "The town is full of", "On {day} came", "Nobody could check"]) + " "
    )
    cue = page.write(page.draw.choice(["claims", "reports", "rumours", "complaints", "allegations"]))
    page.write(page.draw.choice([" by ", " from "]))
    source = page.write(page.pick("sources", "described"))
    content, held = that(page, 0, "alleged")
    page.attribute(source, cue, [content], held)
    page.write(".")


def headline(page: Page) -> None:
    """A headline: who, a colon, what."""
    start = page.at
    source = page.write(
        page.draw.choice(["{org}", "{person}", "Police", "Army", "Mayor", "Residents", "Report"])
    )
    page.capital(start)
    cue = page.write(":")
    page.write(" ")
    inner = page.at
    content, held = clause(page, 0, "asserted")
    page.capital(inner)
    page.attribute(source, cue, [content], held)
    page.write("\n\n")


def narrated(page: Page) -> None:
    """A line of the report's own."""
    page.write(page.pick("narrated", "lines"))
