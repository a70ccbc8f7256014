"""triplewire check: a store, RDF files or stdin in, SHACL reports out."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import click

from triplewire import assets
from triplewire.check import FORMATS, check_files, check_store, parse_rdf, rdf_files, spooled
from triplewire.cli.options import store_option
from triplewire.records import Report
from triplewire.report import (
    FAIL_ON,
    WRITERS,
    Finding,
    Run,
    fails,
    file_findings,
    named,
    prefixes_of,
    rules_of,
    store_findings,
    summary,
)
from triplewire.store import Store
from triplewire.validate import ENGINES, Shapes, load_shapes

_SUFFIXES = {
    ".sarif": "sarif",
    ".json": "json",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
    ".ttl": "turtle",
    ".txt": "text",
}
# How many results of each shape people are shown, unless they ask for all.
_LIMITS = {"text": 10, "junit": 50, "html": 200}
_STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a check was asked for."""

    sources: tuple[str, ...]
    store: Path
    engine: str
    input_format: str | None
    shapes: Shapes
    only_shapes: frozenset[str]
    only_focus: frozenset[str]


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@store_option
@click.option(
    "--shapes",
    "shapes_at",
    multiple=True,
    metavar="FILE|FOLDER",
    type=click.Path(path_type=Path, exists=True),
    help="Shapes instead of our own: Turtle, or a folder of it.  [repeatable]",
)
@click.option(
    "--shape", "only", multiple=True, metavar="NAME", help="Report this shape only.  [repeatable]"
)
@click.option(
    "--focus", multiple=True, metavar="NODE", help="Report this focus node only.  [repeatable]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(WRITERS)),
    help="What is written.  [default: by the name of the file, else text]",
)
@click.option(
    "-o",
    "--out",
    "outs",
    multiple=True,
    metavar="FILE",
    help="Write here; - is stdout.  [repeatable: one run, several reports]",
)
@click.option("--all", "everything", is_flag=True, help="Show every result, not the first ones.")
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="violation",
    show_default=True,
    help="The least severity for which the exit code is 1.",
)
@click.option(
    "--input-format",
    type=click.Choice(list(FORMATS)),
    help="What SOURCE is written in.  [default: by its name; trig on stdin]",
)
@click.option(
    "--engine",
    type=click.Choice(sorted(ENGINES)),
    default="fast",
    show_default=True,
    help="pyshacl is the reference: everything by pySHACL, slowly.",
)
def check_command(  # noqa: PLR0913  one for each option
    *,
    sources: tuple[str, ...],
    store: Path,
    shapes_at: tuple[Path, ...],
    only: tuple[str, ...],
    focus: tuple[str, ...],
    form: str | None,
    outs: tuple[str, ...],
    fail_on: str,
    input_format: str | None,
    engine: str,
    everything: bool,
) -> None:
    """Validate the graph, or any RDF, with SHACL.

    SOURCE is a file of RDF, a folder of such files, or - for stdin; without one, the store is
    checked: every article's graph with the authorities, the vocabulary and the text that it
    mentions. Results point at the line of the article, or of the file.

    \b
    Exit codes:
      0  nothing as grave as --fail-on was found
      1  it was
      2  the command cannot be understood
      3  the check could not run: no store, no RDF, no shapes

    \b
    Example:
      triplewire check
      triplewire check -o report.sarif -o report.html
      triplewire check --shapes shapes.ttl data.nq --fail-on warning
    """
    places = shapes_at or (assets.shapes(),)
    targets = _targets(outs, form)
    run = _run(sources, store, places, fail_on, engine)
    asked = Asked(
        sources=sources,
        store=store,
        engine=engine,
        input_format=input_format,
        shapes=load_shapes(*places),
        only_shapes=frozenset(named(run.rules, only, run.prefixes)),
        only_focus=frozenset(_node(node, run) for node in focus),
    )
    tally: Counter[str] = Counter()
    findings: Iterable[Finding] = _counted(_findings(asked), asked, tally)
    if len(targets) > 1:
        findings = list(findings)
    for path, writer in targets:
        shown = replace(run, limit=None if everything else _LIMITS.get(writer))
        _write(path, WRITERS[writer](findings, _for_terminal(shown, path)))
    if all(path is not None for path, _ in targets):
        names = ", ".join(str(path) for path, _ in targets)
        click.echo(f"{summary(dict(tally))} → {names}", err=True)
    sys.exit(1 if any(fails(severity, run) for severity in tally) else 0)


def _targets(outs: tuple[str, ...], form: str | None) -> list[tuple[Path | None, str]]:
    """Return where which format is written; no path is stdout."""
    if form and len(outs) > 1:
        raise click.UsageError("with several --out, their names say the formats: drop --format")
    found: list[tuple[Path | None, str]] = []
    for out in outs or (_STDIN,):
        known = _SUFFIXES.get(Path(out).suffix.lower())
        if out == _STDIN:
            found.append((None, form or "text"))
        elif form or known:
            found.append((Path(out), form or str(known)))
        else:
            raise click.UsageError(f"{out}: say --format, or name it {' '.join(_SUFFIXES)}")
    return found


def _run(
    sources: tuple[str, ...], store: Path, shapes: tuple[Path, ...], fail_on: str, engine: str
) -> Run:
    from triplewire.ask import prefixes_of as prefixes_of_store
    from triplewire.ask.terms import known_prefixes

    if sources:
        files = [file for name in sources if name != _STDIN for file in rdf_files(_path(name))]
        prefixes = prefixes_of((*files, *shapes)) | known_prefixes()
    else:
        with Store(store) as current:
            prefixes = prefixes_of(shapes) | prefixes_of_store(current)
    return Run(
        checked=sources or (str(store),),
        engine=engine,
        rules=rules_of(shapes),
        prefixes=prefixes,
        fail_on=fail_on,
    )


def _path(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise click.UsageError(f"no such file or folder: {name}")
    return path


def _node(name: str, run: Run) -> str:
    from triplewire.ask.terms import expand

    return expand(name, run.prefixes) or name


def _findings(asked: Asked) -> Iterator[Finding]:
    here = Path.cwd()
    if not asked.sources:
        with Store(asked.store) as current:
            reports = check_store(current, asked.shapes, asked.engine)
            total = len(current.manifest.articles)
            with _progress(reports, total) as told:
                yield from store_findings(current, told, here)
    for name in asked.sources:
        if name == _STDIN:
            with spooled(sys.stdin.buffer, asked.input_format or "trig") as path:
                yield from _in_file(path, "stdin", asked, here)
        else:
            for path in rdf_files(_path(name)):
                yield from _in_file(path, None, asked, here)


def _in_file(path: Path, name: str | None, asked: Asked, here: Path) -> Iterator[Finding]:
    form = asked.input_format
    reports = check_files([path], asked.shapes, asked.engine, form)
    yield from file_findings(path, reports, lambda: parse_rdf(path, form), here, name)


def _counted(findings: Iterable[Finding], asked: Asked, tally: Counter[str]) -> Iterator[Finding]:
    """Yield the findings that were asked for, and count them by severity."""
    for finding in findings:
        result = finding.result
        if asked.only_shapes and result.shape not in asked.only_shapes:
            continue
        if asked.only_focus and result.focus not in asked.only_focus:
            continue
        tally[result.severity] += 1
        yield finding


def _for_terminal(run: Run, path: Path | None) -> Run:
    """Return the run with the width and the colours that stdout can show."""
    width = shutil.get_terminal_size((100, 24)).columns
    color = path is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return replace(run, width=width, color=color)


def _write(path: Path | None, chunks: Iterator[str]) -> None:
    """Write a report to stdout, or to a file that is replaced only when the report is whole."""
    if path is None:
        _put(chunks, sys.stdout.buffer)
        return
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        out = temporary.open("wb")
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        with out:
            _put(chunks, out)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _put(chunks: Iterator[str], out: IO[bytes]) -> None:
    for chunk in chunks:
        out.write(chunk.encode("utf-8", "backslashreplace"))
    out.flush()


@contextmanager
def _progress(reports: Iterable[Report], total: int) -> Iterator[Iterator[Report]]:
    """Show on a terminal how many graphs have been checked."""
    if not sys.stderr.isatty():
        yield iter(reports)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)

        def told() -> Iterator[Report]:
            for report in reports:
                bar.advance(task)
                yield report

        yield told()
