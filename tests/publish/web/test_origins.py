"""No site that somebody visits can read a newsroom of this machine, or make it work."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.web.serving import Answer, Running, running
from triplewire.publish.web.settings import Settings

SITE, OTHER = "https://reader.example", "https://evil.example"
ASK = "/sparql?query=ASK%7B%7D"
# A query, a document, a page, what is not there, what is refused, for operators, a file.
PATHS = [
    ASK,
    "/sparql",
    "/sparql?query=SELECT",
    "/graph-store?default",
    "/actor/bo-lind.ttl",
    "/nowhere",
    "/health",
    "/static/live.js",
    "/dumps/nothing",
]
KINDS = ("access-control-", "vary", "cross-origin-")


@pytest.fixture(scope="module")
def listed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Yield a server that one other site may read."""
    settings = Settings(workers=1, origins=(SITE,), dumps=tmp_path_factory.mktemp("dumps"))
    with running(folder, settings) as server:
        yield server


@pytest.fixture(scope="module")
def public(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Yield a server that all may read."""
    settings = Settings(workers=1, origins=("*",), dumps=tmp_path_factory.mktemp("dumps"))
    with running(folder, settings) as server:
        yield server


def allowed(answer: Answer) -> str | None:
    assert "access-control-allow-private-network" not in answer.headers
    assert "access-control-allow-credentials" not in answer.headers
    return answer.headers.get("access-control-allow-origin")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", [OTHER, "null", "http://127.0.0.1:1"])
def test_no_other_site_reads_anything_unless_it_is_named(
    server: Running, path: str, origin: str
) -> None:
    for site in ("cross-site", "same-site", "none"):
        answer = server.ask(path, origin=origin, sec_fetch_site=site)

        assert allowed(answer) is None
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", PATHS)
def test_a_site_that_is_named_reads_everything_and_no_other_does(
    listed: Running, path: str
) -> None:
    named = listed.ask(path, origin=SITE, sec_fetch_site="cross-site")
    other = listed.ask(path, origin=OTHER, sec_fetch_site="cross-site")
    nobody = listed.ask(path)

    assert (allowed(named), allowed(other), allowed(nobody)) == (SITE, None, None)
    assert named.status == nobody.status
    assert other.status == 403
    for answer in (named, other, nobody):
        assert "Origin" in answer.headers["vary"]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", PATHS)
def test_all_sites_read_a_public_server(public: Running, path: str) -> None:
    answer = public.ask(path, origin=OTHER, sec_fetch_site="cross-site")

    assert allowed(answer) == "*"
    assert answer.status == public.ask(path).status
    assert "Origin" not in answer.headers.get("vary", "")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_preflight_lets_in_whom_an_answer_would(
    server: Running, listed: Running, public: Running
) -> None:
    def ask(running: Running, origin: str) -> Answer:
        return running.ask(
            "/sparql", "OPTIONS", origin=origin, access_control_request_method="POST",
            access_control_request_private_network="true", sec_fetch_site="cross-site",
        )  # fmt: skip

    for answer in (ask(listed, SITE), ask(public, OTHER)):
        assert answer.status == 204
        assert allowed(answer)
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "Content-Type" in answer.headers["access-control-allow-headers"]
    for answer in (ask(server, SITE), ask(listed, OTHER)):
        assert allowed(answer) is None
        assert "access-control-allow-methods" not in answer.headers


def test_a_stream_of_events_and_a_name_that_is_refused_are_kept_from_others_too(
    server: Running, listed: Running
) -> None:
    refused = server.ask("/health", host="evil.example", origin=OTHER)
    with socket.create_connection(("127.0.0.1", listed.port), timeout=20) as stream:
        head = f"GET /events HTTP/1.1\r\nHost: localhost\r\nOrigin: {SITE}\r\n\r\n"
        stream.sendall(head.encode())
        events = stream.recv(10_000).decode()

    assert (refused.status, allowed(refused)) == (421, None)
    assert f"access-control-allow-origin: {SITE}\r\n" in events
    assert server.ask("/events", origin=OTHER).status == 403


FORM = {"content_type": "application/x-www-form-urlencoded"}
CROSS = {"sec_fetch_site": "cross-site"}
FOLLOWED = {**CROSS, "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
FRAMED = {**CROSS, "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/sparql", {**FORM, **FOLLOWED}, 403),
        ("POST", "/sparql", {**FORM, **CROSS}, 403),
        ("POST", "/sparql", {**FORM, "origin": OTHER}, 403),
        ("POST", "/sparql", {**FORM, "origin": "null"}, 403),
        ("POST", "/sparql", {**FORM, "origin": "http://[x"}, 403),
        ("GET", ASK, CROSS, 403),
        ("GET", ASK, FOLLOWED, 403),
        ("GET", "/sparql", FOLLOWED, 200),
        ("GET", "/actor/bo-lind.ttl", FOLLOWED, 200),
        ("GET", "/actor/bo-lind.ttl", FRAMED, 403),
        ("GET", "/actor/bo-lind.ttl", CROSS, 403),
        ("POST", "/sparql", {**FORM, "sec_fetch_site": "same-origin"}, 200),
        ("POST", "/sparql", {**FORM, "sec_fetch_site": "none"}, 200),
        ("POST", "/sparql", FORM, 200),
    ],
)
def test_a_link_may_be_followed_but_no_other_site_makes_the_server_work(
    server: Running, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    body = b"query=ASK+%7B%7D" if method == "POST" else None

    assert server.ask(path, method, body, **headers).status == status


def test_an_older_browser_may_post_to_the_server_that_its_page_is_from(server: Running) -> None:
    body = b"query=ASK+%7B%7D"
    for origin, host in (
        (server.url, f"127.0.0.1:{server.port}"),
        ("https://localhost", "localhost"),
    ):
        answer = server.ask("/sparql", "POST", body, origin=origin, host=host, **FORM)

        assert answer.status == 200
