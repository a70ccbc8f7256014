"""The endpoint of the environment in, what extracts with the model behind it out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triplewire.extract.endpoint.ask import request_about
from triplewire.extract.endpoint.draft import draft_of
from triplewire.extract.endpoint.session import Session
from triplewire.extract.endpoint.settings import endpoint_of_environment
from triplewire.extract.parse import RULES, Analyser
from triplewire.records import Article, Draft
from triplewire.system.hashes import digest

_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker(Analyser):
    """A model behind an endpoint, with what is asked of it in one run."""

    session: Session = field(repr=False, compare=False)


def load_asker(model: str) -> Asker:
    """Return what asks the endpoint that the environment names.

    Raises: ExtractError when it names none, or a variable cannot be used.
    """
    endpoint = endpoint_of_environment()
    # Another prompt or schema is another extractor: what it found before is found anew.
    asked = digest(json.dumps(request_about("", ""), sort_keys=True))[:_DIGITS]
    return Asker(
        model=model,
        version=f"{RULES} prompt/{asked} {endpoint.model}@{endpoint.url}",
        session=Session(endpoint),
    )


def extract_by_endpoint(articles: Iterable[Article], asker: Asker) -> Iterator[Draft]:
    """Yield the draft of every article, in order.

    Raises: AnswerError at the first article without an answer, ExtractError when the endpoint
    refuses all, or fails too often.
    """
    for article, found in asker.session.findings(iter(articles)):
        draft, dropped = draft_of(article, found, asker.version)
        asker.session.drop(article, dropped)
        yield draft
