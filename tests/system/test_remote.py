"""What is asked of the web comes whole and in time, and says nothing of a key or a password."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from click.testing import CliRunner

from triplewire import __version__
from triplewire.cli import main
from triplewire.errors import ConfigError, ValidateError
from triplewire.reconcile import reconcile
from triplewire.shacl.endpoint import read_endpoint
from triplewire.system.remote import Limits, NoAnswerError, ask, shown, usable

KEY = "sk-0123456789"
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server, and what paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer(self)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", asked
        finally:
            server.shutdown()
            thread.join()


def bytes_of(body: bytes, length: int | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def moved(place: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/there":
            bytes_of(b"found")(handler)
            return
        handler.send_response(302)
        handler.send_header("Location", place)
        handler.end_headers()

    return answer


def fetch(address: str, key: str = "", *, seconds: float = 5) -> bytes:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return ask(address, Limits(seconds=seconds, most_bytes=200_000), headers)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a/b",
        "example.org",
        "http://",
        "http://a b/",
        "http://a\r\nb/",
        "http://a:b/",
        "http://a:99999/",
        "http://[::1/",
        "http://é.example/",
        "javascript:1",
        "",
    ],
)
def test_only_an_address_of_the_web_is_usable(address: str) -> None:
    with pytest.raises(NoAnswerError, match="not a web address"):
        usable(address)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_no_other_protocol_is_asked(address: str) -> None:
    with pytest.raises(NoAnswerError, match="not a web address"):
        fetch(address)


def test_white_space_around_an_address_is_taken_off() -> None:
    assert usable(" https://example.org/x?y=1\r\n") == "https://example.org/x?y=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://ada:hunter2@example.org/x",
        "https://hunter2@example.org/x",
        "https://ada:hunter2?x@example.org/",
        "https://ada:hun/hunter2@example.org/x",
        "ada:hunter2@example.org/x",
        "http://a:hunter2#@b/",
        "http://a/?b=http://hunter2",
        "https://example.org/x?key=hunter2",
        "https://example.org:hunter2@/x",
        " //a:hunter2@b",
    ],
)
def test_no_password_and_no_query_is_shown(address: str) -> None:
    assert "hunter2" not in shown(address)


@pytest.mark.parametrize("user", ["ada:hunter2@", "hunter2@", "ada:hun/hunter2@"])
def test_an_address_with_a_password_is_refused_and_the_password_not_said(user: str) -> None:
    address = f"https://{user}example.org/x"
    errors: list[str] = []
    for refused in (
        lambda: list(reconcile(address, [], limit=1)),
        lambda: list(read_endpoint(address)),
    ):
        with pytest.raises((ConfigError, ValidateError)) as caught:
            refused()
        errors.append(str(caught.value))
    result = CliRunner().invoke(main, ["check", address])

    assert result.exit_code == 3
    assert all("example.org/x" in said for said in [*errors, result.stderr])
    assert not any("hunter2" in said for said in [*errors, result.output])


def test_an_answer_comes_whole() -> None:
    with serving(bytes_of(b"a" * 200_000)) as (address, _):
        assert fetch(address) == b"a" * 200_000


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (bytes_of(b"a" * 200_001), "too large: longer than 0.2 MB"),
        (bytes_of(b"a", 2), "ends too early|IncompleteRead"),
        (lambda handler: handler.send_error(500, f"\x1b[2J not {KEY} again"), "HTTP Error 500"),
        (lambda handler: handler.wfile.write(b"no HTTP\r\n\r\n"), "no HTTP"),
        (moved("http://localhost:1/"), "another host or protocol"),
        (moved("https://ada:hunter2@example.org/?hunter2"), "another host or protocol"),
        (moved("file:///etc/passwd"), "not allowed"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said_without_secrets(answer: Answer, what: str) -> None:
    with serving(answer) as (address, _):
        with pytest.raises(NoAnswerError, match=what) as caught:
            fetch(address)
        with pytest.raises(NoAnswerError) as with_key:
            fetch(address, KEY)

    assert "hunter2" not in str(caught.value)
    assert str(caught.value).isprintable()
    assert KEY not in str(with_key.value)


def test_a_redirection_is_followed_on_the_same_host_and_never_with_a_key() -> None:
    with serving(moved("/there")) as (address, asked):
        found = fetch(address)
        with pytest.raises(NoAnswerError, match="302"):
            fetch(address, KEY)

    assert found == b"found"
    assert asked == ["/", "/there", "/"]


def trickling(head: bytes, over: Event) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while not over.wait(0.02):
            handler.wfile.write(b" ")

    return answer


def silent(_: bytes, over: Event) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        over.wait(5)

    return answer


@pytest.mark.parametrize(
    ("slow", "head"),
    [
        (trickling, b"HTTP/1.1 200 OK\r\n\r\n"),
        (trickling, b"HTTP/1.1 200 OK\r\nX: "),
        (trickling, b""),
        (silent, b""),
    ],
    ids=["body", "header", "status", "nothing"],
)
def test_an_answer_that_does_not_end_in_time_is_given_up(
    slow: Callable[[bytes, Event], Answer], head: bytes
) -> None:
    over = Event()
    with serving(slow(head, over)) as (address, _):
        began = time.monotonic()
        try:
            with pytest.raises(NoAnswerError, match=r"no whole answer within 0\.2 seconds"):
                fetch(address, seconds=0.2)
            took = time.monotonic() - began
        finally:
            over.set()

    assert took < 2


def test_a_name_that_is_looked_up_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: over.wait(5) and [])
    try:
        with pytest.raises(NoAnswerError, match="timed out"):
            fetch("http://example.org/", seconds=0.1)
    finally:
        over.set()


def test_a_form_and_the_name_of_this_program_are_sent() -> None:
    got: list[tuple[str, str, bytes]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        got.append((handler.command, handler.headers["User-Agent"], body))
        bytes_of(b"{}")(handler)

    with serving(answer) as (address, _):
        ask(address, Limits(seconds=5, most_bytes=10), {}, {"query": "ASK {}", "ä": "&"})

    assert got == [("POST", f"triplewire/{__version__}", b"query=ASK+%7B%7D&%C3%A4=%26")]


def refusing(status: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def why(answer: Answer, *, seconds: float = 5) -> NoAnswerError:
    with serving(answer) as (address, _), pytest.raises(NoAnswerError) as caught:
        fetch(address, seconds=seconds)
    return caught.value


@pytest.mark.parametrize(
    ("status", "passing"),
    [(400, False), (404, False), (429, True), (500, True), (501, False), (503, True), (505, False)],
)
def test_it_is_told_what_may_pass(status: int, passing: bool) -> None:
    error = why(refusing(status))

    assert (error.status, error.passing, error.after) == (status, passing, None)


def test_what_breaks_off_or_comes_too_late_may_pass() -> None:
    late = why(lambda _: time.sleep(1), seconds=0.1)
    short = why(bytes_of(b"half", length=8))
    with serving(moved("/")) as (address, _):
        pass
    with pytest.raises(NoAnswerError) as gone:
        fetch(address)

    assert [(one.passing, one.status) for one in (late, short, gone.value)] == [(True, None)] * 3


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "120"}, 120.0),
        ({"Retry_After": " 7 "}, 7.0),
        ({"Retry_After": "-7"}, None),
        ({"Retry_After": "9" * 10}, None),
        ({"Retry_After": "Thu, 01 Jan 2099 00:01:00 GMT"}, None),
        (
            {
                "Retry_After": "Thu, 01 Jan 2099 00:01:00 GMT",
                "Date": "Thu, 01 Jan 2099 00:00:00 GMT",
            },
            60.0,
        ),
        (
            {
                "Retry_After": "Thu, 01 Jan 2099 00:00:00 GMT",
                "Date": "Thu, 01 Jan 2099 00:01:00 GMT",
            },
            0.0,
        ),
        ({"Retry_After": "Thu, 01 Jan 2099 00:01:00", "Date": "Thu, 01 Jan 2099 00:00 GMT"}, None),
    ],
)
def test_a_server_tells_in_seconds_or_by_its_own_clock_when_to_ask_again(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert why(refusing(503, **headers)).after == seconds
