"""A newsroom and addresses in, what a run asks for out: who asks, what, and what is due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from triplewire import __version__
from triplewire.errors import ConfigError
from triplewire.fetch.clock import Clock, stamp
from triplewire.fetch.feeds import cleaned
from triplewire.fetch.state import Host, Seen, load
from triplewire.fetch.visits import MOST_MOVES, known_refusal, origin, validators
from triplewire.newsroom import CONFIG, Newsroom
from triplewire.system.remote import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a run would ask for, whether only if it has changed, or why not at all."""

    address: str
    conditional: bool
    reason: str


def planned(
    room: Newsroom, addresses: Iterable[str] = (), clock: Clock | None = None
) -> Iterator[Request]:
    """Yield what a run would ask for as far as earlier ones tell; nothing is sent or written.

    Raises: ConfigError as fetch does.
    """
    agent(room)
    now, state = (clock or Clock()).now(), load(room.root)
    first = [now_at(address, state.pages) for address in named(room, addresses)]
    items = (item for address in first for item in state.pages.get(address, Seen()).items)
    due = (item for item in items if is_due(state.pages.get(item), stamp(now)))
    for address in dict.fromkeys([*first, *due]):
        seen = state.pages.get(address, Seen())
        conditional = bool(validators(seen.etag, seen.modified))
        reason = known_refusal(address, state.hosts.get(origin(address), Host()), now)
        yield Request(address=address, conditional=conditional, reason=reason)


def is_due(seen: Seen | None, now: str) -> bool:
    """Say whether an item is asked for: once a day as long as its feed has it, for corrections."""
    return seen is None or (not seen.gone and seen.asked != now[:10])


def now_at(address: str, pages: Mapping[str, Seen]) -> str:
    """Return where an address is for good, as far as its server told."""
    for _ in range(MOST_MOVES):
        address = pages.get(address, Seen()).moved or address
    return address


def named(room: Newsroom, addresses: Iterable[str]) -> list[str]:
    """Return the addresses that somebody named, or else those of [feeds], each in one spelling.

    Raises: ConfigError when there is none, or one is no address of the web.
    """
    given = list(addresses) or list(room.settings.feeds.addresses)
    where = str(room.root / CONFIG)
    if not given:
        hint = 'name an address, or write [feeds] with addresses = ["https://…"]'
        raise ConfigError("nothing to fetch", where=where, hint=hint)
    found = [cleaned(address) for address in given]
    for address, usable in zip(given, found, strict=True):
        if not usable:
            hint = "write it in full, such as https://example.org/feed.xml; passwords are not sent"
            raise ConfigError(f"not a web address: {shown(address)!r}", where=where, hint=hint)
    return found


def agent(room: Newsroom) -> str:
    """Return who asks, as servers are told."""
    contact = room.settings.feeds.contact
    if not contact:
        raise ConfigError(
            "it does not say whom a server's owner can write to",
            where=str(room.root / CONFIG),
            hint='write [feeds] with contact = "desk@example.org", or the address of a page',
        )
    return f"triplewire/{__version__} (+{contact})"
