"""A thing in, what its page shows out: one file for each kind of page."""

from triplewire.publish.web.pages.views.actor import MOST_LINES, actor_view
from triplewire.publish.web.pages.views.article import article_view
from triplewire.publish.web.pages.views.claim import claim_view
from triplewire.publish.web.pages.views.curation import curation_of
from triplewire.publish.web.pages.views.dataset import dataset_linked, dataset_view
from triplewire.publish.web.pages.views.event import event_view
from triplewire.publish.web.pages.views.figures import groups_of
from triplewire.publish.web.pages.views.neighbours import neighbourhood
from triplewire.publish.web.pages.views.report import report_of
from triplewire.publish.web.pages.views.thing import thing_view
from triplewire.publish.web.pages.views.tombstone import tombstone_view

__all__ = [
    "MOST_LINES",
    "actor_view",
    "article_view",
    "claim_view",
    "curation_of",
    "dataset_linked",
    "dataset_view",
    "event_view",
    "groups_of",
    "neighbourhood",
    "report_of",
    "thing_view",
    "tombstone_view",
]
