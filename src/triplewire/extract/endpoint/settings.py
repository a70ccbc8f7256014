"""The environment in, the endpoint that it names out, with how it is to be asked."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from triplewire.errors import ExtractError
from triplewire.system.remote import NoAnswerError, usable

_URL, _MODEL, _KEY = "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"
_CONNECTIONS, _ANSWERS = "TRIPLEWIRE_CONNECTIONS", "TRIPLEWIRE_ANSWERS"
HINT = f"set {_URL}, {_MODEL} and, where the endpoint asks for one, {_KEY}"
_SENT = re.compile(r"[!-~]*")
# A server on a desk answers few at a time; a build has no more articles in hand than the most.
_USUAL, _MOST = 4, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, with which key, about how many articles at a time.

    ``answers`` is the folder where answers are kept, None where there is no place for one.
    """

    url: str
    model: str
    key: str | None = field(repr=False)
    connections: int = _USUAL
    answers: Path | None = None


def endpoint_of_environment() -> Endpoint:
    """Return the endpoint that the environment names.

    Raises: ExtractError when it names none, or a variable cannot be used; its value is not shown.
    """
    url, model, key = (os.environ.get(name, "").strip() for name in (_URL, _MODEL, _KEY))
    for name, value in ((_URL, url), (_MODEL, model)):
        if not value:
            raise ExtractError("no endpoint to ask", where=name, hint=HINT)
    try:
        url = usable(url)
    except NoAnswerError as error:
        raise ExtractError(f"no endpoint to ask: {error}", where=_URL, hint=HINT) from None
    if {"?", "#"} & set(url):
        raise ExtractError("a query in the address is not sent", where=_URL, hint=HINT)
    if not model.isprintable():
        raise ExtractError("a control character in the name of a model", where=_MODEL)
    if not _SENT.fullmatch(key):
        raise ExtractError("not a key: a header cannot hold it", where=_KEY, hint=HINT)
    return Endpoint(
        url=url.rstrip("/"),
        model=model,
        key=key or None,
        connections=_connections(),
        answers=_answers(),
    )


def _connections() -> int:
    value = os.environ.get(_CONNECTIONS, "").strip() or str(_USUAL)
    if not re.fullmatch("[0-9]{1,3}", value) or not 1 <= int(value) <= _MOST:
        raise ExtractError("not a number of connections", where=_CONNECTIONS, hint=f"1 to {_MOST}")
    return int(value)


def _answers() -> Path | None:
    """Return the folder for answers: the one that is named, or one in the user's cache."""
    named = os.environ.get(_ANSWERS, "").strip()
    if named:
        return Path(named)
    cache = Path(os.environ.get("XDG_CACHE_HOME", "").strip())
    if not cache.is_absolute():
        try:
            cache = Path.home() / ".cache"
        except RuntimeError:  # nobody is at home
            return None
    return cache / "triplewire" / "answers"
