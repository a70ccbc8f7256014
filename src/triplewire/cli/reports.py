"""Findings in; reports on stdout and in files out, each in the format that its name says."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import click

from triplewire.report import WRITERS, Finding, Run

STDIO = "-"
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


def targets_of(outs: tuple[str, ...], form: str | None) -> list[tuple[Path | None, str]]:
    """Return where which format is written; no path is stdout."""
    if form and len(outs) > 1:
        raise click.UsageError("with several --out, their names say the formats: drop --format")
    found: list[tuple[Path | None, str]] = []
    for out in outs or (STDIO,):
        known = _SUFFIXES.get(Path(out).suffix.lower())
        if out == STDIO:
            found.append((None, form or "text"))
        elif form or known:
            found.append((Path(out), form or str(known)))
        else:
            raise click.UsageError(f"{out}: say --format, or name it {' '.join(_SUFFIXES)}")
    return found


def write_reports(
    findings: Iterable[Finding], run: Run, targets: list[tuple[Path | None, str]], *, all_: bool
) -> None:
    """Write findings wherever they are wanted; of each shape only the first, or all."""
    kept = list(findings) if len(targets) > 1 else findings
    for path, form in targets:
        shown = replace(run, limit=None if all_ else _LIMITS.get(form))
        _write(path, WRITERS[form](kept, _for_terminal(shown, path)))


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
