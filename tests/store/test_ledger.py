"""The contract of a ledger: one body of tests, run on every backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.errors import LedgerError
from riwaya.records import (
    About,
    Claim,
    Compared,
    Document,
    Entity,
    Event,
    Findings,
    Grade,
    Grades,
    Mention,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    Span,
    Status,
)
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step
from tests.postgresql import server
from tests.store import cases
from tests.store.cases import FIRST, SECOND
from tests.store.strategies import records

Opening = Callable[[], WorkingLedger]


def sqlite(folder: Path) -> Opening:
    return lambda: open_ledger(str(folder / "town.riwaya"), create=True)


def postgresql(folder: Path) -> Opening:
    address = server().ledger()
    return lambda: open_ledger(address, create=True)


# name -> what makes a function that opens one and the same ledger again and again
BACKENDS: dict[str, Callable[[Path], Opening]] = {"sqlite": sqlite, "postgresql": postgresql}


@pytest.fixture(params=sorted(BACKENDS))
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    return BACKENDS[request.param](tmp_path)


@pytest.fixture
def ledger(opening: Opening) -> Iterator[WorkingLedger]:
    book = opening()
    yield book
    book.close()


def fill(ledger: WorkingLedger) -> tuple[list[Claim], list[Referent]]:
    """Two reports with a claim each, by one speaker under two names."""
    mayor, office = cases.referent(FIRST, "Dalia Renn"), cases.referent(SECOND, "Renn")
    claims = [
        cases.claim(FIRST, "40 families came back", "Dalia Renn", mayor.id, "40"),
        cases.claim(SECOND, "55 families came back", "Renn", office.id, "55"),
    ]
    for text, claim, person in ((FIRST, claims[0], mayor), (SECOND, claims[1], office)):
        assert ledger.put_report(cases.document(text), cases.reading(text, (claim,)), [person])
    return claims, [mayor, office]


def findings(claims: list[Claim], value: str = "closed") -> Findings:
    a, b = sorted(claim.id for claim in claims)
    grades = Grades(Grade.FAIR, None, None)
    event = Event(f"e-{value}", "return", None, None, None, "n1", (), (a, b), (), grades, "why")
    relation = Relation(f"x-{value}", RelationKind.CONTRADICTS, About.FIGURE, (a, b), "40 against 55", 0.9)
    status = Status(f"s-{value}", "n1", "bridge", value, None, None, (a,), "said so")
    return Findings((event,), (relation,), (status,))


def test_a_report_comes_back_with_everything(ledger: WorkingLedger) -> None:
    claims, people = fill(ledger)
    first = cases.report(FIRST)
    assert ledger.has_report(first.id)
    assert ledger.report(first.id) == first
    assert ledger.original(first.id) == FIRST.encode()
    assert ledger.retrieved(first.id) == "2024-01-02T03:04:05Z"
    assert {report.id for report in ledger.reports()} == {claim.report for claim in claims}
    assert list(ledger.claims(report=first.id)) == [claims[0]]
    assert list(ledger.claims()) == sorted(claims, key=lambda c: c.report)
    assert list(ledger.referents()) == sorted(people, key=lambda r: r.id)
    assert list(ledger.claims(ids=[claims[1].id, "nobody"])) == [claims[1]]


def test_the_same_report_again_changes_nothing(ledger: WorkingLedger) -> None:
    fill(ledger)
    before = ledger.counts()
    assert not ledger.put_report(cases.document(FIRST, "elsewhere.txt"), cases.reading(FIRST), [])
    assert ledger.counts() == before
    assert ledger.report(cases.report(FIRST).id).source == "a.txt"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_records_round_trip(ledger: WorkingLedger, data: st.DataObject) -> None:
    number = str(ledger.counts()["reports"])

    def many(kind: type[Any], letter: str, **given_: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        found = data.draw(st.lists(records(kind, **given_), max_size=2))
        return tuple(_named(one, f"{letter}{number}.{i}") for i, one in enumerate(found))

    report = _named(data.draw(records(Report, sha256=st.just(number))), f"r{number}")
    home = st.just(report.id)
    spans = st.tuples(st.builds(lambda a, n: Span(a, a + n), st.integers(0, 9), st.integers(0, 9)))
    claims = many(Claim, "c", report=home, segments=spans)
    referents = many(Referent, "m", report=home)
    mentions = tuple(data.draw(st.lists(records(Mention), max_size=2)))
    reading = Reading(report.id, "test-1", (Span(0, 1), Span(1, 2)), claims, mentions, 3)
    original = data.draw(st.binary(max_size=50))
    assert ledger.put_report(Document(report, original, "then"), reading, referents)
    entities = many(Entity, "n", referents=st.just(tuple(r.id for r in referents[:1])))[:1]
    ledger.put_entities(entities)
    found = Findings(many(Event, "e"), many(Relation, "x"), many(Status, "s"))
    ledger.put_findings([], found)

    assert ledger.report(report.id) == report
    assert ledger.original(report.id) == original
    (back,) = (one for one in ledger.readings() if one.report == report.id)
    by_place = tuple(sorted(claims, key=lambda c: (c.start, c.end, c.id)))
    assert back == Reading(report.id, "test-1", reading.sentences, by_place, mentions, 3)
    assert tuple(ledger.referents(report=report.id)) == referents
    assert tuple(ledger.entities([one.id for one in entities])) == entities
    assert tuple(ledger.events([one.id for one in found.events])) == found.events
    assert set(found.relations) <= set(ledger.relations())
    assert set(found.statuses) <= set(ledger.statuses())


def _named(record: Any, name: str) -> Any:
    import dataclasses

    return dataclasses.replace(record, id=name)


def test_entities_replace_those_that_held_their_referents(ledger: WorkingLedger) -> None:
    _, people = fill(ledger)
    ledger.put_entities([cases.entity(person) for person in people])
    assert len(list(ledger.entities())) == 2
    both = cases.entity(*people)
    ledger.put_entities([both])
    assert list(ledger.entities()) == [both]
    assert ledger.entity_of([people[0].id, people[1].id, "nobody"]) == {p.id: both for p in people}


def test_findings_replace_those_of_their_claims(ledger: WorkingLedger) -> None:
    claims, _ = fill(ledger)
    ids = [claim.id for claim in claims]
    ledger.put_findings(ids, findings(claims, "closed"))
    ledger.put_findings(ids, findings(claims, "open"))
    assert [event.id for event in ledger.events()] == ["e-open"]
    assert [relation.id for relation in ledger.relations()] == ["x-open"]
    assert [status.id for status in ledger.statuses("n1")] == ["s-open"]
    assert not list(ledger.statuses("n2"))
    assert list(ledger.relations(claims=ids[:1])) == list(ledger.relations(RelationKind.CONTRADICTS))
    assert not list(ledger.relations(RelationKind.ECHOES))
    assert not list(ledger.relations(claims=["nobody"]))
    ledger.put_findings(ids, Findings((), (), ()))
    assert not list(ledger.events()) and not list(ledger.relations()) and not list(ledger.statuses())


def test_set_aside_waits_until_it_can_be_read(ledger: WorkingLedger) -> None:
    ledger.put_set_aside(cases.BROKEN)
    ledger.put_set_aside(cases.BROKEN)
    assert list(ledger.set_aside()) == [cases.BROKEN]
    ledger.clear_set_aside("another.pdf")
    ledger.clear_set_aside(cases.BROKEN.source)
    assert not list(ledger.set_aside())
    assert not list(ledger.verify())


def test_an_unknown_report_is_an_error_with_its_id(ledger: WorkingLedger) -> None:
    for ask in (ledger.report, ledger.original, ledger.retrieved):
        with pytest.raises(LedgerError, match="r123"):
            ask("r123")


def test_what_is_read_waits_to_be_settled(ledger: WorkingLedger) -> None:
    claims, people = fill(ledger)
    by_report = sorted(people, key=lambda p: p.report)
    assert ledger.unsettled(Step.RESOLVE, 9) == tuple(p.id for p in by_report)
    assert ledger.unsettled(Step.KEY, 1) == (min(claims, key=lambda c: c.report).id,)
    ledger.settled(Step.RESOLVE, [people[0].id])
    assert ledger.unsettled(Step.RESOLVE, 9) == (people[1].id,)
    assert ledger.count_unsettled(Step.RESOLVE) == 1
    ledger.unsettle(Step.RESOLVE, [people[1].id])
    assert ledger.count_unsettled(Step.RESOLVE) == 1


def test_who_looks_new_gets_keys_and_neighbours_are_told_once_a_look(ledger: WorkingLedger) -> None:
    _, people = fill(ledger)
    mayor, office = (one.id for one in people)
    assert ledger.put_looks({mayor: "k1"}, {mayor: ["r:renn"]}) == {"k1"}
    assert ledger.put_looks({office: "k1"}, {office: ["r:other"]}) == set()
    assert ledger.neighbours([office]) == (min(mayor, office),)
    ledger.forget_looks([office])
    assert ledger.looks_of([mayor, office]) == {mayor: "k1"}
    ledger.put_looks({office: "k2"}, {office: ["r:renn"]})
    assert ledger.neighbours([office]) == tuple(sorted((mayor, office)))


def test_kin_are_reached_through_related_looks(ledger: WorkingLedger) -> None:
    _, people = fill(ledger)
    mayor, office = (one.id for one in people)
    ledger.put_looks({mayor: "k1", office: "k2"}, {mayor: [], office: []})
    assert ledger.kin(["k1", "k2"]) == sorted([(mayor,), (office,)])
    ledger.put_related([("k2", "between"), ("k1", "between"), ("k2", "between"), ("k1", "k1")])
    assert ledger.kin(["k1"]) == ledger.kin(["k2", "k1"]) == [tuple(sorted((mayor, office)))]
    ledger.forget_looks(None)
    assert ledger.kin(["k1"]) == [()]
    assert ledger.count_unsettled(Step.RESOLVE) == 2


def test_claims_with_new_keys_wait_to_be_compared_with_those_they_share_one_with(
    ledger: WorkingLedger,
) -> None:
    ledger.rekey({"c1": ["a"], "c2": ["a"], "c3": ["z"]})
    ledger.settled(Step.COMPARE, ["c1", "c2", "c3"])
    ledger.rekey({"c1": ["z"]})
    assert ledger.unsettled(Step.COMPARE, 9) == ("c1",)
    assert ledger.sharing(["c1"]) == ("c1", "c3")
    assert ledger.sharing(["c2"]) == ("c2",)


def test_compared_claims_replace_what_touched_them_and_leave_both_sides_to_conclude(
    ledger: WorkingLedger,
) -> None:
    ledger.put_compared(["c1", "c2", "c3"], Compared((), (("c1", "c2"), ("c2", "c3"))))
    assert ledger.tied(["c1"]) == ("c1", "c2", "c3")
    ledger.settled(Step.CONCLUDE, ["c1", "c2", "c3"])
    ledger.put_compared(["c1"], Compared((), ()))
    assert ledger.unsettled(Step.CONCLUDE, 9) == ("c1", "c2")
    assert ledger.tied(["c1"]) == ("c1",)
    assert list(ledger.ties(["c3"])) == [("c2", "c3")]


def test_conflicts_that_may_be_stand_apart_and_go_with_their_claims(ledger: WorkingLedger) -> None:
    less, more = (
        Relation(f"x{n}", RelationKind.CONTRADICTS, About.STATUS, ("c1", f"c{n}"), "so", n / 10)
        for n in (3, 4)
    )
    ledger.put_compared(["c1", "c3", "c4"], Compared((), (), possible=(less, more)))
    assert list(ledger.possible()) == [more, less]
    assert list(ledger.relations()) == []
    assert [list(ledger.possible_of([name])) for name in ("c1", "c3")] == [[less, more], [less]]
    ledger.put_spread(["c1"], [less])  # made sure by others
    assert list(ledger.possible()) == [more] and list(ledger.possible_of(["c3"])) == [less]
    ledger.put_spread(["c1"], [])
    ledger.settled(Step.CONCLUDE, ["c1", "c3", "c4"])
    ledger.put_compared(["c4"], Compared((), ()))
    assert ledger.unsettled(Step.CONCLUDE, 9) == ("c1", "c4")  # what was possible may have been so by others
    assert list(ledger.possible()) == [less]
    assert list(ledger.verify()) == []


def test_things_are_the_claims_that_share_a_key_of_a_kind(ledger: WorkingLedger) -> None:
    ledger.rekey({"c1": ["@e|open", "a"], "c2": ["@e|open"], "c3": ["a"]})
    assert ledger.things(["c1"], "@") == {"@e|open": ("c1", "c2")}
    assert not ledger.things(["c3"], "@")


def test_claims_are_found_by_whom_they_are_about(ledger: WorkingLedger) -> None:
    claims, people = fill(ledger)
    assert ledger.claims_about([people[0].id]) == (claims[0].id,)
    assert ledger.claims_about([]) == ()


def test_a_failed_transaction_leaves_nothing(ledger: WorkingLedger) -> None:
    with pytest.raises(KeyError), ledger.transaction():
        fill(ledger)
        raise KeyError
    assert set(ledger.counts().values()) == {0}
    assert not list(ledger.search("families"))


def test_finished_files_are_known_by_their_bytes(ledger: WorkingLedger) -> None:
    assert ledger.finished("ab") is None
    ledger.finish("ab", 3)
    ledger.finish("ab", 3)
    assert ledger.finished("ab") == 3


def test_search_cites_passages_with_their_claims(ledger: WorkingLedger) -> None:
    claims, _ = fill(ledger)
    hit, _ = ledger.search("40 FAMILY")
    assert cases.FIRST[hit.start : hit.end].startswith("Mayor Dalia Renn")
    assert hit.claims == (claims[0].id,)
    assert hit.score > 0


def test_search_puts_passages_with_all_words_first(ledger: WorkingLedger) -> None:
    fill(ledger)
    texts = {r.id: r.text for r in ledger.reports()}
    found = [texts[hit.report][hit.start : hit.end] for hit in ledger.search("bridge open")]
    assert found == ["Traders in Tall Safar said the bridge is open.", "The bridge is closed."]
    assert len(list(ledger.search("bridge", limit=1))) == 1
    assert [h.report for h in ledger.search('"bridge is closed"')] == [cases.report(FIRST).id]


def test_search_finds_the_other_spellings_of_a_name(ledger: WorkingLedger) -> None:
    fill(ledger)
    assert len(list(ledger.search('"Tell Sefar"'))) == 1
    places = [cases.referent(FIRST, "Tell Sefar"), cases.referent(SECOND, "Tall Safar")]
    ledger.put_entities([cases.entity(*places)])
    assert len(list(ledger.search('"Tell Sefar"'))) == 2


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "*", "AND", "a OR", "NEAR(", "(", "-", "col:x", "'; --", "\x00"]
)
def test_search_takes_anything_a_person_may_type(ledger: WorkingLedger, words: str) -> None:
    fill(ledger)
    assert len(list(ledger.search(words))) <= 20


def test_two_writers_lose_and_double_nothing(opening: Opening) -> None:
    texts = [f"Report {number} says that {number} wells were dug." for number in range(12)]
    opening().close()

    def write(order: list[str]) -> int:
        book = opening()
        put = [book.put_report(cases.document(text), cases.reading(text), []) for text in order]
        book.close()
        return sum(put)

    with ThreadPoolExecutor(2) as writers:
        assert sum(writers.map(write, [texts, texts[::-1]])) == len(texts)
    book = opening()
    assert {report.text for report in book.reports()} == set(texts)
    assert book.counts()["reports"] == len(texts)
    assert len(list(book.search("wells"))) == len(texts)
    assert not list(book.verify())
    book.close()


def test_a_reader_goes_on_while_someone_writes(opening: Opening) -> None:
    writer, reader = opening(), opening()
    with writer.transaction():
        fill(writer)
        assert not list(reader.reports())
    assert len(list(reader.reports())) == 2
    writer.close()
    reader.close()


def test_verify_finds_nothing_in_a_good_ledger(ledger: WorkingLedger) -> None:
    claims, people = fill(ledger)
    ledger.put_set_aside(cases.BROKEN)
    ledger.put_entities([cases.entity(*people)])
    ledger.note("related", claims[0].id, {"claims": 2})
    assert not list(ledger.verify())
