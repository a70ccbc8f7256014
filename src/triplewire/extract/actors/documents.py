"""A text in, sightings of documents by their quoted titles, and later "the audit", out."""

import re
from collections.abc import Iterator

from triplewire.extract.actors.cast import Cast
from triplewire.extract.names import Sighting
from triplewire.extract.text import DOCUMENT_NOUNS

_NOUNS = "|".join(DOCUMENT_NOUNS)
# A name of up to six words in quotation marks that ends in what governments publish.
_QUOTED = re.compile(
    rf"[“\"‘](?P<title>[A-Z][\w'’-]{{1,20}}(?: [\w'’-]{{1,20}}){{0,4}} (?P<noun>{_NOUNS})),?[”\"’]",
    re.IGNORECASE,
)
_LATER = re.compile(rf"\b[Tt]h(?:e|is) (?P<noun>{_NOUNS}|findings|results)\b(?!['’]s? [A-Z])")
# What a document has without being one.
_CONTENTS = frozenset({"findings", "results"})


def find_titles(text: str) -> Iterator[Sighting]:
    """Yield the documents whose titles stand in quotation marks."""
    for match in _QUOTED.finditer(text):
        if match["title"][0].isupper():
            start, end = match.span("title")
            yield Sighting(
                start=start, end=end, name=match["title"], type="document", rule="quoted-title"
            )


def add_later_mentions(cast: Cast, text: str) -> None:
    """Note "the audit" and "the findings" after a document of that kind was named."""
    latest: dict[str, tuple[int, str]] = {}
    events: list[tuple[int, int, str, str]] = []
    for start, end, part in cast.named("name"):
        if part.type == "document":
            events.append((start, end, part.name.rsplit(" ", 1)[-1].lower(), part.name))
    events.extend((*match.span(), match["noun"], "") for match in _LATER.finditer(text))
    for start, end, noun, name in sorted(events):
        if name:
            latest |= dict.fromkeys((noun, *_CONTENTS), (start, name))
        elif noun in latest and cast.free(start, end):
            part = cast.parts[latest[noun][1]]
            cast.mention(part, (start, end), "nominal")
            part.add_alias(f"the {noun}")
