"""triplewire trace: articles in, what they have become at a stage out."""

import json
import re
import sys
from pathlib import Path

import click

from triplewire.build import Fault
from triplewire.cli.faults import told
from triplewire.cli.options import model_option
from triplewire.pipeline import STAGES, trace

_FORMATS = {"draft": "json", "story": "json", "graph": "turtle"}
_SUFFIXES = {"json": ".json", "turtle": ".ttl"}


@click.command("trace")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--until",
    type=click.Choice(STAGES),
    default="draft",
    show_default=True,
    help="The last stage: names only, with IRIs, or RDF.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_SUFFIXES)),
    help="A draft and a story are JSON, a graph is Turtle.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write DIR/<file name>.json (or .ttl) instead of printing.",
)
@model_option
def trace_command(
    files: tuple[Path, ...], until: str, form: str | None, out: Path | None, model: str | None
) -> None:
    """Follow articles to a stage and print what they have become.

    Every finding of a draft comes with its exact words and offsets. A record that is no article
    is named, and the others go on; exit code 1 says so.

    \b
    Example:
      triplewire trace seeds/articles/*.txt --until draft -o drafts
    """
    if form not in {None, _FORMATS[until]}:
        raise click.UsageError(f"a {until} is written as {_FORMATS[until]}")
    refused = False
    for path in files:
        for name, found in trace(path, until, model):
            if isinstance(found, Fault):
                click.echo(told(found), err=True)
                refused = True
                continue
            text = (
                found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, indent=1)
            )
            if out is None:
                click.echo(text)
                continue
            out.mkdir(parents=True, exist_ok=True)
            target = out / f"{_file_name(name)}{_SUFFIXES[_FORMATS[until]]}"
            target.write_text(f"{text}\n", encoding="utf-8")
    sys.exit(1 if refused else 0)


def _file_name(name: str) -> str:
    """Return the name of an article as a file can bear it."""
    return re.sub(r"[:/\\]+", "-", name)
