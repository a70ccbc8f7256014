"""A report in, the same one out with blank nodes called alike on every run."""

import re
from dataclasses import replace

from triplewire.records import Report, Result

# What parsers make up for nodes that the file does not name; a name that it gives is kept.
_MADE_UP = re.compile(r"_:(?:[0-9a-f]{20,32}|N[0-9a-f]{32}|f[0-9a-f]{31,})")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def steady(report: Report) -> Report:
    """Return a report whose made-up labels, and the order that hung on them, do not vary."""
    results = [_labelled(result) for result in report.results]
    if not any(_MADE_UP.search(text) for result in results for text in _terms(result)):
        return report
    names: dict[str, str] = {}

    def renamed(text: str) -> str:
        return _MADE_UP.sub(lambda f: names.setdefault(f[0], f"_:b{len(names) + 1}"), text)

    return replace(
        report,
        results=tuple(
            replace(
                result,
                focus=renamed(result.focus),
                value=None if result.value is None else renamed(result.value),
                message=renamed(result.message),
                shape=renamed(result.shape),
                source_shape=renamed(result.source_shape),
            )
            for result in sorted(results, key=_order)
        ),
    )


def _labelled(result: Result) -> Result:
    """Return a result whose shape, where it is a blank node, is written as one."""
    return replace(result, shape=_node(result.shape), source_shape=_node(result.source_shape))


def _node(shape: str) -> str:
    known = not shape or shape.startswith("_:") or _IRI.fullmatch(shape)
    return shape if known else f"_:{shape}"


def _terms(result: Result) -> tuple[str, ...]:
    return result.shape, result.source_shape, result.focus, result.value or "", result.message


def _order(result: Result) -> tuple[str, ...]:
    grave = {"Violation": "0", "Warning": "1", "Info": "2"}.get(result.severity, "0")
    parts = (grave, *_terms(result), result.component, result.path or "")
    return tuple(_MADE_UP.sub("_:", part) for part in parts)
