"""Which way a claim points: whether its source holds its content or rejects it."""

from __future__ import annotations

import re

from riwaya.records import Claim, Report, Stance

FIRM = frozenset({Stance.ASSERTED, Stance.DENIED, Stance.ALLEGED, Stance.POSSIBLE})

_NONE = re.compile(
    r"\W*(?:(?:\w+, |(?:and|but) )|"
    r"on (?:\d{1,2} [a-z]+|[a-z]+ \d{1,2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? )?"
    r"(?:no(?!\.|  ?\d)(?! (?:more|fewer|less|later|sooner) than)|nobody|none|neither|"
    r"never|"
    r"not (?:one|a single|a|even)|at no (?:time|point)|there (?:is|are|was|were) no)\b",
    re.I,
)
_NEGATES = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had)(?:n[’']t| not| never)\b|"
    r"\bnever\b|\bno longer\b|\bneither\b",
    re.I,
)


# what is called untrue is rejected
_UNTRUE = re.compile(
    r"\b(?:no truth|untrue|baseless|groundless|unfounded|fabricat\w+|fictitious|invent(?:ed|ion)|made[- ]up|"
    r"slander|"
    r"hoax|nonsense|a lie|lies|(?:is|are|was|were) false|"
    r"false (?:report|claim|rumou?r|accusation|stor)\w*)\b",
    re.I,
)
# who rejects that something was not done holds that it was
_AGAIN = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|disput\w*|refut\w*)\b[^.,;]{0,40}\bthat\b[^.,;]{0,40}?"
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had)(?:n[’']t| not| never)|no longer|nobody|no one)\b|"
    r"^\W*that [^.,;]{0,40}?\b(?:did|does|do|was|were|is|are|has|have|had)(?:n[’']t| not| never)\b",
    re.I,
)
# the day is denied, not the thing
NOT_ON = re.compile(r"\b(?:not(?! (?:one|a single)\b)|never|n['’]t)\b[^.]{0,40}\b(?:on|before|until)\b", re.I)
_NO_PART = re.compile(r"\b(?:nothing to do with|no (?:part|role|hand|involvement) in)\b", re.I)
_UNREAL = re.compile(
    r"\bif\b[^.;]*\b(?:would|could|might)(?: not|n['’]t)? (?:\w+ )?have\b|"
    r"\b(?:would|could|might)(?: not|n['’]t)? (?:\w+ )?have\b[^.;]*\b(?:if|had (?:it|they|he|she|we|the) )|"
    r"^\W*(?:had|without|but for|were it not for)\b[^.;]*\b(?:would|could|might)(?: not|n['’]t)? "
    r"(?:\w+ )?have\b|"
    r"\bthere (?:would|could) have been\b",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:not|n[’']t|never|nobody|no one) (?:\w+ )?"
    r"(?:know|knows|understand|believe|think|see|expect|remember|recall|clear|sure|want|like)\b|"
    r"\b(?:unclear|uncertain|unsure) (?:whether|if|how|why|who|what|where|when)\b",
    re.I,
)


def firm(claim: Claim, text: str) -> bool:
    """Whether the source speaks of what is: no plan, wish or refusal, and no "we do not know whether".

    Nor what did not come about: "had it been an hour earlier, there would have been a hundred dead".
    """
    return claim.stance in FIRM and not UNSURE.search(text) and not _UNREAL.search(text)


def rejects(claim: Claim, text: str, report: Report) -> bool:
    """Whether the source holds that its content is not so: a denial, or a sentence that negates itself.

    What a journalist narrates in the negative ("the two are not related") rejects nobody's account.
    """
    if claim.stance is Stance.DENIED:
        return not _AGAIN.search(text) and not (claim.negated and _NEGATES.search(text))
    if _GONE.search(text):
        return False
    if claim.stance is not Stance.ASSERTED or (claim.narrated and not issued(report)):
        return False
    if _UNTRUE.search(text) and not _NEGATES.search(text):
        return True
    if _NO_PART.search(text):
        return True
    return bool(_NONE.match(text)) or (claim.negated and bool(_NEGATES.search(text[:80])))


# who has not been seen since is missing: nobody denies anything
_GONE = re.compile(r"\b(?:has|have|had) not been (?:seen|heard (?:of|from)|found)\b", re.I)
_AT_ALL = re.compile(
    r"\b(?:no one|nobody|none|not (?:one|a single)|no (?!(?:more|fewer|less) than)\w+)\b", re.I
)


def in_the_negative(text: str) -> bool:
    """Whether a text begins by saying that something is not, whoever says so."""
    return bool(_NONE.match(text) or _NEGATES.search(text[:80]) or _AT_ALL.search(text))


_ISSUED = re.compile(
    r"\b(?:statement|press release|for immediate release|communiqu|communication to|bulletin|"
    r"situation report|sitrep|flash update|open letter|notice to|order of the day)",
    re.I,
)
_ISSUER = re.compile(
    r"\b(?:ministry|authority|command|directorate|union|council|office|police|army|forces|front|brigade|company|"
    r"limited|ltd|commission|committee|staff|government|party|movement|collective|forum|foundation|"
    r"mission|association|hospital|municipality|department|federation|league|cluster|administration)\b",
    re.I,
)


def issued(report: Report) -> bool:
    """Whether a report is its issuer's own word (a statement): what it narrates counts as a source's."""
    return bool(_ISSUED.search(report.text[:300]) or _ISSUER.search(report.outlet or ""))
