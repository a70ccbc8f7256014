import json
import os
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.drafts import TEXT, article
from triplewire.convert import convert
from triplewire.errors import ExtractError
from triplewire.extract import extract_all, load_analyser
from triplewire.extract.endpoint.answer import answer_schema
from triplewire.extract.endpoint.ask import endpoint_of_environment
from triplewire.link import link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import Draft
from triplewire.system.remote import Limits

SENTENCE = '"Nobody can wait any longer," Dahl added.'
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
                    "words": "Norway's fish minister Astrid Dahl",
                },
                {"text": "queen", "office": "queen", "body": None, "words": "Queen Astrid"},
            ],
        },
        {"name": "Norway", "type": "country", "aliases": [], "roles": []},
        {"name": "Atlantis", "type": "country", "aliases": [], "roles": []},
    ],
    "events": [
        {
            "type": "meeting",
            "label": "talks in Reykjavik",
            "words": "Astrid Dahl met trade officials in Reykjavik on Tuesday.",
            "date": "2024-02-30",
            "place": "Reykjavik",
            "participants": [{"name": "Dahl", "role": "party"}],
            "planned": False,
        },
        {
            "type": "visit",
            "label": "an invented visit",
            "words": "Dahl visited Atlantis.",
            "date": None,
            "place": None,
            "participants": [{"name": "Dahl", "role": "visitor"}],
            "planned": False,
        },
    ],
    "claims": [
        {
            "kind": "quote",
            "words": "Nobody can wait any longer,",
            "sentence": SENTENCE,
            "speaker": "Dahl",
            "act": "state",
            "denied": False,
            "figure": None,
        },
        {
            "kind": "quote",
            "words": "Nobody will wait any longer,",
            "sentence": SENTENCE,
            "speaker": "Dahl",
            "act": "state",
            "denied": False,
            "figure": None,
        },
        {
            "kind": "statistic",
            "words": "fish exports had reached $2.5 billion in 2023",
            "sentence": "fish exports had reached $2.5 billion in 2023",
            "speaker": "an unwritten source",
            "act": "state",
            "denied": False,
            "figure": {"value": 2.5e9, "unit": "USD", "measure": "exports"},
        },
    ],
}


class Recorded(BaseHTTPRequestHandler):
    """Answers as an endpoint does, and keeps what it was asked."""

    status = 200
    content = ""
    asked: list[tuple[str, str | None, dict[str, Any]]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        type(self).asked.append((self.path, self.headers["Authorization"], body))
        answer = {"choices": [{"message": {"content": self.content}}]}
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@contextmanager
def served(
    monkeypatch: pytest.MonkeyPatch, content: str, status: int = 200
) -> Iterator[type[Recorded]]:
    handler = type("Handler", (Recorded,), {"content": content, "status": status, "asked": []})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1/")
        monkeypatch.setenv("OPENAI_MODEL", "recorded")
        monkeypatch.setenv("OPENAI_API_KEY", "secret")
        try:
            yield handler
        finally:
            server.shutdown()
            thread.join()


def drafted() -> Draft:
    return next(iter(extract_all([article()], load_analyser("endpoint"))))


def test_what_a_model_finds_is_kept_with_the_words_of_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with served(monkeypatch, json.dumps(FOUND)) as server:
        draft = drafted()

    assert [actor.name for actor in draft.actors] == ["Astrid Dahl", "Norway"]
    assert draft.actors[0].aliases == ("Dahl",)
    assert [role.text for role in draft.actors[0].roles] == ["fish minister"]
    assert [(event.type, event.when, event.place) for event in draft.events] == [
        ("meeting", None, None)
    ]
    assert [(claim.kind, claim.speakers, claim.unnamed) for claim in draft.claims] == [
        ("quote", ("Astrid Dahl",), None),
        ("statistic", (), None),
    ]
    passages = [m.passage for actor in draft.actors for m in actor.mentions]
    passages += [claim.passage for claim in draft.claims]
    assert all(TEXT[p.start : p.end] == p.text for p in passages)
    path, key, body = server.asked[0]
    assert (path, key) == ("/v1/chat/completions", "Bearer secret")
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["messages"][1]["content"] == TEXT


def test_a_draft_of_an_endpoint_goes_the_rest_of_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, json.dumps(FOUND)):
        draft = drafted()

    story = link(draft, load_authorities(None, vocabulary(), "https://example.org/"))
    assert any("/claim/" in str(triple.subject) for triple in convert(story).triples)


@pytest.mark.parametrize(
    ("content", "status", "what"),
    [
        ("no JSON", 200, "not in the schema"),
        (json.dumps({"actors": []}), 200, "not in the schema"),
        (json.dumps(FOUND), 500, "failed"),
        (json.dumps(FOUND), 302, "failed"),
    ],
)
def test_an_endpoint_that_does_not_answer_as_asked_is_an_error_with_the_article_s_name(
    monkeypatch: pytest.MonkeyPatch, content: str, status: int, what: str
) -> None:
    with served(monkeypatch, content, status), pytest.raises(ExtractError, match=what) as caught:
        drafted()

    assert caught.value.where == article().name


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.extract.endpoint.ask._LIMITS", Limits(seconds=5, most_bytes=10))
    with (
        served(monkeypatch, json.dumps(FOUND)),
        pytest.raises(ExtractError, match="too large"),
    ):
        drafted()


def test_an_endpoint_must_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "file:///etc/passwd")
    monkeypatch.setenv("OPENAI_MODEL", "any")

    with pytest.raises(ExtractError, match="no endpoint"):
        load_analyser("endpoint")


@pytest.mark.parametrize("end", ["\n", "\r\n", " ", "\t"])
def test_white_space_around_a_variable_is_taken_off(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    with served(monkeypatch, json.dumps(FOUND)) as server:
        for name in ("OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"):
            monkeypatch.setenv(name, f" {os.environ[name]}{end}")
        drafted()
    path, key, body = server.asked[0]

    assert (path, key) == ("/v1/chat/completions", "Bearer secret")
    assert body["model"] == "recorded"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_API_KEY", "hunter2\r\nhunter2"),
        ("OPENAI_API_KEY", "hunter2 hunter2"),
        ("OPENAI_API_KEY", "hunter2 key\u2019"),
        ("OPENAI_MODEL", "hunter2\nhunter2"),
        ("OPENAI_BASE_URL", "https://ada:hunter2@example.org/v1"),
        ("OPENAI_BASE_URL", "https://hunter2@example.org/v1"),
        ("OPENAI_BASE_URL", "https://ada:hun/ter2hunter2@example.org/v1"),
        ("OPENAI_BASE_URL", "ada:hunter2@example.org/v1"),
        ("OPENAI_BASE_URL", "https://example.org/hunter2\nx"),
        ("OPENAI_BASE_URL", "https://example.org/v1?key=hunter2"),
        ("OPENAI_BASE_URL", "https://example.org:hunter2/"),
    ],
)
def test_a_variable_that_cannot_be_sent_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_MODEL", "any")
    monkeypatch.setenv(name, value)
    with pytest.raises(ExtractError) as caught:
        load_analyser("endpoint")
    said = "".join(traceback.format_exception(caught.value))

    assert caught.value.where == name
    assert "hunter2" not in said


def test_a_key_is_in_no_description_of_an_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_MODEL", "any")
    monkeypatch.setenv("OPENAI_API_KEY", "hunter2")

    assert "hunter2" not in repr(endpoint_of_environment())
    assert "hunter2" not in load_analyser("endpoint").version


def test_an_answer_nested_without_end_is_not_in_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        served(monkeypatch, "[" * 200_000),
        pytest.raises(ExtractError, match="not in the schema"),
    ):
        drafted()


def test_the_schema_asks_for_every_property_and_for_concepts_of_the_ontology() -> None:
    parts = answer_schema()["$defs"]
    concepts = {str(triple.subject).strip("<>") for triple in vocabulary()}

    assert all(part["required"] == list(part["properties"]) for part in parts.values())
    for name in parts["FoundEvent"]["properties"]["type"]["enum"]:
        assert f"https://w3id.org/triplewire/concept/{name}" in concepts
    for name in parts["FoundClaim"]["properties"]["act"]["enum"]:
        assert f"https://w3id.org/triplewire/concept/{name}" in concepts
