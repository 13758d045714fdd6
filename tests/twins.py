"""Two ledgers of the same reports, one in a file and one at a PostgreSQL server, to be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.cli.call import Called, call
from tests.postgresql import server

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?|\d\d? \w+ \d{4}(, | at )\d\d:\d\d(:\d\d)?( UTC)?")


@dataclass(frozen=True)
class Twins:
    """Where the two are."""

    file: str
    server: str

    def plain(self, text: str) -> str:
        """A text without what differs between the two: where they are, when, and hashes over that."""
        for address in (self.server, self.file):
            text = text.replace(address, "LEDGER").replace(Path(address).name, "LEDGER")
        return re.sub(r"\b[0-9a-f]{64}\b", "HASH", _MOMENT.sub("MOMENT", text))

    def call(self, *words: str) -> tuple[Called, Called]:
        """The same command on both; LEDGER stands for the one and the other."""
        one, other = (
            call(*(word.replace("LEDGER", address) for word in words)) for address in (self.file, self.server)
        )
        return one, other


def twins(folder: Path, *sources: str, reader: str | None = None) -> Twins:
    """The two, the sources added to each by itself."""
    made = Twins(str(folder / "town.riwaya"), server().ledger())
    more = ("--reader", reader) if reader else ()
    for done in made.call("add", "LEDGER", *sources, "--quiet", "--jobs", "1", *more):
        assert done.code == 0, done.err
    return made
