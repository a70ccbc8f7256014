"""The protocol in, requests and answers out: connections, negotiation, problems, headers."""

from triplewire.publish.web.http.clients import Clients, FairSlots, FairThreads, FullError
from triplewire.publish.web.http.connection import BoundedConnection
from triplewire.publish.web.http.gateway import App, AtOnce, Door, Gateway
from triplewire.publish.web.http.metrics import Metrics
from triplewire.publish.web.http.negotiate import accepts_coding, best, is_current
from triplewire.publish.web.http.problem import BrokenAnswerError, Problem
from triplewire.publish.web.http.request import Receive, Scope, header, read_body
from triplewire.publish.web.http.respond import Headers, Send, refuse, respond, stream

__all__ = [
    "App",
    "AtOnce",
    "BoundedConnection",
    "BrokenAnswerError",
    "Clients",
    "Door",
    "FairSlots",
    "FairThreads",
    "FullError",
    "Gateway",
    "Headers",
    "Metrics",
    "Problem",
    "Receive",
    "Scope",
    "Send",
    "accepts_coding",
    "best",
    "header",
    "is_current",
    "read_body",
    "refuse",
    "respond",
    "stream",
]
