"""triplewire compare: what the claims of a store are to each other."""

import json
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryFile

import click

from triplewire.cli.options import store_option
from triplewire.cli.watch import watched
from triplewire.records import RELATIONS

_NARROWEST, _WIDEST = 60, 120
_UNKNOWN = {"voice": "(no source named)"}

Found = Mapping[str, object]


@click.command("compare")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice(RELATIONS),
    help="Only these relations.  [default: all]",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@store_option
def compare_command(relations: tuple[str, ...], form: str, store: Path) -> None:
    """Show claims that contradict, refine or repeat each other, or only look alike.

    Each pair stands side by side, with what the two differ in and why they are judged so. Only what
    cannot be true together in one scope and period is called a contradiction. Exit code 1 says that
    there is one.

    \b
    Example:
      triplewire compare
      triplewire compare --relation contradicts --format json
    """
    from triplewire.ask import comparisons
    from triplewire.store import Store

    wanted = tuple(name for name in RELATIONS if name in (relations or RELATIONS))
    counts: Counter[str] = Counter()
    with watched(store), Store(store) as current:
        found = _counted(comparisons(current, wanted), counts)
        if form == "json":
            _write_json(found)
        else:
            _write_text(found, counts)
    sys.exit(1 if counts["contradicts"] else 0)


def _counted(found: Iterable[Found], counts: Counter[str]) -> Iterator[Found]:
    for one in found:
        counts[str(one["relation"])] += 1
        yield one


def _write_json(found: Iterable[Found]) -> None:
    """Write all as one list, never more than one of them in memory."""
    mark = "["
    for one in found:
        told = textwrap.indent(json.dumps(one, indent=2, ensure_ascii=False), "  ")
        click.echo(f"{mark}\n{told}", nl=False)
        mark = ","
    click.echo("[]" if mark == "[" else "\n]")


def _write_text(found: Iterable[Found], counts: Counter[str]) -> None:
    """Write how many there are of each relation, and then all."""
    with TemporaryFile("w+", encoding="utf-8") as pairs:
        for one in found:
            pairs.write(f"\n{_pair(one)}\n")
        told = ", ".join(f"{counts[name]} {name}" for name in RELATIONS if counts[name])
        click.echo(told or "no claims compare")
        pairs.seek(0)
        for line in pairs:
            click.echo(line, nl=False)


def _pair(one: Found) -> str:
    from triplewire.ask import padded, visible

    width = min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size().columns)) // 2 - 3
    differs = one["differsIn"]
    by = f" ({', '.join(map(str, differs))})" if isinstance(differs, list) and differs else ""
    lines = [visible(f"{one['relation']}{by}: {one['reason']}  [{one['confidence']}]")]
    for part in ("voice", "words", "place"):
        columns = [_cell(one[f"{side}_{part}"], part, width) for side in ("one", "other")]
        lines += [
            f"  {padded(left, width)} | {right}".rstrip()
            for left, right in zip_longest(*columns, fillvalue="")
        ]
    return "\n".join(lines)


def _cell(value: object, part: str, width: int) -> Iterable[str]:
    from rich.cells import cell_len

    from triplewire.ask import visible, wrapped

    words = _UNKNOWN.get(part, "") if value is None else visible(str(value))
    quoted = f"»{words}«" if part == "words" else words
    lines = textwrap.wrap(quoted, width)
    # A character of East Asia takes two cells, for which only ours can count.
    return wrapped(quoted, width) if any(cell_len(line) > width for line in lines) else lines
