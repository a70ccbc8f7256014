"""What is of a private network is never connected to, however it is written."""

import time

import pytest

from triplewire.fetch.feeds import cleaned, feed_in
from triplewire.fetch.network import Network, is_public
from triplewire.system.remote import NoAnswerError


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8%1", "64:ff9b::a00:1", "2002:a00:1::", "2001::1"),
        *("", "localhost", "0x7f.1", "127.1"),
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert is_public(address) == (address == "::ffff:8.8.8.8%1")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_of_several_addresses_only_public_ones_are_tried() -> None:
    network = Network(look_up=lambda *_: ["10.0.0.1", "192.168.0.1"])

    with pytest.raises(NoAnswerError, match="private network"):
        network.connected("a.example", 80, time.monotonic() + 1)


def test_looking_a_name_up_takes_no_longer_than_it_may() -> None:
    def slow(_: str, __: int) -> list[str]:
        time.sleep(3)
        return []

    started = time.monotonic()
    with pytest.raises(TimeoutError):
        Network(look_up=slow).connected("a.example", 80, started + 0.1)

    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://news.example/a"),
        ("//other.example", "https://other.example/"),
        ("https://NEWS.example:443/ä#b", "https://news.example/%C3%A4"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:4700::1]:8080/a", "http://[2606:4700::1]:8080/a"),
        ("/a%20b?c=%26&d=e f", "https://news.example/a%20b?c=%26&d=e%20f"),
        *((bad, "") for bad in ("ftp://a/", "javascript:x", "http://a:b@c/")),
        *((bad, "") for bad in ("http://[/", "http://a:x/", "http://" + "a" * 70 + ".b/")),
    ],
)
def test_a_link_leads_to_one_spelling_of_an_address(link: str, address: str) -> None:
    assert cleaned(link, "https://news.example/feed/") == address


def test_atom_and_rss_1_are_feeds_too() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>'
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/"><item><link>/b</link></item></rdf:RDF>'
    )
    found = [feed_in(data, "https://a.example/") for data in (atom, rdf)]

    assert [feed and feed.items for feed in found] == [
        ("https://a.example/a",), ("https://a.example/b",),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"<p>rss</p><rss >", b"<rss", b"<rss/>", b"{}", b"\xff\xfe"])
def test_what_is_no_feed_is_none(data: bytes) -> None:
    assert feed_in(data, "https://a.example/") is None


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
        b"<rss>" + b"<item/>" * 50_000 + b"</rss>",
        b"<rss >\x00\x01\x02\x03",
    ],
    ids=["entities", "a flood of tags", "no text"],
)
def test_a_feed_that_cannot_be_read_is_refused_at_once(data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(NoAnswerError, match="cannot be read"):
        feed_in(data, "https://a.example/")

    assert time.monotonic() - started < 2
