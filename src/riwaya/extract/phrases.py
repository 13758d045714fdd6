"""Noun phrases around a verb: its subject to the left, an agent or hearer to the right, without a parser."""

from __future__ import annotations

from riwaya.extract.fronted import is_time, past_date
from riwaya.extract.leftward import RELATIVE_REACH, walk_left
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.tokens import Tokens

Range = tuple[int, int]

STOPS = frozenset(";:.-(!")
ROLE_LENGTH = 9  # words of an apposition such as "its secretary" or "head of the teachers' union"
QUANTIFYING = word_set("quantifying")
NAMELESS = word_set("nameless")


def group_start(tokens: Tokens, verb: int) -> int:
    """Where the verb group of the verb begins: its auxiliaries, negation and adverbs."""
    first = verb
    at = verb
    while at > 0 and tokens.tag[at - 1] in "ABHMO":
        at -= 1
        if tokens.tag[at] != "A" or tokens.low[at] in ("not", "never"):
            first = at
    return first


def subject(tokens: Tokens, verb_start: int, *, parenthetical: bool) -> Range | None:
    """The noun phrase before a verb group, or None.

    In a parenthesis ("..., the doctor said.") it reaches back to a comma or a quotation; otherwise commas
    before the verb enclose an apposition or a relative clause and the phrase begins before them.
    """
    end = verb_start
    while end > 0 and tokens.tag[end - 1] == "A":
        end -= 1
    if end == 0 or tokens.tag[end - 1] in "C;:.!(":
        return None
    if tokens.tag[end - 1] in ",)-":
        return _across_commas(tokens, end, parenthetical)
    found = walk_left(tokens, _before_object(tokens, end))
    if found is None:
        return None
    start = found
    if parenthetical:
        start = _with_role(tokens, start, end, closed=False)
    elif start >= 2 and tokens.tag[start - 1] == "," and _address(tokens, start - 1):
        start = 0
    return _clean(tokens, start, end)


def _before_object(tokens: Tokens, end: int) -> int:
    """Left of a relative clause with a pronoun as its object: "the court that ordered it | said"."""
    if (
        end < 4
        or tokens.low[end - 1] not in ("it", "him", "her", "them", "us")
        or not tokens.is_finite(end - 2)
    ):
        return end
    at = end - 3 - (tokens.tag[end - 3] in "AHB")
    relative = (
        tokens.tag[at] in "WK" and tokens.tag[at - 1] in "NX" and tokens.low[at] in ("that", "which", "who")
    )
    return at if relative else end


def _address(tokens: Tokens, comma: int) -> bool:
    """Whether a name with age or home stands before the comma: "Orsa Belmin, 59, of Halm, Torland said"."""
    if tokens.tag[0] != "N" or not tokens.capital(0) or tokens.finite(0, comma):
        return False
    commas = [k for k in range(comma) if tokens.tag[k] == ","]
    return bool(commas) and all(tokens.tag[k + 1] in "UP" for k in commas)


def _across_commas(tokens: Tokens, end: int, parenthetical: bool) -> Range | None:
    """A subject whose apposition or relative clause is closed by a comma right before the verb."""
    inner = _opening_of(tokens, end - 1)
    if inner is None:
        return None
    if parenthetical and tokens.tag[end - 1] == ")":
        before = walk_left(tokens, inner)
        return None if before is None else _clean(tokens, _with_role(tokens, before, end), end)
    if parenthetical and not _explains(tokens, inner + 1, end - 1):
        start = _with_role(tokens, inner + 1, end - 1)
        return _clean(tokens, start, end - 1)
    head_end = inner
    while head_end > 0 and tokens.tag[head_end - 1] in ",)":
        further = _opening_of(tokens, head_end - 1)
        if further is None:
            return None
        head_end = further
    head = walk_left(tokens, head_end) if head_end > 0 else None
    while head and tokens.is_finite(head - 1) and (comma := _relative_comma(tokens, head - 1)) is not None:
        head_end = comma
        head = walk_left(tokens, head_end)
    if head and head > 1 and tokens.low[head - 1] == "whose" and tokens.tag[head - 2] == ",":
        head_end = head - 2  # "X, whose firm, Y, owns both, said"
        head = walk_left(tokens, head_end)
    cleaned = _clean(tokens, head, head_end) if head is not None else None
    if cleaned is None or (tokens.tag[inner] == "," and is_time(tokens, cleaned)):
        return _clean(tokens, inner + 1, end - 1)
    first = cleaned[0]
    while first >= 2 and tokens.tag[first - 1] == ",":
        role = _role_chunk(tokens, first - 1, opening=not parenthetical)
        if role is None:
            break
        first = role
    return _clean(tokens, first, end - 1)


def _relative_comma(tokens: Tokens, verb: int) -> int | None:
    """The comma before ", who has ..." where this verb stands in such a clause."""
    for at in range(verb - 1, max(0, verb - RELATIVE_REACH), -1):
        if tokens.tag[at] == "W" and tokens.tag[at - 1] == ",":
            return at - 1
        if tokens.tag[at] in ",;:.":
            return None
    return None


def _opening_of(tokens: Tokens, closing: int) -> int | None:
    """The comma, bracket or dash that opens what the one at `closing` closes."""
    want = {",": ",", ")": "(", "-": "-"}[tokens.tag[closing]]
    depth = 0
    for at in range(closing - 1, -1, -1):
        mark = tokens.tag[at]
        if mark == ")" and want != "(":
            depth += 1
        elif mark == "(" and want != "(":
            depth -= 1
        elif mark == want and depth <= 0:
            if want == "," and _opens_later(tokens, at, closing):
                continue
            return at
        elif mark in ";.:":
            return None
    return None


def _opens_later(tokens: Tokens, comma: int, closing: int) -> bool:
    """Whether the stretch after this comma only goes on with one that began earlier ("who, he says, ...")."""
    after = tokens.tag[comma + 1] if comma + 1 < closing else ""
    return after in "VBHMO" and any(tokens.tag[i] == "W" for i in range(max(0, comma - 10), comma))


def _explains(tokens: Tokens, a: int, b: int) -> bool:
    """Whether a..b explains what stands before: "who ...", "the head of ...", "44"."""
    if a >= b:
        return False
    mark, word = tokens.tag[a], tokens.low[a]
    if mark == "W" or mark == "U":
        return True
    if mark == "D":
        return (
            word in ("a", "an", "the", "another", "its", "his", "her", "their") and not tokens.finite(a, b)
        ) or any(tokens.tag[i] == "W" for i in range(a, b))
    return mark == "N" and not tokens.capital(a) and not tokens.finite(a, b)


def _with_role(tokens: Tokens, start: int, end: int, *, closed: bool = True) -> int:
    """The start moved back over a role or name before a comma: "its secretary, Dr. X", "X, a nurse".

    `closed`: a comma stands behind as well; without one, "X, the firm said" is the firm's word.
    """
    while start >= 2 and tokens.tag[start - 1] == ",":
        role = _role_chunk(tokens, start - 1)
        if role is None:
            return start
        named_now, named_before = tokens.capital(start), tokens.capital(role)
        explains = _explains(tokens, start, end)
        if role >= 1 and (tokens.tag[role - 1] in "Q!" or tokens.tag[role - 2 : role] == ["Q", ","]):
            start = role
            continue
        if (
            explains
            and closed
            and "U" not in tokens.tag[role : start - 1]
            and (named_before or tokens.tag[role] in "DG")
        ) or (
            named_now
            and not named_before
            and tokens.tag[role] in "DG"
            and tokens.low[role] not in ("a", "an")
        ):
            start = role
        else:
            return start
    return start


def _role_chunk(tokens: Tokens, comma: int, *, opening: bool = False) -> int | None:
    """Start of the short verbless stretch that ends at this comma and itself follows a comma or a quotation.

    `opening`: it may also begin the sentence.
    """
    if (
        opening
        and comma <= ROLE_LENGTH
        and tokens.tag[0] in "NDGU"
        and all(mark in "NDGJUP&" for mark in tokens.tag[:comma])
    ):
        return 0
    related = finite = False  # a relative clause may stand in it: "a man who gave his name as"
    for at in range(comma - 1, max(-1, comma - 1 - ROLE_LENGTH), -1):
        mark = tokens.tag[at]
        if mark in ",!Q-":
            plain = (not finite or related) and tokens.tag[at + 1] in "NDGJU"
            return at + 1 if at + 1 < comma and plain else None
        if mark == "W":
            related = True
        if not related and not finite and mark in "NDGJUPQ&AESX":
            continue
        finite = finite or tokens.is_finite(at)
        if mark not in "NDGJUPQ&WXAVBHSTIE" or (related and tokens.is_finite(at)):
            return None
    return None


def _clean(tokens: Tokens, start: int, end: int) -> Range | None:
    """The phrase without leading adverbs and phrases of time or place; None if nothing in it can speak."""
    low, tag = tokens.low, tokens.tag
    times = lexicon().times
    start = past_date(tokens, start, end)
    while start < end and (
        tag[start] in "ACS,&!" or (low[start] in times and start + 1 < end and tag[start + 1] != "'s")
    ):
        if low[start] in times and tag[start] == "G":
            break
        start += 1
    if start < end and tag[start] in "PTF" and not _quantifies(tokens, start, end):
        start = after_preposition(tokens, start, end)
    if start >= end or not any(tag[i] in "NRGUDQX" for i in range(start, end)):
        return None
    if end - start == 1 and low[start] in NAMELESS:
        return None
    while end > start and tag[end - 1] in "A,":
        end -= 1
    return (start, end) if end > start else None


def _quantifies(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a preposition only counts: "over 200 residents", "at least three people", "more than ten"."""
    if tokens.low[start] not in QUANTIFYING or start + 1 >= end:
        return False
    return tokens.tag[start + 1] == "U" or tokens.low[start + 1] in ("least", "most", "a")


def after_preposition(tokens: Tokens, start: int, end: int) -> int:
    """Where the subject begins after a leading phrase without a comma: "At noon State Railways ..."."""
    tag = tokens.tag
    for at in range(start + 2, end):
        if tag[at] == "," or tag[at - 1] in "PCDJGTF,":
            if tag[at] == ",":
                return at + 1
            continue
        named = tokens.capital(at) and not tokens.capital(at - 1) and tokens.low[at] not in lexicon().times
        fresh = tag[at] in "DG" or (tag[at] == "N" and named)
        timed = (
            tokens.low[at - 1] in lexicon().times and tag[at] == "N" and tokens.low[at] not in lexicon().times
        )
        if fresh or timed:
            return at
    return end
