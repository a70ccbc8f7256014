"""Texts that are annotated as if the network had marked them, and what is found by the marks."""

from dataclasses import replace
from pathlib import Path

from markup import Document, read

from tests.extract.pages import analyser, article
from tests.extract.tagged import tags_of
from triplewire.extract.claims.find import find_claims
from triplewire.extract.events.find import find_events
from triplewire.extract.layout import prepare_article
from triplewire.extract.pages import prepare_page
from triplewire.extract.parse import parse
from triplewire.extract.text import Page
from triplewire.records import Actor, Claim, Event

_HEAD = "genre: wire\nregion: -\npublished: 2024-03-14\nannotator: t\n---\n"


class PageOf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def document(self, annotated: str) -> Document:
        path = self.folder / "text.txt"
        path.write_text(_HEAD + annotated, "utf-8")
        return read(path)

    def __call__(self, annotated: str, chance: float = 1.0) -> Page:
        document = self.document(annotated)
        prepared = prepare_article(article(document.text))
        [doc] = parse(analyser(), [prepared.parsable])
        tags = tags_of(document)
        marks = tuple(replace(mark, chance=chance) for mark in tags.marks)
        return prepare_page(prepared, doc, replace(tags, marks=marks))

    def actors(self, annotated: str) -> dict[str, Actor]:
        return {actor.name: actor for actor in self(annotated).actors}

    def events(self, annotated: str, chance: float = 1.0) -> list[Event]:
        page = self(annotated, chance)
        return list(find_events(page, find_claims(page)))

    def claims(self, annotated: str, kind: str) -> list[Claim]:
        return [claim for claim in find_claims(self(annotated)) if claim.kind == kind]
