"""How names are compared in this process: with transliteration or without, with names that were added."""

from __future__ import annotations

from riwaya.lexicon.known import use_names
from riwaya.resolve.compare import compare
from riwaya.resolve.keys import name_keys
from riwaya.resolve.letters import compare_scripts
from riwaya.resolve.looks import forget_looks


def use(transliteration: bool, aliases: str) -> None:
    """From now on, in this process, names are compared in this way; `aliases` as in known.toml, or empty."""
    compare_scripts(transliteration)
    use_names(aliases)
    compare.cache_clear()
    name_keys.cache_clear()
    forget_looks()
