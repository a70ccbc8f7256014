"""The name of a host in, an address of the network to connect to out: none of a private network."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread

from triplewire.system.remote import NoAnswerError

# Addresses that lead on to one of IPv4 behind a translator: nobody knows where that leads.
_TRANSLATED = ("64:ff9b::/96", "64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Say whether an address of the network is one of the public Internet.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        one: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(one, IPv6Address):
        if one.ipv4_mapped is not None:
            return is_public(str(one.ipv4_mapped))
        if one.sixtofour or one.teredo or one.is_site_local:
            return False
        if any(one in IPv6Network(network) for network in _TRANSLATED):
            return False
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified)


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows a host by.

    Raises: OSError when it knows none, UnicodeError for a name that cannot be one.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How names are looked up, and which addresses may be connected to."""

    look_up: Callable[[str, int], list[str]] = look_up
    allowed: Callable[[str], bool] = is_public

    def connected(self, host: str, port: int, deadline: float) -> socket.socket:
        """Return a connection to a host; what is checked is the address that is connected to.

        The name is looked up once: whoever answers for it cannot answer otherwise afterwards.
        Raises: NoAnswerError when there is no such host, none that may be asked, or no answer.
        """
        found = self._found(host, port, deadline)
        usable = [address for address in found if self.allowed(address)]
        if not usable:
            raise NoAnswerError(f"{host} is in a private network")
        failure: OSError = TimeoutError()
        for address in usable:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, port), timeout=left)
            except OSError as error:
                failure = error
        raise failure

    def _found(self, host: str, port: int, deadline: float) -> list[str]:
        said: list[list[str] | Exception] = []

        def work() -> None:
            try:
                said.append(self.look_up(host, port))
            except (OSError, UnicodeError) as error:
                said.append(error)

        # Looking a name up has no time limit of its own.
        thread = Thread(target=work, daemon=True)
        thread.start()
        thread.join(max(0.0, deadline - time.monotonic()))
        if not said:
            raise TimeoutError
        if isinstance(found := said[0], Exception):
            raise NoAnswerError(f"no such host: {host}", passing=isinstance(found, OSError))
        return found
