"""What sort of count a figure is: stock or flow, total or new, whole or part, and who is among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from riwaya.locate.counted import Counted
from riwaya.locate.counting import Counting, Phrase
from riwaya.locate.tokens import Tokens

_ENDS = frozenset({".", "!", "?", ";"})
_BEFORE, _AFTER = 6, 10  # tokens of the clause that can tell the sort
_REACH = 40  # tokens back to the whole that a part is counted from
_AMONG = 6  # tokens of the words that say who is among them
_OF = frozenset({"of", "the", "those", "these", "their", "its", "an", "expected", "estimated", "all", "some"})


def shaped(found: Sequence[Counted], tokens: Tokens, c: Counting) -> tuple[Counted, ...]:
    """The figures with their shape, the whole that a part belongs to, and who is said to be among them."""
    wholes = _wholes(found, tokens, c)
    held = set(wholes.values())
    out = []
    for index, one in enumerate(found):
        whole = wholes.get(index)
        place = "part" if whole is not None else "whole" if index in held else None
        sort = tuple(s for s in (_lasting(one, tokens, c), _extent(one, tokens, c), place) if s)
        figure = replace(
            one.figure,
            shape=sort,
            part_of=found[whole].figure.words if whole is not None else None,
            among=_among(one, tokens, c),
        )
        out.append(replace(one, figure=figure))
    return tuple(out)


def _lasting(one: Counted, tokens: Tokens, c: Counting) -> str | None:
    """Stock or flow, by the measure and by words such as "still"; None where no measure is known."""
    measure = one.figure.measure
    if measure is None or one.figure.unit == "percent" or not c.shape.stock:
        return None
    if measure in c.shape.stock:
        return "stock"
    near = _clause(one, tokens)
    return "stock" if measure in c.shape.either and _says(near, c.shape.held) else "flow"


def _extent(one: Counted, tokens: Tokens, c: Counting) -> str | None:
    """Total or new, where the text says so."""
    before = tokens.words[max(0, one.first - 2) : one.first]
    if before[-1:] and before[-1] in c.shape.new and tokens.at(one.first) != "than":
        return "new"
    inside = tokens.words[one.first : one.last + 1]
    if any(w in c.shape.new for w, after in zip(inside, [*inside[1:], ""], strict=True) if after != "than"):
        return "new"
    if tokens.at(one.last + 1) in c.shape.counted_new and tokens.at(one.last + 2) != "than":
        return "new"
    return "total" if _says(_clause(one, tokens), c.shape.total) else None


def _clause(one: Counted, tokens: Tokens) -> list[str]:
    """The words around a figure, up to the ends of its sentence."""
    first, last = one.first, one.last
    while first > 0 and one.first - first < _BEFORE and tokens.words[first - 1] not in _ENDS:
        first -= 1
    while last + 1 < len(tokens) and last - one.last < _AFTER and tokens.words[last + 1] not in _ENDS:
        last += 1
    return [*tokens.words[first : one.first], *tokens.words[one.last + 1 : last + 1]]


def _says(words: list[str], phrases: Mapping[str, tuple[Phrase, ...]]) -> bool:
    """Whether one of the phrases stands in the words."""
    return any(
        tuple(words[at : at + len(phrase)]) == phrase
        for at, word in enumerate(words)
        for phrase in phrases.get(word, ())
    )


def _wholes(found: Sequence[Counted], tokens: Tokens, c: Counting) -> dict[int, int]:
    """Index of a part -> index of the whole it was counted from."""
    wholes: dict[int, int] = {}
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and _of_the(one, following, tokens):
            wholes[index] = index + 1
            continue
        before = _whole_before(found, index, wholes)
        if before is not None and (one.part or _opened(found[index - 1], one, tokens, c)):
            wholes[index] = before
        elif index - 1 in wholes and wholes[index - 1] < index and _listed(found[index - 1], one, tokens):
            wholes[index] = wholes[index - 1]
    return wholes


def _of_the(one: Counted, following: Counted, tokens: Tokens) -> bool:
    """ "500 of the 4,000 villagers"."""
    gap = tokens.words[one.words_last + 1 : following.first]
    return gap[:1] == ["of"] and len(gap) <= 4 and _OF.issuperset(gap)


def _whole_before(found: Sequence[Counted], index: int, wholes: dict[int, int]) -> int | None:
    """The nearest count before a part that is no part itself and not smaller."""
    one = found[index]
    value = _size(one)
    for at in range(index - 1, -1, -1):
        other = found[at]
        if one.first - other.last > _REACH:
            return None
        if at in wholes or other.figure.unit == "percent" or _size(other) < value:
            continue
        return at
    return None


def _size(one: Counted) -> float:
    """A figure as one number, for comparing."""
    return one.figure.best or one.figure.high or one.figure.low or 0.0


def _opened(before: Counted, one: Counted, tokens: Tokens, c: Counting) -> bool:
    """Whether a count is introduced as a part: "(2 women", ", among them five children"."""
    gap = tokens.words[before.last + 1 : one.first]
    if len(gap) > 4 or one.figure.unit != before.figure.unit:
        return False
    return gap == ["("] or _says(gap, c.shape.among)


def _listed(before: Counted, one: Counted, tokens: Tokens) -> bool:
    """Whether a count goes on with a list of parts: "2 women, 1 child"."""
    gap = tokens.words[before.last + 1 : one.first]
    return 0 < len(gap) <= 2 and set(gap) <= {",", "and"} and one.figure.unit == before.figure.unit


def _among(one: Counted, tokens: Tokens, c: Counting) -> str | None:
    """ "12 people, children among them", "including women and children": who, where no number is given."""
    words = tokens.words[one.last + 1 : one.last + 1 + 3 * _AMONG]
    comma = next((at for at, word in enumerate(words) if word in (",", "(") or word in _ENDS), None)
    if comma is None or words[comma] in _ENDS:
        comma = -1
    start = one.last + 2 + comma
    phrases = c.shape.among.get(tokens.at(start), ())
    led = next((p for p in phrases if tuple(tokens.words[start : start + len(p)]) == p), None)
    if led is not None:
        start += len(led) + (tokens.at(start + len(led)) in ("them", "whom"))
    end = start
    while end - start < _AMONG and (tokens.at(end) in c.people or tokens.at(end) in ("and", ",")):
        end += 1
    while end > start and tokens.at(end - 1) not in c.people:
        end -= 1
    trailing = tokens.words[end : end + 2] in (["among", "them"], ["among", "the"])
    if end == start or not (led or (trailing and comma >= 0)):
        return None
    return tokens.printed(start, end - 1)
