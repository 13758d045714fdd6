"""What kind of source someone is who is not named: resident, security official, aid worker, fighter ..."""

from __future__ import annotations

import re
from collections.abc import Iterable

from riwaya.lexicon import roles, singular, type_families, type_nouns

_CUT = re.compile(r",| (?:of|at|in|for|from|whose|who|that|on|with|to|near|by)\b")


def source_type(descriptions: Iterable[str]) -> str | None:
    """The type that the first description with one tells; None where none does."""
    for text in descriptions:
        words = [singular(word) for word in re.findall(r"[\w’'-]+", _CUT.split(text.lower())[0])]
        core = " ".join(words)
        for kind, nouns in type_nouns().items():
            if any(re.search(rf"\b{re.escape(noun)}s?$", core) for noun in nouns):
                return kind
        families = next((roles()[word] for word in reversed(words) if word in roles()), ())
        found = next((type_families()[family] for family in families if family in type_families()), None)
        if found is not None:
            return found
    return None
