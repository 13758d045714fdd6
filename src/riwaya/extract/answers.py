"""What a language model may answer, and an answer read strictly: nothing is guessed, nothing extra passes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riwaya.errors import BadAnswer
from riwaya.records import Stance

CLAIMS = 1000  # claims of one answer
PIECES = 20  # pieces of one content
CHAIN = 8  # sources of one chain


@dataclass(frozen=True, slots=True)
class ToldLink:
    """One source of a chain in the model's quotations."""

    source: str | None
    passage: int  # where the source stands
    cue: str | None
    listener: str | None


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """One claim in the model's quotations, not checked against any text yet."""

    passage: int
    content: tuple[str, ...]
    chain: tuple[ToldLink, ...]
    stance: Stance
    negated: bool


def _object(**fields: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


_STANCES = [stance.value for stance in Stance]
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_NUMBER = {"type": "integer"}
SCHEMA: Mapping[str, object] = _object(
    claims={
        "type": "array",
        "items": _object(
            passage=_NUMBER,
            content={"type": "array", "items": _TEXT},
            chain={
                "type": "array",
                "items": _object(source=_MAYBE, source_passage=_NUMBER, cue=_MAYBE, listener=_MAYBE),
            },
            stance={"type": "string", "enum": _STANCES},
            negated={"type": "boolean"},
        ),
    }
)


def parse(answer: str) -> tuple[ToldClaim, ...]:
    """The claims of an answer; BadAnswer where it is not JSON of the schema, to the letter."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"the answer is not JSON ({answer[:40]!r} ...)") from error
    claims = _list(_fields(found, ("claims",), "answer")["claims"], CLAIMS, "claims")
    return tuple(_claim(one) for one in claims)


def _claim(found: object) -> ToldClaim:
    one = _fields(found, ("passage", "content", "chain", "stance", "negated"), "claim")
    if one["stance"] not in _STANCES:
        raise BadAnswer(f"stance is {one['stance']!r}")
    if not isinstance(one["negated"], bool):
        raise BadAnswer(f"negated is {one['negated']!r}")
    content = tuple(_text(piece, "content") for piece in _list(one["content"], PIECES, "content"))
    chain = tuple(_link(link) for link in _list(one["chain"], CHAIN, "chain"))
    return ToldClaim(_number(one["passage"]), content, chain, Stance(one["stance"]), one["negated"])


def _link(found: object) -> ToldLink:
    one = _fields(found, ("source", "source_passage", "cue", "listener"), "link")
    source, cue, listener = (
        None if one[name] is None else _text(one[name], name) for name in ("source", "cue", "listener")
    )
    return ToldLink(source, _number(one["source_passage"]), cue, listener)


def _fields(found: object, names: tuple[str, ...], what: str) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != set(names):
        has = ", ".join(sorted(map(str, found)))[:80] if isinstance(found, dict) else type(found).__name__
        raise BadAnswer(f"the {what} has not the fields {', '.join(names)}, but {has or 'none'}")
    return found


def _list(found: object, most: int, what: str) -> list[object]:
    if not isinstance(found, list) or len(found) > most:
        raise BadAnswer(f"{what} is no list of at most {most}")
    return found


def _text(found: object, what: str) -> str:
    if not isinstance(found, str):
        raise BadAnswer(f"{what} is {found!r:.40}, not text")
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadAnswer(f"passage is {found!r:.40}, not a number")
    return found
