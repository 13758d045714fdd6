"""What adding to a ledger costs by how many entities it holds: `python -m evals.entities [--sizes N,N]`.

A ledger of that many entities is generated: people, bodies and places of invented districts, a report for
each district. Every family name is borne by about ten people, three bodies are named in every report, and
one report in four calls somebody by the family name alone. Then a hundred reports that name a dozen of them
each are put in and settled. Reading is left out: it does not depend on the ledger. What is measured is
finding the neighbourhood, comparing and writing; building the ledger is settled in the same way and told
apart.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from riwaya.ingest import Options
from riwaya.pipeline import default_stages, settle
from riwaya.records import Document, Kind, Reading, Referent, Report, Span, Words, content_id
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger

_DISTRICT = 100  # entities of one district: 40 places, 20 bodies, 40 people
_A_REPORT = 12  # of them named in one report
_ADDED = 100  # reports
_BEARERS = 10  # people of one family name
_EVERYWHERE = ("Ashen Valley Front", "Marrow Relief Committee", "Upland Guard")  # named in every report
_BARE = 4  # one report in so many calls somebody by the family name alone
_FIRST = "Omar Dalia Petra Yusuf Ines Samir Hanna Karim Leila Tariq Orlan Ilse Zarmak Nesrin Haitham Mira"
_SYLLABLES = "bar dur el far hal im kas lum mar nah or qas rud sal tam vek zor bel gar nir pol shu tev wid"


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES.split()) for _ in range(syllables)).capitalize()


def _names(district: int, districts: int) -> list[tuple[str, Kind]]:
    """The names of a district; its families live in other districts too."""
    chance = random.Random(f"riwaya entities {district}")  # noqa: S311 - the same everywhere is the point
    families = max(8, districts * 40 // _BEARERS)
    places = [_word(chance, 4) for _ in range(40)]
    bodies = [f"{place} {kind}" for place in places[:10] for kind in ("Guard", "Council")]
    people = []
    for _ in range(40):
        family = random.Random(f"riwaya family {chance.randrange(families)}")  # noqa: S311
        people.append(f"{chance.choice(_FIRST.split())} {_word(chance, 2)} {_word(family, 4)}")
    kinds = (Kind.PLACE, Kind.ORGANIZATION, Kind.PERSON)
    return [
        (name, kind) for names, kind in zip((places, bodies, people), kinds, strict=True) for name in names
    ]


def _put(ledger: WorkingLedger, number: int, entities: list[tuple[str, Kind]]) -> None:
    """A report that names these and what every report names, put into the ledger."""
    named = [*entities, *((name, Kind.GROUP) for name in _EVERYWHERE)]
    if number % _BARE == 0:
        named += [(name.split()[-1], kind) for name, kind in entities if kind is Kind.PERSON][:1]
    text = ". ".join(name for name, _ in named) + f". Number {number}."
    made = content_id("r", number, text)
    report = Report(made, f"{number}.txt", "text", content_id("x", text), text, "1", language="en")
    referents, at = [], 0
    for name, kind in named:
        start = text.index(name, at)
        at = start + len(name)
        words = Words(name, start, at)
        one = Referent(content_id("p", made, start), made, kind, name, (name,), True, (words,), why="named")
        referents.append(one)
    reading = Reading(made, "bench", (Span(0, len(text)),), (), ())
    document = Document(report, text.encode(), "2024-01-02T03:04:05Z")
    with ledger.transaction():
        ledger.put_report(document, reading, referents)


def measure(size: int, folder: Path) -> dict[str, float]:
    """A ledger of that many entities, and what a hundred reports more cost."""
    districts = max(1, size // _DISTRICT)
    stages = default_stages(Options())
    ledger = open_ledger(str(folder / f"{size}.riwaya"), create=True)
    begin = time.perf_counter()
    for district in range(districts):
        _put(ledger, district, _names(district, districts))
    settle(ledger, stages)
    built = time.perf_counter() - begin
    entities = ledger.counts()["entities"]
    chance = random.Random("riwaya added")  # noqa: S311
    more = [chance.sample(_names(chance.randrange(districts), districts), _A_REPORT) for _ in range(_ADDED)]
    begin, busy = time.perf_counter(), time.process_time()
    for number, named in enumerate(more):
        _put(ledger, size + number, named)
    settle(ledger, stages)
    taken, busy = time.perf_counter() - begin, time.process_time() - busy
    grown = ledger.counts()["entities"]
    ledger.close()
    return {
        "entities": entities,
        "built_seconds": round(built, 1),
        "added_reports": _ADDED,
        "entities_after": grown,
        "seconds": round(taken, 2),
        "ms_a_report": round(1000 * taken / _ADDED, 1),
        "cpu_ms_a_report": round(1000 * busy / _ADDED, 1),  # steadier where other programs run
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="The cost of adding 100 reports by the entities in the ledger."
    )
    parser.add_argument("--sizes", default="1000,10000,100000", help="entities, with commas")
    parser.add_argument("--json", type=Path, help="write the measurements here too")
    given = parser.parse_args()
    rows: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes.split(","):
            rows.append(measure(int(size), Path(folder)))
            if len(rows) == 1:
                sys.stdout.write("".join(f"{name.replace('_', ' '):>16}" for name in rows[0]) + "\n")
            sys.stdout.write("".join(f"{value:>16,}" for value in rows[-1].values()) + "\n")
            sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
