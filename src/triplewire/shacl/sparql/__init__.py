"""The text of a SPARQL query in, its evaluation out, for many focus nodes at once."""
