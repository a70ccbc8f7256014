"""The text of an article in, what of it is prose out: lines, markup, noise and metadata."""

from triplewire.extract.layout.sheet import Sheet, make_sheet

__all__ = [
    "Sheet",
    "make_sheet",
]
