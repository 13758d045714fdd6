"""Which claim gets which time, figure and place. Sentences are invented."""

from __future__ import annotations

import pytest

from riwaya.locate import locate
from riwaya.records import Claim, Kind, Link, Mention, Reading, Report, Source, Span, Stance, Words, claim_id

PUBLISHED = "2023-05-17"  # a Wednesday


def report(text: str, published: str | None = PUBLISHED) -> Report:
    return Report("r1", "a.txt", "text", "0", text, "1", published=published, language="en")


def words(text: str, part: str) -> Words:
    at = text.index(part)
    return Words.cut(text, at, at + len(part))


def claim(text: str, *parts: str, source: str | None = None, cue: str | None = None) -> Claim:
    segments = tuple(words(text, part).span for part in parts)
    chain: tuple[Link, ...] = ()
    if cue is not None:
        chain = (Link(Source(words(text, source) if source else None), words(text, cue)),)
    hull = text[segments[0].start : segments[-1].end]
    return Claim(
        claim_id("r1", segments, chain),
        "r1",
        segments,
        hull,
        Span(0, len(text)),
        Stance.ASSERTED,
        False,
        chain,
        "test",
    )


def located(
    text: str, *claims: Claim, mentions: tuple[Mention, ...] = (), published: str | None = PUBLISHED
) -> Reading:
    return locate(report(text, published), Reading("r1", "test", (Span(0, len(text)),), claims, mentions))


def when(claim: Claim) -> str | None:
    return claim.when.edtf if claim.when else None


def test_the_content_s_time_and_the_saying_s_stay_apart() -> None:
    text = "Masked men led the miller away last Friday, his son said on Tuesday."
    (one,) = located(
        text, claim(text, "Masked men led the miller away last Friday", source="his son", cue="said")
    ).claims
    assert when(one) == "2023-05-12"
    assert one.chain[0].said == "2023-05-16"


def test_a_time_of_saying_is_never_the_content_s() -> None:
    text = "The mill was empty, his son told this paper in March 2023."
    (one,) = located(text, claim(text, "The mill was empty", source="his son", cue="told")).claims
    assert when(one) is None
    assert one.chain[0].said == "2023-03"


def test_a_time_before_the_source_is_the_saying_s_unless_the_saying_is_slipped_in() -> None:
    text = "On Sunday the governor said the bridge was open."
    (one,) = located(text, claim(text, "the bridge was open", source="the governor", cue="said")).claims
    assert (when(one), one.chain[0].said) == (None, "2023-05-14")
    text = "On Sunday, she said, the bridge was open."
    (two,) = located(text, claim(text, "the bridge was open", source="she", cue="said")).claims
    assert (when(two), two.chain[0].said) == ("2023-05-14", None)


def test_the_publication_date_is_never_passed_off_as_the_event_s() -> None:
    text = "The bridge is open."
    (one,) = located(text, claim(text, text)).claims
    assert one.when is None


def test_an_unknown_time_says_why() -> None:
    text = "The bridge opened last Friday."
    (one,) = located(text, claim(text, text), published=None).claims
    assert one.when is not None and one.when.edtf is None and "publication date" in one.when.why


def test_the_main_clause_s_time_wins_over_an_aside() -> None:
    text = "The first bus since the flood of 9 May crossed the ford on Sunday."
    (one,) = located(text, claim(text, text)).claims
    assert when(one) == "2023-05-14"


def test_a_year_that_only_describes_a_thing_is_not_the_claim_s() -> None:
    text = "The Aldona, a launch built in 1978, left the quay on Sunday."
    assert {when(c) for c in located(text, claim(text, text)).claims} == {"2023-05-14"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The pump was bought in 2009 and overhauled in March.", {"2009", "2023-03"}),
        ("The pump was bought in 2009; it is to be sold next Monday.", {"2009", "2023-05-22"}),
        ("The bridge, wrecked by a bomb on 3 April, will reopen on 2 June.", {"2023-04-03", "2023-06-02"}),
        (
            "A raft drifted in on 8 May, eleven days after its crew had swum ashore.",
            {"2023-05-08", "2023-04-27"},
        ),
        (
            "On Monday the gates were opened, and on Tuesday the first ship came in.",
            {"2023-05-15", "2023-05-16"},
        ),
    ],
)
def test_separately_dated_clauses_become_claims_of_their_own(text: str, wanted: set[str]) -> None:
    found = located(text, claim(text, text)).claims
    assert {when(c) for c in found} == wanted
    covered = [text[s.start : s.end] for c in found for s in c.segments]
    assert sum(map(len, covered)) <= len(text)
    for one in found:
        assert one.text == text[one.start : one.end]
        assert one.id == claim_id("r1", one.segments, one.chain)


def test_one_event_with_two_names_of_its_day_stays_one_claim() -> None:
    text = "The school reopened on Monday, 8 May, at noon."
    assert len(located(text, claim(text, text)).claims) == 1


def test_how_long_it_was_since_another_thing_is_no_claim_of_its_own() -> None:
    text = "Guards shut the port on 4 May, its director said on Sunday, five days after the ministry had opened it."
    held = claim(text, "Guards shut the port on 4 May", "five days after", source="its director", cue="said")
    assert len(located(text, held).claims) == 1


def test_a_figure_belongs_to_the_claim_that_holds_its_words() -> None:
    text = "Nine people died, the army said, and 14 were hurt, a nurse said."
    first = claim(text, "Nine people died", source="the army", cue="said")
    second = claim(text, "14 were hurt", source="a nurse", cue="said")
    one, two = located(text, first, second).claims
    assert [f.best for f in one.figures] == [9]
    assert [(f.best, f.measure) for f in two.figures] == [(14, "injured")]


def test_a_line_under_a_dated_heading_takes_its_date() -> None:
    text = "Situation report 12, 9 May, Orsova. Killed: 4 (2 women)."
    (one,) = located(text, claim(text, "Killed: 4 (2 women).")).claims
    assert when(one) == "2023-05-09"


def test_named_parties_get_their_parts() -> None:
    text = "Orsova was shelled by the Hill Guard, which detained Ilo Varn."
    mentions = (
        Mention(words(text, "Hill Guard"), Kind.GROUP),
        Mention(words(text, "Ilo Varn"), Kind.PERSON),
    )
    (one,) = located(text, claim(text, text), mentions=mentions).claims
    assert [(p.words.text, p.role) for p in one.who] == [("Hill Guard", "actor"), ("Ilo Varn", "target")]


def test_a_place_in_the_name_of_a_ship_is_not_where_it_happened() -> None:
    text = "Nine people died in the sinking of the Star of Sarm near Orla."
    places = tuple(Mention(words(text, name), Kind.PLACE) for name in ("Sarm", "Orla"))
    told = claim(text, text[:-1])
    reading = Reading("r1", "test", (Span(0, len(text)),), (told,), places)
    (found,) = locate(report(text), reading).claims
    assert [party.words.text for party in found.where] == ["Orla"]
