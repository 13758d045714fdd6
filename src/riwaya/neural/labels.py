"""What the network's heads name, in the order of their outputs."""

from __future__ import annotations

from typing import Final

# Tags of one role on the token heads.
OUTSIDE, BEGIN, INSIDE = 0, 1, 2

# Token heads, three outputs each: `cue` as a reader of flat annotation would mark it, `nested` also inside
# what is already attributed, `field` as the field passages have it, `source` and `content` of any.
ROLES: Final = ("cue", "nested", "field", "source", "content")

# Names: the kinds of `riwaya.records.Kind`, by their short form in the corpora.
KINDS: Final = ("PER", "GRP", "ORG", "LOC", "FAC")

# Field mentions: any phrase that refers, as re3d marks them.
FIELD: Final = ("Person", "Organisation", "Location", "Temporal", "Quantity")

# Parts of one attribution, given its cue.
PARTS: Final = ("source", "cue", "content")

# What happens, by the word that names it.
EVENTS: Final = (
    *("attack", "explosion", "shelling", "clash", "killing", "injury", "arrest", "release", "abduction"),
    *("displacement", "return", "closure", "opening", "protest", "disaster", "disease", "aid", "control"),
    *("destruction", "talks"),
)

# What an amount counts.
MEASURES: Final = (
    *("killed", "injured", "missing", "displaced", "returned", "detained", "abducted", "in_need", "served"),
    *("destroyed", "damaged", "armed", "present", "other"),
)

# Whom and what to protect: why a name is masked, details that lead to a person, and who stays named.
NAMES_MASKED: Final = ("requested", "minor", "victim", "medical", "private")
DETAILS_MASKED: Final = ("home", "contact", "number", "school", "workplace", "illness", "attributes")
GUARDED: Final = (*NAMES_MASKED, *DETAILS_MASKED, "kept")

STANCES: Final = ("asserted", "denied", "alleged", "possible", "predicted", "wanted", "asked", "declined")


# The token outputs in their order: head -> how many. `inner` names stand in names, `opens` begins a sentence.
HEADS: Final = {
    "roles": 3 * len(ROLES),
    "names": 1 + 2 * len(KINDS),
    "inner": 1 + 2 * len(KINDS),
    "phrases": 1 + 2 * len(FIELD),
    "times": 3,
    "amounts": 1 + 2 * len(MEASURES),
    "events": 1 + 2 * len(EVENTS),
    "opens": 2,
}


def outputs(head: str) -> slice:
    """Where a head's outputs stand among the token outputs."""
    before = list(HEADS)[: list(HEADS).index(head)]
    start = sum(HEADS[name] for name in before)
    return slice(start, start + HEADS[head])


def bio_size(names: tuple[str, ...]) -> int:
    """How many outputs a head needs that marks beginning and inside of each name."""
    return 1 + 2 * len(names)


def bio_transitions(kinds: int) -> list[list[bool]]:
    """Which tag may follow which: inside only after beginning or inside of the same kind.

    Tag 0 is outside, 1 + 2k begins kind k, 2 + 2k continues it.
    """
    size = 1 + 2 * kinds
    return [[b == 0 or b % 2 == 1 or a in (b, b - 1) for b in range(size)] for a in range(size)]
