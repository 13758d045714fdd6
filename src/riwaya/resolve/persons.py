"""Are two names of persons one? Parts left out, turned round, in other forms, or of a man and a woman."""

from __future__ import annotations

from riwaya.lexicon import given_gender, one_given
from riwaya.resolve.letters import across_scripts
from riwaya.resolve.parts import Parts
from riwaya.resolve.tokens import Verdict, in_order, joined_same, slip, strictly, token_same

LEFT_OUT = 2  # parts; of a name that leaves out more, too little is left


def of_persons(one: str, other: str, left: Parts, right: Parts) -> Verdict:
    """The verdict on two names of persons."""
    quoted = f"“{one}” and “{other}”"
    pair = man_and_woman(left, right)
    if pair:
        return Verdict(0.2, False, f"{quoted}: “{pair[0]}” and “{pair[1]}” are a man’s and a woman’s name")
    if joined_same(left, right):
        return Verdict(0.9, False, f"{quoted} are one name written together and apart")
    short, long = sorted((left, right), key=lambda parts: len(parts.tokens))
    if len(short.tokens) == len(long.tokens):
        return as_long(quoted, left, right, "," in one + other)
    found = in_order(short.tokens, long.tokens) or renamed(short, long)
    if found is None:
        turned = any_order(short, long)
        return turned_round(quoted) if turned else differ(quoted)
    if len(short.tokens) == 1:
        return Verdict(0.6, True, f"{quoted}: one is a part of the other")
    if doubled(long):
        return Verdict(0.3, False, f"{quoted}: one says a part twice")
    if len(short.tokens) == 2 and len(long.tokens) - len(short.tokens) > LEFT_OUT:
        return Verdict(0.5, True, f"{quoted}: one leaves out most of the name")
    if initials_apart(short, long, found):
        return Verdict(0.5, False, f"{quoted}: one leaves out a part, and the others are only alike")
    whole = found[0] == 0 or found[-1] == len(long.tokens) - 1
    return Verdict(0.85 if whole else 0.5, not whole, f"{quoted}: one leaves out a part of the name")


def initials_apart(short: Parts, long: Parts, found: tuple[int, ...]) -> bool:
    """Whether a name that leaves out a part is only loosely like the other in the parts it has."""
    if len(short.tokens) != len(found) or short.script != "latin":
        return False
    initial = found[0] == 0 and short.tokens[0] == "".join(token[0] for token in long.tokens[:2])
    return not initial and not strictly(short.tokens, long.tokens, found)


def differ(quoted: str) -> Verdict:
    """The verdict on names with a part that is not the other's."""
    return Verdict(0.2, False, f"{quoted} differ in a part of the name")


def as_long(quoted: str, left: Parts, right: Parts, comma: bool) -> Verdict:
    """The verdict on names of as many parts."""
    if in_order(left.tokens, right.tokens):
        return Verdict(0.95, False, f"{quoted} are two spellings of one name")
    forms = other_form(left, right)
    if forms:
        return Verdict(0.85, False, f"{quoted}: “{forms[0]}” and “{forms[1]}” are forms of one given name")
    turned = tuple(reversed(left.tokens))
    fathers = left.fathers or right.fathers
    if len(turned) == 2 and comma and not fathers and in_order(turned, right.tokens):
        return Verdict(0.8, False, f"{quoted} have the same parts in another order")
    if any_order(left, right):
        return turned_round(quoted)
    return slip(quoted, left, right)


def other_form(left: Parts, right: Parts) -> tuple[str, str] | None:
    """The given names that are forms of one, where every other part is the same: Ted and Theodore."""
    if len(left.tokens) < 2 or not across_scripts():
        return None
    apart = [(a, b) for a, b in zip(left.tokens, right.tokens, strict=True) if not token_same(a, b)]
    same_last = token_same(left.tokens[-1], right.tokens[-1])
    return apart[0] if same_last and apart and all(one_given(a, b) for a, b in apart) else None


def renamed(short: Parts, long: Parts) -> tuple[int, ...] | None:
    """Where the parts of the shorter name stand in the longer, its first in another form or as initials."""
    if len(short.tokens) < 2:
        return None
    first, rest = short.tokens[0], short.tokens[1:]
    if across_scripts() and one_given(first, long.tokens[0]):
        behind = in_order(rest, long.tokens[1:])
        return (0, *(1 + at for at in behind)) if behind else None
    run = len(first)
    if 2 <= run <= 3 and first == "".join(token[0] for token in long.tokens[:run]):
        behind = in_order(rest, long.tokens[run:])
        return (0, *(run + at for at in behind)) if behind else None
    return None


def any_order(short: Parts, long: Parts) -> bool:
    """Whether names of three parts or more have the same parts in any order; not with a father's name."""
    if len(long.tokens) < 3 or len(short.tokens) < 2 or short.fathers or long.fathers:
        return False
    if len(short.tokens) == 2 and len(set(long.tokens)) > 2:
        return False
    left = list(dict.fromkeys(long.tokens))
    for token in dict.fromkeys(short.tokens):
        match = next((one for one in left if len(one) > 1 and token_same(token, one)), None)
        if match is None:
            return False
        left.remove(match)
    return len(left) <= 1


def turned_round(quoted: str) -> Verdict:
    """The verdict on the same parts in another order."""
    return Verdict(0.72, False, f"{quoted} have the same parts in another order")


def doubled(parts: Parts) -> bool:
    """Whether a name says one of its parts twice in a row, as Burmese names do: Hla Hla Win."""
    return any(a == b and len(a) < 5 for a, b in zip(parts.tokens, parts.tokens[1:], strict=False))


def man_and_woman(left: Parts, right: Parts) -> tuple[str, str] | None:
    """The given names that differ as a man's and a woman's do: Majid and Majida, Mario and Maria."""
    if len(left.tokens) < 2 or len(right.tokens) < 2:
        return None
    a, b = left.tokens[0], right.tokens[0]
    told = given_gender(a), given_gender(b)
    if told[0] and told[1] and told[0] != told[1] and a != b:
        return a, b
    for man, woman in ((a, b), (b, a)):
        bare = woman.removesuffix("h") if woman.endswith("ah") else woman
        ends = bare == man + "a" or (man.endswith("o") and bare == man[:-1] + "a")
        if ends and len(man) > 3 and given_gender(bare) != "m" and given_gender(man) != "f":
            return a, b
    return None
