"""The text of an article in, the answer of the model behind an endpoint out, or why there is none.

Asked again is what may pass, a few times, and what is not in the schema, once.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import msgspec

from triplewire.errors import AnswerError, ExtractError
from triplewire.extract.endpoint.answer import Found, answer_schema
from triplewire.extract.endpoint.settings import HINT, Endpoint
from triplewire.system.remote import Limits, NoAnswerError, ask

_LIMITS = Limits(seconds=300.0, most_bytes=2_000_000)
# Seconds before the same is asked again, unless the server says when; and the longest wait.
_PAUSES = (1.0, 4.0, 16.0)
_LONGEST = 60.0
# With these a server refuses whatever it is asked: the address, the key or the model is wrong.
_REFUSED = frozenset({401, 402, 403, 404, 405})
_FENCE = "```"
_MOST_TOKENS = 10**9  # nobody reads or writes more in one answer
_SHOWN = 4_000  # characters of an answer that is not in the schema, shown to the model again
_PROMPT = """\
Extract from the news article what it says. Copy every passage letter by letter from the article; \
never correct, shorten or invent words. Give only what the article states.
- actors: who and what is named, each once, by its fullest name in the article; use that name \
wherever an actor is asked for. A role has its words ("text"), the plain office, the actor whose \
office it is ("body") and the words that give it to its holder ("sentence").
- events: what happened, is planned, was cancelled, is denied or is only supposed. "words" are the \
few words that tell it, "sentence" is the whole sentence around them, "time" and "place" as the \
article has them. Participants are those who took part, not bystanders: the doer and the other, \
or host and visitor, party, organizer; "name" is an actor's name or the words of the sentence for \
somebody without one.
- claims: what somebody says (quote: the words between quotation marks; indirect: the words that \
report it), and every figure (statistic) and position (rank). "sentence" is the stretch of the \
article that holds the words and who says them, "cue" the words of saying, "speaker" an actor's \
name or the words for a source without one.
- figures: the value in full ("2.5 billion" is 2500000000), the unit (an ISO 4217 code, percent or \
a singular noun; null for a rank), and the article's words for what is measured and for when; \
"subject" is the actor that it is about, "among" the actor whose members are ranked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of asking about one text: what was found, or else the failure, and what it took.

    ``silent`` says that it may be the server's and not the article's failure. Tokens are as the
    endpoint counts them.
    """

    found: Found | None = None
    failure: ExtractError | None = None
    silent: bool = False
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0


def request_about(model: str, text: str) -> dict[str, Any]:
    """Return what a model is asked about a text."""
    return {
        "model": model,
        "temperature": 0,
        "seed": 0,
        "messages": [
            {"role": "system", "content": _PROMPT},
            {"role": "user", "content": text},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "findings", "strict": True, "schema": answer_schema()},
        },
    }


class Conversation:
    """What is sent about one text and what comes back; every request is counted."""

    def __init__(self, endpoint: Endpoint, wait: Callable[[float], object]) -> None:
        """Ask an endpoint; ``wait`` lets seconds pass before it is asked again."""
        self._endpoint = endpoint
        self._wait = wait
        self._requests = self._tokens_in = self._tokens_out = self._uncounted = 0

    def about(self, text: str) -> Reply:
        """Return what the model finds in a text."""
        try:
            found = self._found(request_about(self._endpoint.model, text))
        except NoAnswerError as error:
            silent = error.passing or error.status is None
            return self._reply(failure=self._unanswered(error), silent=silent)
        except AnswerError as error:
            return self._reply(failure=error)
        return self._reply(found=found)

    def _reply(self, **outcome: Any) -> Reply:
        return Reply(
            requests=self._requests,
            tokens_in=self._tokens_in,
            tokens_out=self._tokens_out,
            uncounted=self._uncounted,
            **outcome,
        )

    def _found(self, request: dict[str, Any]) -> Found:
        content = self._content(request)
        try:
            return _decoded(content)
        except (ValueError, RecursionError) as error:
            complaint = f"Your answer is not in the schema: {error}. Answer again, in the schema."
        again = [
            {"role": "assistant", "content": content[:_SHOWN]},
            {"role": "user", "content": complaint},
        ]
        content = self._content(request | {"messages": [*request["messages"], *again]})
        try:
            return _decoded(content)
        except (ValueError, RecursionError) as error:
            raise AnswerError(
                f"the endpoint's answer is not in the schema, asked twice: {error}",
                hint="choose a model and server that keep to response_format json_schema",
            ) from None

    def _content(self, request: dict[str, Any]) -> str:
        """Return what the model says to a request.

        Raises: NoAnswerError when the endpoint does not answer, AnswerError when it says nothing.
        """
        answer = self._patiently(json.dumps(request).encode())
        try:
            whole = json.loads(answer)
            choice = whole["choices"][0]
            content, refusal = choice["message"].get("content"), choice["message"].get("refusal")
            self._count(whole.get("usage"))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise AnswerError(
                "the endpoint's answer is none of a chat completion",
                hint="give the address up to /v1 of a server that speaks as OpenAI's does",
            ) from None
        if choice.get("finish_reason") == "length":
            raise AnswerError(
                "the endpoint's answer was cut off at the length that the server allows",
                hint="let the server write more tokens, or have more context",
            )
        if not isinstance(content, str):
            why = f"the model refused: {refusal[:200]}" if isinstance(refusal, str) else "no words"
            raise AnswerError(f"the endpoint gave no answer: {why}")
        return content

    def _count(self, usage: object) -> None:
        counted = usage if isinstance(usage, Mapping) else {}
        read, written = counted.get("prompt_tokens"), counted.get("completion_tokens")
        if _is_number(read) and _is_number(written):
            self._tokens_in += read
            self._tokens_out += written
        else:
            self._uncounted += 1

    def _patiently(self, body: bytes) -> bytes:
        """Return the answer to a request, asked again while what keeps it away may pass."""
        for pause in _PAUSES:
            try:
                return self._post(body)
            except NoAnswerError as error:
                seconds = pause if error.after is None else error.after
                if not error.passing or seconds > _LONGEST:
                    raise
            self._wait(seconds)
        return self._post(body)

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        self._requests += 1
        return ask(f"{self._endpoint.url}/chat/completions", _LIMITS, headers, body)

    def _unanswered(self, error: NoAnswerError) -> ExtractError:
        """Return the failure of one article, or of all where the server refuses whatever comes."""
        status = error.status or 0
        refused = status in _REFUSED or 300 <= status < 400
        kind = ExtractError if refused else AnswerError
        times = f" (asked {self._requests} times)" if self._requests > 1 else ""
        return kind(f"the endpoint {self._endpoint.url} failed: {error}{times}", hint=HINT)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and 0 <= value <= _MOST_TOKENS


def _decoded(content: str) -> Found:
    """Return what an answer holds; some models put it into a code fence.

    Raises: ValueError, RecursionError when it is not in the schema.
    """
    content = content.strip()
    if content.startswith(_FENCE) and content.endswith(_FENCE):
        content = content.removesuffix(_FENCE).removeprefix(_FENCE).removeprefix("json")
    return msgspec.json.decode(content, type=Found)
