"""One invented story told by five reports, as the records that the stages before would have made."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace

from riwaya.records import (
    About,
    Aggregate,
    Basis,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Findings,
    Grade,
    Grades,
    Kind,
    Link,
    Mention,
    Name,
    Naming,
    Party,
    Position,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    Source,
    Span,
    Stance,
    Status,
    When,
    Words,
    claim_id,
    content_id,
)
from riwaya.store.ledger import Ledger

COURIER = (
    "HALBAT, Sarm, 3 May (Courier) - Nine people were killed when a cart bomb went off in the grain market, "
    "Col. Idris Mansour, the police chief, told the Courier. He said all outside fighters had left Halbat, "
    "an assertion denied by several traders.\n\n"
    "Subscribe to our newsletter"
)
VOICE = (
    "At least 14 bodies were brought in, said Dr. Leyla Hadid, director of the Halbat hospital. "
    "A clerk, Yusuf Barakat, who asked that his name be withheld, said the Sarm Guard laid the bomb. "
    "“We had no part in it,” a spokesman of the Sarm Guard said."
)
RADIO = (
    "Nine people were killed in Halabat, the Courier reported. "
    "A 10-year-old boy, Sami, said he had been told by the school that it would stay shut."
)
PAPER = "The bridge at Halbat is closed, residents said on 9 May. Barakat could not be reached."
ARABIC = "قال العقيد إدريس منصور إن تسعة أشخاص قتلوا في حلبات."


@dataclass
class Story:
    """Collects records about one ledger; words are found in the text, never counted by hand."""

    documents: list[Document] = field(default_factory=list)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    people: dict[str, Referent] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)

    def report(self, source: str, text: str, **more: object) -> Report:
        original = text.encode()
        sha = hashlib.sha256(original).hexdigest()
        report = Report(content_id("d", sha), source, "text", sha, text, "1", **more)  # type: ignore[arg-type]
        self.documents.append(Document(report, original, "2031-05-10T08:00:00Z"))
        self.claims[report.id] = []
        return report

    def words(self, report: Report, text: str, after: int = 0) -> Words:
        at = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)").search(report.text, after)
        assert at, text
        return Words(text, at.start(), at.end())

    def person(
        self, report: Report, kind: Kind, *mentions: str, named: bool = True, **more: object
    ) -> Referent:
        """A referent by its mentions: the first is the name, the others are descriptions and pronouns."""
        words = tuple(self.words(report, m) for m in mentions)
        rid = content_id("r", report.id, [[w.start, w.end] for w in words])
        made = Referent(
            rid,
            report.id,
            kind,
            mentions[0],
            mentions[:1] if named else (),
            named,
            words,
            **more,  # type: ignore[arg-type]
        )
        self.people[rid] = made
        return made

    def entity(self, *referents: Referent, why: str = "", position: Position | None = None) -> Entity:
        least = min(r.id for r in referents)
        names: dict[str, list[str]] = {}
        for r in referents:
            for n in r.names:
                names.setdefault(n, []).append(r.report)
        made = Entity(
            least,
            referents[0].kind,
            referents[0].name,
            tuple(Name(n, tuple(sorted(set(rs)))) for n, rs in sorted(names.items())),
            tuple(sorted(r.id for r in referents)),
            referents[0].named,
            position,
            tuple(sorted({p for r in referents for p in r.protection})),
            why,
        )
        self.entities.append(made)
        return made

    def claim(
        self,
        report: Report,
        *pieces: str,
        chain: tuple[Link, ...] = (),
        stance: Stance = Stance.ASSERTED,
        **more: object,
    ) -> Claim:
        words = [self.words(report, p) for p in pieces]
        spans = tuple(w.span for w in words)
        hull = Span(spans[0].start, spans[-1].end)
        start = max((report.text.rfind(mark, 0, hull.start) for mark in (". ", "\n")), default=-1)
        stop = [i for i in (report.text.find(mark, hull.end) for mark in (". ", ".\n", ".")) if i >= 0]
        sentence = Span(start + 2 if start >= 0 else 0, min(stop) + 1 if stop else len(report.text))
        made = Claim(
            claim_id(report.id, spans, chain),
            report.id,
            spans,
            hull.of(report.text),
            sentence,
            stance,
            bool(more.pop("negated", False)),
            chain,
            "rules-1",
            **more,  # type: ignore[arg-type]
        )
        self.claims[report.id].append(made)
        return made

    def link(
        self, report: Report, who: Referent | None, source: str | None, cue: str | None, **more: object
    ) -> Link:
        naming = Naming.UNNAMED
        if who is not None:
            naming = Naming.NAMED if who.named else Naming.UNNAMED
            naming = Naming.REQUESTED if "requested" in who.protection else naming
        return Link(
            Source(self.words(report, source) if source else None, who.id if who else None, naming),
            self.words(report, cue) if cue else None,
            **more,  # type: ignore[arg-type]
        )

    def relate(self, kind: RelationKind, about: About | None, a: Claim, b: Claim, why: str) -> Relation:
        pair = (a.id, b.id)
        if kind in (RelationKind.CONTRADICTS, RelationKind.CORROBORATES):
            pair = (min(pair), max(pair))
        made = Relation(content_id("x", kind, about, list(pair)), kind, about, pair, why, 0.8)
        self.relations.append(made)
        return made

    def into(self, ledger: Ledger) -> Ledger:
        for document in self.documents:
            report = document.report
            people = [p for p in self.people.values() if p.report == report.id]
            mentions = tuple(Mention(w, p.kind, p.named, referent=p.id) for p in people for w in p.mentions)
            claims = tuple(sorted(self.claims[report.id], key=lambda c: (c.start, c.id)))
            sentences = tuple(sorted({c.sentence for c in claims}))
            ledger.put_report(document, Reading(report.id, "rules-1", sentences, claims, mentions), people)
        ledger.put_entities(self.entities)
        every = [c.id for cs in self.claims.values() for c in cs]
        findings = Findings(tuple(self.events), tuple(self.relations), tuple(self.statuses))
        ledger.put_findings(every, findings)
        return ledger


def _figure(story: Story, report: Report, text: str, low: float | None, best: float | None) -> Figure:
    high = low if low == best else None
    return Figure(story.words(report, text), low, best, high, "people", "killed", "people")


def halbat() -> Story:
    """The story: 9 against 14 killed, a denial, a denied blame, a requested source, a minor, an echo."""
    s = Story()
    courier = s.report(
        "pile/courier.txt",
        COURIER,
        title="Bomb in the grain market of Halbat",
        outlet="The Courier",
        published="2031-05-03",
        published_basis=Basis.GIVEN,
        published_why="given with the report",
        language="en",
    )
    courier = _furnish(s, courier, "Subscribe to our newsletter")
    voice = s.report(
        "pile/yusuf-barakat-speaks.html",
        VOICE,
        title="Clerk Yusuf Barakat blames the Guard",
        outlet="Sarm Voice",
        url="https://voice.example/2031/yusuf-barakat-speaks",
        published="2031-05-04",
        published_basis=Basis.METADATA,
        published_why="article:published_time",
        language="en",
    )
    radio = s.report(
        "pile/radio.txt",
        RADIO,
        title="Nine dead",
        outlet="Radio Sarm",
        published="2031-05-05",
        echo_of=courier.id,
    )
    paper = s.report("pile/paper.txt", PAPER, title="Bridge closed", outlet="The Paper", published=None)
    arabic = s.report("pile/ar.txt", ARABIC, title="انفجار في حلبات", outlet="صوت سارم", language="ar")

    chief = s.person(courier, Kind.PERSON, "Col. Idris Mansour", "He", descriptions=("the police chief",))
    chief_ar = s.person(arabic, Kind.PERSON, "إدريس منصور")
    traders = s.person(courier, Kind.PERSON, "several traders", named=False)
    town = s.person(courier, Kind.PLACE, "Halbat")
    town_voice = s.person(voice, Kind.PLACE, "Halbat")
    town_radio = s.person(radio, Kind.PLACE, "Halabat")
    town_paper = s.person(paper, Kind.PLACE, "Halbat")
    doctor = s.person(
        voice, Kind.PERSON, "Dr. Leyla Hadid", descriptions=("director of the Halbat hospital",)
    )
    clerk = s.person(
        voice,
        Kind.PERSON,
        "Yusuf Barakat",
        "A clerk",
        descriptions=("A clerk",),
        protection=("requested",),
    )
    guard = s.person(voice, Kind.GROUP, "Sarm Guard")
    spokesman = s.person(voice, Kind.PERSON, "a spokesman of the Sarm Guard", named=False)
    courier_cited = s.person(radio, Kind.ORGANIZATION, "Courier")
    boy = s.person(radio, Kind.PERSON, "Sami", "A 10-year-old boy", "he", protection=("minor",))
    school = s.person(radio, Kind.ORGANIZATION, "the school", named=False)
    residents = s.person(paper, Kind.PERSON, "residents", named=False)

    where = Position(31.5, 40.25, "town", "geonames:1", "IQ", "the only Halbat near Sarm")
    place = s.entity(
        town, town_voice, town_radio, town_paper, position=where, why="Halbat and Halabat: one letter"
    )
    s.entity(chief, chief_ar, why="إدريس منصور is Idris Mansour in Arabic letters")
    group = s.entity(guard)
    for single in (traders, doctor, clerk, spokesman, courier_cited, boy, school, residents):
        s.entity(single)

    day = When("2031-05-02", s.words(courier, "3 May"), "the day before the dateline")
    nine = s.claim(
        courier,
        "Nine people were killed",
        chain=(s.link(courier, chief, "Col. Idris Mansour", "told"),),
        figures=(_figure(s, courier, "Nine", 9, 9),),
        when=day,
        event_type="bombing",
        where=(Party(s.words(courier, "Halbat"), town.id, "location"),),
    )
    left = s.claim(
        courier,
        "all outside fighters had left Halbat",
        chain=(s.link(courier, chief, "He", "said"),),
        where=(Party(s.words(courier, "Halbat"), town.id, "location"),),
    )
    denied = s.claim(
        courier,
        "an assertion",
        chain=(s.link(courier, traders, "several traders", "denied"),),
        stance=Stance.DENIED,
    )
    fourteen = s.claim(
        voice,
        "At least 14 bodies were brought in",
        chain=(s.link(voice, doctor, "Dr. Leyla Hadid", "said"),),
        figures=(_figure(s, voice, "At least 14", 14, None),),
        event_type="bombing",
    )
    blame = s.claim(
        voice,
        "the Sarm Guard laid the bomb",
        chain=(s.link(voice, clerk, "Yusuf Barakat", "said"),),
        stance=Stance.ALLEGED,
        who=(Party(s.words(voice, "Sarm Guard"), guard.id, "actor"),),
        protection=("requested",),
    )
    no_part = s.claim(
        voice,
        "We had no part in it",
        chain=(s.link(voice, spokesman, "a spokesman of the Sarm Guard", "said"),),
        stance=Stance.DENIED,
    )
    copied = s.claim(
        radio,
        "Nine people were killed",
        chain=(s.link(radio, courier_cited, "Courier", "reported"),),
        figures=(_figure(s, radio, "Nine", 9, 9),),
        where=(Party(s.words(radio, "Halabat"), town_radio.id, "location"),),
    )
    s.claim(
        radio,
        "it would stay shut",
        stance=Stance.PREDICTED,
        protection=("minor",),
        chain=(s.link(radio, boy, "A 10-year-old boy", "said"), s.link(radio, school, "the school", "told")),
    )
    shut = s.claim(
        paper,
        "The bridge at Halbat is closed",
        chain=(s.link(paper, residents, "residents", "said"),),
        where=(Party(s.words(paper, "Halbat"), town_paper.id, "location"),),
    )
    s.claim(
        arabic,
        "تسعة أشخاص قتلوا في حلبات",
        chain=(s.link(arabic, chief_ar, "إدريس منصور", "قال"),),
        figures=(_figure(s, arabic, "تسعة", 9, 9),),
    )
    s.relate(RelationKind.CONTRADICTS, About.FIGURE, nine, fourteen, "killed: 9 against at least 14")
    s.relate(RelationKind.CONTRADICTS, About.FIGURE, copied, fourteen, "killed: 9 against at least 14")
    s.relate(RelationKind.ECHOES, None, copied, nine, "the radio names the Courier as its source")
    s.relate(RelationKind.CONTRADICTS, About.DENIAL, left, denied, "several traders deny what the chief said")
    s.relate(
        RelationKind.CONTRADICTS,
        About.RESPONSIBILITY,
        blame,
        no_part,
        "Yusuf Barakat blames, the Guard denies",
    )
    bombing = (nine.id, fourteen.id, copied.id)
    s.events.append(
        Event(
            content_id("e", list(bombing)),
            "bombing",
            "ASSAULT-explosive",
            "Explosions/Remote violence",
            "2031-05-02",
            place.id,
            (group.id,),
            tuple(sorted(bombing)),
            (Aggregate("killed", 9, None, None, "indeterminate", tuple(sorted(bombing))),),
            Grades(Grade.CONFIRMED, Grade.CONTESTED, Grade.CONTESTED),
            "one bombing: same day, same market",
        )
    )
    s.statuses.append(
        Status(
            content_id("s", shut.id),
            place.id,
            "bridge",
            "closed",
            "2031-05-09",
            None,
            (shut.id,),
            "residents said so on 9 May",
        )
    )
    return s


def _furnish(story: Story, report: Report, words: str) -> Report:
    marked = replace(report, furniture=(story.words(report, words).span,))
    story.documents[-1] = replace(story.documents[-1], report=marked)
    return marked
