"""What passes between the stages: frozen records with content-hash ids."""

from riwaya.records.anchors import anchors, misplaced
from riwaya.records.claim import (
    Channel,
    Claim,
    Figure,
    Link,
    Naming,
    Party,
    Reading,
    Source,
    Stance,
    When,
    claim_id,
)
from riwaya.records.decision import Decided, Decision, standing
from riwaya.records.entity import Entity, Kind, Mention, Name, Position, Referent
from riwaya.records.event import (
    About,
    Aggregate,
    Compared,
    Event,
    Findings,
    Grade,
    Grades,
    Relation,
    RelationKind,
    Status,
    thing_key,
    thing_of,
)
from riwaya.records.ids import content_id
from riwaya.records.report import Basis, Document, Report, SetAside
from riwaya.records.words import Span, Words

__all__ = [
    "About",
    "Aggregate",
    "Basis",
    "Channel",
    "Claim",
    "Compared",
    "Decided",
    "Decision",
    "Document",
    "Entity",
    "Event",
    "Figure",
    "Findings",
    "Grade",
    "Grades",
    "Kind",
    "Link",
    "Mention",
    "Name",
    "Naming",
    "Party",
    "Position",
    "Reading",
    "Referent",
    "Relation",
    "RelationKind",
    "Report",
    "SetAside",
    "Source",
    "Span",
    "Stance",
    "Status",
    "When",
    "Words",
    "anchors",
    "claim_id",
    "content_id",
    "misplaced",
    "standing",
    "thing_key",
    "thing_of",
]
