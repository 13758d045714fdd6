"""Whoever speaks, and what is said: phrases and clauses, hearsay inside them."""

from __future__ import annotations

from training.corpora.document import Stretch
from training.invented.phrases import Page

Held = tuple[str, bool]  # stance, negated
PLAIN: Held = ("asserted", False)


def source_of(page: Page) -> Stretch:
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


def clause(page: Page, depth: int, cue_stance: str) -> tuple[Stretch, Held]:
    """A finite clause, or within reach of `depth` one that attributes again; and how it is held."""
    if depth > 0 and page.chance(0.3):
        start = page.at
        inner_voice(page, depth - 1)
        return (start, page.at), (cue_stance, False)
    kind = page.draw.choices(["finite", "negative", "possible"], [10, 2, 1.5])[0]
    span = page.write(page.pick("content", kind))
    stance = "possible" if kind == "possible" and cue_stance == "asserted" else cue_stance
    return span, (stance, kind == "negative")


def inner_voice(page: Page, depth: int) -> None:
    """An attribution inside another's words: what someone else had said, told or heard."""
    roll = page.draw.random()
    if roll < 0.35:
        source = page.write(page.pick("sources", "behind"))
        page.write(" ")
        cue = page.write(
            page.draw.choice(["had told", "told", "had assured", "had warned", "had written to"])
        )
        page.write(page.draw.choice([" him", " her", " them", " the families", " him by telephone"]))
        content, held = that(page, depth, "asserted")
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
        content, held = that(page, depth, "asserted")
        page.attribute(source, cue, [content], held)
    elif roll < 0.8:
        page.write(page.draw.choice(["he", "she", "they", "the family"]) + " ")
        cue = page.write(page.draw.choice(["had heard from", "heard from", "had it from", "learned from"]))
        page.write(" ")
        source = page.write(page.pick("sources", "behind"))
        content, held = that(page, depth, "asserted")
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
        content, held = that(page, depth, stance)
        page.attribute(source, cue, [content], held)


def that(page: Page, depth: int, stance: str) -> tuple[Stretch, Held]:
    """ "that" and a clause; the word belongs to the content, as PolNeAR has it."""
    start = page.at + 1
    page.write(" that " if page.chance(0.75) else " ")
    (_, stop), held = clause(page, depth, stance)
    return (start, stop), held
