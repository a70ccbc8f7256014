"""What is asked of an endpoint, how an answer is taken, and what of it is kept between runs."""

import json
import os
import traceback
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.drafts import TEXT, article
from tests.extract.endpoints import (
    DROPPED,
    FOUND,
    Answer,
    recorded,
    refused,
    said,
    serving,
)
from triplewire.convert import convert
from triplewire.errors import AnswerError, ExtractError
from triplewire.extract import asked_by, extract_all, load_analyser
from triplewire.extract.endpoint.answer import answer_schema
from triplewire.extract.endpoint.session import Session
from triplewire.extract.endpoint.settings import endpoint_of_environment
from triplewire.link import link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import Article, Asked, Draft
from triplewire.system.remote import Limits

NOTHING: dict[str, Any] = {"actors": [], "events": [], "claims": []}


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where answers are kept: nobody's cache is touched."""
    monkeypatch.setenv("TRIPLEWIRE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.delenv("TRIPLEWIRE_CONNECTIONS", raising=False)
    return tmp_path / "answers"


def drafted() -> Draft:
    return next(iter(extract_all([article()], load_analyser("endpoint"))))


def asking(*articles: Article) -> tuple[Session, list[float]]:
    """Ask about articles, without a pause; return what counted it, and how long it had waited."""
    waits: list[float] = []
    session = Session(endpoint_of_environment(), waits.append)
    list(session.findings(iter(articles or (article(),))))
    return session, waits


def failing(*articles: Article) -> tuple[ExtractError, Session, list[float]]:
    waits: list[float] = []
    session = Session(endpoint_of_environment(), waits.append)
    with pytest.raises(ExtractError) as caught:
        list(session.findings(iter(articles or (article(),))))
    return caught.value, session, waits


def several(number: int) -> list[Article]:
    return [article(f"Dahl met {n} ministers.", f"articles/{n}.txt") for n in range(number)]


def test_what_a_model_finds_is_kept_with_the_words_of_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(monkeypatch, said(FOUND)) as server:
        draft = drafted()

    assert [actor.name for actor in draft.actors] == ["Astrid Dahl", "Norway"]
    assert draft.actors[0].aliases == ("Dahl",)
    assert [(role.text, role.body) for role in draft.actors[0].roles] == [
        ("fish minister", "Norway")
    ]
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
    with serving(monkeypatch, said(FOUND)):
        draft = drafted()

    story = link(draft, load_authorities(None, vocabulary(), "https://example.org/"))
    assert any("/claim/" in str(triple.subject) for triple in convert(story).triples)


@pytest.mark.parametrize(
    ("name", "cost"),
    [
        ("with_usage", Asked(answered=1, requests=1, tokens_in=1200, tokens_out=340)),
        ("fenced", Asked(answered=1, requests=1, uncounted=1)),
    ],
)
def test_an_answer_is_read_in_either_form_that_servers_give_it(
    monkeypatch: pytest.MonkeyPatch, name: str, cost: Asked
) -> None:
    with serving(monkeypatch, recorded(name)):
        asker = load_analyser("endpoint")
        [draft] = extract_all([article()], asker)

    assert len(draft.claims) == 2
    assert asked_by(asker) == replace(cost, dropped=DROPPED)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        {},
        {"prompt_tokens": 1},
        {"prompt_tokens": "1", "completion_tokens": 1},
        {"prompt_tokens": 1, "completion_tokens": -1},
        {"prompt_tokens": 10**4000, "completion_tokens": 1},
    ],
)
def test_tokens_that_are_not_told_are_not_counted(
    monkeypatch: pytest.MonkeyPatch, usage: object
) -> None:
    body = json.loads(said(NOTHING).body) | {"usage": usage}
    with serving(monkeypatch, Answer(body=json.dumps(body))):
        session, _ = asking()

    assert session.asked == Asked(answered=1, requests=1, uncounted=1)


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (recorded("refusal"), "the model refused: I cannot help with that."),
        (said(NOTHING, finish_reason="length"), "cut off"),
        (Answer(body='{"choices": [{"message": {"content": null}}]}'), "gave no answer: no words"),
        (Answer(body='{"choices": [{"message": {"content": 7}}]}'), "gave no answer: no words"),
        (Answer(body='{"choices": [{"message": null}]}'), "none of a chat completion"),
        (Answer(body='{"choices": []}'), "none of a chat completion"),
        (Answer(body='{"error": {"message": "no"}}'), "none of a chat completion"),
        (Answer(body="[" * 200_000), "none of a chat completion"),
        (Answer(body="<html>"), "none of a chat completion"),
        (refused(400), "failed: HTTP Error 400"),
        (refused(413), "failed: HTTP Error 413"),
        (refused(422), "failed: HTTP Error 422"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_what_would_not_be_answered_otherwise_is_asked_once_and_costs_its_article(
    monkeypatch: pytest.MonkeyPatch, answer: Answer, what: str
) -> None:
    with serving(monkeypatch, answer) as server:
        error, session, waits = failing()

    assert isinstance(error, AnswerError)
    assert what in error.what
    assert (error.where, len(server.asked), waits) == (article().name, 1, [])
    assert (session.asked.failed, session.asked.answered) == (1, 0)


@pytest.mark.parametrize("content", ["no JSON", '{"actors": []}', "[" * 200_000])
def test_an_answer_that_is_not_in_the_schema_is_asked_for_once_more(
    monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    with serving(monkeypatch, said(content), said(NOTHING)) as server:
        session, waits = asking()
    _, _, again = server.asked[1]

    assert session.asked == Asked(answered=1, requests=2, uncounted=2)
    assert waits == []
    assert [one["role"] for one in again["messages"]] == ["system", "user", "assistant", "user"]
    assert again["messages"][2]["content"] == content[:4000]
    assert "not in the schema" in again["messages"][3]["content"]


def test_one_that_is_not_in_the_schema_twice_costs_its_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(monkeypatch, said({"actors": []})) as server:
        error, _, _ = failing()

    assert isinstance(error, AnswerError)
    assert "not in the schema, asked twice" in error.what
    assert (error.where, len(server.asked)) == (article().name, 2)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    with serving(monkeypatch, refused(status), refused(status), said(NOTHING)):
        session, waits = asking()

    assert (session.asked.answered, session.asked.requests, waits) == (1, 3, [1.0, 4.0])


def test_a_line_that_breaks_off_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, Answer(), said(NOTHING)):
        session, waits = asking()

    assert (session.asked.answered, session.asked.requests, waits) == (1, 2, [1.0])


def test_an_answer_that_comes_too_late_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(seconds=0.2, most_bytes=1_000_000)
    monkeypatch.setattr("triplewire.extract.endpoint.ask._LIMITS", limits)
    with serving(monkeypatch, replace(said(NOTHING), seconds=1.0), said(NOTHING)):
        session, waits = asking()

    assert (session.asked.answered, session.asked.requests, waits) == (1, 2, [1.0])


def test_what_does_not_pass_costs_its_article_after_four_requests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(monkeypatch, refused(503)) as server:
        error, session, waits = failing()

    assert isinstance(error, AnswerError)
    assert error.what.endswith("HTTP Error 503: Service Unavailable (asked 4 times)")
    assert (len(server.asked), session.asked.requests, waits) == (4, 4, [1.0, 4.0, 16.0])


def test_a_server_that_is_not_there_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, said(NOTHING)):
        pass
    error, session, waits = failing()

    assert isinstance(error, AnswerError)
    assert "refused" in error.what
    assert (session.asked.requests, waits) == (4, [1.0, 4.0, 16.0])


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"Retry_After": "7"}, [7.0]),
        ({"Retry_After": "0"}, [0.0]),
        ({"Retry_After": "60"}, [60.0]),
        ({"Retry_After": "soon"}, [1.0]),
        ({"Retry_After": "Thu, 01 Jan 2099 00:00:09 GMT"}, [9.0]),
    ],
)
def test_a_server_says_when_it_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], waits: list[float]
) -> None:
    monkeypatch.setattr(
        "http.server.BaseHTTPRequestHandler.date_time_string",
        lambda *_: "Thu, 01 Jan 2099 00:00:00 GMT",
    )
    with serving(monkeypatch, refused(429, **headers), said(NOTHING)):
        _, waited = asking()

    assert waited == waits


def test_a_server_that_wants_to_be_left_alone_for_long_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, refused(429, Retry_After="61")) as server:
        error, _, waits = failing()

    assert isinstance(error, AnswerError)
    assert (len(server.asked), waits) == (1, [])


@pytest.mark.parametrize("status", [302, 401, 402, 403, 404, 405])
def test_a_server_that_refuses_whatever_it_is_asked_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("TRIPLEWIRE_CONNECTIONS", "1")
    with serving(monkeypatch, refused(status, Location="http://127.0.0.1:9/")) as server:
        error, _, waits = failing(*several(9))

    assert not isinstance(error, AnswerError)
    assert f"failed: HTTP Error {status}" in error.what
    assert (len(server.asked), waits) == (1, [])


def test_a_server_that_answers_about_none_of_five_ends_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRIPLEWIRE_CONNECTIONS", "1")
    with serving(monkeypatch, replace(refused(503), seconds=0.01)) as server:
        error, session, _ = failing(*several(16))

    assert not isinstance(error, AnswerError)
    assert "no answer about 5 articles in a row" in error.what
    assert session.asked.failed == 5
    assert len(server.asked) < 16 * 4


def test_an_address_that_nobody_answers_at_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, said(NOTHING)) as server:
        secure = os.environ["OPENAI_BASE_URL"].replace("http:", "https:")
        monkeypatch.setenv("OPENAI_BASE_URL", secure)
        error, _, waits = failing(*several(9))

    assert "no answer about 5 articles in a row" in error.what
    assert (server.asked, waits) == ([], [])


@pytest.mark.parametrize("form", ["{}", " {}\n", "```json\n{}\n```\n", "```\n{}\n```", "```{}```"])
def test_a_code_fence_around_an_answer_is_taken_off(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    with serving(monkeypatch, said(form.replace("{}", json.dumps(NOTHING)))):
        session, _ = asking()

    assert session.asked.requests == 1


def test_failures_that_are_not_in_a_row_end_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def script(_: int, body: dict[str, Any]) -> Answer:
        odd = any(f"met {n} " in body["messages"][1]["content"] for n in (1, 2, 3, 4, 6, 7, 8, 9))
        return refused(503) if odd else said(NOTHING)

    with serving(monkeypatch, script):
        error, session, _ = failing(*several(11))

    assert (error.where, session.asked.failed, session.asked.answered) == ("articles/1.txt", 8, 3)


@pytest.mark.parametrize("connections", [1, 3, 16])
def test_so_many_are_asked_about_at_a_time_and_the_order_stays(
    monkeypatch: pytest.MonkeyPatch, connections: int
) -> None:
    def script(number: int, body: dict[str, Any]) -> Answer:
        text = body["messages"][1]["content"]
        actors = [{"name": text.split()[2], "type": "group", "aliases": [], "roles": []}]
        return replace(said(NOTHING | {"actors": actors}), seconds=0.05 if number % 3 else 0.1)

    monkeypatch.setenv("TRIPLEWIRE_CONNECTIONS", str(connections))
    with serving(monkeypatch, script) as server:
        drafts = list(extract_all(several(20), load_analyser("endpoint")))

    assert [draft.article.name for draft in drafts] == [f"articles/{n}.txt" for n in range(20)]
    assert [draft.actors[0].name for draft in drafts] == [str(n) for n in range(20)]
    assert (connections > 1) <= (server.most > 1)
    assert server.most <= connections
    assert len(server.asked) == 20


def test_a_text_that_comes_twice_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, said(NOTHING)) as server:
        asking(article(name="a"), article(name="b"))

    assert len(server.asked) == 1


def test_what_was_answered_is_asked_about_by_no_later_run(
    monkeypatch: pytest.MonkeyPatch, answers: Path
) -> None:
    with serving(monkeypatch, said(FOUND)) as server:
        first = drafted()
        monkeypatch.setenv("OPENAI_API_KEY", "another")
        asker = load_analyser("endpoint")
        [second] = extract_all([article(name="articles/renamed.txt")], asker)

    assert replace(second, article=first.article) == first
    assert len(server.asked) == 1
    assert asked_by(asker) == Asked(kept=1, dropped=DROPPED)
    [kept] = answers.iterdir()
    assert b"secret" not in kept.read_bytes()


@pytest.mark.parametrize(
    ("name", "value"), [("OPENAI_MODEL", "larger"), ("OPENAI_BASE_URL", "{}/other")]
)
def test_another_model_or_server_is_asked_anew(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with serving(monkeypatch, said(NOTHING)) as server:
        asking()
        monkeypatch.setenv(name, value.format(os.environ[name].rstrip("/")))
        asking()

    assert len(server.asked) == 2


def test_an_answer_that_is_not_as_it_was_kept_is_asked_for_anew(
    monkeypatch: pytest.MonkeyPatch, answers: Path
) -> None:
    with serving(monkeypatch, said(FOUND)) as server:
        before = drafted()
        [kept] = answers.iterdir()
        kept.write_bytes(kept.read_bytes().replace(b"Dahl", b"Roe "))
        after = drafted()

    assert (after, len(server.asked)) == (before, 2)


def test_a_failure_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(monkeypatch, refused(400), said(NOTHING)) as server:
        failing()
        asking()

    assert len(server.asked) == 2


def test_without_a_place_for_answers_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRIPLEWIRE_ANSWERS", str(tmp_path / "file" / "answers"))
    with serving(monkeypatch, said(NOTHING)):
        session, _ = asking()

    assert session.asked.answered == 1


def test_an_article_that_failed_in_a_batch_is_not_asked_about_again_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def script(_: int, body: dict[str, Any]) -> Answer:
        return refused(400) if "met 1 " in body["messages"][1]["content"] else said(NOTHING)

    with serving(monkeypatch, script) as server:
        _, session, _ = failing(*several(3))
        for one in several(3):
            with pytest.raises(AnswerError) if "met 1 " in one.text else nullcontext():
                list(session.findings(iter([one])))

    assert len(server.asked) == 3
    assert session.asked == Asked(answered=2, failed=1, requests=3, uncounted=2)


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.extract.endpoint.ask._LIMITS", Limits(seconds=5, most_bytes=10))
    with serving(monkeypatch, said(FOUND)):
        error, _, waits = failing()

    assert "too large" in error.what
    assert waits == []


def test_an_endpoint_must_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "file:///etc/passwd")
    monkeypatch.setenv("OPENAI_MODEL", "any")

    with pytest.raises(ExtractError, match="no endpoint"):
        load_analyser("endpoint")


@pytest.mark.parametrize("end", ["\n", "\r\n", " ", "\t"])
def test_white_space_around_a_variable_is_taken_off(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    with serving(monkeypatch, said(FOUND)) as server:
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


@pytest.mark.parametrize("value", ["0", "17", "-1", "two", "1.5", "9" * 9])
def test_connections_are_a_number_within_bounds(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_MODEL", "any")
    monkeypatch.setenv("TRIPLEWIRE_CONNECTIONS", value)
    with pytest.raises(ExtractError) as caught:
        load_analyser("endpoint")

    assert (caught.value.where, caught.value.hint) == ("TRIPLEWIRE_CONNECTIONS", "1 to 16")


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"TRIPLEWIRE_ANSWERS": "/a/b"}, "/a/b"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/triplewire/answers"),
        ({"XDG_CACHE_HOME": "c", "HOME": "/h"}, "/h/.cache/triplewire/answers"),
        ({"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/triplewire/answers"),
    ],
)
def test_answers_are_kept_where_the_environment_says_or_in_the_user_s_cache(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], folder: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_MODEL", "any")
    monkeypatch.delenv("TRIPLEWIRE_ANSWERS")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert endpoint_of_environment().answers == Path(folder)


def test_who_has_no_home_keeps_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr("pathlib.Path.home", homeless)
    monkeypatch.delenv("TRIPLEWIRE_ANSWERS")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    with serving(monkeypatch, said(NOTHING)) as server:
        asking()
        asking()

    assert len(server.asked) == 2


def test_the_schema_asks_for_every_property_and_for_concepts_of_the_ontology() -> None:
    parts = answer_schema()["$defs"]
    concepts = {str(triple.subject).strip("<>") for triple in vocabulary()}

    assert all(part["required"] == list(part["properties"]) for part in parts.values())
    for name in parts["FoundEvent"]["properties"]["type"]["enum"]:
        assert f"https://w3id.org/triplewire/concept/{name}" in concepts
    for name in parts["FoundClaim"]["properties"]["act"]["enum"]:
        assert f"https://w3id.org/triplewire/concept/{name}" in concepts
