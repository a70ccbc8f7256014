r"""What is found in short texts of our own invention, rare turns of words, be it right or wrong.

    PYTHONPATH=training_set python -m tests.extract.sentences

writes tests/golden/sentences.txt anew after a change that is meant; read what differs. A line that
begins with a quotation mark is a text, in the notation of JSON, and what is found in it follows;
to add one, write its line and run the command.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from tests.extract.findings import MODEL, ROOT, lines
from triplewire.extract import load_analyser
from triplewire.extract.claims import find_claims, with_topics
from triplewire.extract.events import find_events, with_occasions
from triplewire.extract.events.find import propose_events
from triplewire.extract.pages import prepare_pages
from triplewire.extract.text.page import Page
from triplewire.records import Article, Draft, Metadata

GOLDEN = ROOT / "tests" / "golden" / "sentences.txt"
_PUBLISHED = Metadata(published="2024-03-14")


def kept() -> dict[str, str]:
    """Return what was found in each text when the file was last written."""
    found: dict[str, list[str]] = {}
    text = ""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith('"'):
            text = json.loads(line)
            found[text] = []
        elif line:
            found[text].append(line)
    return {text: "\n".join(some) for text, some in found.items()}


def findings(texts: Iterable[str]) -> dict[str, str]:
    """Return what is found in each text."""
    articles = [
        Article(
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            name="test.txt",
            media_type="text/plain",
            language="en",
            metadata=_PUBLISHED,
        )
        for text in texts
    ]
    pages = prepare_pages(articles, load_analyser(MODEL))
    return {page.article.text: "\n".join(_lines(page)) for page in pages}


def _lines(page: Page) -> Iterator[str]:
    claims = find_claims(page)
    events = find_events(page, claims)
    draft = Draft(
        article=page.article,
        metadata=page.metadata,
        actors=page.actors,
        events=events,
        claims=with_topics(with_occasions(page, claims, events)),
        extractor="",
    )
    told = "\n".join(lines(draft))
    # Of a short text the day that it was given above is all that is known of it.
    yield told.removeprefix(f"article {_PUBLISHED}\n")
    for proposal in propose_events(page, claims):
        event = proposal.event
        yield f"proposed {event.type} {event.rule}: {' '.join(sorted(proposal.features))}"


if __name__ == "__main__":
    GOLDEN.write_text(
        "".join(
            f"{json.dumps(text, ensure_ascii=False)}\n{found}\n\n"
            for text, found in findings(kept()).items()
        ),
        encoding="utf-8",
    )
