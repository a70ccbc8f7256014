"""robots.txt is understood as RFC 9309 says, in time that grows with it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.fetch.robots import Rules, allows, parse

PLACE = "https://news.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?", "/a?b", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-b-c-d", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9/b", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: TripleWire/1.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: other\nUser-agent: triplewire\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /a # not b\n", "/a", False),
        ("user-agent : *\r\ndisallow : /a\r\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: triplewire\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /a\n" * 2 + "Disallow: /c", "/c", False),
        ("Disallow: /a", "/a", True),
        ("User-agent: *\nSitemap: https://a.example/\nDisallow: /a", "/a", False),
        ("<html>Disallow: /a</html>", "/a", True),
    ],
)  # fmt: skip
def test_rules_hold_as_they_are_written(text: str, path: str, allowed: bool) -> None:
    assert allows(parse(text.encode()), PLACE + path) == allowed


@pytest.mark.parametrize(
    ("value", "delay"), [("5", 5), ("0.5", 0.5), ("9999", 60), ("-1", 0), ("x", 0)]
)
def test_a_delay_is_a_number_and_not_for_ever(value: str, delay: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {value}".encode()).delay == delay


@given(st.binary(max_size=300), st.text("/ab*$%?", max_size=20))
def test_any_bytes_are_some_rules(data: bytes, path: str) -> None:
    assert allows(parse(b"User-agent: *\n" + data), f"{PLACE}/{path}") in {True, False}


def test_a_pattern_of_stars_takes_no_time() -> None:
    rules = parse(b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"b")
    started = time.monotonic()

    assert allows(rules, f"{PLACE}/{'a' * 100_000}")
    assert time.monotonic() - started < 2


def test_rules_are_read_up_to_a_size() -> None:
    assert parse(b"User-agent: *\n" + b"#" * 512_000 + b"\nDisallow: /") == Rules()
