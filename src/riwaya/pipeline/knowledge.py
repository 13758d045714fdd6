"""What a ledger knows of names and places beside its reports, put to use where reading and resolving run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from riwaya.extract.reader import Reader
from riwaya.lexicon.protecting import use as use_rules
from riwaya.pipeline.stages import Stages
from riwaya.store.ledger import WorkingLedger
from riwaya.view.given_rules import given_rules

TRANSLITERATION, ALIASES = "transliteration", "aliases"  # names of settings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How names are compared, which names were added, and the file of places that were."""

    transliteration: bool = True
    aliases: str = ""  # as in known.toml
    places: Path | None = None
    protection: tuple[str, ...] = ()  # rules of masking that were added, each a TOML text


def knowledge_of(ledger: WorkingLedger) -> Knowledge:
    """What the ledger's settings and place files say now."""
    values = {setting.name: setting.value for setting in ledger.settings()}
    files = ledger.place_files()
    places = None
    if files:
        from riwaya.locate.gazetteer import given_file

        digest = hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
        places = given_file(digest, ledger.given_places)
    return Knowledge(
        values.get(TRANSLITERATION, "on") == "on", values.get(ALIASES, ""), places, given_rules(ledger).texts
    )


def applied(ledger: WorkingLedger, stages: Stages) -> Stages:
    """The stages as this ledger wants them, in this process and in every one that a reader is made in."""
    knowledge = knowledge_of(ledger)
    use(knowledge)
    return replace(stages, reader=partial(_knowing, knowledge, stages.reader))


def compare_names_as(ledger: object) -> None:
    """Names compared in this process as this ledger wants; what is no stored ledger wants nothing special."""
    if hasattr(ledger, "settings"):
        from riwaya.resolve import settings

        values = {setting.name: setting.value for setting in ledger.settings()}
        settings.use(values.get(TRANSLITERATION, "on") == "on", values.get(ALIASES, ""))


def use(knowledge: Knowledge) -> None:
    """Puts what is known to use in this process."""
    from riwaya.locate.gazetteer import use_places
    from riwaya.resolve import settings

    use_rules(knowledge.protection)
    settings.use(knowledge.transliteration, knowledge.aliases)
    use_places(knowledge.places)


def _knowing(knowledge: Knowledge, reader: Callable[[], Reader]) -> Reader:
    use(knowledge)
    return reader()
