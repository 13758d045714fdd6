"""The command line: one file per command, loaded only when it is called, so that `--help` stays fast."""

from __future__ import annotations

import importlib
import sys

import click

from riwaya import __version__
from riwaya.errors import BadUse, RiwayaError

# name -> (module with a click command of the same name, what `--help` says of it)
COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("riwaya.cli.add", "Read files, folders, addresses or feeds into a ledger."),
    "brief": ("riwaya.cli.brief", "The briefing: contested first, then what is new, places, figures."),
    "contested": ("riwaya.cli.contested", "Every disagreement, both sides quoted."),
    "changes": ("riwaya.cli.changes", "What reports added since a moment changed."),
    "search": ("riwaya.cli.search", "Search the reports; every hit a cited passage."),
    "ask": ("riwaya.cli.ask", "Ask a question; the answer is cited passages and what is contested."),
    "show": ("riwaya.cli.show", "Show one report, claim, entity or event with everything known of it."),
    "merge": ("riwaya.cli.merge", "Say that two entities are one; kept, and undoable."),
    "split": ("riwaya.cli.split", "Say that one entity is two; kept, and undoable."),
    "review": ("riwaya.cli.review", "The claims to look at first, and how far reviewers agree."),
    "judge": ("riwaya.cli.judge", "Accept, reject or correct a claim; confirm or dismiss a relation."),
    "undo": ("riwaya.cli.undo", "Take back a merge, a split or a judgement."),
    "decisions": ("riwaya.cli.decisions", "What people decided, with who, when and why."),
    "places": ("riwaya.cli.places", "Add a gazetteer of your own, list those added."),
    "names": ("riwaya.cli.names", "How names are compared: your own aliases, transliteration on or off."),
    "protect": ("riwaya.cli.protect", "Who is masked in public forms: rules of your own, names."),
    "settings": (
        "riwaya.cli.settings",
        "How a ledger is shown and reviewed: blind review, map tiles.",
    ),
    "serve": ("riwaya.cli.serve", "Open the desk, the local web application."),
    "users": ("riwaya.cli.users", "Accounts for a desk that several people use."),
    "export": ("riwaya.cli.export", "Write the ledger in an exchange format."),
    "import": ("riwaya.cli.import_", "Take an export of riwaya back without loss."),
    "verify": ("riwaya.cli.verify", "Re-check every hash and every anchor."),
    "doctor": ("riwaya.cli.doctor", "Say what is wrong with a ledger, and the way out."),
    "backup": ("riwaya.cli.backup", "Copy a ledger while others work in it."),
    "restore": ("riwaya.cli.restore", "Bring a ledger back from a backup."),
    "timestamp": ("riwaya.cli.timestamp", "Have the log timestamped by a server (RFC 3161)."),
    "bundle": ("riwaya.cli.bundle", "Pack the evidence so that others can verify it with standard tools."),
    "score": ("riwaya.cli.score", "Run a public benchmark and print the scores as JSON."),
}


class LazyGroup(click.Group):
    """A click group that imports a command when it is called, not when it is listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, module.__name__.rsplit(".", 1)[-1])
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: riwaya add town.riwaya reports/ && riwaya contested town.riwaya",
)
@click.version_option(__version__, prog_name="riwaya")
def riwaya() -> None:
    """Read reports into a ledger of attributed claims: who said what, and where the accounts conflict."""


def main() -> None:
    """Run the command line: exit 0, 1 (found problems) or 2 (bad use); errors in one line on stderr."""
    try:
        code = riwaya.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort:
        click.echo("stopped; what was read so far is kept, run the same command again to go on", err=True)
        code = 1
    except BadUse as error:
        click.echo(f"riwaya: {error}", err=True)
        code = 2
    except RiwayaError as error:
        click.echo(f"riwaya: {error}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
