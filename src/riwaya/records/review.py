"""What people hold of a claim, carried with the claim: the state it is in, and everyone's verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Judged(StrEnum):
    """What a judgement says."""

    ADD = "add"  # a claim that the machine missed, whole
    ACCEPT = "accept"  # the claim is right as it is shown
    REJECT = "reject"  # the claim is wrong: it leaves boards, briefings and exports
    CORRECT = "correct"  # some of its fields are other words of the report
    CONFIRM = "confirm"  # the relation holds
    DISMISS = "dismiss"  # the relation does not hold
    JOIN = "join"  # the claims of two events are about one
    PART = "part"  # the claims of one event are about two
    COMMENT = "comment"
    ASSIGN = "assign"
    UNDO = "undo"  # an earlier judgement no longer counts


class Field(StrEnum):
    """What of a claim a person may correct."""

    SOURCE = "source"  # one link of the chain: whose words they are
    CUE = "cue"  # one link of the chain: the words that attribute
    CHAIN = "chain"  # all links at once; none is the report's own voice
    CONTENT = "content"
    STANCE = "stance"
    NEGATED = "negated"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    FIGURES = "figures"


class ReviewState(StrEnum):
    """What the latest verdict leaves a claim in."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The latest of one person's standing verdicts on a claim."""

    kind: Judged  # add, accept, reject or correct
    holds: ReviewState  # what the claim is to that person
    by: str
    at: str  # UTC, ISO 8601
    why: str
    number: int
    agrees: bool = True  # with the claim as it stands now


@dataclass(frozen=True, slots=True)
class Review:
    """The state of a claim that people judged; the latest verdict decides, the others are kept beside it."""

    state: ReviewState
    fields: tuple[Field, ...] = ()  # what differs from the machine's reading
    verdicts: tuple[Verdict, ...] = ()  # one a person, oldest first; none in public form

    @property
    def agreeing(self) -> tuple[Verdict, ...]:
        """Verdicts that hold what the latest holds, the latest included."""
        return tuple(v for v in self.verdicts if v.agrees)

    @property
    def disagreeing(self) -> tuple[Verdict, ...]:
        """Verdicts that hold something else."""
        return tuple(v for v in self.verdicts if not v.agrees)
