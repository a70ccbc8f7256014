"""The group of commands; a command's module is imported when that command is named."""

import importlib
import sys
from typing import ClassVar

import click

from triplewire import __version__
from triplewire.cli.failure import fail
from triplewire.cli.stopping import STOPPED
from triplewire.errors import TriplewireError
from triplewire.system.disk import explained


class Commands(click.Group):
    """Finds commands by name, and turns the errors that Triplewire raises into messages."""

    modules: ClassVar[dict[str, str]] = {
        "add": "triplewire.cli.add",
        "build": "triplewire.cli.build",
        "check": "triplewire.cli.check",
        "compare": "triplewire.cli.compare",
        "decide": "triplewire.cli.decide",
        "dump": "triplewire.cli.dump",
        "explain": "triplewire.cli.ask",
        "fetch": "triplewire.cli.fetch",
        "history": "triplewire.cli.history",
        "init": "triplewire.cli.init",
        "load": "triplewire.cli.load",
        "query": "triplewire.cli.ask",
        "reconcile": "triplewire.cli.reconcile",
        "review": "triplewire.cli.review",
        "serve": "triplewire.cli.serve",
        "show": "triplewire.cli.ask",
        "trace": "triplewire.cli.trace",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of the commands in the order in which they are used."""
        return [
            "init",
            "add",
            "fetch",
            "build",
            "check",
            "query",
            "explain",
            "show",
            "history",
            "compare",
            "review",
            "decide",
            "reconcile",
            "dump",
            "load",
            "serve",
            "trace",
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        command = getattr(importlib.import_module(module), f"{cmd_name}_command")
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _HELP[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; say what a refused input or set-up lacks instead of a traceback."""
        try:
            return super().invoke(ctx)
        except TriplewireError as error:
            sys.exit(fail(error))
        except click.UsageError as error:
            from triplewire.ask import visible_lines

            shown = visible_lines(error.format_message())
            raise click.UsageError(shown, error.ctx) from error
        except BrokenPipeError:
            # The reader of stdout has gone (`| head`): nothing is left to be said to it.
            sys.stderr.close()
            sys.exit(0)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(STOPPED)
        except (OSError, RuntimeError) as error:
            fault = explained(error)
            if fault is None:
                raise
            sys.exit(fail(fault))


_HELP = {
    "init": "Lay a newsroom: a folder with its settings and tables.",
    "add": "Copy articles into a newsroom.",
    "fetch": "Fetch articles and feeds from the web, to be built.",
    "build": "Turn articles into a graph.",
    "check": "Validate the graph, or RDF files, with SHACL.",
    "query": "Ask the graph with SPARQL.",
    "explain": "Show the sentences that something rests on.",
    "show": "Show one thing.",
    "history": "Show what corrections changed in an article.",
    "compare": "Show claims that contradict, refine or repeat each other.",
    "review": "Walk through what is uncertain, and decide.",
    "decide": "Write one decision about words of an article.",
    "reconcile": "Ask a service who the actors are.",
    "dump": "Write the graph for others: RDF, tables, checksums.",
    "load": "Load a sharded dump into a store of its own.",
    "serve": "Serve the graph over HTTP: SPARQL, documents, pages.",
    "trace": "Follow one article to a stage.",
}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="triplewire")
def main() -> None:
    """Turn news into linked data that can be checked.

    \b
    Example:
      triplewire build seeds
      triplewire query timeline
    """
