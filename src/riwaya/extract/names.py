"""Names in a report: where they stand and what kind each is. The seam that a trained finder takes over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riwaya.extract.anchor import in_furniture
from riwaya.extract.names_aliases import (
    maybe_nicknames,
    with_brackets,
    with_nickname_inside,
    with_nicknames,
)
from riwaya.extract.names_arabic import arabic_names
from riwaya.extract.names_context import around
from riwaya.extract.names_evidence import CUTS, add, inside, trade_or_house, weight
from riwaya.extract.names_runs import (
    Seen,
    attested,
    of_people,
    opens,
    ordinary,
    runs_of,
    split_titles,
    trimmed,
    with_facility,
)
from riwaya.extract.names_settle import Candidate, known_place, settle
from riwaya.extract.names_tokens import Token, agents, tokens_of
from riwaya.extract.names_voted import voted
from riwaya.lexicon import calendar_words, common_word, countries, institutions, known_name
from riwaya.lexicon.known import spelling
from riwaya.lexicon.lists import plain
from riwaya.neural.found import Named
from riwaya.records import Kind, Mention, Report, Span, Words

HEADLINE_SHARE = 0.75  # of the longer words capitalised
FORMED = ("ing", "ings", "tion", "tions", "sions", "ments", "ness", "ism", "ists", "ities", "ally", "ably")
ISSUING = ("statement", "of", "by", "from", "the", "press", "release", "joint", "urgent", "open", "letter")
TRIBAL = ("tribe", "tribes", "tribesmen", "clan", "people")


def find_names(
    report: Report, sentences: Sequence[Span], seen_by: Iterable[Named] = ()
) -> tuple[Mention, ...]:
    """The proper names in the sentences of a report, in order, without articles and ranks.

    `seen_by` are the names that a network sees: evidence among the rest.
    """
    text = report.text
    furniture = sorted(report.furniture)
    spans = [span for span in sentences if not any(part.contains(span) for part in furniture)]
    tokens = [tokens_of(text, span.start, span.end) for span in spans]
    seen = words_seen(tokens)
    found: list[Candidate] = []
    for sentence in tokens:
        if sentence:
            found.extend(candidates(text, sentence, seen))
    workers = {(t[0].start, t[0].end) for t in tokens if agents(t)}
    named = (n for n in seen_by if (n.span.start, n.span.end) not in workers)
    found = voted(found, (n for n in named if not in_furniture(n.span, furniture)), text)
    plain_lines = (sentence for sentence in tokens if sentence and not styled(sentence))
    maybe = [one for sentence in plain_lines for one in maybe_nicknames(text, sentence, seen)]
    found = with_nickname_inside(text, with_nicknames(text, found, maybe, spans))
    kept = settle(with_brackets(text, found), report)
    mentions = [Mention(Words.cut(text, c.start, c.end), Kind(kind)) for c, kind in kept]
    if any("\u0600" <= c <= "\u06ff" for c in text):
        mentions.extend(arabic_names(text, spans))
    return tuple(sorted(mentions, key=lambda m: (m.words.start, m.words.end)))


# --- what the report's own writing shows -----------------------------------------------------------------


def words_seen(sentences: Iterable[Sequence[Token]]) -> Seen:
    """The words that ordinary sentences write in lower case, and those they use in names."""
    seen = Seen()
    capitals: set[str] = set()
    for tokens in sentences:
        shouted = styled(tokens)
        for index, token in enumerate(tokens):
            if not token.capital:
                if token.lower.isalpha():
                    seen.lower.add(token.lower)
            elif not shouted and not opens(tokens, index):
                capitals.add(token.lower)
    seen.names = {
        plain(word)
        for word in capitals
        if not common_word(word) and word not in seen.lower and word.isalpha()
    }
    return seen


def styled(tokens: Sequence[Token]) -> bool:
    """Whether the line is a headline or in capitals, so that capitals say little."""
    words = [token for token in tokens if len(token.lower) > 3 and token.lower.isalpha()]
    if len(words) > 1 and all(token.text.isupper() for token in words):
        return True
    if tokens[-1:] and tokens[-1].text in ".:;,”":
        return False
    if len(words) < 3:
        return False
    share = sum(token.capital for token in words) / len(words)
    lower = sum(common_word(token.lower) for token in words if token.capital)
    return share >= HEADLINE_SHARE and lower >= 2


# --- candidates -------------------------------------------------------------------------------------------


def candidates(text: str, tokens: Sequence[Token], seen: Seen) -> list[Candidate]:
    """The runs of one sentence that may be names."""
    if styled(tokens):
        return headline(text, tokens, seen)
    found = []
    for first, last in runs_of(tokens):
        for start, end, titled in split_titles(tokens, first, last):
            start, end = trimmed(tokens, start, end, seen)
            made = candidate(text, tokens, start, end, titled, seen)
            if made:
                found.append(made)
    return found


def headline(text: str, tokens: Sequence[Token], seen: Seen) -> list[Candidate]:
    """The names in a headline: runs of words that are known to be names."""
    found, start = [], 0
    issuer = next((i for i, t in enumerate(tokens) if t.lower not in ISSUING), len(tokens))
    whole = issuer < len(tokens) and list(runs_of(tokens[issuer:]))[:1] == [(0, len(tokens) - issuer)]
    if whole and issuer and named_by_head(tokens[issuer:]):
        made = candidate(text, tokens, issuer, len(tokens), False, seen)
        return [made] if made else []
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].capital and attested(tokens[end], seen):
            end += 1
        if end > start:
            made = candidate(text, tokens, start, end, False, seen)
            if made:
                found.append(made)
        start = max(end, start + 1)
    return found


def candidate(
    text: str, tokens: Sequence[Token], start: int, end: int, titled: bool, seen: Seen
) -> Candidate | None:
    """The run as a candidate, or None where it is no name."""
    run = tokens[start:end]
    if not run or all(of_people(token) for token in run):
        return None
    single = end - start == 1
    short = doubtful = False
    if single and not titled and not known_name(run[0].text):
        verdict = lone_word(tokens, start, seen)
        if verdict is None:
            return None
        short, doubtful = verdict
    elif not single and not titled and all_ordinary(run, seen) and not named_by_head(run):
        return None
    end = with_facility(tokens, start, end) if not titled else end
    run = tokens[start:end]
    first, last = run[0].start, run[-1].end
    if run[-1].text.endswith(".") and not run[-1].acronym and len(run[-1].text) > 2:
        last -= 1
    words = tuple(token.lower for token in run)
    key = spelling(text[first:last])
    tribal = end < len(tokens) and tokens[end].lower in TRIBAL and not run[-1].possessive
    if end < len(tokens) and start and tokens[end].lower in ("are", "were"):
        key += " (people)" if tokens[start - 1].lower == "the" and len(run) == 1 else ""
    if tribal and (known_place(key) or key in seen.lower):
        last = tokens[end].end
        key += " (tribe)"
    points = around(tokens, start, end, titled)
    if dateline(text, tokens, start, end):
        add(points, weight("dateline"))
    elif agency_mark(tokens, start, end):
        add(points, weight("outlet"))
    return Candidate(first, last, key, words, points, inside(run, seen), doubtful, short)


def lone_word(tokens: Sequence[Token], index: int, seen: Seen) -> tuple[bool, bool] | None:
    """(short form of a longer name?, doubtful?) for a single capitalised word, None where it is no name."""
    token = tokens[index]
    if len(token.text.rstrip(".")) < 2 or token.lower in calendar_words() or "_" in token.text:
        return None
    if index + 1 < len(tokens) and tokens[index + 1].text.isdigit() and not token.acronym:
        return None  # "Berth 2"
    before = tokens[index - 1].lower if index else ""
    if ordinary(token, seen):
        if before in ("the", "a") and index >= 1 and is_head(token.lower):
            return True, False
        club = token.lower in institutions()["organization"]["club"]
        if club or (before == "the" and index == 1):
            return True, False  # "The Messenger", "Rapid": short for a longer name, if for any
        nickname = (
            before == "the" and index > 1 and tokens[index - 2].lower in ("him", "her", "as", "nicknamed")
        )
        if nickname and token.capital:
            return False, False
        listed = spelling(token.text) in countries()
        return (False, True) if listed and not opens(tokens, index) else None
    opening = opens(tokens, index)
    if index == 0 and agents(tokens):
        return None
    if (
        opening
        and token.lower.endswith(FORMED)
        and token.text.isascii()
        and plain(token.lower) not in seen.names
    ):
        return None
    return False, opening


def is_head(word: str) -> bool:
    """Whether the word heads names of institutions."""
    kinds = institutions()
    return any(word in kinds[kind]["head"] for kind in ("group", "organization", "facility"))


def all_ordinary(run: Sequence[Token], seen: Seen) -> bool:
    """Whether every word of the run is ordinary or an adjective of a people."""
    return all(ordinary(token, seen) or of_people(token) for token in run if token.capital)


def named_by_head(run: Sequence[Token]) -> bool:
    """Whether a run of ordinary words is a name all the same, for its head noun: "Security Council"."""
    words = [token.lower for token in run]
    kinds = institutions()
    if any(words[-1] in kinds[kind]["head"] for kind in kinds) or trade_or_house(words):
        return True
    joined = any(word in CUTS for word in words[1:-1])
    text = " ".join(token.text for token in run)
    return known_name(text) is not None or spelling(text) in countries() or joined


def dateline(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the name opens a paragraph before a dash, the first of them in capitals: "QAIM, Iraq —"."""
    if start > 6 or not tokens[0].acronym or not (start == 0 or tokens[start - 1].text == ","):
        return False
    if start == 0 and text[: tokens[0].start].rstrip(" ")[-1:] not in ("", "\n"):
        return False
    return any(token.text in "—–-" for token in tokens[end : end + 9])


def agency_mark(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the name is the agency in a dateline: "(Hill Wire) -"."""
    if not start or tokens[start - 1].text != "(" or end + 1 >= len(tokens) or start > 12:
        return False
    return tokens[end].text == ")" and tokens[end + 1].text in "—–-"
