"""The marks of a text in, which of them tell one event out."""

from triplewire.extract.tagger.marks import Tags


def first_tellings(tags: Tags) -> dict[int, int]:
    """Return for each mark of an event the first one that tells the same, by their places."""
    first: dict[int, int] = {}
    for number, mark in enumerate(tags.marks):
        if mark.kind == "event":
            earlier = mark.pointers["again"].mark
            first[number] = number if earlier is None else first.get(earlier, number)
    return first
