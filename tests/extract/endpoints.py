"""A server on this machine that plays answers in the forms in which servers of models give them.

recorded/*.json were written by hand after what the servers document; none of them was asked.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

RECORDED = Path(__file__).parent / "recorded"
SENTENCE = '"Nobody can wait any longer," Dahl added.'
FIGURE: dict[str, Any] = {
    "value": 2.5e9, "unit": "USD", "qualifier": "exactly", "measure": "fish exports",
    "subject": "Norway", "among": None, "time": "in 2023",
}  # fmt: skip
FOUND: dict[str, Any] = {
    "actors": [
        {
            "name": "Astrid Dahl",
            "type": "person",
            "aliases": ["Dahl", "Dame Astrid"],
            "roles": [
                {
                    "text": "fish minister",
                    "office": "fish minister",
                    "body": "Norway",
                    "sentence": "Norway's fish minister Astrid Dahl",
                },
                {"text": "queen", "office": "queen", "body": None, "sentence": "Queen Astrid"},
            ],
        },
        {"name": "Norway", "type": "country", "aliases": [], "roles": []},
        {"name": "Atlantis", "type": "country", "aliases": [], "roles": []},
    ],
    "events": [
        {
            "type": "meeting",
            "words": "met",
            "sentence": "Norway's fish minister Astrid Dahl met trade officials in Reykjavik on "
            "Tuesday.",
            "status": "happened",
            "participants": [{"name": "Dahl", "role": "party"}],
            "place": "Reykjavik",
            "time": "on Tuesday",
        },
        {
            "type": "visit",
            "words": "visited",
            "sentence": "Dahl visited Atlantis.",
            "status": "happened",
            "participants": [{"name": "Dahl", "role": "visitor"}],
            "place": None,
            "time": None,
        },
    ],
    "claims": [
        {
            "kind": "quote",
            "words": "Nobody can wait any longer,",
            "sentence": SENTENCE,
            "speaker": "Dahl",
            "cue": "added",
            "act": "state",
            "denied": False,
            "figure": None,
        },
        {
            "kind": "quote",
            "words": "Nobody will wait any longer,",
            "sentence": SENTENCE,
            "speaker": "Dahl",
            "cue": "added",
            "act": "state",
            "denied": False,
            "figure": None,
        },
        {
            "kind": "statistic",
            "words": "fish exports had reached $2.5 billion in 2023",
            "sentence": "fish exports had reached $2.5 billion in 2023",
            "speaker": "an unwritten source",
            "cue": None,
            "act": "state",
            "denied": False,
            "figure": FIGURE,
        },
    ],
}
# Atlantis, the queen, the visit and the quotation that nobody said.
DROPPED = 4


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server says to one request, and after how long; "" is a line that breaks off."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def said(content: object, **more: Any) -> Answer:
    """Return the plainest answer of a chat completion."""
    words = content if isinstance(content, str) else json.dumps(content)
    return Answer(body=json.dumps({"choices": [{"message": {"content": words}, **more}]}))


def recorded(name: str, content: object = None) -> Answer:
    """Return a recorded answer, with some content where it says CONTENT."""
    body = (RECORDED / f"{name}.json").read_text(encoding="utf-8")
    words = json.dumps(json.dumps(FOUND if content is None else content))[1:-1]
    return Answer(body=body.replace("CONTENT", words))


def refused(status: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body="{}", status=status, headers=named)


class Server:
    """What was asked, and how many at a time."""

    def __init__(self, script: Callable[[int, dict[str, Any]], Answer]) -> None:
        self.script = script
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []
        self.most = self.now = 0
        self.lock = threading.Lock()

    def texts(self) -> list[str]:
        return [body["messages"][1]["content"] for _, _, body in self.asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self.lock:
            number = len(self.asked)
            self.asked.append((handler.path, handler.headers["Authorization"], body))
            self.now += 1
            self.most = max(self.most, self.now)
        answer = self.script(number, body)
        time.sleep(answer.seconds)
        with self.lock:
            self.now -= 1
        if not answer.body:
            return
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.body.encode())


@contextmanager
def serving(
    monkeypatch: pytest.MonkeyPatch, *answers: Answer | Callable[[int, dict[str, Any]], Answer]
) -> Iterator[Server]:
    """Name a server in the environment that gives the answers in turn, the last one ever after."""
    first = answers[0]
    turns = [answer for answer in answers if isinstance(answer, Answer)]
    script = (lambda n, _: turns[min(n, len(turns) - 1)]) if isinstance(first, Answer) else first
    server = Server(script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.answer(self)

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{listening.server_port}/v1/")
        monkeypatch.setenv("OPENAI_MODEL", "recorded")
        monkeypatch.setenv("OPENAI_API_KEY", "secret")
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
