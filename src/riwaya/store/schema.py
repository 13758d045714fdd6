"""The tables as they are after the last migration, for writing queries. `migrations.py` makes them.

Columns hold what is queried; `body` holds the whole record as JSON (see `serial`), so records come out
exactly as they went in. `first` and `past` are the offsets that records call start and end.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from riwaya.records import ReviewState

metadata = MetaData()


_WHOLE = Integer().with_variant(BigInteger(), "postgresql")  # SQLite's whole numbers have 64 bits


def _table(table: str, /, **columns: type[TypeEngine[Any]]) -> Table:
    kinds = {column: _WHOLE if kind is Integer else kind for column, kind in columns.items()}
    return Table(table, metadata, *(Column(column, kind) for column, kind in kinds.items()))


meta = _table("riwaya", version=Integer)
original = _table("original", sha256=Text, size=Integer, packed=LargeBinary)
report = _table(
    "report",
    id=Text,
    source=Text,
    kind=Text,
    sha256=Text,
    retrieved=Text,
    text=Text,
    text_sha256=Text,
    title=Text,
    outlet=Text,
    published=Text,
    language=Text,
    echo_of=Text,
    reader=Text,
    refused=Integer,
    body=Text,
)
dating = _table("dating", report=Text, edtf=Text, why=Text, mark=Text)  # mark: see `sealing`
passage = _table("passage", id=Integer, report=Text, first=Integer, past=Integer)
meaning = _table("meaning", id=Integer, vector=LargeBinary)  # under the passage's id, see `meaning`
signs = _table("meaning_signs", block=Integer, packed=LargeBinary)
claim = _table(
    "claim",
    id=Text,
    report=Text,
    first=Integer,
    past=Integer,
    stance=Text,
    negated=Integer,
    narrated=Integer,
    event_type=Text,
    edtf=Text,
    body=Text,
    added=Integer,  # number of the judgement by which a person added it; null: a machine read it
)
claim_referent = _table("claim_referent", referent=Text, claim=Text)
mention = _table(
    "mention", report=Text, number=Integer, first=Integer, past=Integer, kind=Text, referent=Text, body=Text
)
referent = _table(
    "referent", id=Text, report=Text, kind=Text, name=Text, entity=Text, body=Text, look=Text
)  # look: shared by those that comparing cannot tell apart; null until resolved
related = _table("related", look_a=Text, look_b=Text)  # two looks that may be one entity
entity = _table("entity", id=Text, kind=Text, name=Text, body=Text, mark=Text)
spelling = _table("spelling", folded=Text, entity=Text)
event = _table("event", id=Text, event_type=Text, edtf=Text, place=Text, body=Text, mark=Text)
event_claim = _table("event_claim", claim=Text, event=Text)
relation = _table(
    "relation",
    id=Text,
    kind=Text,
    about=Text,
    claim_a=Text,
    claim_b=Text,
    score=Float,
    spread=Integer,  # 1: holds through a copy of one of its claims
    body=Text,
    mark=Text,
)
# conflicts that may be
possible = _table("possible", id=Text, claim_a=Text, claim_b=Text, score=Float, body=Text)
tie = _table("tie", claim_a=Text, claim_b=Text)  # two claims about one occurrence
status = _table(
    "status", id=Text, entity=Text, aspect=Text, value=Text, since=Text, until=Text, body=Text, mark=Text
)
status_claim = _table("status_claim", claim=Text, status=Text)
blocking = _table(
    "blocking", key=Text, record=Text
)  # key -> looks of referents, and claims, that are candidates together
unsettled = _table(
    "unsettled", step=Text, report=Text, record=Text
)  # what is read but not yet resolved or related
set_aside = _table("set_aside", source=Text, kind=Text, reason=Text, sha256=Text)
finished = _table("finished", sha256=Text, reports=Integer)  # files of which every report is in
log = _table("log", number=Integer, what=Text, record=Text, detail=Text, hash=Text)
decision = _table("decision", number=Integer, kind=Text, undoes=Integer, body=Text)
decision_referent = _table("decision_referent", referent=Text, decision=Integer)
setting = _table("setting", number=Integer, name=Text, body=Text)
place_file = _table("place_file", number=Integer, sha256=Text, body=Text)
place = _table("place", file=Integer, number=Integer, body=Text)
judgement = _table(
    "judgement", number=Integer, kind=Text, target=Text, person=Text, undoes=Integer, body=Text
)
judgement_on = _table("judgement_on", record=Text, judgement=Integer)
reviewed = _table(
    "reviewed", claim=Text, state=Text, body=Text
)  # claims that people judged, as they stand now
WITHDRAWN = "withdrawn"  # the state of a claim whose adding by hand was taken back
GONE = (ReviewState.REJECTED, WITHDRAWN)  # states in which a claim is in no list
dismissed = _table("dismissed", relation=Text)  # relations that people say do not hold
seal = _table("seal", name=Text, sum=Text)  # table -> the sum of the marks of its rows; see `sealing`
stamp = _table("stamp", number=Integer, entry=Integer, server=Text, at=Text, token=LargeBinary)  # RFC 3161
# Sums of the above, so that a page reads what it shows and nothing else: see `summaries`, `disagreements`
report_summary = _table(
    "report_summary", report=Text, day=Integer, first=Integer, last=Integer, claims=Integer
)  # days as in `records.edtf`; day 0: unknown
stance_summary = _table("stance_summary", report=Text, stance=Text, narrated=Integer, claims=Integer)
event_summary = _table(
    "event_summary",
    event=Text,
    day=Integer,
    edtf=Text,
    event_type=Text,
    place=Text,
    grade=Text,
    claims=Integer,
)
entity_report = _table("entity_report", entity=Text, report=Text, day=Integer, claims=Integer)
entity_summary = _table(
    "entity_summary",
    entity=Text,
    kind=Text,
    named=Integer,
    reports=Integer,
    claims=Integer,
    disagreements=Integer,
)
disagreement = _table(
    "disagreement",
    id=Text,  # the least of its contradictions
    about=Text,
    subject=Text,  # the measure in question
    denied=Integer,  # 1: a denial stands in it
    score=Float,  # of the surest contradiction, to one decimal: what the board is ordered by
    claims=Integer,
    latest=Integer,  # last day that the newest account may be of
    review=Text,  # open, begun, confirmed
)
disagreement_edge = _table("disagreement_edge", relation=Text, disagreement=Text, subject=Text, score=Float)
disagreement_claim = _table("disagreement_claim", claim=Text, disagreement=Text)
disagreement_at = _table("disagreement_at", entity=Text, disagreement=Text)
