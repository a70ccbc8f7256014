"""The pages for people: routes of their own, and the page of a thing."""

from triplewire.publish.web.pages.errors import problem_response
from triplewire.publish.web.pages.routes import ROUTES as PAGES
from triplewire.publish.web.pages.thing_page import Page, page_for

__all__ = [
    "PAGES",
    "Page",
    "page_for",
    "problem_response",
]
