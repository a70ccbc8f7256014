"""A thing in, what its page shows out: one file for each kind of page."""
