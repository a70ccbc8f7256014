"""The text of an article in, what of it is prose out: lines, markup, noise and metadata."""
