"""One server after the other in, answers out: its rules are kept, and it is never pressed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from msgspec import structs

from triplewire.fetch.captures import Captures
from triplewire.fetch.clock import Clock, moment, stamp
from triplewire.fetch.feeds import cleaned
from triplewire.fetch.network import Network
from triplewire.fetch.robots import MOST_BYTES, Rules, allows, parse
from triplewire.fetch.state import Host
from triplewire.fetch.wire import Answer, get
from triplewire.system.remote import Limits, NoAnswerError

MOVED = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
MOST_MOVES = 5
_KEPT = 86_400  # seconds, how long a robots.txt holds: RFC 9309, section 2.4
# Seconds for which a run waits for a server; one that wants more is left alone until a later run.
_PATIENCE = 120.0
_LONGEST = 7 * 86_400.0


@dataclass(slots=True, kw_only=True)
class Visits:
    """How servers are asked in one run, and how often they were; ``rules`` keeps robots.txt."""

    agent: str
    delay: float
    limits: Limits
    clock: Clock
    network: Network
    hosts: dict[str, Host]
    rules: Captures
    ready: dict[str, float] = field(default_factory=dict)
    requests: int = 0
    robots: int = 0
    conditional: int = 0

    def waits(self, address: str) -> float:
        """Return in how many seconds the host of an address may be asked."""
        return max(0.0, self.ready.get(_name(address), 0.0) - self.clock.seconds())

    def refusal(self, address: str) -> str:
        """Return why an address is not asked for, empty if it may be; ask for its rules if need be.

        Raises: NoAnswerError when the server's rules cannot be read.
        """
        host, now = self.hosts.get(origin(address), Host()), self.clock.now()
        until, read = moment(host.not_before), moment(host.read)
        alone = until is not None and now < until
        if not alone and (read is None or not read <= now < read + timedelta(seconds=_KEPT)):
            host = self.hosts[origin(address)] = self._ruled(address, host)
            self._pause(address, max(self.delay, host.rules.delay))
        return known_refusal(address, self.hosts.get(origin(address), Host()), now)

    def ask(self, address: str, fields: dict[str, str], limits: Limits | None = None) -> Answer:
        """Return an answer, when its host is ready to be asked.

        Raises: NoAnswerError as get does.
        """
        if (seconds := self.waits(address)) > 0:
            self.clock.wait(seconds)
        self.requests += 1
        self.conditional += any(name.startswith("If-") for name in fields)
        try:
            sent = {"User-Agent": self.agent, "Accept": "*/*", **fields}
            return get(address, sent, limits or self.limits, self.network)
        finally:
            host = self.hosts.get(origin(address), Host())
            self._pause(address, max(self.delay, host.rules.delay))

    def back_off(self, address: str, after: float | None, tries: int) -> bool:
        """Leave a host alone for as long as it wants; say whether that is short enough to wait."""
        seconds = min(max(self.delay, 1.0) * 4**tries, _PATIENCE) if after is None else after
        if seconds <= _PATIENCE:
            self._pause(address, max(seconds, self.delay))
            return True
        until = self.clock.now() + timedelta(seconds=min(seconds, _LONGEST))
        host = self.hosts.get(origin(address), Host())
        self.hosts[origin(address)] = structs.replace(host, not_before=stamp(until))
        return False

    def _pause(self, address: str, seconds: float) -> None:
        self.ready[_name(address)] = self.clock.seconds() + seconds

    def _ruled(self, address: str, host: Host) -> Host:
        """Return what a server wants, by its robots.txt of now: RFC 9309, section 2.3."""
        place = f"{origin(address)}/robots.txt"
        limits = Limits(seconds=self.limits.seconds, most_bytes=4 * MOST_BYTES)
        for _ in range(MOST_MOVES + 1):
            self.robots += 1
            try:
                answer = self.ask(place, validators(host.etag, host.modified), limits)
            except NoAnswerError as error:
                raise NoAnswerError(f"robots.txt: {error}", passing=error.passing) from None
            if answer.status not in MOVED:
                break
            place = destination(answer)
            if not place:
                break
        moment = self.clock.now()
        now = stamp(moment)
        if answer.status == 304 and host.read:
            self.rules.keep(answer, moment, host.captured)
            return structs.replace(host, read=now, not_before="")
        if answer.status >= 500 or answer.status in BUSY:
            self.back_off(address, answer.after, 1)
            raise NoAnswerError(f"robots.txt: {answer.status} {answer.reason}", passing=True)
        found = 200 <= answer.status < 300
        rules = parse(answer.content) if found else Rules()
        etag, modified = remembered(answer) if found else ("", "")
        self.rules.keep(answer, moment)
        return Host(rules=rules, read=now, captured=now, etag=etag, modified=modified)


def known_refusal(address: str, host: Host, now: datetime) -> str:
    """Return why an address is not asked for, by what is known of its host already."""
    until = moment(host.not_before)
    if until is not None and now < until:
        return f"its server wants to be left alone until {host.not_before}"
    return "" if allows(host.rules, address) else "robots.txt does not allow it"


def origin(address: str) -> str:
    """Return the scheme, host and port of an address."""
    return urljoin(address, "/").removesuffix("/")


def destination(answer: Answer) -> str:
    """Return where an answer redirects to, empty if that is no address of the web."""
    place = answer.field("Location")
    return cleaned(place, answer.address) if place else ""


def validators(etag: str, modified: str) -> dict[str, str]:
    """Return the fields that ask for an answer only if it is another one."""
    both = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in both.items() if value}


def remembered(answer: Answer) -> tuple[str, str]:
    """Return what to send back to a server: an entity tag, and a date.

    Where there is no Last-Modified, the date of the answer takes its place: RFC 9110, 13.1.3.
    """
    etag = answer.field("ETag")
    modified = answer.field("Last-Modified") or answer.field("Date")
    return _sendable(etag), _sendable(modified)


def _sendable(value: str) -> str:
    return value if value.isascii() and len(value) <= 1_000 else ""


def _name(address: str) -> str:
    return urlsplit(address).hostname or ""
