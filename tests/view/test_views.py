from __future__ import annotations

from dataclasses import replace

import pytest

from riwaya.errors import BadUse
from riwaya.records import About, Entity, Event, Kind, RelationKind, Report
from riwaya.view.briefing import brief
from riwaya.view.claim import show_claim
from riwaya.view.entity import show_entity
from riwaya.view.event import graded, show_event
from riwaya.view.finding import Filters
from riwaya.view.finding import find as search
from riwaya.view.listing import entity_lines
from riwaya.view.lookup import Lookup, find
from riwaya.view.overview import overview
from riwaya.view.reading import read_report
from riwaya.view.timeline import statuses
from tests.view.memory import Memory
from tests.view.story import halbat


def entity(ledger: Memory, name: str) -> Entity:
    return next(e for e in ledger.entities() if e.name == name)


def test_a_report_reads_as_archived(ledger: Memory) -> None:
    for report in ledger.reports():
        view = read_report(ledger, report.id)
        pieces = [p.text for paragraph in view.paragraphs for p in paragraph.pieces]
        assert "".join(pieces) == report.text.replace("\n", "")
        for paragraph in view.paragraphs:
            for piece in paragraph.pieces:
                assert report.text[piece.start : piece.start + len(piece.text)] == piece.text
        begun = [c for p in view.paragraphs for piece in p.pieces for c in piece.first_of]
        assert sorted(begun) == sorted(n.telling.id for n in view.notes)


def test_marks_cover_exactly_the_words_of_a_claim(ledger: Memory) -> None:
    for report in ledger.reports():
        pieces = [p for paragraph in read_report(ledger, report.id).paragraphs for p in paragraph.pieces]
        for claim in ledger.claims(report=report.id):
            marked = "".join(p.text for p in pieces if claim.id in p.claims)
            assert marked == "".join(s.of(report.text) for s in claim.segments)


def test_furniture_is_marked(ledger: Memory) -> None:
    courier = next(r for r in ledger.reports() if r.outlet == "The Courier")
    assert [p.furniture for p in read_report(ledger, courier.id).paragraphs] == [False, True]


def test_notes_say_what_others_say(ledger: Memory) -> None:
    courier = next(r for r in ledger.reports() if r.outlet == "The Courier")
    view = read_report(ledger, courier.id)
    nine = next(n for n in view.notes if n.telling.text == "Nine people were killed")
    assert [o.says for o in nine.others] == ["Contradicted by", "Repeated by"]
    assert (view.attributed, view.sources, view.contested) == (3, 2, 3)


def test_the_briefing_counts_and_orders(ledger: Memory) -> None:
    made = brief(ledger)
    assert (made.reports, made.claims, made.attributed, len(made.contested)) == (5, 10, 10, 3)
    assert [t.outlet for t in made.new][:3] == ["Radio Sarm", "Sarm Voice", "The Courier"]
    assert [(p.name, [s.value for s in p.statuses]) for p in made.places] == [("Halbat", ["closed"])]
    assert [e.title for e in made.events] == ["bombing, Halbat, 2 May 2031"]
    assert [line.telling.outlet for line in made.figures] == ["صوت سارم"]


def test_the_briefing_of_a_place_and_of_a_time(ledger: Memory) -> None:
    assert {t.outlet for t in brief(ledger, place="HALBAT").new} == {"The Courier", "Radio Sarm", "The Paper"}
    later = brief(ledger, published_since="2031-05-05")
    dated = {t.published for t in later.new}
    assert dated == {"2031-05-05", None}  # an unknown date may be later


def test_an_entity_with_its_spellings_and_claims(ledger: Memory) -> None:
    view = show_entity(ledger, entity(ledger, "Halbat"))
    assert [s.text for s in view.spellings] == ["Halabat", "Halbat"]
    assert view.why == "Halbat and Halabat: one letter"
    assert [m.words for m in view.about] == ["2 May 2031", "without a date"]
    assert [b.value for b in view.statuses.rows] == ["closed"]
    chief = show_entity(ledger, entity(ledger, "Col. Idris Mansour"))
    assert len(chief.says) == 3


def test_of_many_statuses_the_latest_are_drawn(ledger: Memory) -> None:
    (status,) = ledger.findings.statuses
    days = {f"s{n}": f"2031-01-{n:02d}" for n in range(1, 10)}
    many = tuple(replace(status, id=name, since=day, until=day) for name, day in days.items())
    ledger.findings = replace(ledger.findings, statuses=many)
    few = statuses(ledger, status.entity, 3)
    assert ([b.id for b in few.rows], few.left_out) == (["s7", "s8", "s9"], 6)
    assert all(b.start is not None and 0 <= b.start <= 1 for b in few.rows)
    assert statuses(ledger, status.entity).left_out == 0


def test_no_movements_of_a_protected_person(ledger: Memory) -> None:
    view = show_entity(ledger, entity(ledger, "Sami"))
    assert view.about == () and view.events == ()
    assert len(view.says) == 1


def test_lists_and_counts(ledger: Memory) -> None:
    assert [e.name for e in entity_lines(ledger, ledger.ranked([Kind.PLACE], 0, 9))] == ["Halbat"]
    made = overview(ledger)
    assert (len(made.reports), made.claims, made.events, made.contradictions) == (5, 10, 1, 4)
    assert made.reports[0].published == "2031-05-05" and made.reports[-1].published is None


def test_an_event_keeps_every_figure(ledger: Memory) -> None:
    (found,) = ledger.events([e.id for e in ledger.events_in_order(0, 9)])
    view = show_event(found, Lookup(ledger))
    (killed,) = view.figures
    assert killed.rule == "indeterminate"
    assert killed.axis and [m.words for m in killed.axis.marks] == ["9", "at least 14", "9"]


def test_find_by_id_start_title_file_or_name(ledger: Memory) -> None:
    claim = next(ledger.claims())
    assert find(ledger, claim.id) == claim
    assert find(ledger, claim.id[:9]) == claim
    assert isinstance(find(ledger, "Nine dead"), Report)
    assert isinstance(find(ledger, "paper.txt"), Report)
    assert isinstance(find(ledger, "Halabat"), Entity)
    assert find(ledger, "Halabat") == find(ledger, "“halabat”")
    assert isinstance(find(ledger, next(ledger.events()).id), Event)
    with pytest.raises(BadUse, match="nothing is called"):
        find(ledger, "no such thing")
    with pytest.raises(BadUse, match="means 5 things"):
        find(ledger, "d")


def test_a_claim_with_its_relations(ledger: Memory) -> None:
    claim = next(c for c in ledger.claims() if c.text.startswith("At least 14"))
    view = show_claim(ledger, claim)
    assert view.event_type == "bombing" and view.event
    assert [o.telling.outlet for o in view.others] == ["The Courier", "Radio Sarm"] or len(view.others) == 2
    assert view.cues == ("said",)


def test_search_is_cited_and_filtered(ledger: Memory) -> None:
    (passage,) = search(ledger, "outside fighters", Filters())
    assert isinstance(find(ledger, passage.report), Report)
    text = ledger.report(passage.report).text
    assert passage.text == " ".join(text[passage.start : passage.end].split())
    assert [passage.text[a:b] for a, b in passage.marked] == ["outside", "fighters"]
    held = [(t.stance.value, t.speaker) for t in passage.tellings]
    assert held == [("asserted", "Col. Idris Mansour"), ("denied", "several traders")]
    denied = search(ledger, "outside fighters", Filters(stance="denied"))[0].tellings
    assert [t.speaker for t in denied] == ["several traders"]
    assert search(ledger, "outside fighters", Filters(source="Hadid")) == ()
    assert search(ledger, "outside fighters", Filters(outlet="Radio")) == ()
    assert search(ledger, "outside fighters", Filters(place="Halabat", since="2031-05-03"))


def test_the_briefing_of_what_is_new_since_a_moment(ledger: Memory) -> None:
    assert brief(ledger, since="2000-01-01").reports == 5
    nothing = brief(ledger, since="2999-01-01")
    assert (nothing.reports, nothing.contested, nothing.new, nothing.changed) == (0, (), (), ())


def test_a_later_report_brings_its_conflicts_and_its_changes() -> None:
    story = halbat()
    voice = story.documents[1]
    story.documents[1] = replace(voice, retrieved="2031-06-01T09:00:00Z")
    fourteen = next(c for c in story.claims[voice.report.id] if c.text.startswith("At least 14"))
    nine = story.claims[story.documents[0].report.id][0]
    story.relate(RelationKind.UPDATES, About.FIGURE, fourteen, nine, "the count rose from 9 to 14")
    ledger = Memory()
    story.into(ledger)
    made = brief(ledger, since="2031-05-20")
    assert [t.outlet for t in made.new] == ["Sarm Voice"]
    assert sorted(i.kind for i in made.contested) == ["Figure", "Responsibility"]
    assert [(c.name, [x.why for x in c.changes]) for c in made.changed] == [
        ("Risen figures", ["the count rose from 9 to 14"])
    ]
    assert brief(ledger, since="2031-06-01T09:00").changed == ()


def test_no_moment_is_bad_use(ledger: Memory) -> None:
    with pytest.raises(BadUse, match="soon is no moment"):
        brief(ledger, since="soon")


def test_a_figure_shows_its_own_grade(ledger: Memory) -> None:
    (found,) = ledger.events([e.id for e in ledger.events_in_order(0, 9)])
    why = "One bombing. Event fair: E2, two sources. Figure of killed contested: F4, figures that cannot all hold."
    view = show_event(replace(found, why=why), Lookup(ledger))
    (killed,) = view.figures
    assert graded(killed) == "contested: F4, figures that cannot all hold"
    assert [what for what, _, _ in view.criteria] == ["Event", "Figure of killed"]
    assert view.why_one == "One bombing."
