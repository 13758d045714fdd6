"""Runs of capitalised words: where a name begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from riwaya.extract.names_tokens import Token, word_list
from riwaya.lexicon import (
    calendar_words,
    common_word,
    countries,
    demonyms,
    institutions,
    known_name,
    places,
    roles,
    singular,
    title_before,
    titles,
)
from riwaya.lexicon.known import spelling
from riwaya.lexicon.lists import plain

OPENING = frozenset("\"“„«‘'([{—–-:.!?…•*|/›»”’]")
FIRM_OPENERS = frozenset({"new", "great", "good", "first", "second", "third"})
INSTITUTIONAL = frozenset({"organization", "group"})
MONTH_NAMES = frozenset({"jan", "mar", "may", "april", "june", "august", "sun", "sat"})
OF_PLACES = frozenset(
    {"republic", "kingdom", "gulf", "bay", "strait", "state", "emirate", "states", "islands"}
)


@dataclass(slots=True)
class Seen:
    """What one report's ordinary sentences show: words in lower case, and words of names."""

    lower: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands where any word is capitalised: first, or after an opening sign."""
    if index == 0:
        return True
    before = tokens[index - 1]
    return before.text in OPENING and not (before.text in "-—–" and before.end == tokens[index].start)


def ordinary(token: Token, seen: Seen) -> bool:
    """Whether the word is usually not a name, by the list or by this report."""
    if token.acronym and token.lower not in seen.lower and (len(token.text) < 4 or token.text[-1] == "s"):
        return False
    return common_word(token.lower) or (token.lower in seen.lower and plain(token.lower) not in places())


def blocked(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capitalised token can be no part of a name here."""
    token = tokens[index]
    lower = token.lower
    if contraction(lower):
        return True
    if lower in calendar_words():
        return not (token.acronym and known_name(token.text))
    if lower in word_list("openers") and not known_name(token.text):
        follows = index + 1 < len(tokens) and tokens[index + 1].capital and not tokens[index + 1].acronym
        return not (lower in FIRM_OPENERS and follows) and not (token.acronym and not opens(tokens, index))
    return False


def contraction(lower: str) -> bool:
    """Whether the word is one such as "we've" or "don't"."""
    head, mark, tail = lower.replace("’", "'").partition("'")
    return bool(mark) and (
        tail in ("t", "ve", "re", "ll", "m", "d") or (tail == "s" and head in word_list("openers"))
    )


def close(tokens: Sequence[Token], index: int) -> bool:
    """Whether token index stands one space after the one before it, or its "'s": "Fishermen's League"."""
    before, token = tokens[index - 1], tokens[index]
    apart = 3 if of_many(before) else 1
    return token.start - before.end == apart and not before.joined


def of_many(token: Token) -> bool:
    """Whether the word is a plural without "s" that owns what follows: "Women's"."""
    return token.possessive and token.lower.endswith(("men", "people", "children"))


def institution(tokens: Sequence[Token]) -> bool:
    """Whether the words so far name an institution that may go on with "of"."""
    kinds = institutions()
    if tokens[-1].lower in OF_PLACES:
        return True
    words = (tokens[0].lower, tokens[-1].lower)
    return any(
        words[1] in kinds[kind]["head"] or (words[0] in kinds[kind]["first"] and common_word(words[0]))
        for kind in INSTITUTIONAL
    )


def step(tokens: Sequence[Token], start: int, index: int) -> int:
    """How many tokens from index on go on with the name that began at start: 0 ends it."""
    token, before, count = tokens[index], tokens[index - 1], len(tokens)
    if not close(tokens, index):
        mark = token.text in ("'", "’") and token.start == before.end and before.lower.endswith("s")
        if mark and index + 1 < count and close(tokens, index + 1) and common_word(before.lower):
            return 2 if tokens[index + 1].capital and not blocked(tokens, index + 1) else 0
        return 0
    if before.possessive and not ((common_word(before.lower) or of_many(before)) and token.capital):
        return 0
    if token.capital:
        return 0 if blocked(tokens, index) and not month_name(tokens, index) else 1
    return joint(tokens, start, index)


def month_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a month's short form is a name here: "Gul Jan Sabir", not "Homs Jan. 3"."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index].lower in MONTH_NAMES and not after[:1].isdigit() and after != "."


def joint(tokens: Sequence[Token], start: int, index: int) -> int:
    """How many lower-case tokens, with the capitalised one after them, belong to the name."""
    lower, count = tokens[index].lower, len(tokens)
    ahead = index + 1

    def name_at(at: int) -> bool:
        return at < count and close(tokens, at) and tokens[at].capital and not blocked(tokens, at)

    several = index == start + 1 and opens(tokens, start) and singular(tokens[start].lower) in roles()
    if lower in ("of", "for") and not several and institution(tokens[start:index]):
        if name_at(ahead):
            return 2
        return 3 if ahead < count and tokens[ahead].lower == "the" and name_at(ahead + 1) else 0
    if lower in ("on", "against") and tokens[index - 1].lower in word_list("inquiring") and name_at(ahead):
        return 2  # "Committee on Wells"
    foreign = tokens[start].lower in word_list("foreign_heads") and lower.isalpha()
    foreign = foreign and not (common_word(tokens[start].lower) and common_word(lower))
    if foreign and index == start + 1 and lower not in word_list("particles"):
        small = next((n for n in range(3) if name_at(ahead + n)), None)  # "Mouvement populaire de la Tal"
        if small is not None and all(tokens[ahead + n].lower in word_list("particles") for n in range(small)):
            return 2 + small
    if lower in word_list("particles"):
        if name_at(ahead):
            return 2
        return (
            3 if ahead < count and tokens[ahead].lower in word_list("particles") and name_at(ahead + 1) else 0
        )
    if (lower == "&" and name_at(ahead)) or (
        lower == "do" and name_at(ahead) and not common_word(tokens[index - 1].lower)
    ):
        return 2
    if lower == "and" and name_at(ahead) and tokens[ahead].lower in word_list("kin_of_a_firm"):
        return 2
    if lower == "and" and name_at(ahead) and common_word(tokens[ahead].lower):
        inside = any(token.lower in ("of", "for", "on") for token in tokens[start:index])
        heads = institutions()["organization"]["head"]
        closing = name_at(index + 2) and tokens[index + 2].lower in heads and common_word(tokens[start].lower)
        return 2 if inside or (closing and index == start + 1) else 0
    return 0


def runs_of(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of tokens that may be names."""
    index, count = 0, len(tokens)
    while index < count:
        if not tokens[index].capital or blocked(tokens, index):
            index += 1
            continue
        end = index + 1
        while end < count:
            more = step(tokens, index, end)
            if not more:
                break
            end += more
        end = known_end(tokens, index, end)
        yield index, end
        index = end


def known_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of the longest well-known name from here: "Islamic State of Iraq and the Levant"."""
    if end >= len(tokens) or tokens[end].lower not in ("of", "and", "in", "for", "al", "the"):
        return end
    text = " ".join(token.text for token in tokens[start:end])
    best = end
    for last in range(end, min(end + 6, len(tokens))):
        if not close(tokens, last):
            break
        text += " " + tokens[last].text
        if tokens[last].capital and known_name(text):
            best = last + 1
    return best


def near_title(token: Token) -> bool:
    """Whether the word is a title, or one with two neighbouring letters exchanged ("Shekih")."""
    lower = token.lower
    if lower in titles():
        return True
    if len(lower) < 6 or common_word(lower):
        return False
    return any(
        lower[:i] + lower[i + 1] + lower[i] + lower[i + 2 :] in titles() for i in range(1, len(lower) - 1)
    )


def title_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the titles that begin at start end: start itself where there are none or no name follows."""
    index, last = start, start
    while index < end and (near_title(tokens[index]) or tokens[index].lower in title_before()):
        index += 1
        if near_title(tokens[index - 1]):
            last = index
    short = last == start + 1 and tokens[start].lower in ("u", "ko", "ma")
    return start if short and end - last < 2 else last


def split_titles(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int, bool]]:
    """The run cut at its titles: ranges of names, with whether a title stands before each."""
    heads = institutions()
    last = tokens[end - 1].lower
    if (
        end - start > 1
        and any(last in heads[kind]["head"] for kind in heads)
        and not near_title(tokens[end - 1])
    ):
        return [(start, end, False)]
    index = start
    while index < end:
        after = title_end(tokens, index, end)
        if after > index:
            left = [(start, index, False)] if index > start else []
            return left + ([(after, end, True)] if after < end else [])
        index += 1
    return [(start, end, False)]


def trimmed(tokens: Sequence[Token], start: int, end: int, seen: Seen) -> tuple[int, int]:
    """The run without demonyms before a lone name and ordinary words that open a sentence."""
    if end - start >= 2 and opens(tokens, start) and ordinary(tokens[start], seen):
        rest = tokens[start + 1 : end]
        if tokens[start].lower in seen.lower and not any(ordinary(token, seen) for token in rest):
            start += 1
    if spelling(" ".join(token.text for token in tokens[start:end])) in countries():
        return start, end
    while end - start >= 2 and tokens[start].lower in demonyms():
        rest = tokens[start + 1 : end]
        if any(ordinary(token, seen) or token.acronym for token in rest):
            break
        start += 1
    while end - start >= 2 and not tokens[end - 1].capital:
        end -= 1
    return start, end


def of_people(token: Token) -> bool:
    """Whether the word is an adjective of a people, a region or a faith, also of two."""
    lower = token.lower
    return lower in demonyms() or (
        "-" in lower and all(part in demonyms() or part in title_before() for part in lower.split("-"))
    )


def with_facility(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of the name with the lower-case noun of a facility or a gang behind it ("Khazir bridge")."""
    heads = institutions()["facility"]["head"] | institutions()["group"]["behind"]
    count = len(tokens)
    if (
        end >= count
        or tokens[end - 1].possessive
        or not close(tokens, end)
        or not tokens[end].lower.isalpha()
    ):
        return end
    if tokens[end].text != tokens[end].lower:
        return end
    known = known_name(" ".join(token.text for token in tokens[start:end]))
    if tokens[end - 1].acronym or (known and known.kind != "place"):
        return end
    pair = tokens[end].text + " " + tokens[end + 1].text if end + 1 < count else ""
    if pair in heads and close(tokens, end + 1):
        return end + 2
    return end + 1 if tokens[end].text in heads else end


def attested(token: Token, seen: Seen) -> bool:
    """Whether a word of a headline or of capitals is known to be part of a name."""
    word = plain(token.lower)
    if word in seen.names:
        return True
    if common_word(token.lower):
        return False
    return word in countries() or word in places() or known_name(token.text) is not None
