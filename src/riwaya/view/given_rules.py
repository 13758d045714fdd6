"""What people told a ledger about masking: rules that tighten, names to mask, names to leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from riwaya.lexicon import protecting
from riwaya.lexicon.protecting import use
from riwaya.records.given import Setting
from riwaya.view.places import fold

RULES, MASK, UNMASK = "protection", "mask", "unmask"  # names of settings
NEVER_OPEN = frozenset(("requested", "minor"))  # marks that nobody lifts


@dataclass(frozen=True, slots=True)
class GivenRules:
    """The values that count now."""

    texts: tuple[str, ...] = ()  # rules, each a TOML text
    masked: Mapping[str, str] = field(default_factory=dict)  # folded name -> as it was written
    unmasked: Mapping[str, Setting] = field(default_factory=dict)  # folded name -> who said so, and why


def given_rules(ledger: object) -> GivenRules:
    """What this ledger was told; of one name the last word counts. Nothing for what is no stored ledger."""
    settings: tuple[Setting, ...] = ledger.settings() if hasattr(ledger, "settings") else ()
    masked: dict[str, str] = {}
    unmasked: dict[str, Setting] = {}
    for one in settings:
        name = fold(one.value)
        if one.name == MASK:
            masked[name] = one.value
            unmasked.pop(name, None)
        elif one.name == UNMASK:
            unmasked[name] = one
            masked.pop(name, None)
    return GivenRules(tuple(s.value for s in settings if s.name == RULES), masked, unmasked)


def in_use(ledger: object) -> GivenRules:
    """What this ledger was told, its rules put to use in this process, with the names that they mask."""
    given = given_rules(ledger)
    use(given.texts)
    always = {fold(name): name for name in protecting()["always"]["names"]}
    open_now = {name: why for name, why in given.unmasked.items() if name not in always}
    return GivenRules(given.texts, {**given.masked, **always}, open_now)
