"""A SPARQL request in, its results out, after the guard has read it."""
