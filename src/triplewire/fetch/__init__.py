"""Addresses and feeds in, their answers out in WARC files that a build reads; politely."""

from triplewire.fetch.clock import Clock
from triplewire.fetch.network import Network
from triplewire.fetch.plan import Request, planned
from triplewire.fetch.run import Outcome, Refusal, fetch

__all__ = [
    "Clock",
    "Network",
    "Outcome",
    "Refusal",
    "Request",
    "fetch",
    "planned",
]
