"""triplewire check: a store, RDF files or stdin in, SHACL reports out."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from triplewire import assets
from triplewire.ask import expand, known_prefixes, visible
from triplewire.check import (
    check_endpoint,
    check_files,
    check_store,
    is_address,
    spooled,
)
from triplewire.cli.options import store_option
from triplewire.cli.placeholder import warn_of_base
from triplewire.cli.reports import STDIO, targets_of, write_reports
from triplewire.cli.watch import watched
from triplewire.records import Report
from triplewire.report import (
    FAIL_ON,
    WRITERS,
    Finding,
    Run,
    endpoint_findings,
    fails,
    file_findings,
    named,
    prefixes_of,
    rules_of,
    store_findings,
    summary,
)
from triplewire.shacl import ENGINES, Options, Shapes, load_shapes, rdf_files
from triplewire.store import Store, verify

_FORMATS = {"trig": ".trig", "nquads": ".nq", "rdfxml": ".rdf", "jsonld": ".jsonld"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a check was asked for."""

    sources: tuple[str, ...]
    store: Path
    engine: str
    input_format: str
    shapes: Shapes
    with_vocabulary: bool
    options: Options
    only_shapes: frozenset[str]


Progress = Callable[[int, int], None]


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
    type=click.Choice(list(_FORMATS)),
    default="trig",
    show_default=True,
    help="What stdin is written in; trig is turtle and ntriples too.",
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
    input_format: str,
    engine: str,
    everything: bool,
) -> None:
    """Validate the graph, or any RDF, with SHACL.

    SOURCE is a file of RDF, a folder of such files, - for stdin, or the address of a SPARQL
    endpoint; files are taken together. Without one, the store is checked: every article's graph
    with the authorities, the vocabulary and the text that it mentions; the store's files must be as
    they were written. Results point at the line of the article, or of the file.

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
    from triplewire.system.isolation import leave_network

    if not any(map(is_address, sources)):
        # Shapes hold queries, which may be another's: they ask no other server.
        leave_network()
    places = shapes_at or (assets.shapes(),)
    targets = targets_of(outs, form)
    if not sources and all(path is not None or name == "text" for path, name in targets):
        # Programs that read a report on stdout are told nothing besides.
        with watched(store), Store(store) as current:
            warn_of_base(current)
    run = _run(sources, store, places, fail_on, engine)
    wanted = frozenset(named(run.rules, only, run.prefixes))
    shapes = load_shapes(*places)
    shapes = shapes.holding(wanted) if wanted else shapes
    run = replace(run, elsewhere=shapes.elsewhere if engine == "fast" else ())
    asked = Asked(
        sources=sources,
        store=store,
        engine=engine,
        input_format=input_format,
        shapes=shapes,
        with_vocabulary=not shapes_at,
        options=Options(focus=tuple(expand(node, run.prefixes) or node for node in focus)),
        only_shapes=wanted,
    )
    tally: Counter[str] = Counter()
    findings = _counted(_findings(asked), asked, tally)
    write_reports(findings, run, targets, all_=everything)
    if all(path is not None for path, _ in targets):
        names = ", ".join(visible(str(path)) for path, _ in targets)
        click.echo(f"{summary(dict(tally))} → {names}", err=True)
    sys.exit(1 if any(fails(severity, run) for severity in tally) else 0)


def _run(
    sources: tuple[str, ...], store: Path, shapes: tuple[Path, ...], fail_on: str, engine: str
) -> Run:
    from triplewire.ask import prefixes_of as prefixes_of_store

    if sources:
        paths = [Path(name) for name in sources if name != STDIO and not is_address(name)]
        for path in paths:
            if not path.exists():
                raise click.UsageError(f"no such file or folder: {path}")
        files = [file for path in paths for file in rdf_files(path)]
        prefixes = prefixes_of((*files, *shapes)) | known_prefixes()
    else:
        verify(store)
        with watched(store), Store(store) as current:
            prefixes = prefixes_of(shapes) | prefixes_of_store(current)
    return Run(
        checked=sources or (str(store),),
        engine=engine,
        rules=rules_of(shapes),
        prefixes=prefixes,
        fail_on=fail_on,
    )


def _findings(asked: Asked) -> Iterator[Finding]:
    here = Path.cwd()
    options = replace(asked.options, progress=None)
    if not asked.sources:
        with watched(asked.store), Store(asked.store) as current:
            reports = check_store(current, asked.shapes, asked.engine)
            with progress_bar(len(current.articles)) as told:
                yield from store_findings(current, stepwise(reports, told), here)
        return
    with progress_bar(None) as told:
        options = replace(options, progress=told)
        paths = [Path(name) for name in asked.sources if name != STDIO and not is_address(name)]
        if paths:
            yield from _in_files(paths, None, asked, options)
        if STDIO in asked.sources:
            with spooled(sys.stdin.buffer, _FORMATS[asked.input_format]) as path:
                yield from _in_files([path], "stdin", asked, options)
        for address in filter(is_address, asked.sources):
            yield from endpoint_findings(check_endpoint(address, asked.shapes, options))


def _in_files(
    paths: list[Path], name: str | None, asked: Asked, options: Options
) -> Iterator[Finding]:
    report = check_files(
        paths, asked.shapes, asked.engine, options, with_vocabulary=asked.with_vocabulary
    )
    files = [file for path in paths for file in rdf_files(path)]
    yield from file_findings(files, report, Path.cwd(), name)


def stepwise(reports: Iterable[Report], told: Progress | None) -> Iterator[Report]:
    """Yield reports, and tell how many there were."""
    for number, report in enumerate(reports, start=1):
        if told is not None:
            told(number, 0)
        yield report


def _counted(findings: Iterable[Finding], asked: Asked, tally: Counter[str]) -> Iterator[Finding]:
    """Yield the findings that were asked for, and count them by severity."""
    for finding in findings:
        result = finding.result
        if asked.only_shapes and result.shape not in asked.only_shapes:
            continue
        if asked.options.focus and result.focus not in asked.options.focus:
            continue
        tally[result.severity] += 1
        yield finding


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress | None]:
    """Show on a terminal how far the check is: of ``total`` graphs, else of what it is told."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)
        yield lambda done, of: bar.update(task, completed=done, total=of or total)
