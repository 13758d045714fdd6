"""The six kinds of the JSON-lines contract: lists with filters, and one by its id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from riwaya.desk.api.answers import Refused, absent, answers
from riwaya.desk.api.asked import After, Id, Limit, Since, Texts, Until, check_day, id_of, within, words_of
from riwaya.desk.api.paging import Shelf, fixed, paged
from riwaya.export.contract import (
    Object,
    entity_object,
    event_object,
    relation_object,
    report_object,
    status_object,
)
from riwaya.export.jsonl import claim_objects
from riwaya.records import About, Entity, Kind, RelationKind, Stance
from riwaya.view.entity import PRIVATE
from riwaya.view.facts import Facts
from riwaya.view.places import fold

Objects = Callable[[Collection[str]], Iterable[Object]]


def shelf(facts: Facts, kind: str, where: Mapping[str, str | None] | None = None) -> Shelf:
    """The objects of a kind with these values in their columns; None asks for nothing."""
    asked = {name: value for name, value in (where or {}).items() if value is not None}
    return Shelf(lambda after, limit: facts.ids(kind, after, limit, asked), objects_of(facts, kind))


def objects_of(facts: Facts, kind: str) -> Objects:
    """What makes contract objects of ids, with the serialiser of the export."""

    def made(ids: Collection[str]) -> Iterator[Object]:
        match kind:
            case "report":
                yield from (report_object(facts.report(i)) for i in ids)
            case "entity":
                yield from map(entity_object, facts.entities(ids))
            case "claim":
                yield from claim_objects(facts, tuple(facts.claims(ids)))
            case "event":
                yield from map(event_object, facts.events(ids))
            case "relation":
                yield from map(relation_object, facts.relations(ids=ids))
            case _:
                yield from map(status_object, facts.statuses(ids=ids))

    return made


def router(facts: Facts) -> APIRouter:
    """The addresses of the six kinds."""
    made = APIRouter()
    _reports(made, facts)
    _entities(made, facts)
    _claims(made, facts)
    _events(made, facts)
    _relations(made, facts)
    _statuses(made, facts)
    for kind, path in (
        ("report", "reports"),
        ("entity", "entities"),
        ("claim", "claims"),
        ("event", "events"),
        ("relation", "relations"),
        ("status", "statuses"),
    ):
        _one(made, facts, kind, path)
    return made


def _one(made: APIRouter, facts: Facts, kind: str, path: str) -> None:
    name = kind.capitalize()

    @made.get(
        f"/{path}/{{id}}",
        tags=[path],
        summary=f"One {kind}",
        operation_id=f"get{name}",
        responses=answers(name, 404),
    )
    def one(id: Id) -> Response:
        known = facts.ids(kind, "", 1, {"id": id})
        found = next(iter(objects_of(facts, kind)(known)), None)
        if found is None:
            raise absent(kind, id, path)
        return JSONResponse(found)


def _reports(made: APIRouter, facts: Facts) -> None:
    @made.get("/reports", tags=["reports"], operation_id="listReports", responses=answers("ReportPage"))
    def reports(
        request: Request,
        after: After = None,
        limit: Texts = 20,
        outlet: Annotated[str | None, words_of("Words of the name of who published it.")] = None,
        language: Annotated[
            str | None, Query(pattern=r"^[a-z]{2,3}$", description="Such as en or ar.")
        ] = None,
        since: Since = None,
        until: Until = None,
    ) -> Response:
        """Reports with their whole texts; `outlet` is any part of its name, dates are of publication."""
        _check(since, until)
        wanted = fold(outlet or "")

        def keep(report: Object) -> bool:
            return wanted in fold(report["outlet"] or "") and within(report["published"], since, until)

        where = {"language": language}
        return paged(
            request, shelf(facts, "report", where), after, limit, keep if outlet or since or until else None
        )


def _entities(made: APIRouter, facts: Facts) -> None:
    @made.get("/entities", tags=["entities"], operation_id="listEntities", responses=answers("EntityPage"))
    def entities(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
        name: Annotated[str | None, words_of("Words of any of its spellings.")] = None,
    ) -> Response:
        """Persons, groups, organizations, places and facilities; `name` stands in any of their spellings."""
        low = f" {fold(name or '')} "

        def keep(entity: Object) -> bool:
            return any(low in f" {fold(n['text'])} " for n in (*entity["names"], {"text": entity["name"]}))

        return paged(request, shelf(facts, "entity", {"kind": kind}), after, limit, keep if name else None)


def _claims(made: APIRouter, facts: Facts) -> None:
    @made.get("/claims", tags=["claims"], operation_id="listClaims", responses=answers("ClaimPage", 404))
    def claims(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        report: Annotated[str | None, id_of("the report it stands in")] = None,
        event: Annotated[str | None, id_of("the event it is about")] = None,
        source: Annotated[str | None, id_of("an entity that says it")] = None,
        about: Annotated[str | None, id_of("an entity it speaks of")] = None,
        stance: Annotated[Stance | None, Query(description="Only claims held this way.")] = None,
        since: Since = None,
        until: Until = None,
    ) -> Response:
        """Claims with their chains; dates are of what they tell of. What is told about a protected person is
        not listed: it would be where he was, day by day."""
        _check(since, until)
        if source and (since or until) and _protected(facts, source):
            raise Refused(403, f"{source} is a protected person; its claims are not listed by day", "source")
        base = _claims_of(facts, report, event, source, about)

        def keep(claim: Object) -> bool:
            return (
                (report is None or claim["report"] == report)
                and (event is None or claim["event"] == event)
                and (source is None or any(link["source"]["entity"] == source for link in claim["chain"]))
                and (about is None or any(p["entity"] == about for p in (*claim["where"], *claim["who"])))
                and (stance is None or claim["stance"] == stance)
                and within(claim["when"]["edtf"] if claim["when"] else None, since, until)
            )

        if base is not None:
            return paged(request, Shelf(fixed(base), objects_of(facts, "claim")), after, limit, keep)
        found = shelf(facts, "claim", {"report": report, "stance": stance})
        return paged(request, found, after, limit, keep if since or until else None)


def _claims_of(
    facts: Facts, report: str | None, event: str | None, source: str | None, about: str | None
) -> Iterable[str] | None:
    """The claims among which to look, where what is asked for leads to few of them."""
    known = {
        name: _entity(facts, name, wanted)
        for name, wanted in (("source", source), ("about", about))
        if wanted
    }
    if about and _protected(facts, about):
        raise Refused(403, f"{about} is a protected person; what is told about one is not listed", "about")
    if event is not None:
        found = next(iter(facts.events([event])), None)
        if found is None:
            raise absent("event", event, "events", "event")
        return found.claims
    if known:
        return facts.claims_about(next(iter(known.values())).referents)
    return [c.id for c in facts.claims(report=report)] if report else None


def _protected(facts: Facts, wanted: str) -> bool:
    """Whether an id is that of a person of whom no list by time is given."""
    found = next(iter(facts.entities([wanted])), None)
    return found is not None and found.kind is Kind.PERSON and bool(PRIVATE & set(found.protection))


def _entity(facts: Facts, name: str, wanted: str) -> Entity:
    found = next(iter(facts.entities([wanted])), None)
    if found is None:
        raise absent("entity", wanted, "entities", name)
    return found


def _events(made: APIRouter, facts: Facts) -> None:
    @made.get("/events", tags=["events"], operation_id="listEvents", responses=answers("EventPage"))
    def events(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        event_type: Annotated[str | None, words_of("Exactly this type: bombing.")] = None,
        place: Annotated[str | None, id_of("the place or facility")] = None,
        since: Since = None,
        until: Until = None,
    ) -> Response:
        """What several claims are about, with figures under a named rule and grades."""
        _check(since, until)

        def keep(event: Object) -> bool:
            return within(event["when"], since, until)

        where = {"event_type": event_type, "place": place}
        return paged(request, shelf(facts, "event", where), after, limit, keep if since or until else None)


def _relations(made: APIRouter, facts: Facts) -> None:
    @made.get(
        "/relations", tags=["relations"], operation_id="listRelations", responses=answers("RelationPage")
    )
    def relations(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        kind: Annotated[RelationKind | None, Query(description="Only of this kind.")] = None,
        about: Annotated[About | None, Query(description="Only relations about this.")] = None,
        claim: Annotated[str | None, id_of("one of the two claims")] = None,
    ) -> Response:
        """How two claims stand to each other, and why."""
        where = {"kind": kind, "about": about}
        if claim is None:
            return paged(request, shelf(facts, "relation", where), after, limit)
        ids = (r.id for r in facts.relations(kind, [claim]) if about is None or r.about is about)
        return paged(request, Shelf(fixed(ids), objects_of(facts, "relation")), after, limit)


def _statuses(made: APIRouter, facts: Facts) -> None:
    @made.get("/statuses", tags=["statuses"], operation_id="listStatuses", responses=answers("StatusPage"))
    def statuses(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        entity: Annotated[str | None, id_of("the place or facility")] = None,
        aspect: Annotated[str | None, words_of("Exactly this aspect: access.")] = None,
    ) -> Response:
        """Conditions of places and facilities over time; of a protected person none is listed."""
        if entity and _protected(facts, entity):
            raise Refused(403, f"{entity} is a protected person; its statuses are not listed", "entity")
        return paged(request, shelf(facts, "status", {"entity": entity, "aspect": aspect}), after, limit)


def _check(since: str | None, until: str | None) -> None:
    check_day("since", since)
    check_day("until", until)
