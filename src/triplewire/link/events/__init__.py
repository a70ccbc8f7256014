"""The events of all articles in, which of them are one out."""

from triplewire.link.events.event_reports import (
    EventReport,
    Node,
    Ruled,
    decisions_about,
    event_reports,
    ruled_of,
    told_in,
    unmet_of,
)
from triplewire.link.events.join import (
    Events,
    each_once,
    holding_of,
    identify_events,
    join_events,
    surest,
)
from triplewire.link.events.judge import Verdict, judge
from triplewire.link.events.keys import keys_of
from triplewire.link.events.links import Happening, likely_link
from triplewire.link.events.pairs import MOST_COMPARED, buckets_of, day_of, judged_pairs

__all__ = [
    "MOST_COMPARED",
    "EventReport",
    "Events",
    "Happening",
    "Node",
    "Ruled",
    "Verdict",
    "buckets_of",
    "day_of",
    "decisions_about",
    "each_once",
    "event_reports",
    "holding_of",
    "identify_events",
    "join_events",
    "judge",
    "judged_pairs",
    "keys_of",
    "likely_link",
    "ruled_of",
    "surest",
    "told_in",
    "unmet_of",
]
