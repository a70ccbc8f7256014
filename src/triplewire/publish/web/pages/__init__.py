"""The pages for people: routes of their own, and the page of a thing."""

from triplewire.publish.web.pages.errors import problem_response
from triplewire.publish.web.pages.graph import page_path
from triplewire.publish.web.pages.overviews import Overviews, overviews_of
from triplewire.publish.web.pages.routes import page_routes
from triplewire.publish.web.pages.thing_page import Page, page_for
from triplewire.publish.web.pages.vocabulary import vocabulary_href, vocabulary_response

__all__ = [
    "Overviews",
    "Page",
    "overviews_of",
    "page_for",
    "page_path",
    "page_routes",
    "problem_response",
    "vocabulary_href",
    "vocabulary_response",
]
