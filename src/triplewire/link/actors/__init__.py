"""The actors of all articles in, which of them are one out."""

from triplewire.link.actors.join import Actors, join_actors
from triplewire.link.actors.keys import keys_of
from triplewire.link.actors.orders import (
    Order,
    anchor_of,
    by_name_of,
    called,
    decided_of,
    meant,
    orders_of,
    path_of,
    unmet_of,
)
from triplewire.link.actors.overruled import holding
from triplewire.link.actors.reports import (
    JOINABLE,
    MOST_ARTICLES,
    ActorReport,
    Node,
    actor_reports,
    codes_in,
    lands_of,
    may_be_company,
)

__all__ = [
    "JOINABLE",
    "MOST_ARTICLES",
    "ActorReport",
    "Actors",
    "Node",
    "Order",
    "actor_reports",
    "anchor_of",
    "by_name_of",
    "called",
    "codes_in",
    "decided_of",
    "holding",
    "join_actors",
    "keys_of",
    "lands_of",
    "may_be_company",
    "meant",
    "orders_of",
    "path_of",
    "unmet_of",
]
