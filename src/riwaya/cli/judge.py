"""`riwaya judge`: a person says whether a claim or a relation is right, or what is right instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.cli.deciding import by_option, decided_in, decider
from riwaya.cli.opened import json_option, ledger_argument, write_json
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.pipeline import Stages
    from riwaya.pipeline.correct import Edit
    from riwaya.pipeline.judge import Saying
    from riwaya.records import Claim, Event, Judgement, Relation
    from riwaya.store.ledger import WorkingLedger

FIELDS = ("source", "cue", "chain", "content", "stance", "negated", "when", "where", "who", "figures")
KINDS = {
    "accept": "Claim: it is right as it is shown.",
    "reject": "Claim: it is wrong; it leaves board, briefing and exports, and stays in the ledger.",
    "confirm": "Relation: it holds.",
    "dismiss": "Relation: it does not hold; nothing is concluded from it any more.",
}
F = TypeVar("F", bound=Callable[..., Any])


def _verdicts(command: F) -> F:
    """`--accept`, `--reject`, `--confirm` and `--dismiss`."""
    for name, said in reversed(KINDS.items()):
        command = click.option(f"--{name}", "verdict", flag_value=name, help=said)(command)
    return command


@click.command(
    epilog="""\b
Examples:
  riwaya judge town.riwaya c57b3cf72 --accept
  riwaya judge town.riwaya c57b3cf72 --set source="the mayor" --set stance=alleged --why "see line 4"
  riwaya judge town.riwaya c57b3cf72 --set "source=He is Orlan Beck"
  riwaya judge town.riwaya r0a1b2c3d --missed "nine men had left" --set "source=a herder" --set cue=says
  riwaya judge town.riwaya x18aa05de --dismiss --why "two different markets"
  riwaya judge town.riwaya v0c1f2e3d --join v99a1b2c3 --why "one explosion"
"""
)
@ledger_argument
@click.argument("what", metavar="ID")
@_verdicts
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE",
    help=f"Claim: correct a field ({', '.join(FIELDS)}). Words as the report prints them, several parted "
    "by |; a value follows after ' is '. Nothing after =: there is none. source:1 is the second of a chain.",
)  # fmt: skip
@click.option(
    "--missed",
    metavar="WORDS",
    help="Report: a claim that the machine missed; --set its fields.",
)
@click.option("--join", metavar="EVENT", help="Event: it and EVENT are one.")
@click.option(
    "--part", multiple=True, metavar="CLAIM", help="Event: these claims of it are about another one."
)
@click.option("--comment", metavar="TEXT", help="A remark; it changes nothing.")
@click.option("--assign", metavar="NAME", help="Claim: who is to look at it; - is nobody any more.")
@click.option("--why", default="", metavar="TEXT", help="Why; kept with the judgement and shown.")
@by_option
@json_option
def judge(ledger: str, what: str, why: str, by: str | None, as_json: bool, **asked: Any) -> None:
    """Judge a claim, relation or event of LEDGER, by its ID or the start of it, or add a claim to a report.

    Kept as a row with who, when and why; the reading itself is never changed, later additions respect the
    judgement, and `riwaya undo` takes it back.
    """
    from riwaya.pipeline.judge import Saying
    from riwaya.view.blind import unseen
    from riwaya.view.reviewing import told

    settings = asked.pop("settings") if asked["missed"] else ()
    chosen = [name for name, value in asked.items() if value]
    if len(chosen) != 1:
        names = ", ".join(f"--{n}" for n in (*KINDS, "set", "missed", "join", "part", "comment", "assign"))
        raise BadUse(f"give one of {names}; {len(chosen)} were given")
    with decided_in(ledger) as (book, stages):
        said = Saying(decider(by), why)
        if chosen[0] == "missed":
            made = _added(book, stages, what, asked["missed"], settings, said)
        else:
            target = judged_called(book, what)
            said = replace(said, blind=target.id in unseen(book, said.by))
            made = _judged(book, stages, target, (chosen[0], asked[chosen[0]]), said)
    if as_json:
        write_json(made)
        return
    click.echo(f"judgement {made.number}: {told(made)}")
    click.echo(f"take it back with: riwaya undo {ledger} {made.number} --why TEXT")


def _added(
    book: WorkingLedger, stages: Stages, what: str, words: str, settings: Sequence[str], said: Saying
) -> Judgement:
    """The claim of these words of a report, with what `--set` gives of it."""
    from riwaya.pipeline.correct import Edit, find_words
    from riwaya.pipeline.judge import add_missed
    from riwaya.pipeline.missed import bare_claim
    from riwaya.records import Field

    found = [r.id for r in book.reports() if r.id.startswith(what)]
    if len(found) != 1:
        raise BadUse(f"{what!r} is the id of {len(found)} reports; `riwaya show LEDGER` lists them")
    report = book.report_as_read(found[0])
    pieces = tuple(find_words(report, part.strip()) for part in words.split("|") if part.strip())
    near = bare_claim(report, pieces)
    edits = [Edit(Field.CONTENT, pieces), *(edit_of(book, near, s) for s in settings)]
    return add_missed(book, stages, report.id, edits, said)


def _judged(
    book: WorkingLedger,
    stages: Stages,
    target: Claim | Relation | Event,
    asked: tuple[str, Any],
    said: Saying,
) -> Judgement:
    """The judgement that one option asks for. Raises BadUse where it does not go with the target."""
    from riwaya.pipeline import judge as judging
    from riwaya.records import Claim, Event, Relation

    match asked, target:
        case ("comment", text), _:
            return judging.comment(book, stages, target, replace(said, why=text))
        case ("assign", to), Claim():
            return judging.assign(book, stages, target, None if to == "-" else to, said)
        case ("settings", settings), Claim():
            return judging.correct(book, stages, target, [edit_of(book, target, s) for s in settings], said)
        case ("verdict", "accept"), Claim():
            return judging.accept(book, stages, target, said)
        case ("verdict", "reject"), Claim():
            return judging.reject(book, stages, target, said)
        case ("verdict", "confirm"), Relation():
            return judging.confirm(book, stages, target, said)
        case ("verdict", "dismiss"), Relation():
            return judging.dismiss(book, stages, target, said)
        case ("join", name), Event():
            other = judged_called(book, name)
            if isinstance(other, Event):
                return judging.join_events(book, stages, target, other, said)
        case ("part", names), Event():
            away = {judged_called(book, name).id for name in names}
            return judging.part_event(book, stages, target, away, said)
    option = asked[1] if asked[0] == "verdict" else asked[0].replace("settings", "set")
    raise BadUse(
        f"--{option} does not go with {target.id[:9]}, which is a {type(target).__name__.lower()};"
        " `riwaya judge --help` says what does"
    )


def judged_called(ledger: WorkingLedger, wanted: str) -> Claim | Relation | Event:
    """The one claim (rejected ones too), relation or event with this id or start of one. Raises BadUse."""
    from riwaya.view.lookup import FULL_ID

    whole = [wanted] if len(wanted) == FULL_ID else None
    found: dict[str, Claim | Relation | Event] = {}
    found.update((c.id, c) for c in ledger.claims_as_read(whole) if c.id.startswith(wanted))
    found.update((c.id, c) for c in ledger.judged_claims([*found]))
    found.update((r.id, r) for r in (*ledger.relations(), *ledger.dismissed()) if r.id.startswith(wanted))
    found.update((e.id, e) for e in ledger.events(whole) if e.id.startswith(wanted))
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise BadUse(
            f"no claim, relation or event is called {wanted!r}; `riwaya review`, `riwaya contested` and"
            " `riwaya show` print their ids"
        )
    raise BadUse(f"{wanted!r} begins {len(found)} ids: {', '.join(sorted(found)[:5])}; give more of it")


def edit_of(ledger: WorkingLedger, claim: Claim, setting: str) -> Edit:
    """One field as it was typed: `source=the mayor`, `when=14 March is 2024-03-14`, `where=`; or BadUse."""
    from riwaya.pipeline.correct import Edit, find_words
    from riwaya.records import Field

    name, equals, given = setting.partition("=")
    name, _, at = name.strip().partition(":")
    if not equals or name not in FIELDS or (at and not at.isdecimal()):
        raise BadUse(f"--set {setting!r} is no FIELD=VALUE; the fields are {', '.join(FIELDS)}")
    link, field = int(at or 0), Field(name)
    if field in (Field.STANCE, Field.NEGATED, Field.CHAIN):
        return Edit(field, (), given.strip(), link)
    report = ledger.report_as_read(claim.report)
    plain = field in (Field.CONTENT, Field.CUE) or " ".join(given.split()) in " ".join(report.text.split())
    printed, _, value = (given, "", "") if plain else given.partition(" is ")
    words = tuple(find_words(report, part.strip(), claim) for part in printed.split("|") if part.strip())
    return Edit(field, words, value.strip() or None, link)
