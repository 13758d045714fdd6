"""A page that is written and annotated at once, and the phrases that go on it."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

from training.corpora.document import Attribution, Document, Named, Stretch

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")


class Page:
    """Text that grows, with the names and attributions that stand in it."""

    def __init__(self, name: str, draw: random.Random) -> None:
        self.name, self.draw = name, draw
        self._text = ""
        self._names: list[Named] = []
        self._attributions: list[Attribution] = []
        draw_place = [self._invent() for _ in range(4)]
        self._places, self._people = draw_place, [self._person() for _ in range(4)]

    @property
    def at(self) -> int:
        """Where the next word will stand."""
        return len(self._text)

    def write(self, pattern: str) -> Stretch:
        """Append a pattern with its slots filled; where it stands, without spaces around it."""
        start, last = self.at, 0
        for slot in _SLOT.finditer(pattern):
            self._text += pattern[last : slot.start()]
            self._fill(slot.group(1))
            last = slot.end()
        self._text += pattern[last:]
        written = self._text[start:]
        return start + len(written) - len(written.lstrip()), start + len(written.rstrip())

    def pick(self, group: str, key: str) -> str:
        """One entry of a word list."""
        return str(self.draw.choice(WORDS[group][key]))

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self.draw.random() < share

    def attribute(
        self,
        source: Stretch | None,
        cue: Stretch,
        content: list[Stretch],
        held: tuple[str, bool],
    ) -> None:
        """Note an attribution of words already written."""
        self._attributions.append(Attribution((source,) if source else (), (cue,), tuple(content), *held))

    def capital(self, at: int) -> None:
        """Begin a sentence at a place already written."""
        self._text = self._text[:at] + self._text[at : at + 1].upper() + self._text[at + 1 :]

    def document(self) -> Document:
        """The finished page; attributions may stand inside one another."""
        attributions = sorted(self._attributions, key=lambda a: a.cue)
        return Document(
            self.name, self._text, tuple(attributions), flat=False, field=True, names=tuple(self._names)
        )

    def _fill(self, slot: str) -> None:
        if slot == "n":
            self._text += self.pick("numbers", "figures")
        elif slot == "people":
            self._text += self.pick("numbers", "people")
        elif slot == "day":
            self._text += self.pick("numbers", "days")
        else:
            getattr(self, f"_{slot}_name")()

    def _put(self, name: str, kind: str, article: bool = False) -> None:
        if article:
            self._text += "the "
        self._names.append(Named(self.at, self.at + len(name), (kind,)))
        self._text += name

    def _invent(self) -> str:
        """A word that names nothing we know of."""
        names = WORDS["names"]
        parts = [self.draw.choice(names["starts"])]
        if self.chance(0.5):
            parts.append(self.draw.choice(names["middles"]))
        word = "".join([*parts, self.draw.choice(names["ends"])])
        return word[0] + word[1:].lower()

    def _person(self) -> tuple[str, str]:
        family = self._invent()
        if self.chance(0.3):
            family = self.draw.choice(WORDS["names"]["particles"]) + family
        return f"{self.draw.choice(WORDS['names']['first'])} {family}", family

    def _person_name(self) -> None:
        full, family = self.draw.choice(self._people)
        self._put(family if self.chance(0.35) and full in self._text else full, "PER")

    def _place_name(self) -> None:
        place = self.draw.choice(self._places)
        roll = self.draw.random()
        if roll < 0.12:
            place = f"{place} {self.pick('names', 'areas')}"
            self._put(place, "LOC", article=place.endswith(("valley", "River", "plain")))
            return
        prefix = self.draw.choice(["al-", "Al ", "Tel ", "Wadi ", "New ", "Upper "]) if roll > 0.88 else ""
        self._put(prefix + place, "LOC")

    def _fac_name(self) -> None:
        kind, name = self.pick("names", "facilities"), self.draw.choice(self._places)
        self._put(f"{name} {kind}", "FAC", article=True)

    def _org_name(self) -> None:
        if self.chance(0.3):
            self._put(f"Ministry of {self.pick('names', 'ministries')}", "ORG", article=True)
        else:
            name = self._invent() if self.chance(0.5) else self.draw.choice(self._places)
            self._put(f"{name} {self.pick('names', 'organizations')}", "ORG", article=True)

    def _group_name(self) -> None:
        roll = self.draw.random()
        if roll < 0.3:
            name = f"{self.pick('names', 'colours')} {self.pick('names', 'emblems')}"
        elif roll < 0.6:
            name = f"{self._invent()} {self.pick('names', 'bodies')}"
        elif roll < 0.8:
            before = self.draw.choice(["al-", "Albu ", "Bani ", ""])
            name = f"{before}{self._invent()} {self.pick('names', 'peoples')}"
        else:
            name = f"{self.draw.choice(['Liwa al-', 'Kata’ib ', 'Jaysh al-', 'Saraya '])}{self._invent()}"
        self._put(name, "GRP", article=roll < 0.8)
