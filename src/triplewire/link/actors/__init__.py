"""The actors of all articles in, which of them are one out."""

from triplewire.link.actors.join import Actors, acronyms_in_names, join_actors
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
    beside,
    may_be_company,
    reports_of,
)

__all__ = [
    "JOINABLE",
    "MOST_ARTICLES",
    "ActorReport",
    "Actors",
    "Node",
    "Order",
    "acronyms_in_names",
    "actor_reports",
    "anchor_of",
    "beside",
    "by_name_of",
    "called",
    "decided_of",
    "holding",
    "join_actors",
    "keys_of",
    "may_be_company",
    "meant",
    "orders_of",
    "path_of",
    "reports_of",
    "unmet_of",
]
