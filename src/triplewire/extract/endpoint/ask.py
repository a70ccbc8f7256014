"""An article in, the answer of the model behind an endpoint out."""

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any

import msgspec

from triplewire.errors import ExtractError
from triplewire.extract.endpoint.answer import Found, answer_schema
from triplewire.records import Article
from triplewire.system.remote import Limits, NoAnswerError, ask, usable

_URL, _MODEL, _KEY = "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"
_HINT = f"set {_URL}, {_MODEL} and, where the endpoint asks for one, {_KEY}"
_LIMITS = Limits(seconds=300.0, most_bytes=2_000_000)
_SENT = re.compile(r"[!-~]*")
_PROMPT = (
    "Extract from the news article what it says. Copy every passage letter by letter from the "
    "article; never correct, shorten or invent words. Name each actor by its fullest name in the "
    "article and use that name as speaker and participant. Give only what the article states."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, and with which key."""

    url: str
    model: str
    key: str | None = field(repr=False)


def endpoint_of_environment() -> Endpoint:
    """Return the endpoint that the environment names.

    Raises: ExtractError when it names none, or a variable cannot be sent; its value is not shown.
    """
    url, model, key = (os.environ.get(name, "").strip() for name in (_URL, _MODEL, _KEY))
    for name, value in ((_URL, url), (_MODEL, model)):
        if not value:
            raise ExtractError("no endpoint to ask", where=name, hint=_HINT)
    try:
        url = usable(url)
    except NoAnswerError as error:
        raise ExtractError(f"no endpoint to ask: {error}", where=_URL, hint=_HINT) from None
    if {"?", "#"} & set(url):
        raise ExtractError("a query in the address is not sent", where=_URL, hint=_HINT)
    if not model.isprintable():
        raise ExtractError("a control character in the name of a model", where=_MODEL)
    if not _SENT.fullmatch(key):
        raise ExtractError("not a key: a header cannot hold it", where=_KEY, hint=_HINT)
    return Endpoint(url=url.rstrip("/"), model=model, key=key or None)


def ask_endpoint(endpoint: Endpoint, article: Article) -> Found:
    """Return what the model behind an endpoint finds in an article.

    Raises: ExtractError when it does not answer, or not in the schema.
    """
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": 0,
        "messages": [
            {"role": "system", "content": _PROMPT},
            {"role": "user", "content": article.text},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "findings", "strict": True, "schema": answer_schema()},
        },
    }
    answer = _post(endpoint, body, article.name)
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        return msgspec.json.decode(content, type=Found)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExtractError(
            f"the endpoint's answer is not in the schema: {error}",
            where=article.name,
            hint="choose a model that keeps to response_format json_schema",
        ) from error


def _post(endpoint: Endpoint, body: dict[str, Any], where: str) -> bytes:
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    address = f"{endpoint.url}/chat/completions"
    try:
        return ask(address, _LIMITS, headers, json.dumps(body).encode())
    except NoAnswerError as error:
        raise ExtractError(
            f"the endpoint {endpoint.url} failed: {error}", where=where, hint=_HINT
        ) from error
