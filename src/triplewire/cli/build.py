"""triplewire build: articles in, a store and a summary out."""

import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from textwrap import shorten

import click

from triplewire.ask import visible, visible_lines
from triplewire.build import LOG, MEMORY, Cluster, Fault, Outcome
from triplewire.cli.faults import told
from triplewire.cli.named import named_paths
from triplewire.cli.options import model_option, store_option
from triplewire.cli.progress import CLEARED, Shown, shown
from triplewire.cli.stopping import stoppable
from triplewire.cli.watch import watched
from triplewire.newsroom import open_newsroom
from triplewire.pipeline import Options, run
from triplewire.records import Asked, Decision, Omission, Unmet

_SHOWN = 20
_WORDS = 200
_NEXT = """\
Next:
  triplewire query timeline        what happened, in order
  triplewire query who-said        who said what, in which words
  triplewire query trade-values    reported figures, each with its source
  triplewire check                 what a curator should look at
  triplewire dump -o dumps         RDF, CSV tables, checksums"""


@click.command("build")
@click.argument("sources", nargs=-1)
@click.option(
    "--newsroom",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder whose settings and tables apply.  [default: the one folder that is built]",
)
@store_option
@model_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that share the work.  [default: one a processor]",
)
@click.option(
    "--memory",
    default=MEMORY,
    show_default=True,
    type=click.IntRange(min=256),
    metavar="MIB",
    help="What tables may take before they go on in files.",
)
@click.option(
    "--engine",
    type=click.Choice(["embedded", "spark"]),
    default="embedded",
    show_default=True,
    help="What does the work: this machine, or a cluster of Spark's.",
)
@click.option("--master", help="With --engine spark: which cluster, such as spark://host:7077.")
@click.option(
    "--tables",
    metavar="PATH",
    help="With --engine spark: where the tables are, which all its machines must reach.",
)
@click.option(
    "--allow-shrink",
    is_flag=True,
    help="Go on though many decisions that were applied before find nothing now.",
)
def build_command(  # noqa: PLR0913  one for each option
    sources: tuple[str, ...],
    newsroom: Path | None,
    store: Path,
    model: str | None,
    jobs: int | None,
    memory: int,
    *,
    allow_shrink: bool,
    **cluster: str | None,
) -> None:
    """Turn articles into a graph: a newsroom, or files, folders and a stream of them.

    SOURCES is a newsroom folder with articles/, actors.csv and triplewire.toml, a plain folder of
    articles, or one article; or several of these, patterns such as 'wire/**/*.json', and - for
    standard input (JSON Lines, or one text or page). What is only a part of a newsroom is added to
    the graph and updates it, and withdraws nothing else. What has not changed since the last build
    is left alone. Exit code 1 says that something was rejected or left out, 130 that it was stopped
    (Ctrl-C): the same command then goes on from what is kept.

    \b
    Example:
      triplewire build seeds
      triplewire build --newsroom seeds 'downloads/*.html' feed.jsonl
      curl -s https://wire.example/news.jsonl | triplewire build --newsroom seeds -
    """
    with shown() as show, stoppable(partial(_stopped, show)), watched(store):
        source, parts, stream = _wanted(sources, newsroom)
        options = Options(
            model=model,
            jobs=jobs,
            memory=memory,
            progress=show,
            allow_shrink=allow_shrink,
            parts=parts,
            stream=stream,
            cluster=_cluster(**cluster),
        )
        outcome = run(source, store, options)
    _tell((told(Fault(name=e.where, reason=e.what, hint=e.hint)) for e in outcome.wrong), None)
    _tell(map(told, outcome.faults))
    if crashed := sum(bool(fault.crash) for fault in outcome.faults):
        click.echo(_report(store, crashed), err=True)
    _tell(map(_omission, outcome.omitted))
    _tell(
        f"{visible(name)}: the same text as {visible(first)}; read once"
        for name, first in outcome.duplicates
    )
    _tell(map(_unmet, _by_reason(outcome.unmet)), None)
    gone = (_decision_text(one) for one in outcome.disappeared)
    _tell((f"decisions.csv: gone since the last build: {one}" for one in gone), None)
    if outcome.asked is not None and outcome.asked != Asked():
        click.echo(_asked(outcome.asked), err=True)
    click.echo(_summary(source, store, outcome))
    bad = (outcome.faults, outcome.wrong, outcome.omitted, outcome.unmet)
    sys.exit(1 if any(bad) else 0)


def _wanted(
    sources: tuple[str, ...], newsroom: Path | None
) -> tuple[Path, tuple[Path, ...] | None, bytes | None]:
    """Return the newsroom, what of it is to be built, None for all, and what standard input has."""
    if not sources:
        if newsroom is None:
            raise click.UsageError("Missing argument 'SOURCES...', or --newsroom.")
        return newsroom, None, None
    stream = None
    paths = named_paths([source for source in sources if source != "-"], "build")
    if "-" in sources:
        source = newsroom or Path()
        stream = sys.stdin.buffer.read(open_newsroom(source).settings.limit + 1)
    elif newsroom is None and len(paths) == 1:
        return paths[0], None, None
    return newsroom or Path(), tuple(paths), stream


def _tell(notes: Iterable[str], most: int | None = _SHOWN) -> None:
    """Say the first of some notes, and how many there are besides; all of them for None."""
    notes = list(notes)
    for note in notes[:most]:
        click.echo(note, err=True)
    if most is not None and (more := len(notes[most:])):
        click.echo(f"… and {more} more", err=True)


def _by_reason(unmet: Iterable[Unmet]) -> list[Unmet]:
    """Return decisions in the order of their lines, those with the reason of the first together."""
    ordered = sorted(unmet, key=lambda one: one.decision.line)
    first: dict[str, int] = {}
    for one in ordered:
        first.setdefault(one.reason, one.decision.line)
    return sorted(ordered, key=lambda one: (first[one.reason], one.decision.line))


def _omission(omission: Omission) -> str:
    """Return in words which finding was left out of a graph, and why."""
    words = shorten(omission.words, _WORDS, placeholder=" …")
    return f"{visible(omission.where)}: left out {words!r}: {visible_lines(omission.reason)}"


def _report(store: Path, crashed: int) -> str:
    """Return the request to report the articles that this program crashed on."""
    return (
        f"A bug of this program keeps {crashed} out; everything else is built. Please report it to"
        f" its makers with {store / LOG}, which may hold words of your articles"
    )


def _unmet(unmet: Unmet) -> str:
    """Return in words why a decision was not applied, and what it may have meant, or what holds."""
    decision, later = unmet.decision, unmet.overruled_by
    head = f"decisions.csv:{decision.line}: not applied: {unmet.reason}: {_decision_text(decision)}"
    lines = [head, *(f"  nearest: {candidate}" for candidate in unmet.candidates)]
    if later is not None:
        lines.append(f"  decisions.csv:{later.line}: holds: {_decision_text(later)}")
    return "\n".join(map(visible, lines))


def _asked(asked: Asked) -> str:
    """Return what was asked of an endpoint, what it cost, and what of the answers was not kept."""
    counts = {
        "articles asked about": asked.answered + asked.failed,
        "answered before": asked.kept,
        "not answered": asked.failed,
        "requests": asked.requests,
        "tokens read": asked.tokens_in,
        "tokens written": asked.tokens_out,
        "answers that told no tokens": asked.uncounted,
        "findings dropped, not in the article's words": asked.dropped,
    }
    told = (f"{name}: {count:,}" for name, count in counts.items() if count)
    return f"endpoint: {'; '.join(told)}"


def _decision_text(decision: Decision) -> str:
    """Return which decision it is, by whom and from when."""
    return visible(f"{decision.what} {decision.quotation!r} ({decision.by}, {decision.when})")


def _summary(source: Path, store: Path, outcome: Outcome) -> str:
    """Return what is in the store now and what to do next."""
    from triplewire.ask import counts
    from triplewire.store import Store

    done = {
        "new": outcome.added,
        "replaced": outcome.replaced,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "rejected": len(outcome.faults),
    }
    if outcome.articles == 0:
        return f"{visible(str(source))}: no article was stored"
    with watched(store), Store(store) as current:
        found = counts(current)
    bad = sum(fault.report is not None for fault in outcome.faults) + len(outcome.omitted)
    notes = {
        "articles": ", ".join(f"{count} {word}" for word, count in done.items() if count),
        "violations": "left out; see above" if bad else "",
        "warnings": "triplewire check" if outcome.warnings else "",
    }
    if outcome.decided or outcome.unmet:
        found["decisions"] = outcome.decided
        notes["decisions"] = f"{len(outcome.unmet)} not applied; see above" if outcome.unmet else ""
    rows = [*found.items(), ("violations", bad), ("warnings", outcome.warnings)]
    lines = [f"  {name:<12}{count:>7,}   {notes.get(name, '')}".rstrip() for name, count in rows]
    wrong = Counter(Path(error.where).name.split(":")[0] for error in outcome.wrong)
    lines += [
        f"  {'wrong lines':<12}{count:>7,}   of {name}; see above" for name, count in wrong.items()
    ]
    return "\n".join([visible(f"{source} → {store}"), "", *lines, "", _NEXT])


def _cluster(engine: str | None, master: str | None, tables: str | None) -> Cluster | None:
    """Return the cluster that a build is to run on, None for this machine."""
    if engine == "spark":
        return Cluster(master=master, tables=tables)
    if master or tables:
        name = "--master" if master else "--tables"
        raise click.UsageError(f"{name} goes with --engine spark")
    return None


def _stopped(show: Shown) -> str:
    """Return what a build leaves behind that is stopped, and how it goes on."""
    pace = show.pace
    where = f" {pace.done:,} of {pace.total:,}" if pace.total else ""
    return (
        f"{CLEARED if show.terminal else ''}Stopped while {pace.stage}{where}.\n"
        "The store is as the last finished build left it; what was extracted is kept.\n"
        "The same command goes on from there.\n"
    )
