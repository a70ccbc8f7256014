"""What `triplewire serve` does as users start it: to whom it answers, and who may read that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.publish.web.commanded import commanded, sent, status
from triplewire.cli import main


@pytest.fixture(scope="module")
def plain(folder: Path) -> Iterator[int]:
    """Yield the port of a server that was started without a word more than it needs."""
    with commanded(folder) as port:
        yield port


@pytest.fixture(scope="module")
def named(folder: Path) -> Iterator[int]:
    """Yield the port of a server that has a further name and may be read by one site."""
    words = ("--allow-host", "news.example", "--cors", "https://reader.example")
    with commanded(folder, *words) as port:
        yield port


@pytest.fixture(scope="module")
def public(folder: Path) -> Iterator[int]:
    """Yield the port of a server that listens to everybody."""
    with commanded(folder, "--host", "0.0.0.0") as port:  # noqa: S104  what is tested
        yield port


def head(*lines: str, target: str = "/health", version: str = "1.1") -> bytes:
    last = "Connection: close\r\n\r\n"
    return "\r\n".join([f"GET {target} HTTP/{version}", *lines, last]).encode("latin-1")


OWN = ["localhost", "localhost:PORT", "LocalHost:1", "127.0.0.1", "127.0.0.1:PORT", "[::1]:PORT"]
FOREIGN = [
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1.evil.example:PORT",
    "localhost.evil.example",
    "evil.localhost",
    "localhost.",
    "localhost@evil.example",
    "evil.example@localhost",
    "localhost:evil.example",
    "[::1].evil.example",
    "[::1]evil",
    "[::2]",
    "::1",
    "[::1",
    "127.1",
    "127.0.0.2",
    "0.0.0.0",  # noqa: S104  no address here
    "2130706433",
    "0x7f000001",
    "localhost, evil.example",
    "localhost evil.example",
    "localhost:123456",
    "l\xf6calhost",
    "",
    ":PORT",
]


@pytest.mark.parametrize("host", OWN)
def test_a_plain_server_answers_to_its_own_names(plain: int, host: str) -> None:
    asked = head(f"Host: {host.replace('PORT', str(plain))}")

    assert status(sent(plain, asked)) == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_a_plain_server_refuses_every_other_name(plain: int, host: str) -> None:
    for target in ("/health", "/", "/actor/bo-lind.ttl", "/sparql?query=ASK%7B%7D", "/nowhere"):
        asked = head(f"Host: {host.replace('PORT', str(plain))}", target=target)

        assert status(sent(plain, asked)) == 421


@pytest.mark.parametrize(
    ("lines", "target", "version", "expected"),
    [
        ((), "/health", "1.1", 400),
        ((), "/health", "1.0", 421),
        (("Host: evil.example",), "/health", "1.0", 421),
        (("Host: localhost", "Host: localhost"), "/health", "1.1", 400),
        (("Host: localhost", "Host: evil.example"), "/health", "1.1", 400),
        (("Host: evil.example", "Host: localhost"), "/health", "1.0", 400),
        (("Host: localhost", "X-Forwarded-Host: evil.example"), "/health", "1.1", 200),
        (("Host: evil.example", "X-Forwarded-Host: localhost"), "/health", "1.1", 421),
        (("Host: localhost",), "http://evil.example/health", "1.1", 421),
        (("Host: evil.example",), "http://localhost/health", "1.1", 200),
        (("Host: localhost",), "http://localhost@evil.example/health", "1.1", 421),
        (("Host: localhost",), "http://[::1]:80/health", "1.1", 200),
        (("Host: localhost",), "http://localhost", "1.1", 200),
        (("Host: localhost",), "http://localhost?query", "1.1", 200),
        (("Host: localhost",), "evil.example:80", "1.1", 400),
        (("Host: localhost",), "//evil.example/health", "1.1", 404),
    ],
)
def test_the_name_is_taken_from_where_it_counts(
    plain: int, lines: tuple[str, ...], target: str, version: str, expected: int
) -> None:
    assert status(sent(plain, head(*lines, target=target, version=version))) == expected


def test_a_further_name_is_answered_beside_the_own_ones(named: int) -> None:
    for host, expected in (("news.example", 200), ("localhost", 200), ("evil.example", 421)):
        assert status(sent(named, head(f"Host: {host}"))) == expected


def test_a_public_server_answers_to_any_name(public: int) -> None:
    assert status(sent(public, head("Host: evil.example"))) == 200


def test_only_a_public_server_may_be_read_by_every_site(
    plain: int, named: int, public: int
) -> None:
    own, reader = head("Host: localhost"), "Origin: https://reader.example"

    assert b"access-control-allow-origin" not in sent(plain, own)
    assert status(sent(plain, head("Host: localhost", reader))) == 403
    assert b"access-control-allow-origin" not in sent(named, own)
    assert b"origin: https://reader.example\r\n" in sent(named, head("Host: localhost", reader))
    assert b"access-control-allow-origin: *\r\n" in sent(public, own)


def test_a_public_server_can_be_closed_to_other_sites(folder: Path) -> None:
    with commanded(folder, "--host", "0.0.0.0", "--cors", "none") as port:  # noqa: S104
        assert b"access-control-allow-origin" not in sent(port, head("Host: news.example"))


@pytest.mark.parametrize("origin", ["reader.example", "https://reader.example/", "ftp://x", ""])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--cors", origin])

    assert result.exit_code == 2
    assert "not an origin" in result.output
