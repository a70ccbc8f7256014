"""A shapes graph in, compiled constraints out."""
