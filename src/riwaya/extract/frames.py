"""One attribution inside a sentence: its cue, source, hearer and where its content lies."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riwaya.extract.complements import NUMBERING, complement
from riwaya.extract.lexicon import Cue, lexicon
from riwaya.extract.phrases import Range, group_start, phrase_right, subject
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

HEARER_PASSIVES = frozenset(
    "tell inform assure warn remind notify advise ask order urge instruct brief direct".split()
)
WITHHELD = frozenset("say confirm elaborate explain specify disclose reveal comment announce".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution by token places. `content` begins a content to the right; None means it stands to the left."""

    cue: Range
    stance: Stance
    source: Range | None = None  # None with `inherits` False is a passive without an agent
    inherits: bool = False  # the subject is that of the attribution before
    listener: Range | None = None
    content: int | None = None
    tail: int = 0  # where the sentence goes on after a parenthesis or after adverbials
    extra: tuple[tuple[Range, Range], ...] = ()  # further (source, cue) behind this one
    begin: int = 0  # first token that belongs to the attribution
    keeps_subject: Range | None = None  # "X is said to ...": the subject belongs to the content
    end: int | None = None  # where the content ends, when known
    lemma: str = ""
    kind: str = field(default="say")
    negated: bool = False  # the cue itself is negated: "did not deny"

    @property
    def content_place(self) -> int:
        """First token of the content, or of the sentence where the content stands to the left."""
        return self.content or 0


def frame_at(tokens: Tokens, i: int) -> Frame | None:
    """The attribution whose cue verb or phrase stands at token i, or None."""
    low, mark = tokens.low[i], tokens.tag[i]
    lex = lexicon()
    if low in lex.fixed and mark in "MHO" and (found := _fixed(tokens, i)):
        return found
    if low in ("according", "in") and (found := _according(tokens, i)):
        return found
    if low in lex.adverbial:
        return _adverb(tokens, i)
    if low in ("call", "called", "calls", "calling") and mark in "VEF" and (found := _called(tokens, i)):
        return found
    if low in ("put", "puts", "count", "counts") and mark in "VE" and (found := _figure(tokens, i)):
        return found
    if mark not in "VEFI":
        return None
    parts = lex.verbs.get(low)
    if parts is None:
        return None
    lemma = _lemma(parts, mark)
    if lemma in lex.phrases and (found := _phrase(tokens, i, lemma)):
        return found
    if mark == "E" and (found := _passive(tokens, i, lemma)):
        return found
    for cue in lex.cues.get(lemma, ()):
        if found := _active(tokens, i, i + 1, cue):
            return found
    return None


def _called(tokens: Tokens, i: int) -> Frame | None:
    """ "called the story “a joke”": the quotation is the content, and denies where it is about what others say."""
    quote = next((k for k in range(i + 1, min(i + 9, len(tokens))) if tokens.tag[k] == "Q"), None)
    if (
        quote is None
        or quote == i + 1
        or any(tokens.tag[k] in ",;:." or tokens.is_finite(k) for k in range(i + 1, quote))
    ):
        return None
    said = lexicon().cue_nouns.keys() | {"story", "stories", "charge", "charges", "suggestion", "idea"}
    stance = Stance.DENIED if any(tokens.low[k] in said for k in range(i + 1, quote)) else Stance.ASSERTED
    base = Frame((group_start(tokens, i), i + 1), stance, lemma="call", begin=i)
    return _to_the_right(tokens, base, i + 1, None, negated=False, cue=lexicon().cues["say"][0])


def _figure(tokens: Tokens, i: int) -> Frame | None:
    """ "put the toll at 12", "counts 17 dead": who gives a figure is its source."""
    counts = tokens.low[i] in ("count", "counts")
    reach = range(i + 1, min(i + 2 if counts else i + 14, len(tokens)))
    number = next((k for k in reach if _numeric(tokens, k) and (counts or tokens.low[k - 1] == "at")), None)
    if number is None:
        return None
    base = Frame((group_start(tokens, i), i + 1), Stance.ASSERTED, lemma=tokens.low[i], begin=i)
    return _to_the_right(tokens, base, i + 1, None, negated=False, cue=lexicon().cues["say"][0])


def _numeric(tokens: Tokens, k: int) -> bool:
    share = tokens.low[k + 1 : k + 2] and tokens.low[k + 1] in (
        "third",
        "quarter",
        "fifth",
        "tenth",
        "half",
        "dozen",
        "hundred",
    )
    return tokens.tag[k] == "U" or tokens.low[k] in NUMBERING or bool(tokens.low[k] == "a" and share)


def _lemma(parts: object, mark: str) -> str:
    assert isinstance(parts, dict)
    order = {"V": ("past", "third", "base"), "E": ("participle",), "F": ("ing",), "I": ("base",)}[mark]
    return next((parts[part] for part in order if part in parts), next(iter(parts.values())))


def first_of_group(tokens: Tokens, i: int) -> int:
    """The word before a verb, adverbs aside."""
    while i > 0 and tokens.tag[i - 1] == "A":
        i -= 1
    return max(0, i - 1)


def _active(tokens: Tokens, i: int, after: int, cue: Cue) -> Frame | None:
    """A verb with its subject, content to the right or left."""
    mark = tokens.tag[i]
    first = group_start(tokens, i) if mark != "F" else i
    group = [tokens.low[k] for k in range(first, i)]
    if (
        mark == "F"
        and i > 0
        and tokens.low[first_of_group(tokens, i)] in ("is", "was", "are", "were", "been")
    ):
        mark, first = "V", group_start(tokens, i)
    if mark == "E" and not any(tokens.tag[k] == "H" for k in range(first, i)):
        return None
    if mark == "E" and any(
        tokens.low[k] in ("been", "be", "was", "were", "is", "are") for k in range(first, i)
    ):
        return None
    if mark == "I" and not any(
        tokens.tag[k] == "O" or tokens.low[k] in ("would", "will", "can") for k in range(first, i)
    ):
        return None
    negated = any(word in ("not", "never") or word.endswith(("n't", "n’t")) for word in group)
    if cue.kind == "hearing":
        return _hearing(tokens, i, first, after)
    if cue.kind == "passing":
        return _passing(tokens, i, first, after)
    base = Frame((first, after), cue.stance, lemma=cue.lemma, negated=negated, begin=first)
    if mark == "F":
        return _participial(tokens, i, after, cue, base)
    if (inverted := _inverted(tokens, first, after, cue, base)) is not None:
        return inverted
    found = complement(tokens, after, cue)
    if found is not None and not (
        tokens.tag[found.start - 1] in ",:" and (aside := _parenthesis(tokens, base, after, cue)) is not None
    ):
        return _to_the_right(tokens, base, found.start, found.listener, negated=negated, cue=cue)
    if found is not None:
        return aside
    return _parenthesis(tokens, base, after, cue)


def _to_the_right(
    tokens: Tokens, base: Frame, content: int, listener: Range | None, *, negated: bool, cue: Cue
) -> Frame | None:
    first = base.cue[0]
    stance = cue.when_negated if negated and cue.when_negated else base.stance
    if negated and stance is Stance.DENIED:
        stance = Stance.ASSERTED
    elif negated and cue.lemma in WITHHELD:
        asked = tokens.tag[content] == "W" or tokens.low[content] in ("whether", "if", "how")
        stance = Stance.DECLINED if asked or cue.lemma != "say" else Stance.DENIED
    base = replace(base, stance=stance, listener=listener, content=content)
    before = first
    while before > 0 and tokens.tag[before - 1] == "A":
        before -= 1
    if before > 0 and tokens.tag[before - 1] == "C":
        return replace(base, inherits=True, begin=before - 1)
    source = subject(tokens, first, parenthetical=False)
    if source is None:
        return None
    return replace(base, source=source, begin=source[0])


def _participial(tokens: Tokens, i: int, after: int, cue: Cue, base: Frame) -> Frame | None:
    """ ", adding that ...": the subject of the sentence before it speaks on."""
    before = i
    while before > 0 and tokens.tag[before - 1] == "A":
        before -= 1
    found = complement(tokens, after, cue)
    if found is None or (before > 0 and tokens.tag[before - 1] not in ",C-Q!"):
        return None
    return replace(base, inherits=True, listener=found.listener, content=found.start, begin=before)


def _inverted(tokens: Tokens, first: int, after: int, cue: Cue, base: Frame) -> Frame | None:
    """ "...," said the mayor, ...: the verb right after a comma or quotation, its subject behind it."""
    if not cue.inverts or after - first > 1 or first == 0 or tokens.tag[first - 1] not in ",Q!":
        return None
    if after >= len(tokens) or tokens.tag[after] not in "NDGUR":
        return None
    if tokens.tag[first - 1] == "," and not tokens.finite(0, first) and "Q" not in tokens.tag[:first]:
        return None
    end = phrase_right(tokens, after, len(tokens))
    if end == after or (end < len(tokens) and tokens.is_finite(end)):
        return None
    while end + 1 < len(tokens) and tokens.tag[end] == ",":
        stop = next((k for k in range(end + 1, len(tokens)) if tokens.tag[k] in ",;:.-!Q"), len(tokens))
        chunk = range(end + 1, stop)
        relative = tokens.tag[end + 1] == "W"
        if (
            not chunk
            or tokens.tag[end + 1] in "TCFSKPRX"
            or (
                tokens.finite(end + 1, stop) and not relative and not any(tokens.tag[k] == "W" for k in chunk)
            )
        ):
            break
        end = stop
    tail = _after_adverbials(tokens, end)
    return replace(base, source=(after, end), tail=tail)


def _after_adverbials(tokens: Tokens, at: int) -> int:
    """Where the sentence goes on after words of time and place: the next comma, stop, quotation or clause."""
    while at < len(tokens) and tokens.tag[at] not in ",;:.-!QSCWK":
        at += 1
    return at


def _parenthesis(tokens: Tokens, base: Frame, after: int, cue: Cue) -> Frame | None:
    """ "..., the doctor said on Sunday, ...": nothing to the right belongs to the verb but hearer, time and place."""
    first = base.cue[0]
    if not cue.takes & {"that", "wh", "quote"} or "only_to" in cue.takes:
        return None
    source = subject(tokens, first, parenthetical=True)
    if source is None or source[0] == 0:
        return None
    tail = _after_adverbials(tokens, after)
    before = tokens.tag[source[0] - 1]
    listener = None
    if "listener" in cue.takes and after < len(tokens) and tokens.tag[after] in "NDGRXU":
        listener = (after, phrase_right(tokens, after, tail))
    frame = replace(base, source=source, tail=tail, begin=source[0], listener=listener)
    if tokens.low[source[0] - 1] == "as":
        return replace(frame, begin=source[0] - 1, kind="as")
    if before in ",Q!:-":
        return frame
    if before in "WK" and after < len(tokens) and tokens.is_finite(after):
        return replace(frame, tail=after, kind="relative")
    return None


def _fixed(tokens: Tokens, i: int) -> Frame | None:
    """ "would not be drawn on ...": a refusal to answer."""
    for words, cue in lexicon().fixed[tokens.low[i]]:
        if tuple(tokens.low[i : i + len(words)]) == words:
            source = subject(tokens, i, parenthetical=False)
            inherits = i > 0 and tokens.tag[i - 1] == "C"
            if source is None and not inherits:
                return None
            after = i + len(words)
            if after >= len(tokens) or tokens.tag[after] in ",;.C":
                after = i + 1  # nothing was asked about: the refusal itself is the content
            begin = source[0] if source else i
            return Frame(
                (i, after), cue.stance, source, inherits, content=after, begin=begin, lemma=words[-1]
            )
    return None


def _according(tokens: Tokens, i: int) -> Frame | None:
    """ "according to X" before, within or after its content."""
    for words in lexicon().according:
        after = i + len(words)
        if tuple(tokens.low[i:after]) != words or after >= len(tokens):
            continue
        end = phrase_right(tokens, after, len(tokens))
        while end < len(tokens) and tokens.tag[end] == "A":
            end += 1
        if end == after:
            return None
        end = _with_apposition(tokens, end)
        return Frame(
            (i, after), Stance.ASSERTED, (after, end), tail=end, begin=i, lemma="according", kind="according"
        )
    return None


def _with_apposition(tokens: Tokens, end: int) -> int:
    """The end moved over appositions and relative clauses: ", the commander in charge of the area,"."""
    while end + 1 < len(tokens) and tokens.tag[end] == ",":
        stop = next((k for k in range(end + 1, len(tokens)) if tokens.tag[k] in ",;:.-!"), len(tokens))
        first = end + 1
        role = (
            tokens.tag[first] in "DGU" or tokens.capital(first) or tokens.tag[first + 1 : first + 2] == ["P"]
        )
        if tokens.tag[first] == "W" or (
            tokens.tag[first] in "DNGU"
            and role
            and not tokens.finite(first, stop)
            and (stop == len(tokens) or tokens.tag[stop] in ",.;")
        ):
            end = stop
        else:
            break
    return end


def _adverb(tokens: Tokens, i: int) -> Frame | None:
    """ "were reportedly taken": hearsay without a source."""
    if i + 1 < len(tokens) and tokens.tag[i + 1] in ".,;":
        return None
    stance = lexicon().adverbial[tokens.low[i]]
    content = i + 1 if i > 0 and tokens.tag[i - 1] == "," else 0
    return Frame((i, i + 1), stance, content=content, begin=i, lemma=tokens.low[i], kind="adverb")


def _phrase(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    for words, cue in lexicon().phrases[lemma]:
        after = i + 1 + len(words)
        if tuple(tokens.low[i + 1 : after]) == words:
            return _active(tokens, i, after, cue)
    return None


def _passive(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    """ "was told by X that ...", "is said to ...", "..., a charge denied by X"."""
    first = group_start(tokens, i)
    auxiliary = any(tokens.tag[k] == "B" for k in range(first, i))
    after = i + 1
    if not auxiliary:
        return _reduced(tokens, i, lemma) if first == i else None
    agent, cue_end = None, after
    if after < len(tokens) and tokens.low[after] == "by":
        end = phrase_right(tokens, after + 1, len(tokens))
        if end > after + 1:
            agent, cue_end = (after + 1, end), after + 1
    rest = agent[1] if agent else after
    if lemma in HEARER_PASSIVES:
        return _told(tokens, (first, cue_end), agent, rest, lemma)
    if lemma == "quote" and tuple(tokens.low[after : after + 2]) == ("as", "saying"):
        return _quoted_as_saying(tokens, first, after + 2)
    stance = lexicon().passives.get(tokens.low[i])
    if stance is not None and agent is None and rest < len(tokens):
        return _hearsay(tokens, (first, after), rest, stance, lemma)
    return None


def _told(tokens: Tokens, cue: Range, agent: Range | None, rest: int, lemma: str) -> Frame | None:
    """A passive whose subject is the hearer."""
    readings = [c for c in lexicon().cues.get(lemma, ()) if "listener" in c.takes or "to" in c.takes]
    hearer = subject(tokens, cue[0], parenthetical=False)
    before = cue[0]
    inherits_hearer = before > 0 and tokens.tag[before - 1] == "C"
    begin = hearer[0] if hearer else before
    for reading in readings:
        found = complement(tokens, rest, reading, heard=True)
        if found is not None and (hearer or inherits_hearer):
            return Frame(
                cue,
                reading.stance,
                agent,
                listener=hearer,
                content=found.start,
                begin=begin,
                lemma=lemma,
                kind="told",
            )
    hearer = subject(tokens, cue[0], parenthetical=True)
    if hearer and hearer[0] > 0 and tokens.tag[hearer[0] - 1] in ",Q!":
        tail = _after_adverbials(tokens, rest)
        return Frame(cue, Stance.ASSERTED, agent, listener=hearer, tail=tail, begin=hearer[0], lemma=lemma)
    return None


def _quoted_as_saying(tokens: Tokens, first: int, after: int) -> Frame | None:
    found = complement(tokens, after, lexicon().cues["say"][0])
    source = subject(tokens, first, parenthetical=False)
    if found is None or source is None:
        return None
    return Frame((first, after), Stance.ASSERTED, source, content=found.start, begin=source[0], lemma="quote")


def _hearsay(tokens: Tokens, cue: Range, rest: int, stance: Stance, lemma: str) -> Frame | None:
    """ "is said to own ...", "it is believed that ...": nobody is named as the source."""
    first = cue[0]
    if tokens.tag[rest] == "K" or (tokens.low[first - 1 : first] == ["it"] and tokens.finite(rest)):
        content = rest + (tokens.tag[rest] == "K")
        return Frame(cue, stance, content=content, begin=max(0, first - 1), lemma=lemma, kind="hearsay")
    if tokens.tag[rest] == "T":
        who = subject(tokens, first, parenthetical=False)
        if who:
            end = (first, rest + 1)
            return Frame(
                end, stance, content=rest + 1, begin=who[0], keeps_subject=who, lemma=lemma, kind="hearsay"
            )
    return None


def _reduced(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    """ ", an assertion denied by several residents": the words before it are what is denied."""
    cues = [c for c in lexicon().cues.get(lemma, ()) if c.kind == "say" and c.takes & {"np", "that"}]
    if not cues or i == 0 or tokens.tag[i - 1] not in "NGU" or tokens.low[i + 1 : i + 2] != ["by"]:
        return None
    end = _with_apposition(tokens, phrase_right(tokens, i + 2, len(tokens)))
    start = i
    while start > 0 and tokens.tag[start - 1] in "NDGJUP":
        start -= 1
    if end == i + 2 or lemma not in (
        "deny",
        "dispute",
        "reject",
        "dismiss",
        "contradict",
        "refute",
        "confirm",
    ):
        return None
    return Frame(
        (i, i + 2),
        cues[0].stance,
        (i + 2, end),
        content=start,
        begin=start,
        end=i,
        tail=end,
        lemma=lemma,
        kind="reduced",
    )


def _hearing(tokens: Tokens, i: int, first: int, after: int) -> Frame | None:
    """ "had heard from Z that ...", "heard the guards boast of ...": who was heard is the source."""
    hearer = subject(tokens, first, parenthetical=False)
    say = lexicon().cues["tell"][0]
    if after < len(tokens) and tokens.low[after] == "from":
        end = phrase_right(tokens, after + 1, len(tokens))
        source, extra, rest = (after + 1, end), (), end
        if rest < len(tokens) and tokens.tag[rest] == "," and tokens.tag[rest + 1 : rest + 2] == ["W"]:
            further, rest = _further_source(tokens, rest)
            extra = (further,) if further else ()
        found = complement(tokens, rest, say, heard=True) if end > after + 1 else None
        if found is None:
            return None
        return Frame((first, after + 1), Stance.ASSERTED, source, listener=hearer, content=found.start,
                     begin=hearer[0] if hearer else first, extra=extra, lemma="hear", kind="hearing")  # fmt: skip
    if after < len(tokens) and tokens.tag[after] in "DNGUX":
        end = phrase_right(tokens, after, len(tokens))
        for at in range(after + 1, min(end + 1, len(tokens))):
            if tokens.low[at] in (
                "say",
                "boast",
                "saying",
                "claim",
                "tell",
                "boasting",
                "complain",
                "telling",
                "swear",
            ):
                found = complement(tokens, at + 1, say, heard=True)
                if found is None:
                    return None
                return Frame((at, at + 1), Stance.ASSERTED, (after, at), listener=hearer, content=found.start,
                             begin=hearer[0] if hearer else first, lemma="hear", kind="hearing")  # fmt: skip
    return None


def _further_source(tokens: Tokens, comma: int) -> tuple[tuple[Range, Range] | None, int]:
    """ ", who had it from the dispatcher,": a source behind the source; and where the sentence goes on."""
    stop = next((k for k in range(comma + 1, len(tokens)) if tokens.tag[k] in ",;.:"), len(tokens))
    found = None
    for at in range(comma + 1, stop):
        if tokens.low[at] in ("from", "by") and at > comma + 2:
            found = ((at + 1, phrase_right(tokens, at + 1, stop)), (comma + 2, at + 1))
            break
    return found, stop + (stop < len(tokens) and tokens.tag[stop] == ",")


def _passing(tokens: Tokens, i: int, first: int, after: int) -> Frame | None:
    """ "quoted X as saying that ...", ", citing X": the subject passes on what X holds."""
    end = phrase_right(tokens, after, len(tokens))
    if end > after and tokens.low[end : end + 1] == ["as"] and tokens.tag[end + 1 : end + 2] == ["F"]:
        found = complement(tokens, end + 2, lexicon().cues["tell"][0], heard=False)
        source = subject(tokens, first, parenthetical=False)
        if found is None or source is None:
            return None
        behind = ((after, end), (end, end + 2))
        return Frame((first, after), Stance.ASSERTED, source, content=found.start, begin=source[0], extra=(behind,),
                     listener=None, lemma="quote", kind="passing")  # fmt: skip
    if tokens.tag[i] == "F" and end > after and i > 0 and tokens.tag[i - 1] == ",":
        return Frame((i, after), Stance.ASSERTED, (after, _with_apposition(tokens, end)), tail=_with_apposition(tokens, end),
                     begin=i, lemma="cite", kind="citing")  # fmt: skip
    if tokens.tag[i] == "F":
        return None
    if after >= len(tokens) or tokens.tag[after] in ",;:.C":
        return None
    base = Frame((first, after), Stance.ASSERTED, lemma="cite", begin=first)
    return _to_the_right(tokens, base, after, None, negated=False, cue=lexicon().cues["say"][0])
