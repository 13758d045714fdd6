"""A sentence or line of Arabic, and where in it names stand that are written without capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from riwaya.lexicon import known_name
from riwaya.records import Words
from riwaya.resolve.arabic_words import PREFIXES, bare, given, lists, plain_letters

WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u064b-\u0652\u0640]+")
AGE = re.compile(r"[،,]?\s*\(?\s*([\d٠-٩]{1,3})\s*(?:سنة|سنوات|عام|أعوام|ربيع)")
QUOTED = re.compile(r"[«“\"]([^»”\"\n]{2,30})[»”\"]")
JOINED = ' ,،:«»"“”('  # what may stand between a word that a name follows and the name
LONGEST = 5  # words of a name
GROWN = 18


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was found: its words, why it is kept back, and by which word that is known."""

    words: Words
    mark: str  # empty for who holds an office
    why: str


class Line:
    """The words of one sentence or line, as they are written and in plain letters."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._text = text
        self._start, self._stop = start, stop
        self._words = list(WORD.finditer(text, start, stop))
        self._low = [plain_letters(word.group()) for word in self._words]

    def names(self, listed: Collection[int], *, foreign: bool) -> Iterator[Name]:
        """Every name in order of place; `listed` are places where a list names someone.

        `foreign` says that the text is of another script, so that any Arabic in it is a name.
        """
        asked = lists().request.search(self._text, self._start, self._stop)
        found = list(self._read(listed, foreign=foreign))
        before = [name for name in found if asked and name.words.start < asked.start()]
        for name in found:
            if asked and before and name is before[-1]:  # whoever stands nearest before it, in office or not
                name = Name(name.words, "requested", asked.group())
            yield name
        yield from self._nicknames()

    def _read(self, listed: Collection[int], *, foreign: bool) -> Iterator[Name]:
        """The names as they stand, without what the line asks for them."""
        last = at = 0  # where the last name ended, and where the next may begin
        while at < len(self._words):
            found = self._name_at(at, listed, foreign=foreign)
            if found is None:
                at += 1
                continue
            name, stop = found
            if self._holds_office(at, last) or known_name(name.words.text) is not None:
                yield Name(name.words, "", "")
            else:
                yield name
                for other in self._joined(stop):
                    yield Name(other, name.mark, f"named with {name.words.text}")
                    stop += other.text.count(" ") + 1
            last = at = stop

    def _cut(self, first: int, stop: int, letters: int = 0) -> Words:
        return Words.cut(self._text, self._words[first].start() + letters, self._words[stop - 1].end())

    def _gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self._text[self._words[at - 1].end() : self._words[at].start()]

    def _name_at(self, at: int, listed: Collection[int], *, foreign: bool) -> tuple[Name, int] | None:
        """The name that begins at a word, if one does, and the number of the word behind it."""
        known, low = lists(), self._low
        word = low[at]
        core = word if given(word) or word in known.kunya or word[:1] not in PREFIXES else word[1:]
        core = core if given(core) or core in known.kunya else word
        mark, why = self._behind(at)
        in_list = self._words[at].start() in listed
        of_god = at + 1 < len(low) and low[at + 1] == "الله" and self._gap(at + 1) == " "  # "Khalaf Allah"
        if (word in known.stops and not of_god) or (
            mark is None and (word in known.behind or word in known.open)
        ):
            return None
        if at and bare(low[at - 1], known.kunya) in known.kunya:
            return None  # "mother of Karim" began a word before
        if core in known.kunya and at + 1 < len(low):
            begins = mark is not None or self._is_bearer(at)
        else:
            begins = mark is not None or in_list or foreign or self._titled(at) or self._speaks(at)
            begins = begins or (given(core) and (core not in known.weak or self._is_name(at)))
            begins = begins or (word == "عبد" and at + 1 < len(low) and low[at + 1].startswith("ال"))
        if not begins:
            return None
        stop = self._end(at)
        name = self._cut(at, stop, len(word) - len(core))
        age = AGE.match(self._text, name.end)
        if age and int(age.group(1)) < GROWN:
            return Name(name, "minor", age.group().strip()), stop
        if mark is None and in_list:
            mark, why = "victim", "named in a list"
        return Name(name, mark or "private", why or "no office told"), stop

    def _is_bearer(self, at: int) -> bool:
        """Whether "father of" or "mother of" begins someone's name, not a town's: "Abu Kamal"."""
        known, low = lists(), self._low
        before = low[at - 1] if at else ""
        spoken = self._text[self._words[at + 1].end() : self._words[at + 1].end() + 1] == ":"
        dwelt = bare(before, known.dwelt) in known.dwelt
        called = known.nickname.search(self._text, self._start, self._words[at].start())
        told = given(low[at + 1]) or dwelt or spoken or called or self._speaks(at)
        return bool(told) and before not in known.placed

    def _titled(self, at: int) -> bool:
        return at > 0 and self._low[at - 1] in lists().open and not self._low[at].startswith("ال")

    def _speaks(self, at: int) -> bool:
        """Whether who says something is named here: "said Wadha Khalif", no "source", no "residents"."""
        known, word = lists(), self._low[at]
        if at == 0 or self._gap(at) != " " or bare(self._low[at - 1], known.says) not in known.says:
            return False
        return not word.startswith("ال") and bare(word, known.sources) not in known.sources

    def _is_name(self, at: int) -> bool:
        """Whether a word that is a given name as well is one: it goes on, or tells of who was harmed."""
        known = lists()
        if at and bare(self._low[at - 1], known.harmed) in known.harmed:
            return True
        if at + 1 >= len(self._low) or self._gap(at + 1) != " ":
            return False
        word = self._low[at + 1]
        return given(word) or word in known.joins or (word.startswith("ال") and word.endswith(("ي", "يه")))

    def _behind(self, at: int) -> tuple[str | None, str]:
        """Why whoever is named at a word is kept back: by the word before it, adjectives passed over."""
        known, low, back = lists(), self._low, at - 1
        while back > 0 and self._describes(back) and not self._gap(back + 1).strip(JOINED):
            back -= 1
        sold = back > 0 and low[back].startswith("ال") and self._gap(back + 1) == self._gap(back) == " "
        if sold and bare(low[back - 1], known.trades) in known.trades:
            return ("private", self._words[back - 1].group()) if not low[at].startswith("ال") else (None, "")
        if back < 0 or (low[at] in known.stops and low[at + 1 : at + 2] != ["الله"]):
            return None, ""
        before, gap = bare(low[back], known.behind), self._gap(back + 1)
        article = low[at].startswith("ال") and before not in known.called
        if before not in known.behind or gap.strip(JOINED) or article:
            return None, ""
        if ("،" in gap or "," in gap) and low[at][:1] in "وفي" and not given(low[at]):
            return None, ""
        return known.behind[before], self._words[back].group()

    def _describes(self, at: int) -> bool:
        """Whether a word stands between "his sister" and her name: "the elder", "the Eritrean"."""
        known, word = lists(), self._low[at]
        if word in known.behind:
            return False
        of = word.startswith("ال") and word.endswith(("ي", "يه"))
        return word in known.between or (of and bare(self._low[at - 1], known.behind) in known.behind)

    def _end(self, at: int) -> int:
        """The number of the word behind a name: given names, "son of", an article, one strange word."""
        known, low, stop, strange = lists(), self._low, at + 1, 0
        while stop < len(low) and stop - at < LONGEST:
            word = low[stop]
            if self._gap(stop) != " " or word in known.stops:
                break
            trade = word.startswith("ال") and given(low[stop - 1])  # "Lama al-Sayyad", by a trade
            if (word in known.behind or word in known.open) and not trade:
                break
            if word[:1] in PREFIXES and word[1:] in known.stops:
                break
            if not (low[stop - 1] in known.joins or word in known.joins or given(word)):
                verb = word.endswith("ا") or (word[0] in "وفيت" and len(word) > 3)
                if strange or (verb and not word.startswith("ال")):
                    break
                strange += 1
            stop += 1
        while stop > at + 1 and low[stop - 1] in known.joins:
            stop -= 1
        return stop

    def _joined(self, at: int) -> Iterator[Words]:
        """Further names behind one: "and Mayan", where the phrase ends with it or small words follow."""
        known, low = lists(), self._low
        while at < len(low) and self._gap(at) == " " and low[at].startswith("و"):
            word = low[at][1:]
            usual = word in known.stops or word in known.behind or word in known.open or word in known.says
            ends = at + 1 == len(low) or self._gap(at + 1) != " " or low[at + 1] in known.stops
            ends = ends or low[at + 1].startswith("و")
            if len(word) < 3 or usual or word.startswith("ال") or low[at] in known.stops:
                return
            named = given(word) or word == "عبد"
            if not (named or ends):
                return
            stop = self._end(at) if named else at + 1
            yield self._cut(at, stop, 1)
            at = stop

    def _holds_office(self, at: int, last: int) -> bool:
        """Whether an office or a title stands before a name, nearer than any word that a name follows."""
        known = lists()
        for back in range(at - 1, max(last, at - 1 - known.reach) - 1, -1):
            word = bare(self._low[back], known.open, known.behind)
            if word in known.open:
                return True
            if word in known.behind:
                return False
        return False

    def _nicknames(self) -> Iterator[Name]:
        """What stands in quotation marks in a line that says how someone is called."""
        told = lists().nickname.search(self._text, self._start, self._stop)
        for quoted in QUOTED.finditer(self._text, told.end(), self._stop) if told else ():
            if len(quoted.group(1).split()) <= 3 and WORD.search(quoted.group(1)):
                yield Name(Words.cut(self._text, *quoted.span(1)), "private", told.group() if told else "")
                return
