"""Findings in, one self-contained page out: no request leaves it, and it reads without scripts."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from triplewire.ask import visible
from triplewire.report.digest import digest, path_of, short, summary, totals
from triplewire.report.digest import where as where_of
from triplewire.report.findings import Finding, Run
from triplewire.report.proposals import command, row

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"


def report_html(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    """Yield the report as an HTML page, the first results of each shape with their evidence."""
    groups = digest(findings, run, run.limit)
    found = totals(groups)
    style, script = _asset("report.css"), _asset("report.js")
    yield from _template().generate(
        groups=groups,
        totals=found,
        severities=[name for name, number in found.items() if number],
        summary=summary(found),
        run=run,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )
    yield "\n"


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - slow
    from markupsafe import Markup  # noqa: PLC0415 - comes with it

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_TEMPLATES),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "plain": visible,
        "where": where_of,
        "command": command,
        "row": row,
        # Only for the two files that lie beside the template.
        "own": Markup,
    }
    environment.globals |= {"short": short, "path_of": path_of}
    return environment.get_template("report.html.jinja")


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what allows exactly this text in a Content-Security-Policy."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
