"""The wire format of POST /chat/completions: a question as JSON, an answer or an error out of JSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from riwaya.endpoint.meter import BYTES
from riwaya.errors import BadAnswer, CutShort, Unreadable
from riwaya.extract.asked import Question

SHOWN = 200  # characters of what an endpoint says that are shown to a person


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one question, counted by the endpoint or guessed."""

    prompt: int
    answer: int
    guessed: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """An error object: what it says, for people, and its code and parameter, for programs."""

    said: str
    code: str
    param: str


def body(question: Question, model: str, left_out: Collection[str]) -> dict[str, object]:
    """What is posted; some models take no temperature, so it can be left out."""
    whole: dict[str, object] = {
        "model": model,
        "messages": [
            {"role": "system", "content": question.system},
            {"role": "user", "content": question.user},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": question.schema},
        },
        "temperature": 0,
        "stream": False,
    }
    return {key: value for key, value in whole.items() if key not in left_out}


def envelope(data: bytes) -> dict[str, Any]:
    """The JSON object of an answer; BadAnswer where it is none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("the endpoint's answer is not JSON; is it an OpenAI-compatible one?") from error
    if not isinstance(found, dict):
        raise BadAnswer("the endpoint's answer is no JSON object; is it an OpenAI-compatible one?")
    return found


def usage(found: dict[str, Any], question: Question) -> Usage:
    """How many tokens were used, guessed from the texts where the endpoint does not say."""
    given = found.get("usage")
    counted = given if isinstance(given, dict) else {}
    prompt, answer = _count(counted.get("prompt_tokens")), _count(counted.get("completion_tokens"))
    if prompt is not None and answer is not None:
        return Usage(prompt, answer, False)
    written = json.dumps(found.get("choices"), ensure_ascii=False)
    return Usage(prompt_tokens(question), len(written.encode()) // BYTES, True)


def _count(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None


def prompt_tokens(question: Question) -> int:
    """About how many tokens a question has."""
    schema = json.dumps(question.schema)
    return sum(len(part.encode()) for part in (question.system, question.user, schema)) // BYTES


def content(found: dict[str, Any]) -> str:
    """The text of the first choice; CutShort where it stops before its end, Unreadable where withheld."""
    choices = found.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise BadAnswer("the answer has no choices")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise BadAnswer("the answer has no message")
    if isinstance(refusal := message.get("refusal"), str) and refusal.strip():
        raise Unreadable(f"the model refuses: “{clean(refusal)}”")
    finish = choices[0].get("finish_reason")
    if finish == "length":
        raise CutShort("the answer is cut off before its end")
    if finish == "content_filter":
        raise Unreadable("the endpoint's filter withholds the answer")
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise BadAnswer("the answer is empty")
    return text


def fault(data: bytes, secret: str | None) -> Fault:
    """What an error answer says, without the key."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    error = found.get("error", found) if isinstance(found, dict) else None
    if isinstance(error, str):
        return Fault(clean(error, secret), "", "")
    if not isinstance(error, dict):
        return Fault(clean(data[:1000].decode("utf-8", "replace"), secret), "", "")
    said = error.get("message") or error.get("detail") or ""
    return Fault(clean(str(said), secret), str(error.get("code") or ""), str(error.get("param") or ""))


def clean(said: str, secret: str | None = None) -> str:
    """A line that is safe on a terminal and in a ledger: no control characters, no key, no end of it."""
    if secret:
        said = said.replace(secret, "(the key)")
    line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return line if len(line) <= SHOWN else line[:SHOWN] + " ..."


def retry_after(header: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks to wait: it holds seconds or a date."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - now)
    except ValueError:
        return None
